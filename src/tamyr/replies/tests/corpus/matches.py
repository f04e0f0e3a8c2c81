"""Whose answer a letter is: by its address, by what it answers, by numbers, by guesses; and addresses that nobody may believe."""

from dataclasses import replace
from datetime import date

from tamyr.replies.logic import codes
from tamyr.replies.tests.corpus.making import BOUNCE, DOMAIN, KEY, MINISTRY, REPLY, Case, mail, word, words

OFFICE = "info@example.org"
ANSWER = words("План утверждён.")
FORGED = REPLY.replace("reply-42", "reply-43")
SECOND = codes.address("reply", 43, date(2026, 12, 31), DOMAIN, KEY)
RUN_OUT = codes.address("reply", 42, date(2026, 3, 19), DOMAIN, KEY)
LAST_DAY = codes.address("reply", 42, date(2026, 3, 20), DOMAIN, KEY)
UNKNOWN = codes.address("reply", 999, date(2026, 12, 31), DOMAIN, KEY)
METHANE = word("Ответ: О мерах по сокращению выбросов метана", "utf-8")
AUTO = b"Auto-Submitted: auto-replied"
STRANGER = b"someone@gmail.com"


def _of(name: str, *lines: bytes, to: str = OFFICE, subject: bytes = b"Re: x", sender: bytes = MINISTRY.encode(), by: str = "", delivery: int | None = None,
        quarantine: str = "", guessed: tuple[int, ...] | None = None, body: bytes = ANSWER, **more: tuple[str, ...]) -> Case:  # fmt: skip
    raw = mail(body, *lines, subject=subject, sender=sender, to=to)
    return Case(name, raw, by=by, delivery=delivery, quarantine=quarantine, guessed=guessed, **more)  # type: ignore[arg-type]


CASES = (
    _of("the address of answers", to=REPLY, by="code", delivery=42),
    _of("the address in capitals", to=REPLY.upper(), by="code", delivery=42),
    _of("the address the server was given", delivered_to=(REPLY,), by="code", delivery=42),
    _of("the address, on its last day", to=LAST_DAY, by="code", delivery=42),
    _of("the address, run out", to=RUN_OUT, quarantine="run-out"),
    replace(
        _of(
            "two addresses, of two letters",
            to=REPLY,
            delivered_to=(SECOND,),
            by="code",
            delivery=43,
            guessed=(),
        ),
        also=(42,),
    ),
    _of("a false address beside a true one", to=FORGED, delivered_to=(REPLY,), by="code", delivery=42),
    _of("an address with another's code", to=FORGED, quarantine="forged"),
    _of("an address with a code broken off", to=REPLY.replace("@", "=x@"), quarantine="malformed"),
    _of(
        "an address for bounces with the code for answers",
        to=REPLY.replace("reply-", "bounce-"),
        quarantine="forged",
    ),
    _of("an address of a letter that nobody sent", to=UNKNOWN, quarantine="unknown"),
    _of(
        "a stranger uses an address that the office has used",
        to=REPLY,
        sender=STRANGER,
        used_by=("eco.example.kz",),
        quarantine="replayed",
    ),
    replace(
        _of(
            "a server on the way writes to an address that was used",
            AUTO,
            to=REPLY,
            sender=STRANGER,
            used_by=("eco.example.kz",),
            by="code",
            delivery=42,
        ),
        kind="automatic",
    ),
    _of(
        "another office uses an address for the first time",
        to=REPLY,
        sender=b"a@gov.example.kz",
        by="code",
        delivery=42,
    ),
    _of("the office answers again", to=REPLY, used_by=("eco.example.kz",), by="code", delivery=42),
    _of(
        "a department of the office answers",
        to=REPLY,
        sender=b"a@water.eco.example.kz",
        used_by=("other.example.kz",),
        by="code",
        delivery=42,
    ),
    _of("the address of bounces takes a person's letter too", to=BOUNCE, by="code", delivery=42),
    _of("what it answers", b"In-Reply-To: <letter-43@example.org>", by="references", delivery=43),
    _of(
        "a thread it belongs to",
        b"References: <old@x.example> <letter-42@example.org>\r\n <newer@x.example>",
        by="references",
        delivery=42,
    ),
    _of("the number in its subject", subject=b"Re: [TAMYR-42] x", by="number", delivery=42),
    _of(
        "the number in a stranger's subject is a guess",
        subject=b"Re: TAMYR-42",
        sender=STRANGER,
        guessed=(42,),
    ),
    _of(
        "the number of the register",
        body=words("На ваше обращение № 12-05/317 сообщаем: план утверждён."),
        sender=STRANGER,
        guessed=(42,),
    ),
    _of(
        "a number that only begins like theirs",
        body=words("На обращение № 12-05/3171 сообщаем."),
        sender=STRANGER,
        guessed=(),
    ),
    _of("the office and the subject", subject=METHANE, guessed=(42,)),
    _of("a box that anybody may have says nothing of an office", sender=b"other@mail.ru", guessed=()),
    _of("a stranger's letter", sender=STRANGER, guessed=()),
    _of(
        "a name that looks like an address of ours",
        sender=f'"{REPLY}" <someone@gmail.com>'.encode(),
        guessed=(),
    ),
    *(
        _of(
            f"a stranger behind a name that looks like the office's: {name[:12]}",
            to=REPLY,
            sender=sender,
            used_by=("eco.example.kz",),
            quarantine="replayed",
        )
        for name in (f"{MINISTRY}, ", f"<{MINISTRY}>", f'x" <{MINISTRY}>, "', f"({MINISTRY}", f"{MINISTRY};")
        for sender in (word(name, "utf-8") + b" <" + STRANGER + b">",)
    ),
    _of(
        "the office beside a stranger",
        to=REPLY,
        sender=MINISTRY.encode() + b", " + STRANGER,
        used_by=("eco.example.kz",),
        quarantine="replayed",
    ),
    _of(
        "a stranger between words that are none",
        to=REPLY,
        sender=b"=?a?q?x <" + STRANGER + b">, ?= <" + MINISTRY.encode() + b">",
        used_by=("eco.example.kz",),
        quarantine="replayed",
    ),
    _of(
        "an address within an encoded word alone is none",
        to=REPLY,
        sender=word(MINISTRY, "utf-8"),
        used_by=("eco.example.kz",),
        quarantine="replayed",
    ),
    _of(
        "an encoded name with half a quotation is a name",
        to=REPLY,
        sender=word('Министерство "Эко', "utf-8") + b" <" + MINISTRY.encode() + b">",
        used_by=("eco.example.kz",),
        by="code",
        delivery=42,
    ),
    _of(
        "the number in the subject, of the office beside a stranger",
        subject=b"Re: TAMYR-42",
        sender=MINISTRY.encode() + b", " + STRANGER,
        guessed=(42,),
    ),
    _of(
        "a stranger in a second line of senders",
        b"From: " + STRANGER,
        to=REPLY,
        used_by=("eco.example.kz",),
        quarantine="replayed",
    ),
    _of(
        "the office under the other name of its domain",
        to=REPLY,
        sender="info@министерство.example".encode(),
        used_by=("xn--b1afiashkohcid.example",),
        by="code",
        delivery=42,
    ),
)

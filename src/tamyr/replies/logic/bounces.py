"""A letter by which a mail server says that ours did not come in: whose, why, and whether for good."""

import re
from dataclasses import dataclass

from tamyr.replies.logic.reading.letter import Letter
from tamyr.replies.logic.tables.absences import AWAY
from tamyr.replies.logic.tables.machines import CHALLENGED, CONFIRM, MADE_BY_MACHINE, REGISTERED
from tamyr.replies.logic.tables.servers import CAME_IN, DELAYED, FOR_GOOD, OF_A_BOX, SUBJECTS, WORDS
from tamyr.replies.logic.tables.words import alike

# Nobody writes under the first names; a person of a small office may well write as postmaster.
SERVERS = re.compile(
    r"^(?:mailer-daemon|mail-daemon|mdaemon|maildelivery|bounce[sd]?|noreply-?dsn|postmaster)\b",
    re.IGNORECASE,
)
# A line of a report, which some servers write among their words.
AN_ACTION = re.compile(
    r"^Action:\s*(failed|delayed|delivered|relayed|expanded)\b", re.IGNORECASE | re.MULTILINE
)
SHORT = 200
AN_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+\.\w+")


@dataclass(frozen=True)
class Bounce:
    """Whose letter did not come in, as the server says it; ``lasts`` is failed, delayed, or delivered where it did come in."""

    recipients: tuple[str, ...]
    lasts: str
    said: str
    told_by: str


def bounce_in(letter: Letter, own: str, at_bounce_address: bool, has_grounds: bool) -> Bounce | None:
    """Tell a bounce: by its report (RFC 3464, 6533), by its words, or by a server's name where nothing says otherwise.

    Programs that answer for persons write to the address of bounces as well, with no address of their own (RFC 3834).
    """
    reported = _by_report(letter)
    if reported:
        return reported
    return _by_words(letter, own, at_bounce_address, has_grounds)


def _by_words(letter: Letter, own: str, at_bounce_address: bool, has_grounds: bool) -> Bounce | None:
    subject, name = alike(letter.subject), SERVERS.match(letter.sender)
    is_server = bool(name and name[0].lower() != "postmaster") or bool(letter.first("x-failed-recipients"))
    if not is_server and (has_grounds or AWAY.search(own) or CHALLENGED.search(own)):
        return None
    by = "address" if at_bounce_address else "words"
    if not (name or is_server or at_bounce_address or letter.first("return-path").strip() == "<>"):
        said = _of_any_sender(subject, own)
        return Bounce(_failed(letter), "failed", said, "words") if said else None
    lasts, said = _lasting(subject, own)
    # That a letter came in people say as well: it is a server’s word only under a server’s name.
    if lasts and (name or is_server or lasts != "delivered"):
        return Bounce(_failed(letter), lasts, said, by)
    is_server = is_server or bool(name) and at_bounce_address
    if is_server and not _says_otherwise(subject, own):
        return Bounce(_failed(letter), "failed", letter.subject, by)
    return None


def _of_any_sender(subject: str, own: str) -> str:
    """Return the words of a server under a name of its own: a subject of that kind and words of failure, or of a full box."""
    found = WORDS.search(own) if SUBJECTS.match(subject) else None
    found = found or (OF_A_BOX.search(own) if len(own) < SHORT else None)
    return found[0] if found else ""


def _lasting(subject: str, own: str) -> tuple[str, str]:
    """Return how a letter fared by a server's own words, and which: a delay is said in words of failure too."""
    action = AN_ACTION.search(own)
    if action:
        told = action[1].lower()
        return (told if told in ("failed", "delayed") else "delivered"), action[0]
    both = f"{subject}\n{own}"
    delayed, failed = DELAYED.search(both), WORDS.search(own) or SUBJECTS.search(subject)
    if delayed and not FOR_GOOD.search(both):
        return "delayed", delayed[0]
    came_in = CAME_IN.search(both)
    if came_in and not WORDS.search(own):
        return "delivered", came_in[0]
    return ("failed", failed[0]) if failed else ("", "")


def _says_otherwise(subject: str, own: str) -> bool:
    return any(
        words.search(f"{subject}\n{own}")
        for words in (AWAY, REGISTERED, CHALLENGED, CONFIRM, MADE_BY_MACHINE)
    )


def _by_report(letter: Letter) -> Bounce | None:
    recipients, lasting, said = [], [], ""
    for block in letter.report:
        fields = {name.lower(): value for name, value in block}
        if "action" not in fields:
            continue
        lasting.append(fields["action"].split()[0].lower() if fields["action"].strip() else "failed")
        recipients.append(_recipient(fields.get("final-recipient") or fields.get("original-recipient", "")))
        said = said or fields.get("diagnostic-code", "").partition(";")[2].strip() or fields.get("status", "")
    if not lasting:
        return None
    # Of several recipients the one that it did not reach counts.
    lasts = next((action for action in ("failed", "delayed") if action in lasting), "delivered")
    return Bounce(tuple(address for address in recipients if address), lasts, said, "report")


def _recipient(value: str) -> str:
    """Read “rfc822; a@b” and “utf-8; имя@b”, the latter with its letters written as \\x{…} (RFC 6533)."""
    kind, _semicolon, address = value.rpartition(";")
    if kind.strip().lower() == "utf-8":
        address = re.sub(r"\\x\{([0-9a-fA-F]{2,6})\}", lambda code: _letter(code[1]), address)
    return address.strip().strip("<>").lower()


def _letter(code: str) -> str:
    number = int(code, 16)
    # Half a pair is no character: no database takes it.
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "\ufffd"


def _failed(letter: Letter) -> tuple[str, ...]:
    named = letter.first("x-failed-recipients")
    found = AN_ADDRESS.findall(named or letter.text)
    return tuple(dict.fromkeys(address.lower().rstrip(".") for address in found[:5]))

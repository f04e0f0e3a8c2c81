"""Which delivery a letter answers: surely, or as a guess that a person decides."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tamyr.replies.logic import codes
from tamyr.replies.logic.reading.letter import Letter

A_REFERENCE = re.compile(r"\bTAMYR-(\d{1,12})\b", re.IGNORECASE)
A_WORD = re.compile(r"\w{4,}")
ANSWER_MARKS = re.compile(
    r"^\s*(?:(?:re|fw|fwd|aw|отв|на|ответ|пересл|пер|відп|ha|жауап|răsp|r|cvb|jvb)(?:\[\d+\])?\s*[:：]\s*)+",
    re.IGNORECASE,
)
# What a sign is worth to a guess; a person decides, so that the order matters and not the sum.
ALSO_ADDRESSED, OWN_REFERENCE, THEIR_NUMBER, SENDER, DOMAIN, SUBJECT, RECENT = 100, 60, 50, 40, 30, 30, 5
ALSO = "also-addressed"
LIKELY, MOST_GUESSES, RECENT_DAYS = 30, 5, 120
# A number of theirs stands near the beginning; each letter of ours is looked for in what is looked through.
MOST_LOOKED_THROUGH = 200_000
# Domains under which anybody has a box: they say nothing of an institution.
OPEN_TO_ANYBODY = {
    "gmail.com", "mail.ru", "bk.ru", "inbox.ru", "list.ru", "yandex.ru", "yandex.com", "yandex.kz", "yandex.by", "ya.ru", "rambler.ru", "ukr.net",
    "i.ua", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "proton.me", "protonmail.com", "gmx.net", "tut.by", "mail.kz", "qq.com",
}  # fmt: skip


@dataclass(frozen=True)
class OwnLetter:
    """A letter of ours that an answer may belong to, as far as matching needs to know it."""

    delivery: int
    subject: str
    addresses: tuple[str, ...]
    sent_on: date | None = None
    their_numbers: tuple[str, ...] = ()

    @property
    def domains(self) -> set[str]:
        return {domain_of(address) for address in self.addresses} - OPEN_TO_ANYBODY


@dataclass(frozen=True)
class Guess:
    """A delivery that a letter may answer, how likely, and by which signs."""

    delivery: int
    score: int
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """The delivery that a letter answers and by what that is known; or why nobody may believe what it says; or guesses.

    ``also`` are the further ones whose addresses it came to: it goes to each of them, however many they are.
    """

    delivery: int | None = None
    by: str = ""
    quarantine: str = ""
    guesses: tuple[Guess, ...] = ()
    purpose: str = "reply"
    also: tuple[int, ...] = ()


@dataclass(frozen=True)
class Door:
    """What answers are received by: the domain, its key, the day, and the domains that have used each delivery's code before.

    ``a_person_wrote``: whether a person wrote; servers on the way write too, under names of their own.
    """

    domain: str
    key: bytes
    on: date
    used_by: Callable[[int], Iterable[str]]
    a_person_wrote: bool = True


def matched(
    letter: Letter,
    recipients: Iterable[str],
    door: Door,
    sent: Mapping[int, OwnLetter],
    ours: Mapping[str, int],
) -> Match:
    """Match by address, then by what the letter says it answers, then by the number in its subject; else guess.

    ``sent`` holds the letters by delivery, ``ours`` the deliveries by the Message-ID under which they went out.
    """
    checked = (codes.checked(recipient, door.domain, door.key, door.on) for recipient in recipients)
    matches = [(code.delivery, _by_code(code, letter, door, sent)) for code in checked if code is not None]
    # An address of ours decides: a letter to a false one is kept apart, whatever else it names.
    if matches:
        return _first_of(matches)
    for answered in letter.answers_to:
        if answered in ours:
            return Match(ours[answered], "references")
    guesses = guessed(letter, sent.values(), door.on)
    named = A_REFERENCE.search(letter.subject)
    delivery = sent.get(int(named[1])) if named else None
    # Anybody can write a number: it counts by itself only from whom the letter went to.
    if delivery and letter.senders and domains_of(letter.senders) <= delivery.domains:
        return Match(delivery.delivery, "number")
    return Match(guesses=guesses)


def guessed(letter: Letter, sent: Iterable[OwnLetter], on: date) -> tuple[Guess, ...]:
    """Return the likeliest deliveries, with the signs by which they were found, the likeliest first."""
    text = f"{letter.subject}\n{letter.text[:MOST_LOOKED_THROUGH]}"
    mentioned = {int(number) for number in A_REFERENCE.findall(text)}
    guesses = [_guess(letter, candidate, text, mentioned, on) for candidate in sent]
    likely = [guess for guess in guesses if guess.score >= LIKELY]
    return tuple(sorted(likely, key=lambda guess: (-guess.score, -guess.delivery))[:MOST_GUESSES])


def subject_alone(subject: str) -> str:
    """Return a subject without the marks that programs put before an answer, and without our number."""
    return A_REFERENCE.sub("", ANSWER_MARKS.sub("", subject)).strip(" []")


def domain_of(address: str) -> str:
    """Return a domain as it stands in the net: programs write министерство.рф or xn--… for the same."""
    domain = address.rpartition("@")[2].lower()
    try:
        return domain if domain.isascii() else domain.encode("idna").decode()
    except UnicodeError:
        return domain


def domains_of(addresses: Iterable[str]) -> set[str]:
    return {domain_of(address) for address in addresses}


def true_codes(
    recipients: Iterable[str], door: Door, sent: Mapping[int, OwnLetter]
) -> list[codes.CodeReading]:
    """Return the addresses of ours among some, without those that are false, run out, or of no letter."""
    checked = (codes.checked(recipient, door.domain, door.key, door.on) for recipient in recipients)
    return [code for code in checked if code is not None and not code.refused and code.delivery in sent]


def may_believe(
    code: codes.CodeReading, senders: Iterable[str], door: Door, sent: Mapping[int, OwnLetter]
) -> bool:
    return not _is_replayed(code, domains_of(senders), door, sent[code.delivery])


def _first_of(matches: list[tuple[int, Match]]) -> Match:
    """Return the first address that may be believed, and all such others; beside them what strangers use is a guess."""
    believed = [(delivery, match) for delivery, match in matches if not match.quarantine]
    if not believed:
        return matches[0][1]
    first, *also = placed = dict.fromkeys(delivery for delivery, _match in believed)
    used = dict.fromkeys(delivery for delivery, match in matches if match.quarantine == "replayed")
    guesses = [Guess(other, ALSO_ADDRESSED, (ALSO,)) for other in used if other not in placed]
    return replace(believed[0][1], also=tuple(also), guesses=tuple(guesses[:MOST_GUESSES]))


def _by_code(code: codes.CodeReading, letter: Letter, door: Door, sent: Mapping[int, OwnLetter]) -> Match:
    delivery = sent.get(code.delivery)
    if code.refused or not delivery:
        return Match(quarantine=code.refused or "unknown", purpose=code.purpose)
    if _is_replayed(code, domains_of(letter.senders), door, delivery):
        return Match(
            quarantine="replayed", purpose=code.purpose, guesses=guessed(letter, [delivery], door.on)
        )
    return Match(code.delivery, "code", purpose=code.purpose)


def _is_replayed(code: codes.CodeReading, domains: set[str], door: Door, delivery: OwnLetter) -> bool:
    """Say whether a stranger uses a code that somebody else has used already. The first answer may come from any office.

    Of several senders none may be a stranger; and whoever names none is one.
    """
    if not door.a_person_wrote or code.purpose != "reply":
        return False
    used_by = set(door.used_by(code.delivery))
    strange = {domain for domain in domains or {""} if not _is_of(domain, delivery.domains)}
    return bool(used_by) and not strange <= used_by - {""}


def _is_of(domain: str, domains: set[str]) -> bool:
    return any(
        # Both ways: an office has a server of its own, or writes from that of its ministry.
        domain == known or domain.endswith(f".{known}") or known.endswith(f".{domain}")
        for known in domains
        if known
    )


def _guess(letter: Letter, candidate: OwnLetter, text: str, mentioned: set[int], on: date) -> Guess:
    senders, domains = letter.senders, domains_of(letter.senders)
    # Of several senders each has to be known: anybody can name one more.
    is_sender = bool(senders) and {*senders} <= {*candidate.addresses}
    is_office = bool(senders) and all(_is_of(domain, candidate.domains) for domain in domains)
    found = {
        "own-reference": candidate.delivery in mentioned and OWN_REFERENCE,
        "their-number": any(_names(text, number) for number in candidate.their_numbers) and THEIR_NUMBER,
        "sender": is_sender and SENDER,
        "domain": is_office and not is_sender and DOMAIN,
        "subject": int(SUBJECT * _likeness(subject_alone(letter.subject), candidate.subject)),
        "recent": bool(
            candidate.sent_on and candidate.sent_on <= on <= candidate.sent_on + timedelta(days=RECENT_DAYS)
        )
        and RECENT,
    }
    signs = {sign: int(worth) for sign, worth in found.items() if worth}
    return Guess(candidate.delivery, sum(signs.values()), tuple(signs))


def _names(text: str, number: str) -> bool:
    return (
        # One figure alone stands in every letter.
        bool(re.search(rf"(?<![\w/-]){re.escape(number)}(?![\w/-])", text, re.IGNORECASE))
        if len(number) > 1
        else False
    )


def _likeness(one: str, other: str) -> float:
    """Return which part of the words of two subjects is in both, from 0 to 1."""
    words, others = set(A_WORD.findall(one.lower())), set(A_WORD.findall(other.lower()))
    return len(words & others) / len(words | others) if words and others else 0.0

"""A letter that came in is read, told apart, and brought to the demand it answers, or to where a person decides."""

import logging
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction

from tamyr.notices.services import announce
from tamyr.replies.logic import codes
from tamyr.replies.logic.kinds import Classification
from tamyr.replies.logic.matching import Door, Match, matched
from tamyr.replies.logic.reading.letter import Letter
from tamyr.replies.logic.reading.reader import hash_of
from tamyr.replies.logic.understanding import Understanding, understood
from tamyr.replies.models import Arrival, ArrivedFile, Lies
from tamyr.replies.models.arrivals import kept
from tamyr.replies.queries.candidates import all_sent, door_on, ours
from tamyr.replies.services.addressed import bring_to
from tamyr.replies.services.files import ScannedFile, made_ready, put_down
from tamyr.safety.services import record_act
from tamyr.safety.services.faults import Faults, kind_and_place
from tamyr.shared.apart import TooCostly, apart

logger = logging.getLogger("tamyr.work")


def read_waiting(*, at: datetime) -> int:
    """Read every letter that was not read yet; return how many. Raises ``PartlyDone`` at the end where one could not be."""
    faults, count = Faults(), 0
    # The oldest first: whether a stranger uses an address is told by who used it before.
    waiting = Arrival.objects.filter(lies=Lies.UNREAD).order_by("received_at").values_list("pk", flat=True)
    for key in list(waiting):
        try:
            count += read_arrival(key=key, at=at)
        except OperationalError:
            raise  # No fault of this letter: the database does not answer, or the disk is full.
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one letter, the others are read
            faults.note("letters", error)
    faults.tell()
    return count


def read_arrival(*, key: UUID, at: datetime) -> bool:
    """Read one letter apart, within limits, then keep what it is. A letter read already is left as it is."""
    arrival = Arrival.objects.filter(pk=key, lies=Lies.UNREAD).first()
    raw = arrival.content if arrival is not None else None
    if arrival is None or raw is None:
        return False
    try:
        found = apart(understood, raw, frozenset({settings.DEFAULT_FROM_EMAIL.lower()}))
        files = made_ready(found.letter.attachments, settings.VIRUS_SCANNER)
        return _keep(key, found, files, at)
    except (OperationalError, InterfaceError, OSError):
        raise  # No fault of this letter: it is read the next time.
    except TooCostly:
        return _keep_apart(key, at)
    except Exception as error:  # noqa: BLE001 - whatever a stranger sent, a person sees it
        logger.error("letters: %s", kind_and_place(error))
        return _keep_apart(key, at)


@transaction.atomic
def _keep_apart(key: UUID, at: datetime) -> bool:
    """Keep a letter that takes too much to read, or cannot be read, where a person sees it."""
    arrival = Arrival.objects.select_for_update(no_key=True).filter(pk=key, lies=Lies.UNREAD).first()
    if arrival is None:
        return False
    arrival.lies, arrival.quarantine, arrival.read_at = Lies.QUARANTINE, "unreadable", at
    arrival.save(update_fields=["lies", "quarantine", "read_at"])
    record_act(act="reply.read", actor=None, about=arrival, at=at, details={"lies": arrival.lies})
    announce(kind="reply-waits", about=arrival, version=arrival.lies, actor=None, at=at)
    return True


@transaction.atomic
def _keep(key: UUID, found: Understanding, files: list[ScannedFile], at: datetime) -> bool:
    arrival = Arrival.objects.select_for_update(no_key=True).filter(pk=key, lies=Lies.UNREAD).first()
    if arrival is None:
        return False
    letter = found.letter
    recipients = letter.recipients(*arrival.sent_by[1])
    is_told = found.told_at_bounces if _is_to_bounces(recipients, at) else found.told
    match = _match(letter, recipients, door_on(at.date(), is_told.kind == "answer"))
    _put_down(arrival, letter, is_told, at)
    _keep_files(arrival, files)
    arrival.matched_by, arrival.quarantine = match.by, match.quarantine
    arrival.guesses = [asdict(guess) for guess in match.guesses]
    arrival.lies = _where(is_told, match)
    if arrival.lies == Lies.ASIDE:
        arrival.aside_at = at
    arrival.save()
    record_act(
        act="reply.read",
        actor=None,
        about=arrival,
        at=at,
        details={"lies": arrival.lies, "kind": arrival.kind, "by": arrival.matched_by},
    )
    if arrival.lies == Lies.PLACED and match.delivery is not None:
        bring_to(arrival, [match.delivery, *match.also], at)
    elif arrival.lies != Lies.ASIDE:
        announce(kind="reply-waits", about=arrival, version=arrival.lies, actor=None, at=at)
    return True


def _is_to_bounces(recipients: tuple[str, ...], at: datetime) -> bool:
    door = door_on(at.date())
    found = (codes.checked(recipient, door.domain, door.key, door.on) for recipient in recipients)
    return any(code.purpose == "bounce" for code in found if code is not None)


def _match(letter: Letter, recipients: tuple[str, ...], door: Door) -> Match:
    """Match a letter; a server's report also by the letter of ours that it encloses."""
    known = ours()
    enclosed = [value for head in letter.enclosed for name, value in head if name.lower() == "message-id"]
    named = {
        message_id: known[hash_of(message_id)]
        for message_id in [*letter.answers_to, *enclosed]
        if hash_of(message_id) in known
    }
    match = matched(letter, recipients, door, all_sent(), named)
    # What lies in quarantine stays there: a stranger may enclose a letter of ours that they have read.
    if match.delivery is None and not match.quarantine and named:
        return Match(next(iter(named.values())), "references")
    return match


def _put_down(arrival: Arrival, letter: Letter, is_told: Classification, at: datetime) -> None:
    arrival.kind, arrival.read_at = is_told.kind, at
    arrival.told = kept({"reason": is_told.reason, "value": is_told.value, "number": is_told.number})
    arrival.head = kept({"lines": letter.head})
    arrival.text, arrival.sealed = letter.text, letter.sealed
    arrival.faults = kept({"faults": [asdict(fault) for fault in letter.faults]})


def _keep_files(arrival: Arrival, files: list[ScannedFile]) -> None:
    for number, ready in enumerate(files, 1):
        file = ready.file
        # A letter that is read again keeps the keys of its files, which stand in addresses.
        there = ArrivedFile.objects.filter(arrival=arrival, number=number).first()
        row = there or ArrivedFile(arrival=arrival, number=number)
        row.place, row.name = file.place[:80], file.name
        row.media_type, row.size = file.media_type[:100], len(file.content)
        row.warnings, row.content, row.scan = list(file.warnings), Arrival.packed(file.content), ready.scan
        put_down(row, ready.clean, ready.fault)
        row.save()


def _where(is_told: Classification, match: Match) -> Lies:
    """Say where a letter lies: a loop is cut, a false address kept apart, what is matched goes to its demand."""
    if is_told.kind == "loop":
        return Lies.ASIDE
    if match.quarantine:
        return Lies.QUARANTINE
    return Lies.PLACED if match.delivery is not None else Lies.PEN

"""Codes picked up, then shuffled: the two phases after which nobody can tell whose ballot is which.

No act here leaves a time or a line of its own for one seat: the audit chain would keep the order in which codes were
picked up. The shuffle leaves one line for all.
"""

import json
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from tamyr.decisions.logic.file.canonical import sha256_of
from tamyr.decisions.logic.secret import FEWEST_CODES, code_sha256, read_code, tag_of
from tamyr.decisions.models import (
    FINISHED,
    Decision,
    Election,
    IssuedCode,
    Seat,
    SecretBallot,
    Stage,
    election_of,
)
from tamyr.decisions.services.casting import seat_to_speak_for
from tamyr.network.models import Member
from tamyr.notices.services import announce
from tamyr.procedures.services import NotNow, end, locked
from tamyr.safety.services import record_act

Clock = Callable[[], datetime]
# Why a vote did not take place, as the decision keeps it.
TOO_FEW, LOST = "too-few-codes", "codes-lost"


class AlreadyIssued(Exception):
    """A code was picked up for this voice before; which one, nobody knows."""


class TagTaken(Exception):
    """Another code has the same tag by chance: take a new one."""


@transaction.atomic
def pick_up(
    *, decision: Decision, member: Member, code: str, actor: UUID, clock: Clock, speaker: Member | None = None
) -> Seat:
    """Make a code valid for a member's voice, and keep its hash alone. The same form sent twice is one code.

    ``speaker`` is the member that picks it up, where it holds the other's voice.
    """
    standing = locked(decision, *Stage)
    at, election = clock(), election_of(standing)
    if election is None or not election.gives_codes_at(standing, at):
        raise NotNow(standing)
    seat = seat_to_speak_for(standing, member, speaker or member, actor, at)
    sha256 = code_sha256(str(standing.pk), read_code(code))
    known = set(IssuedCode.objects.filter(decision=standing).values_list("sha256", flat=True))
    if seat.issued:
        # Which code is this seat’s nobody knows, only that the form is: it was signed for the seat.
        if sha256 in known:
            return seat
        raise AlreadyIssued
    # Ballots are published under tags: of two that are alike nobody could find their own.
    if tag_of(sha256) in map(tag_of, known):
        raise TagTaken
    IssuedCode.objects.create(sha256=sha256, decision=standing)
    seat.issued = True
    seat.save(update_fields=("issued",))
    return seat


@transaction.atomic
def shuffle(*, decision: Decision, clock: Clock) -> bool:
    """Put all codes into the order of their hashes, forget how they came, and hear ballots; whether that was to do.

    The clock alone decides when: whoever could choose the moment could choose who is left out. With fewer than five codes,
    or with more or fewer than were picked up, the vote does not take place.
    """
    standing = locked(decision, *Stage)
    at, election = clock(), election_of(standing)
    if election is None or not _is_due(standing, election, at):
        return False
    issued = IssuedCode.objects.filter(decision=standing)
    # Before they are written: PostgreSQL lays rows down as they come, and their order is to be the hashes’
    # own.
    codes = sorted(issued.values_list("sha256", flat=True))
    issued.delete()
    # Seats are in the copies of the data, codes are in none: a site that was put back has fewer of them.
    picked_up = standing.seats.filter(issued=True).count()
    if len(codes) != picked_up or len(codes) < FEWEST_CODES:
        _cancel(standing, LOST if len(codes) != picked_up else TOO_FEW, at)
    else:
        # Before the moment is written: afterwards the database itself takes no code any more.
        SecretBallot.objects.bulk_create(SecretBallot(sha256=code, decision=standing) for code in codes)
        election.codes, election.shuffled_at = json.dumps(codes), at
        record_act(
            act="decision.shuffled",
            actor=None,
            about=standing,
            at=at,
            details={"codes": sha256_of(codes), "number": len(codes)},
        )
        announce(kind="decision-ballots", about=standing, actor=None, at=at)
    election.is_swept = False
    election.save()
    return True


def _is_due(decision: Decision, election: Election, at: datetime) -> bool:
    until = election.codes_until
    return decision.stage == Stage.OPEN and election.shuffled_at is None and until is not None and at >= until


def _cancel(standing: Decision, why: str, at: datetime) -> None:
    standing.reason = why
    ended = end(standing, stage=Stage.WITHDRAWN, actor=None, at=at)
    announce(kind="decision-cancelled", about=ended, actor=None, at=at)


@transaction.atomic
def forget(*, decision: Decision, clock: Clock) -> bool:
    """Delete the ballots of an election that has ended: its file holds them by their tags; whether that was to do."""
    standing = locked(decision, *Stage)
    kept = SecretBallot.objects.filter(decision=standing)
    if standing.stage not in FINISHED or not kept.exists():
        return False
    # Nobody counts them again: a result has its file, and what was annulled before its count has no result.
    kept.delete()
    Election.objects.filter(decision=standing).update(is_swept=False)
    record_act(act="decision.codes_forgotten", actor=None, about=standing, at=clock())
    return True


def sweep() -> bool:
    """Take what was deleted out of the files of the database, as far as it can; whether that was to do and is done.

    What cannot be done now, because somebody reads from what is to be emptied, is tried again.
    """
    waiting = list(Election.objects.filter(is_swept=False).values_list("pk", flat=True))
    # No database can be swept from within a transaction.
    if not waiting or connection.in_atomic_block or not _swept():
        return False
    # Those that waited at the beginning: what was deleted meanwhile is swept next time.
    return bool(Election.objects.filter(pk__in=waiting).update(is_swept=True))


def _swept() -> bool:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table made anew: rows that were deleted or changed are in no file any more. Seats too: each that
            # picked up its code was written behind those before it.
            for table in ("decisions_issuedcode", "decisions_secretballot", "decisions_seat"):
                cursor.execute(f"VACUUM (FULL) {table}")
            return True
        cursor.execute("VACUUM")
        # Answers 1 while somebody still reads from the log that is to be emptied.
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return bool(cursor.fetchone()[0] == 0)

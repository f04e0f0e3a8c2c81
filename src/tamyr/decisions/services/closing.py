"""After the last second: the close written down, the ballots counted, the file checked and published.

Each step is done by a task, in a transaction of its own, and may be done twice or killed at any moment. Whether a
decision is open never waits for it: that is read from the clock.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import OperationalError, transaction
from django.db.models import Q

from tamyr.accounts.models.people import acting_at
from tamyr.decisions.models import FINISHED, Decision, DecisionFile, Fault, Stage, Uncounted
from tamyr.decisions.queries.counting import Tampered, files_of, outcome_of
from tamyr.decisions.queries.secret import asked_until, waits_for_belenios
from tamyr.decisions.services.entrusting import lapse
from tamyr.decisions.services.secret.codes import forget, shuffle
from tamyr.network.models import Mandate, Member
from tamyr.network.models.people import holding_on
from tamyr.notices.services import announce
from tamyr.procedures.rules import members_within
from tamyr.procedures.services import end, locked
from tamyr.safety.logic.field_encryption import UnreadableField
from tamyr.safety.services import record_act
from tamyr.safety.services.faults import Faults
from tamyr.work.logic import LONGEST_WAIT, wait_after

Clock = Callable[[], datetime]
# Before the close; each is told once, and only to those who have not voted.
REMINDED_BEFORE = (timedelta(days=3), timedelta(days=1))
ASKED_LATELY = timedelta(hours=12)
FIRST_WAIT = timedelta(minutes=1)


def see_to_decisions(*, clock: Clock) -> None:
    """Remind, give voices back, close, count and publish whatever is due. One that fails does not keep the others."""
    # Shuffled before it is closed, also where the site stood still over both moments:
    # nothing shuffles afterwards, and the file would lack its codes. Each list is asked when
    # its turn comes: one run does all that is due.
    faults, opened = Faults(), Decision.objects.filter(stage=Stage.OPEN)
    # None is locked for nothing: whoever casts would wait for it.
    for step, due in (
        (shuffle, opened.filter(election__isnull=False)),
        (remind, opened),
        (give_back, opened.filter(seats__entrusted_to__isnull=False).distinct()),
        (close, opened.filter(closes_at__lte=clock())),
    ):
        for decision in due:
            with faults.apart("decisions"):
                step(decision=decision, clock=clock)
    for counting, stage in ((count, Stage.CLOSED), (publish, Stage.COUNTED)):
        for decision in Decision.objects.filter(_is_due(clock()), stage=stage):
            _count_or_put_off(counting, decision, clock, faults)
    for decision in Decision.objects.filter(election__isnull=False, stage__in=FINISHED):
        with faults.apart("decisions"):
            forget(decision=decision, clock=clock)
    faults.tell()


def _is_due(at: datetime) -> Q:
    """Find what no fault has put off; also where a clock that ran ahead has put the next try out of reach."""
    again = Q(uncounted__again_at__lte=at) | Q(uncounted__again_at__gt=at + LONGEST_WAIT)
    return Q(uncounted=None) | again


def _count_or_put_off(step: Callable[..., bool], decision: Decision, clock: Clock, faults: Faults) -> None:
    # Not by ``apart``: what is written of a fault would be undone with it.
    try:
        step(decision=decision, clock=clock)
    # The database does not answer, of which no decision is to blame: the whole run is tried again.
    except OperationalError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever is wrong with one decision, the others are counted)
        faults.note("decisions", error)
        put_off(decision=decision, fault=_fault_of(error), clock=clock)


def _fault_of(error: Exception) -> Fault:
    if isinstance(error, Tampered):
        return Fault.CHANGED
    return Fault.UNREADABLE if isinstance(error, UnreadableField) else Fault.OTHER


@transaction.atomic
def put_off(*, decision: Decision, fault: Fault, clock: Clock) -> None:
    """Keep by which fault a decision could not be counted; each try waits longer than the last, an hour at most."""
    standing = locked(decision, *Stage)
    at = clock()
    # Another worker has done it meanwhile, or two persons annulled it.
    if standing.stage not in (Stage.CLOSED, Stage.COUNTED):
        return
    known = Uncounted.objects.filter(decision=standing).first() or Uncounted(decision=standing)
    known.fault, known.tries = fault, known.tries + 1
    known.again_at = at + wait_after(known.tries, FIRST_WAIT)
    known.save()
    details: dict[str, str | int | bool | None] = {"fault": known.fault, "try": known.tries}
    record_act(act="decision.not_counted", actor=None, about=standing, at=at, details=details)


@transaction.atomic
def remind(*, decision: Decision, clock: Clock) -> None:
    """Tell the silent that the close is near; a reminder that was told is not told again."""
    # Under no lock: the same reminder of two workers is one happening, by its key.
    at, opened = clock(), decision.opened_at
    until = asked_until(decision)
    due = [before for before in REMINDED_BEFORE if until - before <= at < until]
    # One for all whose moment is past, where nothing was done for long; and none to who was asked a moment ago.
    if due and opened is not None and opened < until - min(due) - ASKED_LATELY:
        announce(kind="decision-reminder", about=decision, version=min(due), actor=None, at=at)


@transaction.atomic
def give_back(*, decision: Decision, clock: Clock) -> None:
    """Give entrusted voices back whose holder left, is locked out or has nobody who acts for it."""
    standing = locked(decision, *Stage)
    at = clock()
    able = Mandate.objects.filter(
        holding_on(at.date()), acting_at(at, "person__"), member__status=Member.Status.ACTIVE
    )
    if standing.hears_voices_at(at):
        # After the shuffle nobody could vote with a voice that comes back.
        held = standing.seats.filter(
            entrusted_to__isnull=False, issued=False, decision__election__shuffled_at=None
        )
        keys = set(able.values_list("member_id", flat=True))
        # There an account that acts is not enough: somebody has to sit there for the member.
        if standing.circle_id:
            members = Member.objects.filter(pk__in=keys)
            keys = {member.pk for member in members_within(standing, members, at.date())}
        for given in held.exclude(entrusted_to__in=keys):
            lapse(standing, given, actor=None, at=at)


@transaction.atomic
def close(*, decision: Decision, clock: Clock) -> bool:
    """Write down that a decision's time is over; whether that was to do."""
    standing = locked(decision, *Stage)
    at = clock()
    if not standing.has_closed_at(at):
        return False
    # The moment of the writing and not ``closes_at``: the file says how late the site was.
    standing.stage, standing.closed_at = Stage.CLOSED, at
    standing.save()
    record_act(act="decision.closed", actor=None, about=standing, at=at)
    return True


@transaction.atomic
def count(*, decision: Decision, clock: Clock) -> bool:
    """Count the ballots of a closed decision and keep the files; whether that was to do."""
    standing = locked(decision, *Stage)
    at = clock()
    if standing.stage != Stage.CLOSED or waits_for_belenios(standing):
        return False
    # What raises here announces nothing, until it is mended or two persons annul it: see ``put_off``.
    made = files_of(standing)
    DecisionFile.objects.create(
        decision=standing,
        inside=made.inside,
        inside_sha256=made.inside_sha256,
        outside=made.outside,
        outside_sha256=made.outside_sha256,
        made_at=at,
    )
    standing.stage = Stage.COUNTED
    standing.save()
    details: dict[str, str | int | bool | None] = {
        "inside": made.inside_sha256,
        "outside": made.outside_sha256,
    }
    record_act(act="decision.counted", actor=None, about=standing, at=at, details=details)
    return True


@transaction.atomic
def publish(*, decision: Decision, clock: Clock) -> bool:
    """Announce the outcome once the file, read back, counts to what it says; whether that was to do."""
    standing = locked(decision, *Stage)
    at = clock()
    if standing.stage != Stage.COUNTED:
        return False
    # The text as it is kept, and not as it was made: what nobody can read back is announced to nobody.
    outcome = outcome_of(standing.file)
    ended = end(standing, stage=outcome, actor=None, at=at)
    announce(kind="decision-decided", about=ended, actor=None, at=at)
    return True

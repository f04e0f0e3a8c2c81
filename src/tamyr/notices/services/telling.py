"""From what happened to a notice on each desk it concerns, and from the notices to one letter a window.

Each step is done by a task, in a transaction of its own, and may be done twice or killed at any moment.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from tamyr.accounts.models import Person
from tamyr.notices.logic import FARTHEST, has_had_a_letter, next_window, zone_of
from tamyr.notices.models import Happening, MailPlan, Notice, Pace
from tamyr.notices.queries.kinds import AsReader, kind_named, known_kinds, still_true
from tamyr.notices.queries.news import untold_to
from tamyr.notices.services.expiry import KEPT
from tamyr.safety.models import is_sealed
from tamyr.safety.services import record_act
from tamyr.safety.services.faults import Faults
from tamyr.safety.services.letters import send_notices

Clock = Callable[[], datetime]
IN_BATCHES = 500


def tell(*, as_reader: AsReader, clock: Clock, draw: Callable[[], float]) -> None:
    """Tell those concerned, plan the letters that are wanted, and write those that are due.

    ``as_reader`` makes of a person what the rooms ask rights of; ``draw`` gives numbers from 0 to 1. Raises
    ``PartlyDone`` at the end where something could not be done: all the rest is.
    """
    faults = Faults()
    for key in list(_to_be_told()):
        with faults.apart("notices"):
            spread(key=key, at=clock())
    set_clocks_right(at=clock())
    for key in list(_to_be_planned()):
        with faults.apart("plans"):
            plan(key=key, as_reader=as_reader, at=clock(), drawn=draw())
    for key, due_at in _due(at=clock()):
        with faults.apart("letters"):
            deliver(key=key, due_at=due_at, as_reader=as_reader, at=clock())
    faults.tell()


# --- spread ---------------------------------------------------------------------------------


def _to_be_told() -> QuerySet[Happening, UUID]:
    # Of a kind that this release does not know, it waits for one that does.
    untold = Happening.objects.filter(spread_at=None, kind__in=known_kinds())
    return untold.order_by("at").values_list("pk", flat=True)


@transaction.atomic
def spread(*, key: UUID, at: datetime) -> int:
    """Give a notice to each whom a happening concerns now, but for whoever did it; return how many."""
    happening = Happening.objects.select_for_update(no_key=True).filter(pk=key, spread_at=None).first()
    kind = kind_named(happening.kind) if happening else None
    if happening is None or kind is None:
        return 0
    # As long as a notice is kept: what waited longer for a worker, or for a release that knows it, is no
    # news.
    is_news = at - happening.at <= KEPT and happening.about in set(kind.still({happening.about}))
    concerned = set(kind.concerns(happening, at)) - {happening.actor_id} if is_news else set()
    people = Person.objects.filter(pk__in=concerned, is_active=True).values_list("pk", flat=True)
    notices = [Notice(person_id=person, happening=happening, at=at) for person in people]
    Notice.objects.bulk_create(notices, batch_size=IN_BATCHES, ignore_conflicts=True)
    happening.spread_at, happening.actor = at, None
    happening.save(update_fields=["spread_at", "actor"])
    return len(notices)


# --- letters --------------------------------------------------------------------------------


@transaction.atomic
def choose_pace(*, person: Person, pace: str, at: datetime) -> bool:
    """Let a person be told by letter as often as they want; return whether that is new."""
    kept, _is_new = MailPlan.objects.get_or_create(person=person)
    chosen = MailPlan.objects.select_for_update(no_key=True).get(pk=kept.pk)
    if chosen.pace == pace:
        return False
    # Planned anew by the new pace, from what waits then.
    chosen.pace, chosen.next_at = pace, None
    chosen.save()
    record_act(act="person.letters_chosen", actor=person.pk, about=person, at=at)
    return True


def set_clocks_right(*, at: datetime) -> None:
    """Mend what a clock that ran ahead has put out of reach."""
    MailPlan.objects.filter(next_at__gt=at + FARTHEST).update(next_at=None)
    MailPlan.objects.filter(mailed_at__gt=at).update(mailed_at=at)


def _to_be_planned() -> QuerySet[MailPlan, UUID]:
    """Return whom something waits for that is still true, and for whom no letter is planned."""
    unplanned = MailPlan.objects.filter(next_at=None).exclude(pace=Pace.NONE)
    waiting = Notice.objects.filter(done_at=None, is_mailed=False, person__in=unplanned.values("pk"))
    # Asked once for all: what was withdrawn would otherwise be looked at for everybody, each minute.
    true = set(still_true(Happening.objects.filter(pk__in=waiting.values("happening"))))
    own = waiting.filter(person=OuterRef("pk"), happening__in=true)
    return unplanned.filter(Exists(own)).values_list("pk", flat=True)


def _due(*, at: datetime) -> list[tuple[UUID, datetime]]:
    rows = MailPlan.objects.filter(next_at__lte=at).order_by("next_at").values_list("pk", "next_at")
    return [(key, due_at) for key, due_at in rows if due_at is not None]


@transaction.atomic
def plan(*, key: UUID, as_reader: AsReader, at: datetime, drawn: float) -> bool:
    """Set when the next letter is due, if something waits that its reader may know of."""
    row = _locked(key)
    if row is None or row.pace == Pace.NONE or row.next_at is not None:
        return False
    if not row.person.acts_at(at) or not untold_to(as_reader(row.person, at)):
        return False
    zone = zone_of(row.person.time_zone)
    row.next_at = next_window(row.pace, now=at, zone=zone, mailed_at=row.mailed_at, drawn=drawn)
    row.save(update_fields=["next_at"])
    return True


@transaction.atomic
def deliver(*, key: UUID, due_at: datetime, as_reader: AsReader, at: datetime) -> bool:
    """Write the one letter of a window, or none: who it is, what they want and may know is asked again."""
    # Taken by one statement: of two workers at the same letter one finds this moment there.
    if not MailPlan.objects.filter(pk=key, next_at=due_at).update(next_at=None):
        return False
    row = _locked(key)
    if row is None or not _may_be_written_to(row, at):
        return False
    untold = untold_to(as_reader(row.person, at))
    if not untold:
        return False
    Notice.objects.filter(pk__in=[notice.pk for notice in untold]).update(is_mailed=True)
    row.mailed_at = at
    row.save(update_fields=["mailed_at"])
    return bool(send_notices(to=[row.person.email], at=at))


def _locked(key: UUID) -> MailPlan | None:
    return (
        MailPlan.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person")
        .filter(pk=key)
        .first()
    )


def _may_be_written_to(row: MailPlan, at: datetime) -> bool:
    address = row.person.email
    if row.pace == Pace.NONE or not row.person.acts_at(at) or not address or is_sealed(address):
        return False
    zone = zone_of(row.person.time_zone)
    return not has_had_a_letter(row.pace, now=at, zone=zone, mailed_at=row.mailed_at)

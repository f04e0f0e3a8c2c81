"""A demand's letters: to whom, and what happened to each. Nothing else writes events."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.addressees.models import Institution, Office
from tamyr.addressees.queries.directory import family_of, standing_for
from tamyr.demands.logic.following import awaited_until, law_for
from tamyr.demands.logic.history import ClockEvent, as_far_as_possible, course, history
from tamyr.demands.logic.versions import counted, counting_sha
from tamyr.demands.models import Delivery, Demand, Event, Happening, Stage
from tamyr.demands.queries.deliveries import day_there, happened, law_code, roads_for
from tamyr.demands.queries.ways import decided_at
from tamyr.demands.rules import may_deliver, may_record
from tamyr.network.models import Member, Visitor
from tamyr.network.rules import MayNot
from tamyr.notices.services import announce
from tamyr.priorities.logic.texts import hash_of
from tamyr.procedures.services import locked_for
from tamyr.safety.services import record_act

RECORDED_AT = (Stage.AGREED, Stage.CLOSED, Stage.WITHDRAWN)
# What a body did is news to all who follow a demand; what we did with a letter is not.
OF_THE_BODY = ("answered", "refused", "in_part", "forwarded", "clarification", "put_off", "regime")


class Unlawful(Exception):
    """The law of the addressee's country takes no such letter by this road; ``lawful`` are those that it takes."""

    def __init__(self, way: str, lawful: Sequence[str]) -> None:
        super().__init__(way)
        self.way, self.lawful = way, tuple(lawful)


class NotItsOffice(ValueError):
    """A letter to a body is to go to an office of another one."""


class ThereAlready(Exception):
    """Such a letter to this body is there; ``may_move``: it lies with nobody, and could take another road."""

    def __init__(self, delivery: Delivery, *, may_move: bool) -> None:
        super().__init__(str(delivery))
        self.delivery, self.may_move = delivery, may_move


class SendingIsOff(Exception):
    """Letters to this country endanger who signs: none is sent until somebody says that they know."""


class StillToCome(Exception):
    """An event is said to have happened on a day that is still to come, or to put off to a day before it."""


class AlreadyCorrected(Exception):
    """An event that is to be corrected has been corrected meanwhile, or is of another letter."""


class DecidedElsewhere(Exception):
    """What another room holds would say what no event does any more: it is taken back there."""


@dataclass(frozen=True)
class Address:
    """To whom a letter goes, as what, by which road and in which language."""

    institution: Institution
    letter: str
    way: str
    language: str
    office: Office | None = None
    follows: Delivery | None = None
    # That whoever adds it knows of the danger in this country.
    knows_the_danger: bool = False


@transaction.atomic
def add_delivery(
    *, demand: Demand, address: Address, member: Member | None, form_key: UUID, actor: UUID, at: datetime
) -> Delivery:
    """Add a letter to an addressee, or let one that lies with nobody take another road; the same form twice is one.

    Refuses a road that the law does not take. Of bodies that were merged it goes to the one that stands for both.
    """
    known = Delivery.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    standing, visitor = locked_for(may_deliver, demand, Stage.AGREED, actor=actor, at=at)
    _check_own(visitor, member)
    body = standing_for(address.institution)
    address, one_by_now = replace(address, institution=body), family_of(body)
    check_road(address, at.date())
    if address.office is not None and address.office.institution_id not in one_by_now:
        raise NotItsOffice
    # The constraint knows nothing of bodies that were merged. Under the lock of the demand a second form for
    # the same body comes after the first, and is refused here.
    same = Delivery.objects.select_for_update(no_key=True, of=("self",)).filter(
        demand=standing, institution__in=one_by_now, letter=address.letter, follows=address.follows
    )
    if there := list(same.order_by("pk")):
        return _by_another_road(there, standing, address, actor, at)
    made = Delivery.objects.create(
        form_key=form_key,
        demand=standing,
        institution=body,
        office=address.office,
        letter=address.letter,
        way=address.way,
        language=address.language,
        follows=address.follows,
        member=member,
        added_by_id=actor,
        added_at=at,
    )
    details: dict[str, str | int | bool | None] = {
        "letter": made.letter,
        "way": made.way,
        # No column keeps it: the audit chain does.
        "knows_the_danger": address.knows_the_danger,
    }
    record_act(act="demand.delivery_added", actor=actor, about=standing, at=at, details=details)
    return made


def _by_another_road(
    there: Sequence[Delivery], demand: Demand, address: Address, actor: UUID, at: datetime
) -> Delivery:
    """Let a letter take another road, in its other language, to its other office, unless it is with its body."""
    # Two, where the bodies were merged after each had its own: none goes out beside one that is under way.
    for delivery in there:
        found, _faults = as_far_as_possible(delivery.letter, map(happened, delivery.events.all()))
        # Both: one that was taken back is out no more but lies with its body, and one that came back after an
        # answer is away no more but was answered.
        if found.is_away or delivery.is_out:
            raise ThereAlready(delivery, may_move=False)
    moved = there[0]
    if (moved.way, moved.language, moved.office) == (address.way, address.language, address.office):
        raise ThereAlready(moved, may_move=True)
    details: dict[str, str | int | bool | None] = {"was": moved.way, "way": address.way}
    moved.way, moved.language, moved.office = address.way, address.language, address.office
    moved.save(update_fields=["way", "language", "office"])
    record_act(act="demand.delivery_moved", actor=actor, about=demand, at=at, details=details)
    return moved


def _check_own(visitor: Visitor, member: Member | None) -> None:
    if member is not None and not visitor.acts_for(member.pk):
        raise MayNot(_("You do not act for this member now; your mandate may have ended."))


def check_road(address: Address, on: date) -> None:
    """Refuse a road that such a letter may not take, by the country's law or by what is known of this body.

    A country where sending is off is refused until whoever adds the letter says that they know.
    """
    law = law_for(address.institution.iso3)
    if law is not None and law.sending_is_off and not address.knows_the_danger:
        raise SendingIsOff
    roads = roads_for(address.institution, address.letter, on)
    # What the body itself says of a road goes before what its country's law says of all bodies.
    if roads.get(address.way) is False:
        raise Unlawful(address.way, [way for way, is_lawful in roads.items() if is_lawful])


@dataclass(frozen=True)
class Account:
    """What happened, as whoever records it knows it; ``replaces`` is the event that it corrects."""

    kind: str
    on: date
    reason: str = ""
    until: date | None = None
    number: str = ""
    letter: str = ""
    to: Institution | None = None
    ground: str = ""
    replaces: Event | None = None

    def event(self, **recorded: Any) -> Event:
        """Return the event that it becomes, which nobody has written yet."""
        # But for its day, each field of an account has the name of the event's own.
        said = {name: value for name, value in vars(self).items() if name != "on"}
        return Event(happened_on=self.on, **said, **recorded)


@transaction.atomic
def record_event(
    *,
    delivery: Delivery,
    account: Account,
    member: Member | None,
    form_key: UUID,
    actor: UUID,
    at: datetime,
) -> Event:
    """Record what happened to a letter. Raises ``NotPossible`` or ``NotInOrder`` where it cannot have happened so."""
    known = Event.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    demand, visitor = locked_for(may_record, delivery.demand, *RECORDED_AT, actor=actor, at=at)
    _check_own(visitor, member)
    # The demand first and then its letter, as in ``add_delivery``: neither act waits for the other one’s
    # second lock.
    standing = Delivery.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=delivery.pk, demand=demand
    )
    made = account.event(form_key=form_key, delivery=standing, at=at, member=member, by_id=actor)
    known_now = _check_event(standing, made, at)
    if made.replaces is not None and decided_at(made.replaces, made.kind):
        raise DecidedElsewhere
    # Before it is written: triggers refuse every later change of it.
    _keep_count(made, known_now, at)
    made.words_sha = hash_of(made.reason, made.ground)
    made.save(force_insert=True)
    _sum_up(standing, known_now)
    record_act(
        act="demand.event",
        actor=actor,
        about=demand,
        at=at,
        details={
            "kind": made.kind,
            "on": made.happened_on.isoformat(),
            "corrects": made.replaces is not None,
        },
    )
    if made.kind in OF_THE_BODY:
        announce(kind="demand-heard", about=demand, version=made.pk, actor=actor, at=at)
    return made


def _keep_count(made: Event, known: Sequence[ClockEvent], at: datetime) -> None:
    """Keep what the page says from now on of the day of the answer, and by which law."""
    iso3 = law_code(made.delivery.institution)
    found = counted(iso3, made.delivery.letter, known, on=day_there(made.delivery.institution, at))
    if found is not None:
        made.expected_by, made.late_after = found.expected_by, found.late_after
        made.by_law, made.by_calendar = found.by_law, found.by_calendar


def _sum_up(delivery: Delivery, known: Sequence[ClockEvent]) -> None:
    found, iso3 = course(known), law_code(delivery.institution)
    delivery.is_out, delivery.ended_as, delivery.days_taken = found.is_out, found.ended_as, found.days
    # Days that cannot be belong into no median; without a number the desk finds the letter (``under_way``).
    if as_far_as_possible(delivery.letter, known)[1]:
        delivery.days_taken = None
    delivery.awaited_until = awaited_until(iso3, delivery.letter, known)
    delivery.counted_by = counting_sha(iso3)
    delivery.save(update_fields=["is_out", "ended_as", "days_taken", "awaited_until", "counted_by"])


def _check_event(delivery: Delivery, made: Event, at: datetime) -> list[ClockEvent]:
    """Return all that happened with what is recorded now, where it can have happened so."""
    # West of here a body’s day may still be yesterday: what somebody saw happen today is not refused for
    # that.
    today = max(day_there(delivery.institution, at), at.date())
    if made.happened_on > today or (made.until is not None and made.until <= made.happened_on):
        raise StillToCome
    events = list(Event.objects.filter(delivery=delivery))
    # Read under the lock: of two who correct the same event at once the second is told so.
    replaced = {event.replaces_id for event in events}
    if made.replaces is not None and (made.replaces not in events or made.replaces_id in replaced):
        raise AlreadyCorrected
    if made.kind == Happening.VOID and made.replaces is None:
        raise AlreadyCorrected
    before, now = [happened(event) for event in events], happened(made)
    _check_course(delivery.letter, before, now)
    return [*before, now]


def _check_course(letter: str, before: Sequence[ClockEvent], now: ClockEvent) -> None:
    """Refuse what cannot have happened so, whatever the law.

    Of what an older release took, a new event has to mend some. A correction may leave as much of it as there was: where
    two days are wrong, the first that is put right may mend nothing yet.
    """
    known = [*before, now]
    wrong, still_wrong = (len(as_far_as_possible(letter, events)[1]) for events in (before, known))
    may_stay = wrong if now.replaces is not None else wrong - 1
    if not wrong or still_wrong > may_stay:
        history(letter, known)

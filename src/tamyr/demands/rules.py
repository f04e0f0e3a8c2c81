"""Who may write, agree to, deliver, follow and judge a demand, and when."""

from datetime import datetime
from typing import Any, Protocol

from rules.predicates import Predicate, predicate

from tamyr.demands.models import Demand, DemandText, ExposureChange, Stage
from tamyr.network.models import Visitor
from tamyr.network.rules import acts_for, is_coordinator
from tamyr.procedures.rules import may_follow, speaks_for_an_active_member
from tamyr.safety.models import ExposureLevel

may_begin: Predicate = speaks_for_an_active_member
may_see_inside: Predicate = may_follow


@predicate
def acts_for_its_member(visitor: Visitor, demand: Demand) -> bool:
    return demand.member is not None and bool(acts_for(visitor, demand.member))


@predicate
def stands_behind(visitor: Visitor, demand: Demand) -> bool:
    # Not who left: what they recorded stays, and they record nothing further.
    return demand.backers.filter(member__in=visitor.members, left_on=None).exists()


@predicate
def is_in_the_open(_visitor: Visitor, demand: Demand) -> bool:
    return demand.exposure in (ExposureLevel.PUBLIC, ExposureLevel.NETWORK)


@predicate
def is_draft(_visitor: Visitor, demand: Demand) -> bool:
    return demand.stage == Stage.DRAFT


@predicate
def is_agreed(_visitor: Visitor, demand: Demand) -> bool:
    return demand.stage == Stage.AGREED


@predicate
def was_agreed(_visitor: Visitor, demand: Demand) -> bool:
    # Not by the stage: letters of a demand that was agreed and then withdrawn are still answered, and one
    # that was withdrawn as a draft has none.
    return demand.agreed_at is not None


@predicate
def wrote_it(visitor: Visitor, demand: Demand) -> bool:
    # Whoever last wrote the words that count, not who began: ``write_words`` keeps it so.
    return visitor.person is not None and demand.written_by_id == visitor.person.pk


@predicate
def planned_it(visitor: Visitor, demand: Demand) -> bool:
    return visitor.person is not None and demand.planned_by_id == visitor.person.pk


@predicate
def has_sides(visitor: Visitor, _demand: Demand) -> bool:
    return bool(speaks_for_an_active_member(visitor))


@predicate
def coordinates(visitor: Visitor, _demand: Demand) -> bool:
    return bool(is_coordinator(visitor))


# Coordinators may do this with what the network reads, and not with what a circle or one member keeps to
# itself.
oversees: Predicate = coordinates & is_in_the_open
may_write: Predicate = is_draft & acts_for_its_member
# Somebody else than whoever last wrote it or said what it is about, of the same member, or a coordinator.
may_agree: Predicate = is_draft & ~wrote_it & ~planned_it & (acts_for_its_member | oversees)
may_withdraw: Predicate = (is_draft | is_agreed) & acts_for_its_member
# This, and judging, ask nothing of who may read it: services ask ``demands_visible_to`` besides, or a key
# alone would open a sealed demand.
may_back: Predicate = (is_draft | is_agreed) & has_sides
may_deliver: Predicate = is_agreed & (acts_for_its_member | stands_behind | oversees)
# What happened is recorded also when a demand has ended: an answer may come late.
may_record: Predicate = was_agreed & (acts_for_its_member | stands_behind | oversees)
may_judge: Predicate = was_agreed & has_sides
# To fewer readers at once; to others once somebody else agrees, as to a draft.
may_change_exposure: Predicate = was_agreed & acts_for_its_member
may_agree_to_exposure: Predicate = was_agreed & (acts_for_its_member | oversees)
may_close: Predicate = is_agreed & (acts_for_its_member | oversees)


class Translation(Protocol):
    """Words of a demand in another language, here or in a later room."""

    made_by_id: Any
    checked_at: datetime | None


def is_for_a_second(visitor: Visitor, demand: Demand, text: Translation) -> bool:
    """Whether a translation waits for this reader: anybody of the network but its maker."""
    is_own = visitor.person is not None and text.made_by_id == visitor.person.pk
    return bool(not is_own and not demand.has_ended and may_follow(visitor) and text.checked_at is None)


def may_check(visitor: Visitor, demand: Demand, text: DemandText) -> bool:
    """Whether a translation may be checked: by anybody of the network but its maker."""
    return is_for_a_second(visitor, demand, text)


def may_be_second(visitor: Visitor, demand: Demand, change: ExposureChange) -> bool:
    """Whether somebody may agree that others read a demand: whoever did not ask for it."""
    return bool(may_agree_to_exposure(visitor, demand)) and change.asked_by_id != visitor.actor

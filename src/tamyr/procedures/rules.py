"""Who may follow a procedure, speak on it and end it, and when."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from rules.predicates import Predicate, predicate

from tamyr.network.models import CircleSeat, Mandate, Member, Visitor
from tamyr.network.models.people import holding_on
from tamyr.network.rules import acts_for, acts_for_a_member, convenes, has_a_voice, is_coordinator
from tamyr.procedures.logic.regions import COUNTRIES_OF
from tamyr.procedures.models import Procedure, Scope, ScopedRow


@predicate
def is_open(visitor: Visitor, procedure: Procedure) -> bool:
    return procedure.hears_voices_at(visitor.at)


@predicate
def is_closed(visitor: Visitor, procedure: Procedure) -> bool:
    return procedure.has_closed_at(visitor.at)


@predicate
def speaks_for_an_active_member(visitor: Visitor) -> bool:
    return any(has_a_voice(visitor, mandate.member) for mandate in visitor.mandates)


may_follow: Predicate = acts_for_a_member | is_coordinator
may_speak_for: Predicate = acts_for & has_a_voice
may_speak_on: Predicate = is_open & speaks_for_an_active_member


# --- whose it is ----------------------------------------------------------------------------


def members_within(scoped: ScopedRow, members: Iterable[Member], day: date) -> list[Member]:
    """Return those of these members whose it is: of a circle, those whose delegate or deputy sits there for them."""
    if scoped.scope == Scope.ALL:
        return list(members)
    if scoped.scope == Scope.COALITION:
        keys: set[UUID] = set(scoped.named.values_list("member_id", flat=True))
        return [member for member in members if member.pk in keys]
    if scoped.scope == Scope.CIRCLE:
        keys = set(_seats_that_speak(scoped, day).values_list("member_id", flat=True))
        return [member for member in members if member.pk in keys]
    return [member for member in members if _is_there(scoped, member)]


def _is_there(scoped: ScopedRow, member: Member) -> bool:
    if scoped.scope == Scope.PART:
        return member.country_id in COUNTRIES_OF.get(scoped.scope_code, ())
    if scoped.scope == Scope.COUNTRY:
        return member.country_id == scoped.scope_code
    # Read from the profile, since the themes of a hidden member stand in no table.
    return scoped.scope_code in member.profile["themes"]


def _seats_that_speak(scoped: ScopedRow, day: date) -> QuerySet[CircleSeat]:
    mandates = Mandate.objects.filter(holding_on(day), person=OuterRef("person"), member=OuterRef("member"))
    # A seat given for a member counts only while the same person acts
    # for it: the seat does not end with the mandate.
    return CircleSeat.objects.filter(holding_on(day), Exists(mandates), circle=scoped.circle_id)


@predicate
def is_within(visitor: Visitor, scoped: ScopedRow) -> bool:
    """Whether it is a visitor's too: of a circle by their own seat, else by an organisation that they act for."""
    if scoped.scope == Scope.CIRCLE:
        return scoped.circle_id in visitor.circles
    members = [mandate.member for mandate in visitor.mandates]
    return scoped.scope == Scope.ALL or bool(members_within(scoped, members, visitor.on))


def own_within(visitor: Visitor, scoped: ScopedRow) -> list[Member]:
    """Return the organisations that a visitor acts for there, also those that have no voice now."""
    own = [mandate.member for mandate in visitor.mandates]
    if scoped.scope == Scope.CIRCLE:
        seats = _seats_that_speak(scoped, visitor.on).filter(person=visitor.person)
        # By the reader's own seats: another delegate of the same
        # member who sits there does not speak through them.
        sits_for = set(seats.values_list("member_id", flat=True))
        return [member for member in own if member.pk in sits_for]
    return members_within(scoped, own, visitor.on)


def organisations_heard(visitor: Visitor, scoped: ScopedRow) -> list[Member]:
    """Return the organisations in whose name this visitor may be heard on something now."""
    return [member for member in own_within(visitor, scoped) if may_speak_for(visitor, member)]


@predicate
def is_heard(visitor: Visitor, scoped: ScopedRow) -> bool:
    return bool(organisations_heard(visitor, scoped))


@predicate
def oversees(visitor: Visitor, scoped: ScopedRow) -> bool:
    """Convenors oversee what is of their circle, which nobody else sees; coordinators all else."""
    if scoped.circle is not None:
        return bool(convenes(visitor, scoped.circle))
    return bool(is_coordinator(visitor))


@predicate
def convenes_a_circle(visitor: Visitor) -> bool:
    seats = CircleSeat.objects.filter(holding_on(visitor.on), person=visitor.person, convenes=True)
    # Who sits in no circle convenes none, and the database is not asked.
    return bool(visitor.circles) and seats.exists()


may_prepare: Predicate = is_coordinator | convenes_a_circle

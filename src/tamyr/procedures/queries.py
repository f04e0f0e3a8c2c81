import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tamyr.network.models import Circle, CircleSeat, Mandate, Member, MemberTheme, Visitor
from tamyr.network.models.members import Status
from tamyr.network.models.people import holding_on
from tamyr.network.queries.desk.calls import Call
from tamyr.network.queries.desk.news import delegates_to_tell
from tamyr.network.queries.members import belonging_on, whole
from tamyr.network.rules import MayNot
from tamyr.procedures.logic.groups import UnnamedSignatures, unnamed
from tamyr.procedures.logic.regions import parts_with
from tamyr.procedures.models import Procedure, Scope, ScopedRow
from tamyr.procedures.rules import is_open, may_speak_for, members_within

AProcedure = TypeVar("AProcedure", bound=Procedure)


def own_sha(there: models.Model | None, said: Iterable[str]) -> str:
    """Return the hash of what an organisation's word says by the names of its fields; of none nothing."""
    if there is None:
        return ""
    return sha256(json.dumps([str(getattr(there, name)) for name in said]).encode()).hexdigest()


def own_said(there: models.Model | None, names: Sequence[str]) -> dict[str, Any]:
    """Return what the form of an organisation begins with: what it said before, with the hash of that."""
    said = {} if there is None else {name: getattr(there, name) for name in names}
    return said | {"base_sha": own_sha(there, names)}


def organisations_of(visitor: Visitor) -> list[Member]:
    """Return the organisations in whose name this visitor may speak now."""
    return [mandate.member for mandate in visitor.mandates if may_speak_for(visitor, mandate.member)]


def own_member(visitor: Visitor, named: str) -> Member:
    """Return the organisation a form speaks for by its key; refuse if its sender may not, from today on."""
    for member in organisations_of(visitor):
        # The key comes from a form and is compared with one's own alone: it never finds a member of others.
        if str(member.pk) == named:
            return member
    raise MayNot(_("You do not act for this member now; your mandate may have ended."))


def calls_for_voices(
    visitor: Visitor,
    procedures: Iterable[AProcedure],
    *,
    spoken: Collection[tuple[UUID, UUID]],
    call: Callable[[AProcedure, Member], Call],
) -> Iterator[Call]:
    """Yield a call for each open procedure and each of a visitor's organisations that has not spoken.

    ``spoken`` holds (procedure, member) pairs that need not be asked any more.
    """
    voices = organisations_of(visitor)
    for procedure in procedures:
        if is_open(visitor, procedure):
            yield from (
                call(procedure, member) for member in voices if (procedure.pk, member.pk) not in spoken
            )


def database_now() -> datetime:
    """Return the database's clock as this very statement sees it.

    A statement that waited for a lock was given its time before it waited, and a transaction at its
    beginning: whoever must know whether a window is still open locks first and asks this afterwards.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')")
            return datetime.fromisoformat(str(cursor.fetchone()[0])).replace(tzinfo=UTC)
        # Not ``now()``, which stands still from the beginning of the
        # transaction and so before the wait for the lock.
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
        return now.astimezone(UTC)


# --- whose it is ----------------------------------------------------------------------------


def of_visitor(visitor: Visitor) -> Q:
    """Return which scoped rows are a visitor's too; a query with it asks for ``distinct`` rows."""
    members = [mandate.member for mandate in visitor.mandates]
    countries = {member.country_id for member in members}
    # Asked within the same question: this stands on the way of every page's menu.
    themes = MemberTheme.objects.filter(member__in=visitor.members).values("theme")
    # Those of a member that hides stand in no table, and its profile asks the database for nothing more.
    own = {theme for member in members if member.is_guarded for theme in member.profile["themes"]}
    return (
        Q(scope=Scope.ALL)
        | Q(scope=Scope.COUNTRY, scope_code__in=countries)
        | Q(scope=Scope.PART, scope_code__in=parts_with(countries))
        | Q(scope=Scope.THEME, scope_code__in=themes)
        | Q(scope=Scope.THEME, scope_code__in=own)
        | Q(scope=Scope.COALITION, named__member__in=visitor.members)
        | Q(scope=Scope.CIRCLE, circle__in=visitor.circles)
    )


def overseen_by(visitor: Visitor) -> Q:
    """Return which scoped rows a visitor oversees: what is of a circle its convenors alone."""
    # Who sits in no circle convenes none: nothing is asked then.
    convened = _seats_convening(visitor).values("circle_id") if visitor.circles else ()
    own = Q(scope=Scope.CIRCLE, circle__in=convened)
    return own | ~Q(scope=Scope.CIRCLE) if visitor.is_coordinator else own


def circles_convened_by(visitor: Visitor) -> QuerySet[Circle]:
    return Circle.objects.filter(pk__in=_seats_convening(visitor).values("circle_id"))


def _seats_convening(visitor: Visitor) -> QuerySet[CircleSeat]:
    return CircleSeat.objects.filter(
        holding_on(visitor.on), person=visitor.person, convenes=True, circle__in=visitor.circles
    ).order_by()


def circles_of(visitor: Visitor) -> QuerySet[Circle]:
    return Circle.objects.filter(pk__in=visitor.circles)


def people_to_tell(scoped: ScopedRow, at: datetime) -> set[UUID]:
    """Return whom news of something concerns: who acts for a member whose it is, or sits in the circle."""
    day = at.date()
    if scoped.scope == Scope.ALL:
        return set(delegates_to_tell(day))
    if scoped.scope == Scope.CIRCLE:
        seats = CircleSeat.objects.filter(holding_on(day), circle=scoped.circle_id)
        return set(seats.values_list("person_id", flat=True))
    # By the rows and not by what somebody may see: news goes to hidden members' people as well.
    within = members_within(scoped, whole(Member.objects.filter(status=Status.ACTIVE)), day)
    holding = Mandate.objects.filter(holding_on(day), member__in=within)
    return set(holding.values_list("person_id", flat=True))


# --- whom nobody names ----------------------------------------------------------------------


def without_names(
    visitor: Visitor, hidden: Sequence[UUID], named: Sequence[UUID]
) -> UnnamedSignatures | None:
    """Return what may be said of members that are counted and not named, beside those that are."""
    countries = dict(Member.objects.filter(pk__in=[*hidden, *named]).values_list("pk", "country_id"))
    # Hidden ones too: whoever is counted without a name hides behind all who could have been.
    active = Member.objects.filter(belonging_on(visitor.on), status=Status.ACTIVE)
    could = Counter(active.values_list("country_id", flat=True))
    return unnamed(
        Counter(countries[key] for key in hidden), could - Counter(countries[key] for key in named)
    )

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from tamyr.network.models import Member, Visitor
from tamyr.network.queries.desk.calls import Call
from tamyr.network.rules import MayNot
from tamyr.procedures.models import Procedure
from tamyr.procedures.rules import is_open, may_speak_for

Asked = TypeVar("Asked", bound=Procedure)


def organisations_of(visitor: Visitor) -> list[Member]:
    """Return the organisations in whose name this visitor may speak now."""
    return [mandate.member for mandate in visitor.mandates if may_speak_for(visitor, mandate.member)]


def own_member(visitor: Visitor, named: str) -> Member:
    """Return the organisation a form speaks for by its key; refuse if its sender may not, from today on."""
    for member in organisations_of(visitor):
        if str(member.pk) == named:
            return member
    raise MayNot(_("You do not act for this member now; your mandate may have ended."))


def calls_for_voices(
    visitor: Visitor,
    procedures: Iterable[Asked],
    *,
    spoken: Collection[tuple[UUID, UUID]],
    call: Callable[[Asked, Member], Call],
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
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
        return now.astimezone(UTC)

"""What needs somebody's voice, and what was done. Each room adds its own calls with ``asks_for_voice``."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.db import connection
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.network.models import Mandate, MandateKind, Member, Visitor
from tamyr.network.models.people import holding_on
from tamyr.network.queries.held import SOMEBODY, given
from tamyr.network.queries.members import belonging_on
from tamyr.network.queries.people import members_kept_by
from tamyr.notices.queries.news import NewsItem, news_for, unseen_keys
from tamyr.safety.queries import Act, chain_head, latest_acts
from tamyr.shared.languages import language


@dataclass(frozen=True)
class Call:
    """One thing that waits for somebody: for a member's voice, or for a coordinator (no ``member``).

    ``may_leave``: its title may stand in a calendar on servers of others, where its reader wants that. Nothing that
    names a person or speaks of protection may.
    """

    title: str
    sentence: str
    address: str
    act: str
    due_at: datetime | None = None
    member: Member | None = None
    may_leave: bool = False


@dataclass(frozen=True)
class Way:
    """A page of another room to which a desk leads, where this visitor may go."""

    words: str
    address: str


Source = Callable[[Visitor], Iterable[Call]]
Ways = Callable[[Visitor], Iterable[Way]]
Rows = Callable[[], QuerySet[Any]]
# Filled by importing: a room whose ``AppConfig.ready`` forgets to import its query is on no desk.
_sources: list[Source] = []
_ways: list[Ways] = []
_rows: dict[Source, Rows] = {}
# Asked with in place of a person where nobody is signed in: no mandate has this key.
NOBODY = UUID(int=0)
# What has no deadline stands behind all that has one.
_NEVER = datetime.max.replace(tzinfo=UTC)
SOON = timedelta(days=30)


def asks_for_voice(source: Source) -> Source:
    """Add a room's calls to every desk; used as a decorator on a query of that room."""
    _sources.append(source)
    return source


def while_there_are(rows: Rows) -> Callable[[Source], Source]:
    """Ask a source only while such rows exist: all sources by one statement, written once for each process.

    No clock decides which they are. Of the reader they may know the key alone, where ``SOMEBODY`` stands in them: what
    is only for those who act for a member asks ``of_own_members``.
    """

    def register(source: Source) -> Source:
        _rows[source] = rows
        return source

    return register


def leads_from_the_desk(ways: Ways) -> Ways:
    """Add a room's pages to the ways from every desk; used as a decorator on a query of that room."""
    _ways.append(ways)
    return ways


def ways_for(visitor: Visitor) -> list[Way]:
    """Return the ways to other rooms that are open to this visitor, in the order of the rooms."""
    return [way for ways in _ways for way in ways(visitor)]


def calls_for(visitor: Visitor) -> list[Call]:
    """Return everything that waits for this visitor, the nearest deadline first."""
    idle = _idle_sources(visitor)
    calls = [call for source in _sources if source not in idle for call in source(visitor)]
    return sorted(calls, key=lambda call: (call.due_at or _NEVER, call.title))


def of_own_members(member: str = "member") -> Q:
    """Return which rows are of members that a reader acts for, or acted for: the source itself asks for today."""
    return Q(**{f"{member}__mandates__person": SOMEBODY})


def _idle_sources(visitor: Visitor) -> set[Source]:
    """Return the sources of whose rows there are none: most rooms have nothing open most of the time."""
    sql, params = _which_exist(tuple(_rows.values()))
    with connection.cursor() as cursor:
        cursor.execute(sql, given(params, person=visitor.actor or NOBODY, day=visitor.on))
        found = cursor.fetchone()
    return {source for source, exist in zip(_rows, found, strict=True) if not exist}


@cache
def _which_exist(asked_for: tuple[Rows, ...]) -> tuple[str, tuple[Any, ...]]:
    # Written once for each process: to compile so many questions takes longer than to answer them.
    asked = [rows().order_by().values("pk")[:1].query.sql_with_params() for rows in asked_for]
    statement = ", ".join(f"EXISTS ({sql})" for sql, _params in asked)
    return f"SELECT {statement}", tuple(param for _sql, params in asked for param in params)


@dataclass(frozen=True)
class Desk:
    """What a desk holds: calls, which end by their acts, and news beside them."""

    calls: list[Call]
    news: list[NewsItem]

    @property
    def decided(self) -> list[NewsItem]:
        """What was decided since its reader has looked."""
        return [told for told in self.news if told.decides]

    @property
    def happened(self) -> list[NewsItem]:
        return [told for told in self.news if not told.decides]


def waiting_for(visitor: Visitor) -> Desk:
    """Return what waits for this visitor; news of what already waits as a call is not told twice."""
    calls = calls_for(visitor)
    called = {call.address for call in calls}
    return Desk(calls, [told for told in news_for(visitor) if told.news.address not in called])


def count_for(visitor: Visitor) -> int:
    """Count what waits for this visitor, as the menu does on every page.

    It is found again when anybody has acted, which moves the head of the audit chain, or when news came or was
    looked at; what time alone brings, or work beside the site, within a minute.
    """
    if visitor.person is None:
        return 0
    # ``hash`` of keys is the same in every process, unlike that of texts: processes share what is kept.
    known_by = hash(unseen_keys(visitor))
    key = f"waiting/{visitor.person.pk}/{language()}/{chain_head()[1]}/{known_by}"
    count: int | None = caches["moment"].get(key)
    if count is None:
        waiting = waiting_for(visitor)
        count = len(waiting.calls) + len(waiting.news)
        caches["moment"].set(key, count)
    return count


def members_without_voice(visitor: Visitor) -> QuerySet[Member]:
    """Return the members of today that a coordinator keeps and for whom nobody acts."""
    kept = members_kept_by(visitor).filter(belonging_on(visitor.on))
    if not visitor.is_coordinator:
        return kept.none()
    acting = Mandate.objects.filter(holding_on(visitor.on)).values("member_id")
    return kept.exclude(pk__in=acting).prefetch_related("words")


@asks_for_voice
def members_to_find_a_delegate_for(visitor: Visitor) -> Iterator[Call]:
    if not visitor.is_coordinator:
        return
    count = members_without_voice(visitor).count()
    if count:
        title = ngettext("%(count)d member has no voice", "%(count)d members have no voice", count)
        yield Call(
            title=title % {"count": count},
            sentence=_(
                "Nobody acts for them: invite a delegate, and pass the link on by a channel you trust."
            ),
            address=reverse("network:my_people"),
            act=_("Choose and invite"),
        )


@asks_for_voice
def mandates_running_out(visitor: Visitor) -> Iterator[Call]:
    """Mandates that end within a month, on the desks of the delegates who can see to the next one."""
    own = [mandate.member_id for mandate in visitor.mandates if mandate.kind == MandateKind.DELEGATE]
    if not own:
        return
    ending = Mandate.objects.filter(
        holding_on(visitor.on), member__in=own, until_on__lte=visitor.on + SOON, person__is_active=True
    ).select_related("member", "person")
    for mandate in ending:
        assert mandate.until_on is not None
        words = {"name": mandate.person.shown_name, "member": mandate.member.name}
        yield Call(
            title=_("The mandate of %(name)s for %(member)s runs out") % words,
            sentence=_(
                "Invite somebody anew, if the organisation wants it to go on: a new link takes its place."
            ),
            address=reverse("network:people_of", args=[mandate.member.slug]),
            act=_("See who acts for it"),
            # It holds until this day begins, not until it ends.
            due_at=datetime.combine(mandate.until_on, time(), UTC),
            member=mandate.member,
        )


def acts_visible_to(visitor: Visitor) -> list[Act]:
    """Return the latest acts: coordinators see that each happened, everybody else sees their own."""
    if visitor.person is None:
        return []
    return latest_acts(person=visitor.person.pk, only_own=not visitor.is_coordinator)

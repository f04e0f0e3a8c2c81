"""Which members a visitor may know of, and how the directory finds and sorts them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from tamyr.network.logic.directory import DirectoryChoice
from tamyr.network.logic.name_order import name_key, sort_text
from tamyr.network.models import CircleSeat, Member, MemberWords, Visitor
from tamyr.network.models.members import IN_THE_OPEN
from tamyr.network.models.people import holding_on
from tamyr.safety.models import ExposureLevel

PER_PAGE = 25
GUARDED_SHOWN = 25
NEWEST = 30


def members_visible_to(visitor: Visitor) -> QuerySet[Member]:
    """Return the members whose existence this visitor may know.

    Public: anybody. Network: people of the network. Circle: those who share a circle with the
    member's people, and coordinators. Sealed: the member's own delegates alone.
    """
    seen = Q(exposure=ExposureLevel.PUBLIC) | Q(pk__in=visitor.members)
    if visitor.is_in_network:
        seen |= Q(exposure=ExposureLevel.NETWORK)
    if visitor.is_coordinator:
        seen |= Q(exposure=ExposureLevel.CIRCLE)
    elif visitor.circles:
        seats = CircleSeat.objects.filter(
            holding_on(visitor.on), circle__in=visitor.circles, member__isnull=False
        )
        seen |= Q(exposure=ExposureLevel.CIRCLE, pk__in=seats.values("member_id"))
    return Member.objects.filter(seen).select_related("country")


def belonging_on(day: date) -> Q:
    return Q(joined_on__lte=day) & (Q(left_on__isnull=True) | Q(left_on__gt=day))


def listed_for(visitor: Visitor) -> QuerySet[Member]:
    """Return the members in the open that this visitor finds in the directory today."""
    return members_visible_to(visitor).filter(belonging_on(visitor.on), exposure__in=IN_THE_OPEN)


def listed_by_country(visitor: Visitor) -> dict[str, int]:
    """Return how many members are listed for this visitor, by country; countries without are left out."""
    rows = listed_for(visitor).values_list("country_id").annotate(count=Count("pk")).order_by("country_id")
    return dict(rows)


def directory_page(visitor: Visitor, choice: DirectoryChoice, language: str) -> Page[Member]:
    """Return one page of the directory, sorted by name as the reader's language shows it."""
    chosen = _by_name(_chosen(listed_for(visitor), choice), language)
    return Paginator(chosen, PER_PAGE).get_page(choice.page)


def directory_members(visitor: Visitor, choice: DirectoryChoice, language: str) -> list[Member]:
    """Return every member of the directory that fits, guarded ones last."""
    chosen = _by_name(_chosen(listed_for(visitor), choice), language)
    return [*chosen, *guarded_members(visitor, choice)]


def guarded_members(visitor: Visitor, choice: DirectoryChoice) -> list[Member]:
    """Return the guarded members this visitor may see; their words are opened one by one."""
    if not visitor.is_in_network:
        return []
    # The database cannot look into encrypted words: it chooses by place, and the names are compared here.
    there = members_visible_to(visitor).filter(belonging_on(visitor.on)).exclude(exposure__in=IN_THE_OPEN)
    fitting = [member for member in _by_place(there, choice) if _fits(member, choice)]
    return sorted(fitting, key=lambda member: name_key(member.name))


def newest_public(visitor: Visitor) -> list[Member]:
    """Return the public members who joined last, for everybody the same."""
    public = listed_for(visitor).filter(exposure=ExposureLevel.PUBLIC)
    return list(public.order_by("-joined_on", "slug").prefetch_related("words", "themes")[:NEWEST])


def whole(members: QuerySet[Member]) -> QuerySet[Member]:
    """Return members with their words and themes, at two queries for all of them."""
    return members.prefetch_related("words", "themes")


def names_for(visitor: Visitor, keys: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the names of those members that a visitor may know of."""
    named = members_visible_to(visitor).filter(pk__in=set(keys)).prefetch_related("words")
    return {member.pk: member.name for member in named}


def _by_place(members: QuerySet[Member], choice: DirectoryChoice) -> QuerySet[Member]:
    if choice.country:
        members = members.filter(country=choice.country)
    return members.filter(status=choice.status) if choice.status else members


def _chosen(members: QuerySet[Member], choice: DirectoryChoice) -> QuerySet[Member]:
    members = _by_place(members, choice)
    if choice.theme:
        # The database keeps each theme of a member once, so that no member comes twice from this join.
        members = members.filter(themes__theme=choice.theme)
    if choice.part:
        # No join: a member whose name fits in three languages would come three times.
        named = MemberWords.objects.filter(sorted_as__contains=sort_text(choice.part))
        members = members.filter(pk__in=named.values("member_id"))
    return members


def _fits(member: Member, choice: DirectoryChoice) -> bool:
    profile = member.profile
    names = [sort_text(name) for name in profile["names"].values()]
    return any(sort_text(choice.part) in name for name in names) and (
        not choice.theme or choice.theme in profile["themes"]
    )


def _by_name(members: QuerySet[Member], language: str) -> QuerySet[Member]:
    """Sort members by the name that ``best_of`` would choose; the database finds and sorts it."""
    words = MemberWords.objects.filter(member=OuterRef("pk"))
    in_order = [words.filter(language=code) for code in dict.fromkeys((language, "en", "ru"))]
    found = (Subquery(words.values("sorted_as")[:1]) for words in (*in_order, words))
    shown = Coalesce(*found, F("slug"), output_field=CharField())
    # Equal names need an order as well, or a member stands on two pages of the list and another on none.
    return whole(members).order_by(shown, "slug")


def find_member(visitor: Visitor, slug: str) -> Member:
    """Return a member this visitor may see; for any other the answer is that there is none."""
    found = whole(members_visible_to(visitor)).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found

"""Which bodies there are, what they are called, who holds their offices and how letters reach them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from tamyr.addressees.models import Channel, Holder, Institution, Office
from tamyr.addressees.models.institutions import DatedName, called_on
from tamyr.addressees.models.known import SourcedRow, holding_on
from tamyr.network.models import Visitor
from tamyr.network.models.members import best_of


def institutions_visible_to(visitor: Visitor) -> QuerySet[Institution]:
    """Return the bodies this visitor may read of: the world those that a public page names, the network all."""
    rows = Institution.objects.prefetch_related("names")
    return rows if visitor.is_in_network else rows.exclude(source_url="")


def may_be_named_to(row: SourcedRow, visitor: Visitor) -> bool:
    """Whether a visitor may read of a row of the directory: the world what a public page says, the network all."""
    # As ``institutions_visible_to`` asks the database. A public demand names to whom it goes all the same: its makers
    # say that for everybody, and it claims nothing of the directory, whose rows without a page are left out as unproved.
    return visitor.is_in_network or bool(row.source_url)


def find_institution(visitor: Visitor, number: int) -> Institution | None:
    """Return a body by its number; of one that was merged the one that stands for it now, as far as this visitor knows."""
    found = institutions_visible_to(visitor).filter(number=number).first()
    return standing_to(found, visitor) if found else None


def standing_for(institution: Institution) -> Institution:
    # It ends: two persons merge a body only into one that does not stand below it.
    while institution.merged_into is not None:
        institution = institution.merged_into
    return institution


def standing_to(institution: Institution, visitor: Visitor) -> Institution:
    """Return the body that stands for another one to this visitor: the last on the way of which they may read."""
    shown = institution
    while institution.merged_into is not None:
        institution = institution.merged_into
        if may_be_named_to(institution, visitor):
            shown = institution
    return shown


def bodies_standing_to(visitor: Visitor) -> QuerySet[Institution]:
    """Return the bodies that stand for themselves to this visitor: to the world also one merged into what it may not read of."""
    rows = institutions_visible_to(visitor)
    if visitor.is_in_network:
        return rows.filter(merged_into=None)
    led = rows.filter(merged_into__source_url="").select_related("merged_into")
    alone = [body.pk for body in led if standing_to(body, visitor) == body]
    return rows.filter(Q(merged_into=None) | Q(pk__in=alone))


def family_of(institution: Institution) -> list[UUID]:
    """Return the keys of a body and of all that were merged into it, one after another."""
    return _with_merged([institution.pk])


def family_to(institution: Institution, visitor: Visitor) -> list[UUID]:
    """Return the keys of all bodies that are one with this one, itself among them, as far as this visitor may know."""
    standing = standing_to(institution, visitor)
    # Where none on the way may be named, those before it stand for themselves.
    return family_of(standing) if may_be_named_to(standing, visitor) else [standing.pk]


def _with_merged(keys: Iterable[UUID]) -> list[UUID]:
    found = newest = list(keys)
    # A body into which others were merged may itself be merged later: each level is asked for.
    while newest:
        newest = list(Institution.objects.filter(merged_into__in=newest).values_list("pk", flat=True))
        found = [*found, *newest]
    return found


def channels_for(institution: Institution, letter: str, on: date) -> list[Channel]:
    """Return the roads for a kind of letter on a day, the lawful ones first; roads for no kind in particular last."""
    # Of a body that was merged they are those of the one that stands for it.
    one_by_now = family_of(standing_for(institution))
    return channels_within(one_by_now, Q(letter=letter) | Q(letter=""), holding_on(on))


def channels_within(bodies: Iterable[UUID], *which: Q) -> list[Channel]:
    """Return the roads of bodies by their keys, the lawful ones first."""
    rows = Channel.objects.filter(*which, institution__in=bodies).select_related("office")
    ranks = {True: 0, None: 1, False: 2}
    return sorted(rows, key=lambda road: (ranks[road.is_lawful], not road.letter, road.way))


def offices_of(institution: Institution, visitor: Visitor) -> QuerySet[Office]:
    """Return the offices of a body, with those of all that are one with it to this visitor, as far as they may be named."""
    rows = Office.objects.filter(institution__in=family_to(institution, visitor)).prefetch_related("holders")
    return rows if visitor.is_in_network else rows.exclude(source_url="")


def offices_within(institutions: QuerySet[Institution], on: date) -> QuerySet[Office]:
    """Return the offices that bodies have on a day, with those of bodies that were merged into them."""
    one_by_now = _with_merged(institutions.values_list("pk", flat=True))
    rows = Office.objects.filter(holding_on(on), institution__in=one_by_now)
    rows = rows.select_related("institution__merged_into")
    return rows.prefetch_related("institution__names", "institution__merged_into__names").order_by(
        "institution__number", "kind", "id"
    )


def holder_of(office: Office, on: date) -> Holder | None:
    """Return who holds an office on a day as far as a public page says; nobody whose name was taken away."""
    rows = Holder.objects.filter(holding_on(on), office=office, taken_away_at=None)
    # Whose first day is not known goes last: PostgreSQL puts NULL first where days run backwards, SQLite last.
    latest = (F(name).desc(nulls_last=True) for name in ("from_on", "source_seen_on"))
    return rows.order_by(*latest).first()


def names_on(institutions: QuerySet[Institution], on: date, code: str) -> dict[int, str]:
    """Return the names of many bodies by their numbers, in that order: the database is asked for nothing else of them."""
    facts = ("number", "names__language", "names__name", "names__from_on", "names__until_on")
    found: dict[int, list[DatedName]] = defaultdict(list)
    for number, *called in institutions.order_by("number", "names__language", "names__id").values_list(
        *facts
    ):
        found[number] += [DatedName(*called)] if called[0] else []
    return {number: best_of(called_on(names, on), code)[0] or str(number) for number, names in found.items()}


def name_of(institution: Institution, code: str, on: date) -> str:
    return institution.name_on(on, code)

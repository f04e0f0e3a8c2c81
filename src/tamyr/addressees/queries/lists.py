"""The list of bodies as its address narrows it."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from tamyr.addressees.logic.likeness import found_as
from tamyr.addressees.models import Channel, Institution, InstitutionName
from tamyr.addressees.models.known import holding_on
from tamyr.addressees.queries.directory import bodies_standing_to, institutions_visible_to
from tamyr.network.models import Visitor
from tamyr.shared.spreadsheet import AT_ONCE


def listed(
    visitor: Visitor, *, country: str | None, level: str, kind: str, letter: str, part: str, on: date
) -> QuerySet[Institution]:
    """Return the bodies asked for, without those for which another stands; ``country`` is None for any, empty for none."""
    rows = bodies_standing_to(visitor)
    if country is not None:
        rows = rows.filter(iso3=country)
    if level:
        rows = rows.filter(level=level)
    if kind:
        rows = rows.filter(kind=kind)
    if letter:
        # A road for no kind in particular takes letters of this kind as well.
        roads = Channel.objects.filter(
            holding_on(on), Q(letter=letter) | Q(letter=""), institution=OuterRef("pk")
        )
        rows = rows.filter(Exists(roads))
    if part:
        # In small Latin letters on both sides: of other alphabets SQLite knows no capitals.
        names = InstitutionName.objects.filter(institution=OuterRef("pk"), found_as__contains=found_as(part))
        rows = rows.filter(Exists(names))
    return rows.order_by("iso3", "kind", "number")


def countries_of_the_directory(visitor: Visitor) -> list[str]:
    rows = institutions_visible_to(visitor).order_by("iso3")
    return list(rows.values_list("iso3", flat=True).distinct())


def whole(rows: QuerySet[Institution]) -> Iterator[Institution]:
    """Yield bodies with all their rows, some bodies at a time, in few questions to the database."""
    return rows.prefetch_related("names", "offices__holders", "channels").iterator(chunk_size=AT_ONCE)

from dataclasses import dataclass

from django.http import QueryDict

from tamyr.evidence.logic import BY_NAME, DEFAULT_MEASURE, MEASURES, Measure


class UnknownChoice(Exception):
    """An address asks for a measure or an order that does not exist."""

    def __init__(self, value: str) -> None:
        self.value = value[:40]
        super().__init__(self.value)


@dataclass(frozen=True)
class RegionChoice:
    """What a reader of the region page asked for: the map's measure, the table's order."""

    measure: Measure
    sort: Measure | None
    descending: bool

    @classmethod
    def read(cls, query: QueryDict) -> "RegionChoice":
        """Read an address; raise ``UnknownChoice`` for a value that does not exist."""
        sort = query.get("sort", BY_NAME)
        order = query.get("order", "asc")
        if order not in ("asc", "desc"):
            raise UnknownChoice(order)
        return cls(
            measure=_measure(query.get("measure", DEFAULT_MEASURE.slug)),
            sort=None if sort == BY_NAME else _measure(sort),
            descending=order == "desc",
        )


def _measure(slug: str) -> Measure:
    if slug not in MEASURES:
        raise UnknownChoice(slug)
    return MEASURES[slug]


SINCE = (1850, 1990)
KNOWN = ("measure", "sort", "order", "since")


@dataclass(frozen=True)
class CountryChoice:
    """What a reader of a country's page asked for: the first year of the chart by gas."""

    since: int

    @classmethod
    def read(cls, query: QueryDict) -> "CountryChoice":
        asked = query.get("since", str(SINCE[0]))
        if asked not in map(str, SINCE):
            raise UnknownChoice(asked)
        return cls(since=int(asked))


def known_part(query: QueryDict) -> str:
    """Return the part of an address that changes a page; the rest must not fill the cache."""
    return "&".join(f"{name}={query[name]}" for name in KNOWN if name in query)

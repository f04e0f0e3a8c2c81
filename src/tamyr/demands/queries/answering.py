"""Who answers: of the letters to each addressee, how many were answered, how fast, and what became of the demands."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from uuid import UUID

from tamyr.addressees.models import Institution
from tamyr.demands.models import Event, Verdict
from tamyr.demands.queries.demands import demands_visible_to
from tamyr.network.models import Visitor

# Of fewer letters than this no rate is said.
FEW = 5
BEGINS, ENDS = ("sent", "delivered", "registered"), ("answered", "refused")


@dataclass(frozen=True)
class Answering:
    """How an addressee, or a country, answers: counts of letters, days to the answer, readings of demands."""

    key: object
    letters: int
    answered: int
    refused: int
    median_days: int | None
    verdicts: tuple[tuple[str, int], ...]

    @property
    def is_few(self) -> bool:
        return self.letters < FEW

    @property
    def percent(self) -> int | None:
        """Percent of letters that were answered or refused; nothing where there are too few to say."""
        return None if self.is_few else round(100 * (self.answered + self.refused) / self.letters)


@dataclass(frozen=True)
class _Case:
    institution: UUID
    iso3: str
    demand: UUID
    ended: str
    days: int | None


def by_institution(visitor: Visitor) -> list[Answering]:
    return _answering(visitor, lambda case: case.institution)


def by_country(visitor: Visitor) -> list[Answering]:
    """Return how the bodies of each country answer; the key is its code, empty for bodies of none."""
    return _answering(visitor, lambda case: case.iso3)


def _answering(visitor: Visitor, key: Callable[[_Case], object]) -> list[Answering]:
    groups: dict[object, list[_Case]] = defaultdict(list)
    for case in _cases(visitor):
        groups[key(case)].append(case)
    readings = _agreed_readings(visitor)
    found = [_of(name, cases, readings) for name, cases in groups.items()]
    return sorted(found, key=lambda one: (-one.letters, str(one.key)))


def _of(key: object, cases: list[_Case], readings: dict[UUID, str]) -> Answering:
    ended = Counter(case.ended for case in cases)
    days = [case.days for case in cases if case.days is not None]
    demands = {case.demand for case in cases}
    verdicts = Counter(readings[demand] for demand in demands if demand in readings)
    return Answering(
        key=key,
        letters=len(cases),
        answered=ended["answered"],
        refused=ended["refused"],
        median_days=median_low(days) if days else None,
        verdicts=tuple(sorted(verdicts.items())),
    )


def _cases(visitor: Visitor) -> Iterable[_Case]:
    """Return the letters that went out, of demands a visitor may know of, each with its end and its days."""
    seen = demands_visible_to(visitor).filter(agreed_at__isnull=False).values("pk")
    events = Event.objects.filter(
        delivery__demand__in=seen, kind__in=(*BEGINS, *ENDS), replaced_by=None
    ).order_by("happened_on")
    rows: dict[UUID, dict[str, date]] = defaultdict(dict)
    facts: dict[UUID, tuple[UUID, str, UUID]] = {}
    values = events.values_list(
        "delivery", "kind", "happened_on", "delivery__institution", "delivery__institution__iso3",
        "delivery__demand",
    )  # fmt: skip
    for delivery, kind, on, institution, iso3, demand in values:
        rows[delivery].setdefault(kind, on)
        facts[delivery] = (institution, iso3, demand)
    return [_case(facts[delivery], days) for delivery, days in rows.items()]


def _case(facts: tuple[UUID, str, UUID], days: dict[str, date]) -> _Case:
    began = min((days[kind] for kind in BEGINS if kind in days), default=None)
    ended = next((kind for kind in ENDS if kind in days), "")
    took = (days[ended] - began).days if ended and began else None
    return _Case(*facts, ended, took)


def _agreed_readings(visitor: Visitor) -> dict[UUID, str]:
    """Return the reading of each demand that at least two members read alike, and nobody otherwise."""
    seen = demands_visible_to(visitor).values("pk")
    rows = Verdict.objects.filter(demand__in=seen, replaced_at=None).values_list("demand", "reading")
    read: dict[UUID, list[str]] = defaultdict(list)
    for demand, reading in rows:
        read[demand].append(reading)
    return {demand: said[0] for demand, said in read.items() if len(said) > 1 and len(set(said)) == 1}


def names_of(keys: Iterable[object]) -> dict[object, Institution]:
    found = Institution.objects.filter(pk__in=list(keys)).prefetch_related("names")
    return {institution.pk: institution for institution in found}

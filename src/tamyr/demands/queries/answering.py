"""Who answers: of the letters to each addressee, how many were answered, how fast, and what became of the demands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Max, Min, OuterRef, QuerySet, Subquery

from tamyr.addressees.models import Institution
from tamyr.demands.models import Delivery, Verdict
from tamyr.demands.queries.demands import demands_visible_to
from tamyr.demands.queries.public.kept import asked_once
from tamyr.network.models import Visitor

# Of fewer letters than this no rate is said.
FEW = 5


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


def by_institution(visitor: Visitor) -> list[Answering]:
    return asked_once(visitor, "answering/bodies", lambda: _counted(visitor, "institution"))


def by_country(visitor: Visitor) -> list[Answering]:
    """Return how the bodies of each country answer; the key is its code, empty for bodies of none."""
    return asked_once(visitor, "answering/countries", lambda: _counted(visitor, "institution__iso3"))


def _counted(visitor: Visitor, key: str) -> list[Answering]:
    """Count the letters that went out, of demands a visitor may know of; the database adds up, whatever their number."""
    agreed = demands_visible_to(visitor).filter(agreed_at__isnull=False).order_by()
    out = Delivery.objects.filter(is_out=True, demand__in=agreed.values("pk")).order_by()
    groups: dict[object, list[tuple[str, int | None, int]]] = defaultdict(list)
    rows = out.values_list(key, "ended_as", "days_taken").annotate(letters=Count("pk"))
    for name, ended, days, letters in rows.order_by("days_taken"):
        groups[name].append((ended, days, letters))
    verdicts = _verdicts(out, key)
    found = [_of(name, rows, verdicts.get(name, ())) for name, rows in groups.items()]
    return sorted(found, key=lambda one: (-one.letters, str(one.key)))


def _of(
    key: object, rows: list[tuple[str, int | None, int]], verdicts: Iterable[tuple[str, int]]
) -> Answering:
    def counted(*kinds: str) -> int:
        return sum(letters for ended, _days, letters in rows if ended in kinds or not kinds)

    return Answering(
        key=key,
        letters=counted(),
        answered=counted("answered"),
        refused=counted("refused"),
        median_days=_median([(days, letters) for _ended, days, letters in rows if days is not None]),
        verdicts=tuple(sorted(verdicts)),
    )


def _median(counts: list[tuple[int, int]]) -> int | None:
    """Return the lower of the middle ones of so many letters by days."""
    middle = (sum(letters for _days, letters in counts) + 1) // 2
    for days, letters in sorted(counts):
        middle -= letters
        if middle <= 0:
            return days
    return None


def _verdicts(out: QuerySet[Delivery], key: str) -> dict[object, list[tuple[str, int]]]:
    """Return the readings of demands that at least two members read alike, and nobody otherwise, with their number."""
    read = Verdict.objects.filter(demand=OuterRef("demand"), replaced_at=None).order_by().values("demand")
    alike = read.annotate(members=Count("pk"), first=Min("reading"), last=Max("reading"))
    settled = alike.filter(members__gt=1, first=F("last")).values("first")
    rows = out.annotate(reading=Subquery(settled)).filter(reading__isnull=False)
    found: dict[object, list[tuple[str, int]]] = defaultdict(list)
    for name, reading, demands in rows.values_list(key, "reading").annotate(
        demands=Count("demand", distinct=True)
    ):
        found[name].append((reading, demands))
    return found


def names_of(keys: Iterable[object]) -> dict[object, Institution]:
    found = Institution.objects.filter(pk__in=list(keys)).prefetch_related("names")
    return {institution.pk: institution for institution in found}

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from tamyr.network.logic.country_names import country_name
from tamyr.network.logic.name_order import name_key
from tamyr.network.models import Member, MembershipStatus, Visitor
from tamyr.network.models.members import IN_THE_OPEN, Status
from tamyr.network.queries.members import belonging_on, members_visible_to


@dataclass(frozen=True)
class RoundedCount:
    """About how many members there were when a quarter began; no number where it would tell too much."""

    on: date
    about: int | None


@dataclass(frozen=True)
class CountryCount:
    country: str
    total: int
    by_status: dict[str, int]


@dataclass(frozen=True)
class ExactCount:
    """How many members one visitor may see, as they stood on a day."""

    on: date
    total: int
    countries: tuple[CountryCount, ...]


def count_in_the_open(day: date) -> int:
    return Member.objects.filter(belonging_on(day), exposure__in=IN_THE_OPEN).count()


def exact_count(visitor: Visitor, day: date) -> ExactCount:
    """Return the members of ``day`` that this visitor may see, by country and status of that day."""
    then = MembershipStatus.objects.filter(member=OuterRef("pk"), from_on__lte=day).order_by("-from_on")
    # Where nothing is kept of that day, today's status stands for it.
    status = Coalesce(Subquery(then.values("status")[:1]), F("status"), output_field=CharField())
    seen = members_visible_to(visitor).filter(belonging_on(day)).order_by()
    rows = seen.annotate(status_then=status).values_list("country_id", "status_then").annotate(n=Count("pk"))
    counts: dict[str, dict[str, int]] = {}
    for country, stood, n in rows:
        # Every status, also one that no member has there: each is a column of the table, by its place.
        counts.setdefault(country, dict.fromkeys(Status.values, 0))[stood] = n
    countries = [CountryCount(code, sum(by_status.values()), by_status) for code, by_status in counts.items()]
    return ExactCount(day, sum(country.total for country in countries), tuple(countries))


def count_rows(count: ExactCount, language: str) -> list[tuple[str, ...]]:
    """Return one row per country: its name, all members, and those of each status."""
    rows = (
        (country_name(counted.country, language), str(counted.total), *map(str, counted.by_status.values()))
        for counted in count.countries
    )
    return sorted(rows, key=lambda row: name_key(row[0]))

"""What neutrality by a year asks of each year from now.

The path runs straight from what was emitted last to zero. Where figures end before today, the
last ones stand for today and the result says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.provenance import Result, Step
from climate_pathways.core.publication import Method, Term
from climate_pathways.core.tables import Series
from climate_pathways.core.wording import mark
from climate_pathways.figures.by_source import LAST_YEAR
from climate_pathways.methods import trend

METHOD = "neutrality"
LATEST_YEAR = 2150
LEAST_RISE_PERCENT = 0.01
PUBLISHED = Method(
    METHOD,
    says=mark(
        "What a neutrality year asks of each year from now: the straight way from what was emitted last to zero, "
        "and how long a fair share lasts."
    ),
    formulas=(
        "E_i(t) = E_0 · (T − t) / (T − t_0)",
        "k = E_0 / (T − t_0)",
        "b = E_0 · (T − t_0) / 2",
        "n = L_i / E_s",
    ),
    terms=(
        Term("E_i(t)", mark("the country’s emissions on the straight way, Mt CO₂e a year")),
        Term("E_0", mark("the country’s latest emissions, Mt CO₂e a year")),
        Term("t_0, T", mark("today, and the year of neutrality")),
        Term("k", mark("the cut needed every year")),
        Term("b", mark("all that is emitted on the way")),
        Term("n", mark("years that a fair share lasts at the emissions that fair shares start from")),
        Term(
            "E_s", mark("those emissions: a mean of international series, Mt CO₂e a year, not the level E_0")
        ),
        Term(
            "L_i",
            mark(
                "the country’s fair share of the path to {last}, less what was emitted since the last year of figures"
            ),
        ),
    ),
    rules=(
        mark("Latest figures older than today stand for today, and the result says so."),
        mark(
            "The cut is set beside the trend of the last ten years: their difference is the turn that is needed."
        ),
    ),
    weaknesses=(
        mark(
            "A straight line is a yardstick, not a plan. Starting later means cutting faster, or emitting more on "
            "the way."
        ),
        mark(
            "States mean different things by neutrality: some count CO₂ alone, some count their forests in full. "
            "Here it is zero net greenhouse gases."
        ),
    ),
    facts=(("last", LAST_YEAR),),
)


@dataclass(frozen=True)
class Neutrality:
    """The straight way from ``since`` to zero in ``neutral_by``.

    ``results``: ``yearly_cut`` (Mt CO2e per year), ``yearly_cut_percent`` (% of today's emissions
    per year), ``budget`` (Mt CO2e emitted on the way), ``trend`` (% per year, last ten years),
    ``trend_mt`` (the same in Mt CO2e per year), ``turn`` (Mt CO2e per year between the two).
    Where there is no trend, the last three are absent and flagged.
    """

    iso3: str
    since: int
    neutral_by: int
    results: Mapping[str, Result]
    flags: tuple[str, ...] = ()

    @property
    def now(self) -> float:
        """Return the level that the way starts from, Mt CO2e: the latest of ``sources``, of ``last_figures``."""
        # Not kept by itself; a straight way falls by its yearly cut until zero.
        return self.results["yearly_cut"].value * (self.neutral_by - self.since)

    @property
    def last_figures(self) -> int:
        return self.results["yearly_cut"].since or self.since

    @property
    def sources(self) -> tuple[str, ...]:
        return self.results["yearly_cut"].sources

    def as_dict(self) -> dict[str, Any]:
        return {
            "iso3": self.iso3,
            "since": self.since,
            "neutral_by": self.neutral_by,
            "results": {name: self.results[name].as_dict() for name in sorted(self.results)},
            "flags": list(self.flags),
        }


def pathway_to_zero(
    emissions: Series, *, today: int, neutral_by: int, course: Series | None = None
) -> Neutrality:
    """Return what the straight path from ``today`` to zero in ``neutral_by`` asks for.

    ``emissions``: one country's, Mt CO2e a year; its last value counts as today's; ``course``: the
    same year by year, for the trend, where the first knows a few years only. A net sink is
    neutral already: zeros, flagged ``already-neutral``. Raises ``PathwaysError`` for a neutrality
    year that is not ahead, or figures that end after today.
    """
    _ensure_ahead(emissions, today, neutral_by)
    now = float(emissions.converted("Mt CO2e").values[-1])
    years = neutral_by - today
    flags = () if emissions.last_year == today else ("last-figures-stand-for-today",)
    # A net sink has nothing left to cut; a cut below zero would read as leave to emit more.
    if now <= 0:
        now, flags = 0.0, (*flags, "already-neutral")
    results = {
        "yearly_cut": _result(
            now / years,
            "Mt CO2e/year",
            emissions,
            neutral_by,
            mark("{now} Mt CO₂e divided by {years} years"),
            now=now,
            years=years,
        ),
        "yearly_cut_percent": _result(
            # Each year the same part of today’s level, not of the level of the year before.
            100 / years if now else 0.0,
            "%/year",
            emissions,
            neutral_by,
            mark("one hundred percent divided by {years} years"),
            years=years,
        ),
        "budget": _result(
            now * years / 2,
            "Mt CO2e",
            emissions,
            neutral_by,
            mark("half of {now} Mt CO₂e times {years} years: the area under the straight path"),
            now=now,
            years=years,
        ),
    }
    recent = trend.average_yearly_change(course or emissions)
    # Without eleven positive years in a row there is no trend (`methods.trend`); the way to zero stands all
    # the same.
    if recent is None:
        return Neutrality(emissions.place, today, neutral_by, results, (*flags, "no-trend"))
    results |= _against_trend(emissions, recent, now, now / years, neutral_by)
    # A straight line through flat figures is hardly ever quite flat: less than this is no rise.
    flags = (*flags, "rising") if recent.value > LEAST_RISE_PERCENT else flags
    return Neutrality(emissions.place, today, neutral_by, results, flags)


def _against_trend(
    emissions: Series, recent: Result, now: float, cut: float, neutral_by: int
) -> dict[str, Result]:
    # In tonnes of the level: the course that the percentage is from may be of another source, at another
    # height.
    yearly = now * recent.value / 100
    return {
        "trend": recent,
        # Of the years that the trend is of, which may end later than the level.
        "trend_mt": replace(
            _result(
                yearly,
                "Mt CO2e/year",
                emissions,
                recent.year,
                mark("{now} Mt CO₂e times {percent} %"),
                percent=recent.value,
                now=now,
            ),
            since=recent.year,
            sources=tuple(dict.fromkeys((*emissions.source.split("+"), *recent.sources))),
        ),
        # A falling trend is below zero and a cut above it: their sum is what is still missing each year.
        "turn": _result(
            yearly + cut,
            "Mt CO2e/year",
            emissions,
            neutral_by,
            mark("trend of {trend} Mt CO₂e per year plus the required cut of {cut}"),
            trend=yearly,
            cut=cut,
        ),
    }


def _ensure_ahead(emissions: Series, today: int, neutral_by: int) -> None:
    if not len(emissions):
        raise PathwaysError(mark("There are no emission figures of {place}."), place=emissions.place)
    if not today < neutral_by <= LATEST_YEAR:
        text = mark("Neutrality by {year} is not ahead of {today}. Give a year up to {latest}.")
        if neutral_by > LATEST_YEAR:
            text = mark("Neutrality by {year} is too far ahead. Give a year after {today}, up to {latest}.")
        raise PathwaysError(text, year=neutral_by, today=today, latest=LATEST_YEAR)
    if emissions.last_year > today:
        raise PathwaysError(
            mark("The emission figures of {place} reach {last}, which is after today’s year {today}."),
            place=emissions.place,
            last=emissions.last_year,
            today=today,
        )


def _result(
    value: float, unit: str, emissions: Series, year: int, text: str, **values: str | int | float
) -> Result:
    return Result(
        value=value,
        unit=unit,
        year=year,
        # The year of the figures: `Neutrality.last_figures` takes it from here.
        since=emissions.last_year,
        sources=tuple(emissions.source.split("+")),
        method=METHOD,
        steps=(Step(text, tuple(values.items())),),
    )

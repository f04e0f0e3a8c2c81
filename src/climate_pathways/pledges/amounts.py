"""What a pledge promises, by its type: amounts, each with what was assumed and what was done."""

from collections.abc import Iterator
from dataclasses import dataclass

from climate_pathways.core.provenance import Step
from climate_pathways.core.wording import mark
from climate_pathways.figures.by_source import BASE_YEAR
from climate_pathways.pledges import documents as kinds
from climate_pathways.pledges.documents import Pledge
from climate_pathways.pledges.figures import LONG_SOURCES, PledgeFigures

MEANING, SOURCE, GWP, LAND, GDP, PEOPLE, END, REFERENCE = (
    "meaning",
    "source",
    "gwp",
    "land_use",
    "gdp",
    "population",
    "end",
    "reference",
)
# Potentials that a document which names none is read with: the oldest and the newest in use.
UNNAMED_GWP = ("AR4GWP100", "AR6GWP100")
Assumptions = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Amount:
    """An amount on the way: value, whether it counts land use, what was assumed, what was done."""

    value: float
    with_land_use: bool
    assumptions: Assumptions = ()
    steps: tuple[Step, ...] = ()

    def then(self, value: float, step: Step, *assumed: tuple[str, str], land: bool | None = None) -> "Amount":
        counts = self.with_land_use if land is None else land
        return Amount(value, counts, (*self.assumptions, *assumed), (*self.steps, step))


# --- by type --------------------------------------------------------------


def promised(pledge: Pledge, figures: PledgeFigures) -> Iterator[Amount]:
    """Yield what a pledge promises, once for each way to count it and each end of its range."""
    for ends in _BY_TYPE[pledge.type](pledge, figures):
        yield from ends


Ends = Iterator[list[Amount]]


def _base_year(pledge: Pledge, figures: PledgeFigures) -> Ends:
    for base in _base_amounts(pledge, figures):
        yield _reduced(pledge, base)


def _bau(pledge: Pledge, figures: PledgeFigures) -> Ends:
    for amount in _stated(
        pledge, figures, pledge.bau_mt_co2e, mark("baseline of {value} Mt CO₂e in {year}, as stated")
    ):
        yield _reduced(pledge, amount.then(amount.value, _same(), (REFERENCE, "stated")))
    growth = figures.baseline_growth(pledge.year)
    for source in LONG_SOURCES if growth is not None else ():
        now = float(figures.totals[source][-1])
        step = Step(
            mark("{now} Mt CO₂e in {since} times {growth}, the baseline’s growth to {year}"),
            (("now", now), ("since", BASE_YEAR), ("growth", growth or 0.0), ("year", pledge.year)),
        )
        start = Amount(
            now * (growth or 0.0), False, ((REFERENCE, "cerp-baseline"), (SOURCE, source)), (step,)
        )
        yield _reduced(pledge, start)


def _intensity(pledge: Pledge, figures: PledgeFigures) -> Ends:
    since = int(pledge.base_year or 0)
    for base in _base_amounts(pledge, figures):
        for name, growth in figures.gdp_growth(since, pledge.year, pledge.gdp_growth_percent).items():
            step = Step(
                mark("times {growth}: GDP in {year} against {since}"),
                (("growth", growth), ("year", pledge.year), ("since", since)),
            )
            yield _reduced(pledge, base.then(base.value * growth, step, (GDP, name)))


def _absolute(pledge: Pledge, figures: PledgeFigures) -> Ends:
    for number, value in enumerate(pledge.target_mt_co2e):
        # Amounts ascend, and the smaller amount is the larger cut.
        ends = () if len(pledge.target_mt_co2e) == 1 else ((END, ("highest", "lowest")[number]),)
        for amount in _stated(pledge, figures, value, mark("{value} Mt CO₂e in {year}, as stated")):
            yield [Amount(amount.value, amount.with_land_use, (*ends, *amount.assumptions), amount.steps)]


def _per_capita(pledge: Pledge, figures: PledgeFigures) -> Ends:
    per_person = float(pledge.t_co2e_per_person or 0.0)
    for name, people in figures.people(pledge.year).items():
        # Tonnes a person times persons are tonnes; amounts are in Mt.
        value = per_person * people / 1e6
        step = Step(
            mark("{per_person} t CO₂e per person times {people} million people in {year}"),
            (("per_person", per_person), ("people", people / 1e6), ("year", pledge.year)),
        )
        yield [Amount(value, _counts_land_use(pledge), ((PEOPLE, name),), (step,))]


_BY_TYPE = {
    kinds.BASE_YEAR: _base_year,
    kinds.BAU: _bau,
    kinds.INTENSITY: _intensity,
    kinds.ABSOLUTE: _absolute,
    kinds.PER_CAPITA: _per_capita,
}


def _counts_land_use(pledge: Pledge) -> bool:
    return pledge.land_use == "included"


def _same() -> Step:
    return Step(mark("taken as the reference"))


def _base_amounts(pledge: Pledge, figures: PledgeFigures) -> Iterator[Amount]:
    """Yield the base year's emissions: as stated, and by each series that reaches back."""
    year = int(pledge.base_year or 0)
    yield from _stated(
        pledge, figures, pledge.base_mt_co2e, mark("{value} Mt CO₂e in the base year, as stated")
    )
    for source in LONG_SOURCES:
        total = figures.total(source, year)
        if total is None:
            continue
        step = Step(mark("{value} Mt CO₂e in {year} without land use"), (("value", total), ("year", year)))
        amount = Amount(total, False, ((SOURCE, source),), (step,))
        land = figures.land("climate-watch", year)
        # A base below zero would turn a promised cut into a promised rise.
        if pledge.land_use != "excluded" and land is not None and total + land > 0:
            more = Step(mark("plus {land} Mt CO₂e from land use in {year}"), (("land", land), ("year", year)))
            yield amount.then(total + land, more, land=True)
        yield amount


def _stated(pledge: Pledge, figures: PledgeFigures, value: float | None, text: str) -> Iterator[Amount]:
    """Yield a document's own amount in AR6 potentials, by each set it may have been counted with."""
    if value is None:
        return
    stated = Step(text, (("value", float(value)), ("year", pledge.year)))
    named = pledge.gwp if pledge.gwp in figures.potentials else ""
    for context in (named,) if named else UNNAMED_GWP:
        # The factor leads from AR6 to the document’s set, so that the way back is a division.
        factor = figures.potentials[context]
        assumed = ((SOURCE, "stated"),) if named else ((SOURCE, "stated"), (GWP, context))
        amount = Amount(float(value), _counts_land_use(pledge), assumed, (stated,))
        step = Step(
            mark("divided by {factor}: from the potentials {context} to those of AR6"),
            (("factor", factor), ("context", context)),
        )
        yield amount.then(value / factor, step)


def _reduced(pledge: Pledge, amount: Amount) -> list[Amount]:
    """Return the amount less the promised part, once for each end of the promise."""
    ends = ("lowest", "highest") if len(pledge.reduction_percent) > 1 else ("",)
    return [
        amount.then(
            amount.value * (1 - percent / 100),
            Step(mark("less {percent} %"), (("percent", float(percent)),)),
            *(((END, end),) if end else ()),
        )
        for percent, end in zip(pledge.reduction_percent, ends, strict=True)
    ]

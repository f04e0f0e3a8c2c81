"""What a target promises in tonnes on its own footing, by the rules for reading a document.

The tonnes stated for the target come first; else its base times its percentage; else its intensity
times its GDP; else its baseline times its percentage. The first amount of each meaning is the
central one; the others answer a named question differently.
"""

from collections.abc import Iterator, Sequence

from climate_pathways.core.provenance import Step
from climate_pathways.core.wording import mark
from climate_pathways.pledges import account as accounts
from climate_pathways.pledges import documents as kinds
from climate_pathways.pledges.account import GROSS, NET, UNCLEAR_FOOTING, Account, Fact
from climate_pathways.pledges.amounts import (
    AS_GROSS,
    AS_NET,
    BASE,
    BY_BASE,
    BY_BASELINE,
    BY_INTENSITY,
    BY_PERSON,
    BY_TONNES,
    END,
    GDP,
    NEWEST,
    PEOPLE,
    PRINTED,
    STATED,
    UNCLEAR,
    Amount,
    Assumptions,
    footing_of,
    place_step,
)
from climate_pathways.pledges.documents import Pledge
from climate_pathways.pledges.figures import PledgeFigures


def promised(pledge: Pledge, account: Account, figures: PledgeFigures) -> tuple[Amount, ...]:
    """Return what one meaning of a target promises, the central amount first; empty where nothing says it."""
    stated = _stated(pledge, account)
    ruled = () if stated else tuple(_BY_TYPE[pledge.type](pledge, account, figures))
    # Tonnes move with the base they were computed from: the newest inventory is asked beside them.
    newest = tuple(_of_newest_base(pledge, figures)) if pledge.type == kinds.BASE_YEAR else ()
    main = stated or ruled
    if not main:
        return newest
    if not newest:
        return main
    said = tuple(
        amount if BASE in dict(amount.assumptions) else _assuming(amount, BASE, STATED) for amount in main
    )
    return (*said, *newest)


def _assuming(amount: Amount, name: str, level: str) -> Amount:
    return Amount(
        amount.value,
        amount.footing,
        amount.gwp,
        amount.rule,
        ((name, level), *amount.assumptions),
        amount.steps,
    )


# --- the tonnes stated for the target -------------------------------------------------------


def _stated(pledge: Pledge, account: Account) -> tuple[Amount, ...]:
    footing = footing_of(pledge)
    facts = account.stated(footing) or (account.stated(NET) if footing == UNCLEAR_FOOTING else ())
    values = sorted(facts, key=lambda fact: fact.value)
    # Of several stated numbers the lowest and the highest are the ends of the promise.
    ends = (
        ((values[0], "highest"), (values[-1], "lowest"))
        if len(values) > 1
        else ((fact, "") for fact in values)
    )
    return tuple(
        Amount(
            fact.value,
            footing,
            fact.gwp or pledge.gwp,
            BY_TONNES,
            ((END, end),) if end else (),
            (place_step(fact),),
        )
        for fact, end in ends
    )


# --- by type --------------------------------------------------------------------------------


def _base_year(pledge: Pledge, account: Account, figures: PledgeFigures) -> Iterator[Amount]:
    for footing, meant in _meant(pledge):
        facts = _different(account.base(UNCLEAR_FOOTING if meant else footing) or account.base(footing))
        for number, fact in enumerate(facts):
            level = STATED if number == 0 else f"{PRINTED}:{fact.value:g}"
            assumed = (*meant, *(((BASE, level),) if len(facts) > 1 else ()))
            start = Amount(fact.value, footing, fact.gwp or pledge.gwp, BY_BASE, assumed, (place_step(fact),))
            yield from _reduced(pledge, start)


def _meant(pledge: Pledge) -> tuple[tuple[str, Assumptions], ...]:
    """Return the footings a target may be meant on, with what is assumed: both where it does not say."""
    footing = footing_of(pledge)
    if footing != UNCLEAR_FOOTING:
        return ((footing, ()),)
    return (GROSS, ((UNCLEAR, AS_GROSS),)), (NET, ((UNCLEAR, AS_NET),))


def _different(facts: Sequence[Fact]) -> list[Fact]:
    """Return facts of different values, the first of each: a number printed twice is one."""
    by_value: dict[float, Fact] = {}
    for fact in facts:
        by_value.setdefault(fact.value, fact)
    return list(by_value.values())


def _of_newest_base(pledge: Pledge, figures: PledgeFigures) -> Iterator[Amount]:
    """Yield the percentage of the base year as the newest national inventory counts it now."""
    inventory, year = figures.inventory, int(pledge.base_year or 0)
    if inventory is None:
        return
    for footing, meant in _meant(pledge):
        base = inventory.values(footing).get(year)
        if base is not None:
            step = Step(
                mark("{value} Mt CO₂e in {year}, in the national inventory sent in {submission}"),
                (("value", base), ("year", year), ("submission", inventory.submission or 0)),
            )
            assumed = (*meant, (BASE, NEWEST))
            yield from _reduced(pledge, Amount(base, footing, inventory.gwp, BY_BASE, assumed, (step,)))


def _bau(pledge: Pledge, account: Account, figures: PledgeFigures) -> Iterator[Amount]:
    footing = footing_of(pledge)
    # A baseline without land use is no reference for a target that counts it.
    for quantity in dict.fromkeys((footing, UNCLEAR_FOOTING, GROSS) if footing != NET else (NET,)):
        for fact in account.ahead(quantity, accounts.BASELINE)[:1]:
            start = Amount(fact.value, footing, fact.gwp or pledge.gwp, BY_BASELINE, (), (place_step(fact),))
            yield from _reduced(pledge, start)
            return


def _absolute(pledge: Pledge, account: Account, figures: PledgeFigures) -> Iterator[Amount]:
    # Ends are named by the cut: the lowest amount is the largest one.
    ends = ("highest", "lowest") if len(pledge.target_mt_co2e) > 1 else ("",)
    for value, end in zip(pledge.target_mt_co2e, ends, strict=True):
        step = Step(
            mark("{value} Mt CO₂e in {year}, as stated"), (("value", float(value)), ("year", pledge.year))
        )
        assumed = ((END, end),) if end else ()
        yield Amount(float(value), footing_of(pledge), pledge.gwp, BY_TONNES, assumed, (step,))


def _per_capita(pledge: Pledge, account: Account, figures: PledgeFigures) -> Iterator[Amount]:
    per_person = float(pledge.t_co2e_per_person or 0.0)
    people = figures.people(pledge.year)
    # The median first: the first amount of a meaning is its central one.
    for name in ("median", "lower", "upper"):
        step = Step(
            mark("{per_person} t CO₂e per person times {people} million people in {year}"),
            (("per_person", per_person), ("people", people[name] / 1e6), ("year", pledge.year)),
        )
        value = per_person * people[name] / 1e6
        yield Amount(value, footing_of(pledge), pledge.gwp, BY_PERSON, ((PEOPLE, name),), (step,))


# --- per unit of GDP ------------------------------------------------------------------------


def _intensity(pledge: Pledge, account: Account, figures: PledgeFigures) -> Iterator[Amount]:
    per_dollar = tuple(_target_intensities(pledge, account))
    if not per_dollar:
        yield from _by_databases(pledge, account, figures)
    for name, gdp, more in _gdp_ahead(pledge, account):
        for intensity in per_dollar:
            step = Step(
                mark("{value} kg per dollar times {gdp} billion dollars"),
                (("value", intensity.value), ("gdp", gdp)),
            )
            start = Amount(
                intensity.value,
                intensity.footing,
                intensity.gwp,
                BY_INTENSITY,
                intensity.assumptions,
                intensity.steps,
            )
            for done in more:
                start = start.then(start.value, done)
            yield start.then(intensity.value * gdp, step, (GDP, name))


def _target_intensities(pledge: Pledge, account: Account) -> Iterator[Amount]:
    """Yield the promised kg CO2e per dollar: as stated, or the base year's less each end of the promise."""
    footing = footing_of(pledge)
    for fact in account.ahead(accounts.INTENSITY, accounts.TARGET):
        if fact.target == pledge.id:
            yield Amount(fact.value, footing, fact.gwp or pledge.gwp, BY_INTENSITY, (), (place_step(fact),))
            return
    for fact in account.base(accounts.INTENSITY)[:1]:
        start = Amount(fact.value, footing, fact.gwp or pledge.gwp, BY_INTENSITY, (), (place_step(fact),))
        yield from _reduced(pledge, start)


def _gdp_ahead(pledge: Pledge, account: Account) -> Iterator[tuple[str, float, tuple[Step, ...]]]:
    """Yield the document's GDP of the target's year, then its latest GDP carried on by its own growth."""
    for fact in account.ahead(accounts.GDP, accounts.TARGET):
        yield STATED, fact.value, (place_step(fact),)
    intensities = account.inventory(accounts.INTENSITY)
    # Only a GDP that stands beside an intensity of its year is in the prices that the target counts in.
    known = {year: fact for year, fact in account.inventory(accounts.GDP).items() if year in intensities}
    if not known:
        return
    # Of pairs whose years all differ: two facts are never compared, which they could not be.
    since, latest = max(known.items())
    for growth in account.ahead(accounts.GDP_GROWTH, accounts.TARGET):
        ahead = latest.value * (1 + growth.value / 100) ** (pledge.year - since)
        step = Step(
            mark("growing by {percent} % a year to {gdp} billion dollars in {year}"),
            (("percent", float(growth.value)), ("gdp", ahead), ("year", pledge.year)),
        )
        yield f"{growth.value:g}%", ahead, (place_step(latest), step)


def _by_databases(pledge: Pledge, account: Account, figures: PledgeFigures) -> Iterator[Amount]:
    """Yield the base year's emissions grown as two databases and the trend have GDP grow."""
    since = int(pledge.base_year or 0)
    for base in (*account.base(footing_of(pledge)), *account.base(GROSS))[:1]:
        for name, growth in figures.gdp_growth(since, pledge.year).items():
            step = Step(
                mark("times {growth}: GDP in {year} against {since}"),
                (("growth", growth), ("year", pledge.year), ("since", since)),
            )
            start = Amount(
                base.value, footing_of(pledge), base.gwp or pledge.gwp, BY_INTENSITY, (), (place_step(base),)
            )
            yield from _reduced(pledge, start.then(base.value * growth, step, (GDP, name)))


_BY_TYPE = {
    kinds.BASE_YEAR: _base_year,
    kinds.BAU: _bau,
    kinds.INTENSITY: _intensity,
    kinds.ABSOLUTE: _absolute,
    kinds.PER_CAPITA: _per_capita,
}


def _less(percent: float) -> Step:
    return Step(mark("less {percent} %"), (("percent", float(percent)),))


def _reduced(pledge: Pledge, amount: Amount) -> Iterator[Amount]:
    """Yield the amount less the promised part, once for each end of the promise."""
    ends = ("lowest", "highest") if len(pledge.reduction_percent) > 1 else ("",)
    for percent, end in zip(pledge.reduction_percent, ends, strict=True):
        assumed = ((END, end),) if end else ()
        yield amount.then(amount.value * (1 - percent / 100), _less(percent), *assumed)

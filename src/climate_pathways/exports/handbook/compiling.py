"""All that can be said of our methods, in one language: read from the code and the data themselves.

Nothing is written twice: formulas, sources and weaknesses stand beside each method's code, what is
uncertain in ``choices``, the rating's steps in its rule, what was computed again in ``reproductions``.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from climate_pathways.assessment import gap, neutrality, suggestions
from climate_pathways.assessment.axes import rule as rating
from climate_pathways.core.naming import method_name, source_name
from climate_pathways.core.provenance import Source
from climate_pathways.core.publication import Method
from climate_pathways.core.quantities import gwp, unit_label
from climate_pathways.core.wording import mark, say, say_number, say_plain, say_range
from climate_pathways.exports.handbook.entries import (
    AxisRow,
    ChoiceWords,
    DataGroup,
    Handbook,
    PublishedFigure,
    RatingRule,
    RecomputedWork,
    Section,
)
from climate_pathways.exports.reproductions.check import Check, Reproduction
from climate_pathways.exports.reproductions.published import REPRODUCTIONS
from climate_pathways.exports.reproductions.warming_potentials import GAS_NAMES
from climate_pathways.fair_shares import allocation as fair_shares
from climate_pathways.fair_shares import categories, global_paths
from climate_pathways.fair_shares.categories import CUTS, is_interpolated
from climate_pathways.fair_shares.choices import CHOICES, EQUITY, REFERENCES, Choice, Parameters
from climate_pathways.fair_shares.global_paths import C1_REDUCTIONS, REFERENCE_YEAR
from climate_pathways.fair_shares.words import choice_name, level_name
from climate_pathways.methods import (
    ability_to_pay,
    baseline,
    carbon_budget,
    disagreement,
    dollar_prices,
    equal_cumulative_per_capita,
    equal_per_capita,
    grandfathering,
    lognormal_income,
    peak,
    per_capita_convergence,
    ratio,
    responsibility_capability,
    splice,
    total,
    trend,
)
from climate_pathways.pledges import criteria
from climate_pathways.pledges import readings as pledge_readings
from climate_pathways.pledges import versions as pledge_versions

# In reading order. A test compares this with the files there are.
METHODS: Mapping[str, Method] = {
    module.PUBLISHED.id: module.PUBLISHED
    for module in (
        equal_per_capita,
        per_capita_convergence,
        equal_cumulative_per_capita,
        responsibility_capability,
        ability_to_pay,
        grandfathering,
        fair_shares,
        global_paths,
        categories,
        baseline,
        lognormal_income,
        dollar_prices,
        pledge_readings,
        pledge_versions,
        criteria,
        gap,
        rating,
        suggestions,
        neutrality,
        carbon_budget,
        total,
        ratio,
        trend,
        peak,
        splice,
        disagreement,
    )
}
FIGURES = ("total", "ratio", "trend", "peak", "splice", "disagreement")


def handbook(sources: Mapping[str, Source], language: str) -> Handbook:
    """Return the handbook in a language; ``sources``: those of the snapshot, by identifier."""
    return Handbook(
        principles=tuple(section(name, language) for name in EQUITY),
        references=tuple(section(name, language) for name in REFERENCES),
        engine=section("fair_shares", language),
        path=section("global_paths", language),
        # In the reference year itself every reduction is zero, by definition.
        path_rows=tuple(_path_row(year, language) for year in C1_REDUCTIONS if year > REFERENCE_YEAR),
        categories=section("category_shares", language),
        category_rows=tuple(_category_row(year, language) for year in C1_REDUCTIONS if year > REFERENCE_YEAR),
        inputs=tuple(section(name, language) for name in ("baseline", "lognormal_income", "dollar_prices")),
        data=tuple(_data(sources, language)),
        potentials=tuple(_potentials(gas, language) for gas in GAS_NAMES),
        pledges=tuple(section(name, language) for name in ("pledge_readings", "pledge_versions", "criteria")),
        gap=section("gap", language),
        rating=section("rating", language),
        asked=section("suggestions", language),
        rule=_rule(language),
        neutrality=tuple(section(name, language) for name in ("neutrality", "carbon_budget")),
        figures=tuple(section(name, language) for name in FIGURES),
        recomputed=tuple(_recomputed(reproduction, language) for reproduction in REPRODUCTIONS),
    )


def section(name: str, language: str) -> Section:
    """Return one method's section; raise ``KeyError`` for a method that does not exist."""
    method = METHODS[name]
    facts = {key: _fact(value, language) for key, value in method.facts}

    def texts(marked: Iterable[str]) -> tuple[str, ...]:
        return tuple(say(language, text, **facts) for text in marked)

    return Section(
        id=name,
        name=method_name(name, language),
        says=say(language, method.says, **facts),
        formulas=method.formulas,
        terms=tuple((term.sign, say(language, term.meaning, **facts)) for term in method.terms),
        rules=texts(method.rules),
        choices=tuple(_choice(choice, language) for choice in _choices_of(name)),
        sources=method.sources,
        weaknesses=texts(method.weaknesses),
    )


def _fact(value: int | float, language: str) -> str:
    """Say a constant; years are whole numbers below 10,000 and have no separator."""
    # 2,019 would be read as an amount.
    return str(value) if isinstance(value, int) and value < 10_000 else say_plain(language, value)


def _choices_of(name: str) -> list[Choice]:
    """Return what a method ranges over: a principle its own choices, the engine those of all."""
    if name == "fair_shares":
        return [choice for choice in CHOICES.values() if not choice.principles]
    return [choice for choice in CHOICES.values() if name in choice.principles]


def _choice(choice: Choice, language: str) -> ChoiceWords:
    levels = tuple(level_name(choice.name, level, language) for level in choice.levels)
    return ChoiceWords(choice.name, choice_name(choice.name, language), levels)


def _path_row(year: int, language: str) -> tuple[str, str, str, str]:
    low, median, high = (f"{say_number(language, value)}\u00a0%" for value in C1_REDUCTIONS[year])
    return str(year), median, low, high


def _category_row(year: int, language: str) -> tuple[str, ...]:
    """Return a year and the median cuts of the four categories; what was interpolated is marked."""
    cells = []
    for cuts in CUTS.values():
        # Sorted: of years that do not ascend np.interp makes nonsense without a word.
        value = float(np.interp(year, sorted(cuts), [cuts[at] for at in sorted(cuts)]))
        cells.append(f"{say_plain(language, value)}\u00a0%")
    marks = ["*" if is_interpolated(category, year) else "" for category in CUTS]
    return str(year), *(cell + star for cell, star in zip(cells, marks, strict=True))


def _potentials(gas: str, language: str) -> tuple[str, ...]:
    """Return a gas and its potentials by the three reports that may be chosen."""
    potentials = (say_plain(language, gwp(gas, str(name))) for name in CHOICES["gwp"].allowed)
    return say(language, GAS_NAMES[gas]), *potentials


_KINDS = {
    "emissions": mark("Emissions without land use"),
    "with_land_use": mark("Emissions with land use"),
    "people": mark("Inhabitants"),
    "income": mark("Income: gross domestic product at purchasing power"),
    "inequality": mark("Inequality: Gini coefficient of incomes"),
    "baseline": mark("Emissions without climate policy"),
    "paths": mark("Pathways of the world"),
    "budgets": mark("Remaining carbon budgets"),
}


def _data(sources: Mapping[str, Source], language: str) -> Iterable[DataGroup]:
    groups = {
        "emissions": Parameters().of("source"),
        "with_land_use": Parameters(with_land_use=True).of("source"),
        "people": ("owid-population", "un-wpp"),
        # The database weighs half of the duties with its own.
        "income": (*CHOICES["gdp"].levels, "cerp"),
        "inequality": (*CHOICES["gini"].levels, "cerp"),
        "baseline": ("cerp",),
        "paths": ("ssp", "cerp"),
        "budgets": ("rcbs",),
    }
    for kind, names in groups.items():
        listed = tuple((name, source_name(name, language), sources[name].edition) for name in map(str, names))
        yield DataGroup(say(language, _KINDS[kind]), listed)


def _rule(language: str) -> RatingRule:
    published = rating.axes_rule()
    return RatingRule(
        version=published.version,
        published_on=published.published_on,
        axes=tuple(
            AxisRow(
                axis.id,
                say(language, axis.name),
                say(language, axis.says),
                tuple((say(language, step.word), say(language, step.criterion)) for step in axis.steps),
            )
            for axis in published.axes
        ),
    )


def _recomputed(reproduction: Reproduction, language: str) -> RecomputedWork:
    return RecomputedWork(
        id=reproduction.id,
        name=say(language, reproduction.name),
        source=reproduction.citation,
        how=say(language, reproduction.how),
        difference=say(language, reproduction.difference),
        tries=tuple(method_name(name, language) for name in reproduction.methods),
        figures=tuple(_figure(check, language) for check in reproduction.checks),
    )


def _figure(check: Check, language: str) -> PublishedFigure:
    def amount(value: float) -> str:
        return say_plain(language, round(value, 4))

    # Texts among them are marked as well; a code such as AR5 is in no catalogue and comes back as it is.
    values = {name: say(language, value) if isinstance(value, str) else value for name, value in check.values}
    what = say(language, check.what, **values)
    # What is counted in years says so itself.
    unit = "" if check.unit == "year" else check.unit
    return PublishedFigure(
        what=f"{what}, {unit_label(unit, language)}" if unit else what,
        published=amount(check.published),
        ours=amount(check.ours),
        accepted=say_range(language, *map(amount, check.accepted)),
    )

"""The tables of hot air and land use: levels, what was there before, what documents print, what sources say."""

from collections.abc import Sequence

from climate_pathways.assessment.matters.footings_panel import SINCE
from climate_pathways.assessment.matters.hot_air import (
    AFTER_COLLAPSE,
    HotAir,
    InventoryCut,
    PartOfCut,
    Printing,
)
from climate_pathways.assessment.shown_table import NONE, ShownTable, signed, source_and_edition, words
from climate_pathways.core.naming import potentials_name
from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Series
from climate_pathways.core.wording import mark, say, say_percent, say_plain, say_rounded
from climate_pathways.pledges.account import GROSS, LAND_USE, NET, UNCLEAR_FOOTING
from climate_pathways.pledges.fact_words import line_text
from climate_pathways.pledges.inventory import Inventory
from climate_pathways.pledges.words import condition_label, document_text, footing_text, pledge_phrase

LEVELS = {
    True: mark(
        "National inventory sent in {sent}, Mt CO₂e by AR5 potentials; change against the first year, %"
    ),
    False: mark("As the document prints it, Mt CO₂e; change against the first year, %"),
}
# What a series counts: gases, potentials, and how it was made.
COUNTED = {
    ("unfccc-crt", "ghg_lulucf_ar5"): mark("all gases, AR5; sent by the country"),
    ("lulucf-hub-3", "co2_lulucf"): mark("CO₂ only; reported by countries, gaps filled"),
    ("primap-histcr", "ghg_lulucf"): mark("all gases, AR6; reported by countries first"),
    ("primap-histtp", "ghg_lulucf"): mark("all gases, AR6; estimates of others first"),
    ("climate-watch", "sector_land_use"): mark("all gases, potentials not stated"),
    ("owid-co2", "co2_land_use"): mark("CO₂ only; bookkeeping models"),
    ("unfccc-crt", "ghg_excl_lulucf_ar5"): mark("all gases, AR5; sent by the country"),
    ("primap-histcr-2.6.1", "ghg_excl_lulucf_ar5"): mark("all gases, AR5; reported by countries first"),
    ("primap-histtp-2.6.1", "ghg_excl_lulucf"): mark("all gases, AR6; estimates of others first"),
    ("edgar-2025", "ghg_excl_lulucf"): mark("all gases, AR6; estimated from activities"),
}


def levels_table(found: HotAir, language: str) -> ShownTable:
    """Return emissions of the first year, 2000 and the latest: without land use, with it, and land use."""
    levels = found.levels
    first = levels[0] if levels else None
    sent = found.inventory.submission if found.inventory else None
    change = mark("change on {year}, %")
    against = say(language, change, year=first.year) if first else ""
    year, gross, net, land = words(
        language, mark("Year"), mark("Without land use"), mark("With land use"), mark("Land use")
    )
    return ShownTable(
        "levels",
        say(language, LEVELS[found.inventory is not None], sent=sent),
        (year, gross, against, net, against, land),
        tuple(
            (
                str(level.year),
                _number(level.gross, language),
                _change(first.gross if first else None, level.gross, language),
                _number(level.net, language),
                _change(first.net if first else None, level.net, language),
                _number(level.land, language),
            )
            for level in levels
        ),
        numbers=(1, 2, 3, 4, 5),
    )


def already_table(found: HotAir, language: str) -> ShownTable:
    """Return every cut from a past year: base, target, and the part that was there, before and now."""
    heads = (
        mark("Target, by the national inventory"),
        mark("Base"),
        mark("Target"),
        mark("There before the first promise"),
        mark("There in the latest year"),
        mark("There in the mean of the last years"),
    )
    return ShownTable(
        "already",
        say(language, mark("How much of each promised cut was there, Mt CO₂e and %\u00a0of the cut")),
        words(language, *heads),
        tuple(_cut(cut, language) for cut in found.already),
        numbers=(1, 2, 3, 4, 5),
    )


def _cut(cut: InventoryCut, language: str) -> tuple[str, ...]:
    pledge = cut.pledge
    return (
        f"{pledge_phrase(pledge, language)} ({condition_label(pledge.condition, language)})",
        say_rounded(language, cut.base),
        say_rounded(language, cut.target),
        _reached(cut.before, language),
        _reached(cut.latest, language),
        _reached(cut.recent, language),
    )


def _reached(reached: PartOfCut | None, language: str) -> str:
    if reached is None:
        return NONE
    part, level = say_percent(language, reached.part), say_rounded(language, reached.level)
    if len(reached.years) == 1:
        text = mark("{part} ({level} in {year})")
        return say(language, text, part=part, level=level, year=reached.year)
    text = mark("{part} ({level}, {first}–{last})")
    return say(language, text, part=part, level=level, first=reached.years[0], last=reached.year)


def printed_table(found: HotAir, language: str) -> ShownTable:
    """Return what each version prints of its first and latest inventory year, beside the newest inventory."""
    heads = (
        mark("Document and potentials"),
        mark("Year"),
        mark("Without land use"),
        mark("With land use"),
        mark("Land use"),
        mark("Place"),
    )
    newest = _newest(found.inventory, language) if found.inventory else ()
    return ShownTable(
        "printed",
        say(language, mark("Inventories as the documents print them, version by version, Mt CO₂e")),
        words(language, *heads),
        (*(_printed(printed, language) for printed in found.printed), *newest),
        numbers=(2, 3, 4),
        strong=tuple(range(len(found.printed), len(found.printed) + len(newest))),
    )


def _printed(printed: Printing, language: str) -> tuple[str, ...]:
    facts = {fact.quantity: fact for fact in printed.facts}
    stated = potentials_name(printed.gwp, language)
    potentials = stated or say(language, mark("potentials not stated"))
    name = f"{document_text(printed.document, language)}; {potentials}"
    if UNCLEAR_FOOTING in facts:
        value = say_plain(language, facts[UNCLEAR_FOOTING].value)
        name = f"{name}; {footing_text(UNCLEAR_FOOTING, language)}: {value}"
    places = dict.fromkeys(line_text(fact.place, fact.line, language) for fact in printed.facts)
    values = (
        # With all the figures that the document prints; what is computed stands with three.
        say_plain(language, facts[name].value) if name in facts else NONE
        for name in (GROSS, NET, LAND_USE)
    )
    return (name, str(printed.year), *values, "; ".join(places))


def _newest(inventory: Inventory, language: str) -> tuple[tuple[str, ...], ...]:
    name = say(
        language,
        mark("National inventory sent in {submission}; AR5"),
        submission=inventory.submission,
    )
    years = dict.fromkeys((min(inventory.gross), max(inventory.gross)))
    return tuple(
        (
            name,
            str(year),
            _number(inventory.gross.get(year), language),
            _number(inventory.net.get(year), language),
            _number(inventory.land.get(year), language),
            say(language, mark("common reporting tables")),
        )
        for year in years
    )


def differing_table(
    found: HotAir, sources: dict[str, Source], language: str, *, land_use: bool
) -> ShownTable:
    """Return what each source says of land use, or of emissions without it; ``sources``: by identifier."""
    series, caption = (
        (found.land, mark("Land use by source, Mt CO₂e; never averaged"))
        if land_use
        else (found.gross, mark("Emissions without land use by source, Mt CO₂e; never averaged"))
    )
    heads = (
        mark("Source and edition"),
        mark("What it counts"),
        str(SINCE),
        str(AFTER_COLLAPSE),
        mark("Latest year"),
    )
    return ShownTable(
        "land-sources" if land_use else "gross-sources",
        say(language, caption),
        words(language, *heads),
        tuple(_source(each, sources, language) for each in series),
        numbers=(2, 3, 4),
    )


def _source(series: Series, sources: dict[str, Source], language: str) -> tuple[str, ...]:
    latest = say(
        language,
        mark("{value} ({year})"),
        value=_number(float(series.values[-1]), language),
        year=series.last_year,
    )
    return (
        source_and_edition(series.source, sources, language),
        # A source that is new in the lists of series needs its words above: without them the page fails.
        say(language, COUNTED[series.source, series.variable]),
        _number(series.at(SINCE), language),
        _number(series.at(AFTER_COLLAPSE), language),
        latest,
    )


def hot_air_tables(found: HotAir, sources: dict[str, Source], language: str) -> dict[str, ShownTable]:
    """Return the tables of the page by name; those without rows are left out."""
    tables: Sequence[ShownTable] = (
        levels_table(found, language),
        already_table(found, language),
        printed_table(found, language),
        differing_table(found, sources, language, land_use=True),
        differing_table(found, sources, language, land_use=False),
    )
    # Templates fetch a table by this name, in which they allow no hyphen.
    return {table.id.replace("-", "_"): table for table in tables if table.rows}


def _number(value: float | None, language: str) -> str:
    return NONE if value is None else say_rounded(language, value)


def _change(first: float | None, value: float | None, language: str) -> str:
    # The first year is not set against itself.
    if not first or value is None or value == first:
        return NONE
    return signed(100 * (value / first - 1), language)

"""A pledge, its readings and its versions in a reader's words: ``−50 % … by 2035 against 2010``."""

from collections.abc import Sequence

from climate_pathways.core.naming import potentials_name, source_name, source_names
from climate_pathways.core.provenance import Step
from climate_pathways.core.quantities import unit_label
from climate_pathways.core.wording import (
    lower_start,
    mark,
    say,
    say_date,
    say_number,
    say_plain,
    say_range,
    say_rounded,
)
from climate_pathways.figures.sentences.quantities import tied_unit
from climate_pathways.pledges import documents as kinds
from climate_pathways.pledges.account import GROSS, NET, UNCLEAR_FOOTING
from climate_pathways.pledges.comparisons import Comparison, Span
from climate_pathways.pledges.documents import Document, Pledge, Pledges
from climate_pathways.pledges.footings import Bridge
from climate_pathways.pledges.inventory import DOCUMENT
from climate_pathways.pledges.places import place_text
from climate_pathways.pledges.questions import ASSUMPTIONS, level_text
from climate_pathways.pledges.versions import VERDICTS

PHRASES = {
    kinds.BASE_YEAR: mark("{cut} greenhouse gases by {year} against {base}"),
    kinds.BAU: mark("{cut} greenhouse gases by {year} against a baseline without new measures"),
    kinds.INTENSITY: mark("{cut} greenhouse gases per unit of GDP by {year} against {base}"),
    kinds.ABSOLUTE: mark("at most {amount} of greenhouse gases in {year}"),
    kinds.PER_CAPITA: mark("at most {amount} of greenhouse gases per person in {year}"),
}
NEUTRAL = {
    "ghg": mark("net zero greenhouse gases by {year}"),
    "co2": mark("net zero CO₂ by {year}"),
    "unclear": mark("carbon neutrality by {year}, of which gases is not said"),
}
LAND_USE = {
    "included": mark("with land use"),
    "excluded": mark("without land use"),
    "unclear": mark("land use not stated"),
}
FOOTINGS = {
    NET: mark("with land use"),
    GROSS: mark("without land use"),
    UNCLEAR_FOOTING: mark("land use not stated"),
}
CONDITIONS = {
    kinds.UNCONDITIONAL: mark("by its own effort"),
    kinds.CONDITIONAL: mark("given support from abroad"),
    kinds.UNSPECIFIED: mark("no condition stated"),
}
# For a label beside others, where a whole phrase would not fit.
CONDITION_LABELS = {
    kinds.UNCONDITIONAL: mark("own effort"),
    kinds.CONDITIONAL: mark("with support"),
    kinds.UNSPECIFIED: CONDITIONS[kinds.UNSPECIFIED],
}
STATUSES = {
    kinds.VERIFIED: mark("read in the document itself"),
    kinds.REPORTED: mark("reported by others"),
    kinds.UNVERIFIED: mark("unverified, from one weak source"),
}
IN_FORCE = {kinds.ACTIVE: mark("in force"), kinds.ARCHIVED: mark("replaced")}


def pledge_phrase(pledge: Pledge, language: str) -> str:
    """Say what is promised, with its base and whether land use is in it."""
    if pledge.type == kinds.NEUTRALITY:
        return say(language, NEUTRAL[pledge.scope], year=pledge.year)
    promised = say(
        language,
        PHRASES[pledge.type],
        year=pledge.year,
        base=pledge.base_year,
        cut=cut_text(pledge, language),
        amount=_promised_amount(pledge, language),
    )
    return f"{promised}, {say(language, LAND_USE[pledge.land_use])}"


def promised_size(pledge: Pledge, language: str) -> str:
    """Write how much is promised: a change in percent, or an amount."""
    return cut_text(pledge, language) if pledge.reduction_percent else _promised_amount(pledge, language)


def cut_text(pledge: Pledge, language: str) -> str:
    """Write the promised change as the document limits it: ``−50 %``, ``−33…−35 %``, ``at least −65 %``."""
    # A cut is entered above zero, and a promise to grow by less below it.
    changes = [_signed(-percent, language) for percent in pledge.reduction_percent]
    cut = f"{'…'.join(changes)}\u00a0%"
    if pledge.at_least:
        return say(language, mark("at least {cut}"), cut=cut)
    return say(language, mark("up to {cut}"), cut=cut) if pledge.up_to else cut


def _signed(percent: float, language: str) -> str:
    return ("+" if percent > 0 else "") + say_plain(language, percent)


def _promised_amount(pledge: Pledge, language: str) -> str:
    if pledge.t_co2e_per_person is not None:
        return f"{say_plain(language, pledge.t_co2e_per_person)}\u00a0{tied_unit('t CO2e', language)}"
    # A pledge in percent has no amount, and its phrase no place for one.
    if not pledge.target_mt_co2e:
        return ""
    ends = (say_plain(language, pledge.target_mt_co2e[end]) for end in (0, -1))
    return f"{say_range(language, *ends)}\u00a0{tied_unit('Mt CO2e', language)}"


def condition_text(condition: str, language: str) -> str:
    """Say what a pledge depends on, for a sentence."""
    return say(language, CONDITIONS[condition])


def condition_label(condition: str, language: str) -> str:
    """Say what a pledge depends on, for a label: ``own effort``, ``with support``."""
    return say(language, CONDITION_LABELS[condition])


def status_text(status: str, language: str) -> str:
    """Say how well a fact is known: verified, reported or unverified."""
    return say(language, STATUSES[status])


def document_text(document: Document, language: str) -> str:
    """Name a document with its date: ``NDC 3.0, 6 November 2025``."""
    return f"{document.title(language)}, {say_date(language, document.submitted_on)}"


def target_status(pledge: Pledge, pledges: Pledges, as_of: int, language: str) -> str:
    """Say why a target of a document in force is not in force itself by ``as_of``; empty where it is."""
    # Of a document that was replaced its own status says it, and a variant stands under its target.
    if pledges.document(pledge.document).status != kinds.ACTIVE or pledge.variant_of:
        return ""
    if pledge.year < as_of:
        return say(language, mark("its year has passed"))
    if pledge in pledges.former_neutrality():
        return say(language, mark("a newer document names another year"))
    is_spoken_for = pledge.type != kinds.NEUTRALITY and pledge not in pledges.current()
    return say(language, mark("a newer document has a target for this year")) if is_spoken_for else ""


def document_status(document: Document, language: str) -> str:
    """Say whether a document is in force or was replaced."""
    return say(language, IN_FORCE[document.status])


def verdict_text(verdict: str, language: str) -> str:
    """Name the outcome of comparing two versions: stronger, the same, weaker, or it depends."""
    return say(language, VERDICTS[verdict])


def assumption_text(name: str, language: str) -> str:
    """Name one thing that a pledge's text leaves open, for the middle of a sentence."""
    return lower_start(say(language, ASSUMPTIONS[name]))


def level_words(name: str, level: str, language: str) -> str:
    """Say what one reading assumes, such as ``land use taken off at its latest level``."""
    text, values = level_text(name, level, source_names(language))
    return say(language, text, **values)


def rounded_step(step: Step, language: str) -> str:
    """Say one step of a reading, with its numbers to three figures and its place in the reader's words."""
    return say(
        language, step.text, **{name: _step_value(name, value, language) for name, value in step.values}
    )


def _step_value(name: str, value: object, language: str) -> str:
    if name == "unit":
        return unit_label(str(value), language)
    # Steps name their values so wherever they are made: under other names these would stay in code.
    if name in ("context", "wanted"):
        return potentials_name(str(value), language)
    if name == "place":
        return place_text(str(value), language)
    return say_plain(language, float(f"{value:.4g}")) if isinstance(value, float) else str(value)


def amount(value: float, language: str, unit: str = "Mt CO2e") -> str:
    """Write a quantity with three figures and its unit: ``408 Mt CO₂e``."""
    return f"{say_rounded(language, value)}\u00a0{tied_unit(unit, language)}"


def between(low: float, high: float, language: str, unit: str = "Mt CO2e") -> str:
    """Write a range with its unit: ``339 to 451 Mt CO₂e``; one number where both read the same."""
    # As they are written: two numbers that differ may read the same.
    first, last = say_rounded(language, low), say_rounded(language, high)
    if first == last:
        return amount(low, language, unit)
    span = say(language, mark("{low} to {high}"), low=first, high=last)
    return f"{span}\u00a0{tied_unit(unit, language)}"


def bracketed(middle: float, low: float, high: float, language: str) -> str:
    """Write a number with its range: ``118 [71.7; 184]``; one number where all read the same."""
    numbers = [say_rounded(language, value) for value in (middle, low, high)]
    return numbers[0] if len(set(numbers)) == 1 else f"{numbers[0]} [{numbers[1]}; {numbers[2]}]"


def spread(span: Span, language: str) -> str:
    """Write an amount with the span of its readings, where they differ: ``113 [107; 118] Mt CO₂e``."""
    numbers = bracketed(span.central, span.low, span.high, language)
    return f"{numbers}\u00a0{tied_unit('Mt CO2e', language)}"


# --- beside an inventory ----------------------------------------------------------------------


def footing_text(footing: str, language: str) -> str:
    """Say whether an amount counts land use: net, gross or unclear."""
    return say(language, FOOTINGS[footing])


def years_text(years: Sequence[int], language: str) -> str:
    """Say one year, or the mean of several, as a comparison needs it: ``in 2023``."""
    if len(years) == 1:
        return say(language, mark("in {year}"), year=years[0])
    return say(language, mark("in the mean of {first}–{last}"), first=years[0], last=years[-1])


def level_of(comparison: Comparison, language: str) -> str:
    """Write the inventory's level that a target is compared with."""
    return amount(comparison.level, language)


def inventory_text(comparison: Comparison, language: str) -> str:
    """Name the inventory of a comparison, to follow “by”."""
    if comparison.inventory == DOCUMENT:
        return say(language, mark("the document’s own inventory"))
    return say(language, mark("the national inventory sent in {year}"), year=comparison.submission)


def bridge_text(over: Bridge, language: str) -> str:
    """Say by what a target is carried over to the international series: factor per series, inventory, years."""
    inventory = (
        mark("International series over the document’s own inventory, {years}: {factors}")
        if over.inventory == DOCUMENT
        else mark("International series over the national inventory, {years}: {factors}")
    )
    first, last = over.years[0], over.years[-1]
    factors = "; ".join(
        f"{source_name(source, language)}\u00a0{say_number(language, factor, 2)}"
        for source, factor in over.factors.items()
    )
    said = say(language, inventory, years=str(first) if first == last else f"{first}–{last}", factors=factors)
    return "; ".join((said, *(rounded_step(step, language) for step in over.steps())))

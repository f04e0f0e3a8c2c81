"""Results, units and signed numbers as a reader sees them: ``342 Mt CO₂e``, ``+1.2``."""

from climate_pathways.core.provenance import Result
from climate_pathways.core.quantities import unit_label
from climate_pathways.core.wording import say_number, say_percent, say_rounded
from climate_pathways.methods.trend import METHOD as CHANGE

ROUND_FROM_PERCENT, SMALL_PERCENT = 10, 0.1


def quantity(result: Result, language: str, figures: int = 3) -> str:
    """Write a result with its unit: ``342 Mt CO₂e``."""
    if result.unit == "year":
        return str(int(result.value))
    if result.unit == "%":
        said = say_percent(language, result.value / 100, _percent_digits(result.value))
        # A share has no sign; a change without one could be taken for a share.
        return f"+{said}" if result.method == CHANGE and round(result.value, 2) > 0 else said
    if result.unit == "%/year":
        return f"{signed(result.value, language)}\u00a0{unit_label(result.unit, language)}"
    number = say_rounded(language, result.value, figures)
    return f"{number}\u00a0{tied_unit(result.unit, language)}"


def tied_unit(unit: str, language: str) -> str:
    """Return a unit whose first two words stay on one line: ``млн т CO₂-экв.``"""
    return unit_label(unit, language).replace(" ", "\u00a0", 1)


def signed(value: float, language: str, digits: int = 1) -> str:
    """Write a number with an explicit plus or minus sign."""
    sign = "+" if round(value, digits) > 0 else ""
    return sign + say_number(language, value, digits)


def signed_percent(percent: float, language: str) -> str:
    """Write a difference in percent with its sign and without its unit: from ten percent on, tenths say nothing."""
    # By what is written: 9.96 is ten percent. From 0.005 on, what is not nothing does not read as nothing.
    size = round(abs(percent), 1) if abs(percent) >= SMALL_PERCENT else abs(percent)
    digits = 0 if size >= ROUND_FROM_PERCENT else 2 if 0 < size < SMALL_PERCENT else 1
    return signed(percent, language, digits)


def _percent_digits(value: float) -> int:
    size = abs(value)
    if size == 0 or size >= 10:
        return 0
    # From here on one decimal reads as 1.0 or more; below it the second one keeps a second figure.
    return 1 if size >= 0.95 else 2

"""The levels of a choice in a reader's words: sources, paths, years, percentiles, money."""

from climate_pathways.core.naming import source_name
from climate_pathways.core.wording import mark, say, say_number, say_percent, say_plain
from climate_pathways.fair_shares.choices import CHOICES, Level
from climate_pathways.fair_shares.global_paths import AR6_C1, CERP_NAMES, SSP_NAMES

_PATHS = {
    AR6_C1: mark("IPCC category C1"),
    SSP_NAMES[0]: mark("SSP1-1.9"),
    SSP_NAMES[1]: mark("SSP1-2.6"),
    **dict(
        zip(
            CERP_NAMES,
            (
                mark("Climate Equity Reference, 1.5 °C"),
                mark("Climate Equity Reference, 1.5 °C with low energy demand"),
                mark("Climate Equity Reference, 2 °C"),
            ),
            strict=True,
        )
    ),
}
_PEOPLE = {
    "range": mark("drawn within the United Nations’ 95 % bounds"),
    "median": mark("the United Nations’ median"),
}
_YEARS = ("convergence_year", "history_since", "repayment_year")
_PERCENTILES = ("path_position",)


def level_name(choice: str, level: Level, language: str) -> str:
    """Return one level of a choice as a reader says it; a user's own path or source as it is called."""
    if isinstance(level, str):
        return _word(choice, level, language)
    if choice in _YEARS:
        return f"{level:.0f}"
    if choice in _PERCENTILES:
        return say_percent(language, level)
    return say_number(language, level) if level >= 100 else say_plain(language, round(level, 3))


def _word(choice: str, level: str, language: str) -> str:
    named = {"path": _PATHS, "population": _PEOPLE}.get(choice, {})
    if level in named:
        return say(language, named[level])
    if level in CHOICES["gwp"].allowed:
        return say(language, mark("IPCC {report}"), report=level.removesuffix("GWP100"))
    return source_name(level, language)

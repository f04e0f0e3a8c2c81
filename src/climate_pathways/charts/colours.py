"""The colours of all drawings, in their light form, and what each of them stands for.

The pages' style sheet maps the same values to dark ones: a colour that stands only here or only
there would not change with the page.
"""

import re

from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.naming import REGION

INK, MUTED, GRID, PAPER, WHITE = "#1C2321", "#5B6460", "#DDD8CB", "#FBF8F1", "#FFFFFF"
SPRUCE, GLACIER, APRICOT, POMEGRANATE, MOSS = "#14453D", "#2F7EA8", "#E39A2D", "#A9262E", "#5C7F3B"
GLACIER_TEXT, MOSS_TEXT = "#1F6A92", "#4B6A33"
SAND, SLATE, PLUM, TEAL, RUST = "#C9B98F", "#6C7A89", "#7A4E7E", "#3F8F8B", "#B4552D"

# Within one panel no two roles have colour, dash and shape alike; over panels a colour may stand for several.
COLOURS = {
    "ghg_co2": SLATE,
    "ghg_ch4": APRICOT,
    "ghg_n2o": PLUM,
    "sector_electricity_heat": SPRUCE,
    "sector_transport": GLACIER,
    "sector_manufacturing": RUST,
    "sector_buildings": APRICOT,
    "sector_fugitive": SLATE,
    "sector_other_fuel": TEAL,
    "sector_industry": PLUM,
    "sector_agriculture": MOSS,
    "sector_waste": SAND,
    "sector_land_use": INK,
    "coal": INK,
    "oil": RUST,
    "gas": SLATE,
    "nuclear": PLUM,
    "hydro": GLACIER,
    "wind": TEAL,
    "solar": APRICOT,
    "bioenergy": MOSS,
    "other_renewables": SAND,
    "flaring": POMEGRANATE,
    "cement": SAND,
    "other_industry": PLUM,
    "edgar_power": SPRUCE,
    "edgar_energy_industry": RUST,
    "edgar_transport": GLACIER,
    "edgar_buildings": APRICOT,
    "edgar_fuel_production": SLATE,
    "edgar_processes": PLUM,
    "edgar_agriculture": MOSS,
    "edgar_waste": SAND,
    "climate-watch": MOSS,
    "owid-co2": APRICOT,
    "primap-histcr": POMEGRANATE,
    "primap-histtp": GLACIER,
    "crf-2023": PLUM,
    "nai-2023": PLUM,
    "edgar-7": SLATE,
    "unfccc-crt": SPRUCE,
    "primap-histcr-2.6.1": RUST,
    "primap-histtp-2.6.1": GLACIER,
    "edgar-2025": SLATE,
    "lulucf-hub-3": TEAL,
    "ghg_excl_lulucf_ar5": SPRUCE,
    "ghg_incl_lulucf_ar5": RUST,
    "ghg_lulucf_ar5": MOSS,
    "printed_gross": SPRUCE,
    "printed_net": RUST,
    "printed_land": MOSS,
    "target_gross": PLUM,
    "target_gross_support": PLUM,
    "target_net": GLACIER,
    "target_net_support": GLACIER,
    WORLD: SLATE,
    REGION: GLACIER,
}
OWN_COLOUR = POMEGRANATE
DASHES = {
    WORLD: [2, 3],
    REGION: [7, 3],
    "owid-co2": [7, 3],
    "primap-histtp": [2, 3],
    "sector_land_use": [5, 3],
    "ghg_excl_lulucf_ar5": [7, 3],
    "ghg_lulucf_ar5": [2, 3],
    "primap-histcr-2.6.1": [7, 3],
    "primap-histtp-2.6.1": [2, 3],
    "edgar-2025": [9, 2, 2, 2],
    "climate-watch": [5, 3],
}
# How a column is drawn that is points without a line; net and gross are told without colour.
POINT_SHAPES = {
    "ghg_excl_lulucf_ar5": "circle",
    "ghg_incl_lulucf_ar5": "diamond",
    "ghg_lulucf_ar5": "upright",
    "unfccc-crt": "circle",
    "printed_gross": "circle",
    "printed_net": "diamond",
    "printed_land": "upright",
    "target_gross": "circle",
    "target_gross_support": "hollow",
    "target_net": "diamond",
    "target_net_support": "hollow",
}


HISTORY, BAND, PLEDGE, GAP = INK, SAND, GLACIER, POMEGRANATE
FAIR, STRAIGHT, PACE, TODAY = MOSS, PLUM, SLATE, MUTED
# Letters need more contrast than marks.
PLEDGE_TEXT, FAIR_TEXT = GLACIER_TEXT, MOSS_TEXT
PACE_DASH, TODAY_DASH = (7, 4), (2, 3)
# Nine tenths of the results, half of them, and what the sources span.
OUTER, INNER, SPAN = 0.2, 0.4, 0.6


def colour_of(role: str) -> str:
    """Return the colour of a role; fuels share one colour across panels."""
    if role in COUNTRIES:
        return OWN_COLOUR
    # The variables of several panels differ by their prefix only: `elec_coal`, `energy_coal`.
    for name in (role, role.partition("_")[2], role.removeprefix("elec_share_")):
        if name in COLOURS:
            return COLOURS[name]
    return SLATE


def check_colour(colour: str) -> str:
    """Return ``colour``, or raise ``ValueError`` unless it is written ``#RRGGBB``."""
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        raise ValueError(f"colour {colour!r} is not written #RRGGBB")
    return colour


def readable_on(colour: str) -> str:
    """Return ink or white, whichever stands out more on ``colour`` (WCAG 2 contrast)."""
    light = luminance(colour) + 0.05
    return INK if light / (luminance(INK) + 0.05) >= 1.05 / light else WHITE


def luminance(colour: str) -> float:
    """Return WCAG's relative luminance of a ``#RRGGBB`` colour, 0 to 1."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    # The linear part of sRGB ends at 0.04045; the 0.03928 of an older draft changes no 8-bit colour.
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

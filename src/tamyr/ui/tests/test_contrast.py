"""Everything the style sheet colours can be read, in light and in dark."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from climate_pathways.charts.colours import COLOURS, GLACIER_TEXT, MOSS_TEXT, OWN_COLOUR, luminance
from climate_pathways.charts.map import CONTEXT_COLOUR, MISSING_COLOUR
from climate_pathways.charts.map.classes import ABOVE_ZERO, BELOW_ZERO
from climate_pathways.charts.map.classes import COLOURS as MAP_COLOURS

STYLE = (Path(__file__).parents[1] / "static" / "ui" / "tamyr.css").read_text(encoding="utf-8")
TEXT, DRAWING = 4.5, 3.0
# A shade that charts have too is named for the map apart.
MAP = r"(?:\.map )?"
SCHEMES = ("light", "dark")

Tokens = dict[str, str]


def tokens(scheme: str) -> Tokens:
    light, dark = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]
    read = dict(re.findall(r"--([\w-]+): (#\w{6});", light))
    if scheme == "dark":
        read |= dict(re.findall(r"--([\w-]+): (#\w{6});", dark))
    return read


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def token_of(colour: str, *, part: str = "") -> str:
    """Return the token that the style sheet puts in the place of a drawing's colour."""
    rules = re.findall(rf'{part}\[fill="{colour}" i\](?:, [^{{]*)? \{{ fill: var\(--([\w-]+)\); \}}', STYLE)
    assert rules, f"no rule for {part} {colour}"
    return str(rules[-1])


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["paper", "sheet"])
@pytest.mark.parametrize("text", ["ink", "muted", "glacier", "spruce", "apricot", "pomegranate", "moss"])
def test_text_stands_out_from_what_it_stands_on(scheme: str, ground: str, text: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[text], colours[ground]) >= TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_chosen_stands_out(scheme: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours["on-spruce"], colours["spruce"]) >= TEXT
    assert contrast(colours["edge"], colours["paper"]) >= DRAWING
    assert contrast(colours["c-muted"], colours["c-paper"]) >= TEXT


@pytest.mark.parametrize("colour", sorted({*COLOURS.values(), OWN_COLOUR}))
def test_every_colour_of_a_chart_stands_out_in_the_dark(colour: str) -> None:
    dark = tokens("dark")
    for part in ("", "path"):
        if part and f'{part}[fill="{colour}"' not in STYLE:
            continue
        assert contrast(dark[token_of(colour, part=part)], dark["c-paper"]) >= DRAWING


@pytest.mark.parametrize("colour", sorted({*COLOURS.values(), OWN_COLOUR}))
def test_a_line_and_an_area_of_one_colour_stay_one_colour(colour: str) -> None:
    fill = re.search(rf'(?m:^|}} )\[fill="{colour}" i\] {{ fill: (var\(--c-\w+\))', STYLE)
    stroke = re.search(rf'(?m:^|}} )\[stroke="{colour}" i\] {{ stroke: (var\(--c-\w+\))', STYLE)
    assert fill and stroke and fill[1] == stroke[1]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("colour", [GLACIER_TEXT, MOSS_TEXT])
def test_coloured_words_in_a_chart_stand_out(scheme: str, colour: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[token_of(colour, part=r"\.chart text")], colours["c-paper"]) >= TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_map_goes_one_way_from_little_to_much(scheme: str) -> None:
    colours = tokens(scheme)
    shades = [luminance(colours[token_of(colour, part=MAP)]) for colour in MAP_COLOURS]
    steps = [after - before for before, after in pairwise(shades)]
    assert all(step < 0 for step in steps) or all(step > 0 for step in steps)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_country_s_letters_stand_out_from_its_shade(scheme: str) -> None:
    colours = tokens(scheme)
    low, high = colours["m-on-low"], colours["m-on-high"]
    for colour in (*MAP_COLOURS[:3], MISSING_COLOUR, CONTEXT_COLOUR):
        assert contrast(low, colours[token_of(colour, part=MAP)]) >= TEXT
    for colour in MAP_COLOURS[3:]:
        assert contrast(high, colours[token_of(colour, part=MAP)]) >= TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("side", [tuple(reversed(BELOW_ZERO)), ABOVE_ZERO])
def test_a_side_of_zero_grows_stronger_away_from_it(scheme: str, side: tuple[str, ...]) -> None:
    colours = tokens(scheme)
    shades = [colours[token_of(colour, part=MAP)] for colour in side]
    grounds = [contrast(shade, colours["paper"]) for shade in shades]
    assert grounds == sorted(grounds)
    low, high = colours["m-on-low"], colours["m-on-high"]
    for shade, letters in zip(shades, (low, low, high), strict=True):
        assert contrast(letters, shade) >= TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_two_sides_of_zero_differ_in_blue_for_every_eye(scheme: str) -> None:
    # Red and green look alike to many people, blue and yellow hardly to anybody.
    colours = tokens(scheme)
    for below, above in zip(reversed(BELOW_ZERO), ABOVE_ZERO, strict=True):
        cold, warm = (colours[token_of(colour, part=MAP)] for colour in (below, above))
        blue = [int(shade[5:7], 16) - int(shade[1:3], 16) for shade in (cold, warm)]
        assert blue[0] > 0 > blue[1]


def test_a_page_carries_little_style() -> None:
    assert len(STYLE.encode()) < 31_000
    assert "@import" not in STYLE
    assert "url(" not in STYLE

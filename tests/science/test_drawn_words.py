"""A drawing is made lighter by shortening its shapes; what a reader meets in it stays whole."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import product
from xml.etree import ElementTree

import pytest
from tests.science.assessed import standing_today
from tests.science.charted import PICTURES
from tests.science.test_map_drawing import specification as map_of

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.charts import intervals as row_charts
from climate_pathways.charts.drawing import FORMAT_LOCALES, converter, draw_svg, shorten
from climate_pathways.charts.panels import NARROW, WIDE, country_card, panel_chart
from climate_pathways.charts.panels.words import CHARTS
from climate_pathways.charts.specification import Specification, framed_map
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.wording import LANGUAGES

every_language = pytest.mark.parametrize("language", LANGUAGES)
SHAPES = {"d", "transform", "points", "viewBox", "x", "y", "x2", "y2", "width", "height", "stroke-width"}
SPOKEN, HOSTILE = "0.290 kg; see d=“0.290,0.290”", 'a "0.290" > d="0.290"'
# One of layers and one of lines.
TELLING = ("gases", "per_person")
OTHERS = tuple(name for name in CHARTS if name not in TELLING)


def read(svg: str) -> list[tuple[str, ...]]:
    """Return what is read of a drawing: its texts, and every attribute that is no shape."""
    return [
        (part.tag, part.text or "", part.tail or "", *_named(part))
        for part in ElementTree.fromstring(svg).iter()
    ]


def _named(part: ElementTree.Element) -> Iterator[str]:
    return (f"{name}={value}" for name, value in part.attrib.items() if name not in SHAPES)


def drawn_whole(specification: Specification, language: str) -> str:
    """Return a drawing as the converter makes it."""
    svg: str = converter().vegalite_to_svg(
        json.dumps(specification), allowed_base_urls=[], format_locale=FORMAT_LOCALES[language]
    )
    return svg


def ensure_words_are_whole(specification: Specification, language: str) -> str:
    """Hold a drawing's words against the converter's; return it as it is shown."""
    whole = drawn_whole(specification, language)
    shown = shorten(whole)
    assert read(shown) == read(whole)
    return shown


@pytest.mark.parametrize(
    ("iso3", "language", "names"),
    [
        ("KAZ", "ru", TELLING),
        pytest.param("KAZ", "ru", OTHERS, marks=pytest.mark.whole),
        *(
            pytest.param(*each, CHARTS, marks=pytest.mark.whole)
            for each in (("KAZ", "en"), ("ARM", "ru"), ("ARM", "en"))
        ),
    ],
)
def test_the_charts_of_a_country_keep_their_words(iso3: str, language: str, names: tuple[str, ...]) -> None:
    standing = standing_today(iso3)
    panels = [panel for name, panel in standing.panels.items() if name in names]
    assert panels
    for panel in panels:
        ensure_words_are_whole(panel_chart(panel, iso3, language, size=WIDE, framed=True), language)
        ensure_words_are_whole(panel_chart(panel, iso3, language, size=NARROW), language)
    ensure_words_are_whole(country_card(standing, language), language)


@pytest.mark.parametrize(
    ("kind", "language"),
    [
        pytest.param(kind, language, marks=() if (kind, language) == ("way", "ru") else pytest.mark.whole)
        for kind in PICTURES
        for language in LANGUAGES
    ],
)
def test_the_charts_of_an_assessment_keep_their_words(
    assessments: Mapping[str, Assessment], kind: str, language: str
) -> None:
    specification = PICTURES[kind].draw(assessments["KAZ"], language, framed=True)
    spoken = re.findall(r'aria-label="([^"]*)"', ensure_words_are_whole(specification, language))
    assert [label for label in spoken if re.match(r"(x|y|t)2?: ", label)] == []


@pytest.mark.whole
@every_language
def test_the_chart_of_the_region_keeps_its_words(
    assessments: Mapping[str, Assessment], language: str
) -> None:
    compared = row_charts.region_chart(list(assessments.values()), language)
    ensure_words_are_whole(compared, language)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        *((SPOKEN, "ru"), (HOSTILE, "en")),
        *(
            pytest.param(*each, marks=pytest.mark.whole)
            for each in (
                *((SPOKEN, "en"), (HOSTILE, "ru")),
                *product(("0.290 kg per $", "0,290 кг на долл."), LANGUAGES),
            )
        ),
    ],
)
def test_a_map_says_what_it_was_given(words: str, language: str) -> None:
    specification = map_of(
        labels=dict.fromkeys(COUNTRIES, words), legend=[f"{limit}: {words}" for limit in range(6)]
    )
    drawn = ensure_words_are_whole(framed_map(specification, words, words), language)
    spoken = [part.get("aria-label") for part in ElementTree.fromstring(drawn).iter()]
    assert spoken.count(words) >= len(COUNTRIES)
    shown = draw_svg(framed_map(specification, words, words), language, keep_roles=True)
    named = [part.get("aria-label") for part in ElementTree.fromstring(shown).iter()]
    assert list(filter(None, named)) == [f"{words}. {words}", *[words] * len(COUNTRIES)]
    assert "roledescription" not in shown


def test_only_shapes_are_shortened() -> None:
    before = (
        '<svg viewBox="0 0 10.125 10"><title>1.234</title><a class="v1.234" id="a0.290" data-v="0.290" '
        """title='d="1.234"' aria-label="x &gt; 1.234 d=&quot;1.234&quot;" transform="translate(1.26,-0.01)">"""
        '<path d="M0.123456,1e-7L-2.99,3.04" stroke-opacity="0.25"/><text x="1.26">0.290 d="1.26"</text></a></svg>'
    )
    assert shorten(before) == (
        '<svg viewBox="0 0 10.1 10"><title>1.234</title><a class="v1.234" id="a0.290" data-v="0.290" '
        """title='d="1.234"' aria-label="x &gt; 1.234 d=&quot;1.234&quot;" transform="translate(1.3,0)">"""
        '<path d="M0.1,1e-7L-3,3" stroke-opacity="0.25"/><text x="1.3">0.290 d="1.26"</text></a></svg>'
    )

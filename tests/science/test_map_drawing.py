"""Drawing the region map: classes, links, sentences, size, and refusal of what does not fit."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from climate_pathways.charts.colours import readable_on
from climate_pathways.charts.drawing import converter
from climate_pathways.charts.map.specification import LABELS, finish_map, map_specification, to_pixels
from climate_pathways.core.countries import COUNTRIES

COLOURS = ["#CFE3D6", "#9DC7B6", "#66A399", "#2F736F", "#14453D"]
VALUES = {iso3: float(number) for number, iso3 in enumerate(COUNTRIES)} | {"UZB": None}
SVG = "{http://www.w3.org/2000/svg}"
ADDRESS = "{http://www.w3.org/1999/xlink}href"
CANVASES = [(720, 420), (360, 300)]


def specification(**changes: Any) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "colours": COLOURS,
        "missing_colour": "#CDC5B4",
        "context_colour": "#F0ECE2",
        "border_colour": "#FBF8F1",
        "thresholds": [3, 5, 8, 10],
        "labels": {iso3: f"{country.en}: “5 t & more” <b>" for iso3, country in COUNTRIES.items()},
        "links": {iso3: f"/en/countries/{iso3.lower()}/" for iso3 in COUNTRIES},
        "width": 720,
        "height": 420,
        "title": "",
        "description": "Emissions per person in twelve countries",
    }
    return map_specification(changes.pop("values", VALUES), **asked | changes)


def drawn(**changes: Any) -> ElementTree.Element:
    svg = converter().vegalite_to_svg(specification(**changes), allowed_base_urls=[])
    return ElementTree.fromstring(finish_map(svg))


@pytest.fixture(scope="module")
def plain() -> ElementTree.Element:
    """The map with nothing changed, which the tests only read."""
    return drawn()


def countries(svg: ElementTree.Element) -> list[ElementTree.Element]:
    return [path for path in svg.iter(f"{SVG}path") if path.get("aria-roledescription") == "geoshape"]


def test_every_country_is_drawn_once_with_its_sentence(plain: ElementTree.Element) -> None:
    names = sorted(str(path.get("aria-label")).split(":")[0] for path in countries(plain))
    assert names == sorted(country.en for country in COUNTRIES.values())


def test_every_country_leads_to_its_page_on_this_site(plain: ElementTree.Element) -> None:
    shapes = [link.get(ADDRESS) for link in plain.iter(f"{SVG}a") if link.find(f"{SVG}path") is not None]
    assert shapes == [f"/en/countries/{iso3.lower()}/" for iso3 in COUNTRIES]


def test_the_letters_of_a_country_are_a_link_for_the_pointer_alone(plain: ElementTree.Element) -> None:
    links = [link for link in plain.iter(f"{SVG}a") if link.find(f"{SVG}text") is not None]
    codes = {str(link.find(f"{SVG}text").text): link.get(ADDRESS) for link in links}  # type: ignore[union-attr]
    assert codes == {country.iso2: f"/en/countries/{iso3.lower()}/" for iso3, country in COUNTRIES.items()}
    # Otherwise each country would be met twice by keyboard and by ear.
    assert {(link.get("tabindex"), link.get("aria-hidden")) for link in links} == {("-1", "true")}


def test_a_country_without_a_page_has_no_link() -> None:
    svg = drawn(links={"ARM": "https://example.org/armenia"})
    assert [link.get(ADDRESS) for link in svg.iter(f"{SVG}a")] == ["https://example.org/armenia"] * 2
    assert len(countries(svg)) == 12
    assert list(drawn(links=None).iter(f"{SVG}a")) == []


def test_colours_follow_the_classes(plain: ElementTree.Element) -> None:
    fills = {str(path.get("aria-label")).split(":")[0]: path.get("fill") for path in countries(plain)}
    assert fills["Armenia"] == COLOURS[0]
    assert fills["Georgia"] == COLOURS[1]
    assert fills["Kyrgyzstan"] == COLOURS[2]
    assert fills["Ukraine"] == COLOURS[4]
    assert fills["Uzbekistan"] == "#CDC5B4"


@pytest.mark.parametrize(("width", "height"), CANVASES)
def test_the_codes_stand_on_the_canvas_in_order(width: int, height: int) -> None:
    svg = drawn(width=width, height=height)
    assert [text.text for text in svg.iter(f"{SVG}text")] == [COUNTRIES[iso3].iso2 for iso3 in LABELS]
    for label in LABELS.values():
        x, y = to_pixels(*(label.beside or (label.longitude, label.latitude)), height)
        assert 20 < x < width - 10
        assert 10 < y < height - 10


@pytest.mark.parametrize(("width", "height"), CANVASES)
def test_the_drawing_is_light_and_the_same_every_time(width: int, height: int) -> None:
    asked = specification(width=width, height=height)
    svg = finish_map(converter().vegalite_to_svg(asked, allowed_base_urls=[]))
    assert len(svg.encode()) < 35_000
    assert svg == finish_map(converter().vegalite_to_svg(asked, allowed_base_urls=[]))
    assert "vega.github.io" not in svg
    assert "map.invalid" not in svg


def test_shortened_outlines_end_where_the_long_ones_did() -> None:
    long = converter().vegalite_to_svg(specification(), allowed_base_urls=[])
    before = re.findall(r' d="(M[^"h]+Z)"', long)
    after = re.findall(r' d="(M[^"h]+Z)"', finish_map(long))
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        assert walked(new) == walked(old)


def walked(path: str) -> list[tuple[float, float]]:
    """Return the corners of a path, whether written in places (L) or in steps (l)."""
    corners = []
    for ring in re.findall(r"M([^Z]+)Z", path):
        start, *rest = re.split("[Ll]", ring, maxsplit=1)
        x, y = map(float, start.split(","))
        corners.append((x, y))
        numbers = [float(number) for number in re.findall(r"-?[0-9.]+", "".join(rest))]
        for east, north in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = (x + east, y + north) if "l" in ring else (east, north)
            corners.append((round(x, 1), round(y, 1)))
    return corners


def test_the_legend_names_every_class() -> None:
    names = ["under 3", "3–5", "5–8", "8–10", "10 and more", "no data' + alert(1)"]
    texts = [text.text for text in drawn(legend=names).iter(f"{SVG}text")]
    assert texts[-6:] == names


def test_the_title_is_drawn_only_if_there_is_one(plain: ElementTree.Element) -> None:
    assert "Выбросы" in [text.text for text in drawn(title="Выбросы").iter(f"{SVG}text")]
    assert (plain.get("width"), plain.get("height")) == ("720", "420")


@pytest.mark.parametrize("colour", COLOURS)
def test_codes_are_readable_on_every_class(colour: str) -> None:
    assert readable_on(colour) == ("#FFFFFF" if colour in COLOURS[3:] else "#1C2321")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"labels": {}}, "ARM has no sentence"),
        ({"links": {"ARM": "javascript:alert(1)"}}, "neither a path"),
        ({"links": {"ARM": "//elsewhere.example/"}}, "neither a path"),
        ({"colours": ["red", *COLOURS[1:]]}, "#RRGGBB"),
        ({"border_colour": "url(#x)"}, "#RRGGBB"),
        ({"colours": COLOURS[1:]}, "ascending thresholds"),
        ({"thresholds": [3, 5, 5, 8]}, "ascending thresholds"),
        ({"legend": ["low", "high"]}, "legend"),
        ({"values": {"ARM": float("nan")}}, "no class"),
    ],
)
def test_what_does_not_fit_is_refused(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        specification(**changes)

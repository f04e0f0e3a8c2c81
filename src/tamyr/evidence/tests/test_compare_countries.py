"""Somebody compares the twelve countries on the map and in the table."""

import re

import pytest
from django.test import Client

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.provenance import Result
from tamyr.evidence.logic.choices import MEASURES
from tamyr.evidence.logic.comparison import bare_number

pytestmark = [pytest.mark.django_db, pytest.mark.frozen]


# What may grow or shrink, what is so many times a unit, and a share: the others are written as one of them is.
TELLING = {("per-person", "en"), ("total", "ru"), ("trend", "ru"), ("fossil-electricity", "en")}
MEASURED = [
    pytest.param(measure, language, marks=() if (measure, language) in TELLING else pytest.mark.whole)
    for measure in MEASURES
    for language in ("en", "ru")
]


def rows(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/\w\w/countries/(\w{3})/">', page)


def test_every_country_on_the_map_is_a_link_with_its_number_in_words(client: Client) -> None:
    page = client.get("/en/countries/?measure=per-person").content.decode()
    map_ = page.split('class="chart map chart-wide"')[1].split("</svg>")[0]
    for iso3, country in COUNTRIES.items():
        assert f'href="/en/countries/{iso3.lower()}/"' in map_
        assert re.search(rf'aria-label="{country.en}: [\d.]+\u00a0t\u00a0CO₂e per person"', map_)


@pytest.mark.parametrize(("measure", "language"), MEASURED)
def test_the_map_says_each_number_as_the_table_writes_it(client: Client, measure: str, language: str) -> None:
    page = client.get(f"/{language}/countries/?measure={measure}").content.decode()
    file = client.get(f"/{language}/countries/map.svg?measure={measure}").content.decode()
    numbers = written(page, list(MEASURES).index(measure))
    assert "aria-roledescription" not in page + file
    maps = [part.split("</svg>")[0] for part in page.split('class="chart map chart-')[1:]]
    assert len(maps) == 2 and len(numbers) == 12
    for drawn in (*maps, file):
        spoken = re.findall(r'aria-label="([^":]+): ([^"]+)"', drawn)
        said = {name: words for name, words in spoken if name in numbers}
        assert {name: words[: len(numbers[name]) + 1] for name, words in said.items()} == {
            name: f"{number}\u00a0" for name, number in numbers.items()
        }


def written(page: str, column: int) -> dict[str, str]:
    """Return each country's number in a column of the table, by the country's name."""
    lines = re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a></th>\s*(.*?)</tr>', page, re.DOTALL)
    cells = {name: re.findall(r"<td>([^<]*)", cells) for name, cells in lines}
    return {name: numbers[column] for name, numbers in cells.items()}


@pytest.mark.parametrize(
    "measure",
    [
        pytest.param(measure, marks=() if (measure, "ru") in TELLING else pytest.mark.whole)
        for measure in MEASURES
    ],
)
def test_each_measure_has_its_map_and_says_what_it_shows(client: Client, measure: str) -> None:
    page = client.get(f"/ru/countries/?measure={measure}").content.decode()
    assert f'href="?measure={measure}#map" aria-current="true"' in page
    assert page.count('class="chart map') == 2


def test_thousands_of_percent_are_written_whole() -> None:
    grown = Result(1210.0, "%", 2024, ("primap-histcr",), "trend")
    assert [bare_number(grown, language) for language in ("en", "ru")] == ["+1,210", "+1\u00a0210"]


def test_the_table_sorts_by_name_until_asked_otherwise(client: Client) -> None:
    assert rows(client.get("/en/countries/").content.decode())[:3] == ["arm", "aze", "blr"]
    assert rows(client.get("/ru/countries/").content.decode())[:3] == ["aze", "arm", "blr"]


def test_the_table_sorts_by_a_measure_both_ways_and_says_so(client: Client) -> None:
    falling = client.get("/en/countries/?sort=total&order=desc").content.decode()
    rising = client.get("/en/countries/?sort=total&order=asc").content.decode()
    assert rows(falling)[:2] == ["rus", "kaz"]
    assert rows(rising) == rows(falling)[::-1]
    assert 'aria-sort="descending"' in falling and 'aria-sort="ascending"' in rising


def test_sorting_keeps_the_map_and_the_map_keeps_its_measure(client: Client) -> None:
    page = client.get("/en/countries/?measure=trend").content.decode()
    assert "?measure=trend&amp;sort=total&amp;order=desc#table" in page


def test_the_other_language_shows_the_same_map(client: Client) -> None:
    page = client.get("/en/countries/?measure=trend&utm_source=elsewhere").content.decode()
    assert 'href="/ru/countries/?measure=trend"' in page
    assert "elsewhere" not in page


@pytest.mark.parametrize("query", ["measure=happiness", "sort=height", "order=sideways", "measure="])
def test_a_choice_that_does_not_exist_is_refused_by_name(client: Client, query: str) -> None:
    word = query.partition("=")[2]
    answer = client.get(f"/ru/countries/?{query}")
    assert answer.status_code == 404
    assert f"Здесь нельзя выбрать «{word}»." in answer.content.decode()


def test_data_page_names_every_source_variable_and_the_boundary_policy(client: Client) -> None:
    page = client.get("/en/countries/sources/").content.decode()
    assert "Crimea is Ukraine" in page
    for source in ("climate-watch", "gcb", "jones", "ember", "primap-histcr", "un-wpp", "cerp"):
        assert f'id="source-{source}"' in page
    assert "<code>ghg_excl_lulucf</code>" in page


@pytest.mark.parametrize(
    ("axis", "language"),
    [
        ("fair-share", "en"),
        ("course", "ru"),
        ("ndc-quality", "ru"),
        pytest.param("fair-share", "ru", marks=pytest.mark.whole),
        pytest.param("course", "en", marks=pytest.mark.whole),
        pytest.param("ndc-quality", "en", marks=pytest.mark.whole),
    ],
)
def test_the_map_shows_an_axis_of_the_rating_by_its_steps(client: Client, axis: str, language: str) -> None:
    page = client.get(f"/{language}/countries/?measure=axis-{axis}").content.decode()
    assert f'href="?measure=axis-{axis}#map" aria-current="true"' in page
    assert {"en": "not judged", "ru": "не оценивается"}[language] in page
    assert b"<svg" in client.get(f"/{language}/countries/map.svg?measure=axis-{axis}").content
    assert client.get(f"/{language}/countries/?sort=axis-{axis}").status_code == 404


@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_rose_has_its_plus_on_the_map_in_its_legend_and_in_the_table(
    client: Client, language: str
) -> None:
    page = client.get(f"/{language}/countries/?measure=change").content.decode()
    numbers = written(page, list(MEASURES).index("change"))
    rises = {name: number for name, number in numbers.items() if not number.startswith("−")}
    assert 0 < len(rises) < 12 and all(number.startswith("+") for number in rises.values())
    for name, number in rises.items():
        assert f'aria-label="{name}: {number}\u00a0%"' in page
    legend = page.split('<ul class="legend"')[1].split("</ul>")[0]
    assert ">+" in legend and " +" in legend


def test_a_share_has_no_plus(client: Client) -> None:
    page = client.get("/en/countries/?measure=fossil-electricity").content.decode()
    shares = written(page, list(MEASURES).index("fossil-electricity"))
    assert shares and not any(share.startswith("+") for share in shares.values())

"""A journalist compares what the twelve promised with what would be fair."""

import csv
import io
import re

import pytest
from django.test import Client

from climate_pathways.core.countries import COUNTRIES

pytestmark = [pytest.mark.django_db, pytest.mark.frozen]
OTHER_AXES = ("domestic", "course", "neutrality", "ndc_quality")


def names(text: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/\w\w/countries/(\w{3})/assessment/">', text)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_all_twelve_stand_in_one_table(client: Client, language: str) -> None:
    text = client.get(f"/{language}/countries/comparison/").content.decode()
    assert sorted(names(text)) == sorted(iso3.lower() for iso3 in COUNTRIES)
    assert text.count("<svg") > 2 and 'class="lede"' in text


@pytest.mark.parametrize(
    "sort",
    [
        *("pledge", "neutral", "name", "axis_fair_share"),
        *(pytest.param(sort, marks=pytest.mark.whole) for sort in ("share", "gap", "chance")),
        *(pytest.param(f"axis_{axis}", marks=pytest.mark.whole) for axis in OTHER_AXES),
    ],
)
def test_the_table_is_sorted_both_ways(client: Client, sort: str) -> None:
    rising = client.get(f"/en/countries/comparison/?sort={sort}&order=asc").content.decode()
    falling = client.get(f"/en/countries/comparison/?sort={sort}&order=desc").content.decode()
    assert 'aria-sort="ascending"' in rising and 'aria-sort="descending"' in falling
    assert sorted(names(rising)) == sorted(names(falling)) and names(rising) != names(falling)


def test_a_year_from_one_weak_source_is_not_counted_as_named(client: Client) -> None:
    """Georgia's documents name no year of neutrality; its axis is not judged for the same reason."""
    assert (
        "6 of 12 countries name a year of neutrality"
        in client.get("/en/countries/comparison/").content.decode()
    )


def test_the_largest_pledge_is_russias(client: Client) -> None:
    assert names(client.get("/en/countries/comparison/?sort=pledge&order=desc").content.decode())[0] == "rus"


@pytest.mark.parametrize("query", ["sort=nonsense", "order=sideways", "sort=%00"])
def test_an_order_that_is_not_offered_is_not_found(client: Client, query: str) -> None:
    assert client.get(f"/en/countries/comparison/?{query}").status_code == 404


def test_picture_and_numbers_can_be_taken_away(client: Client) -> None:
    assert client.get("/en/countries/comparison.png").content.startswith(b"\x89PNG")
    assert b"<svg" in client.get("/ru/countries/comparison.svg").content
    assert client.get("/ru/countries/comparison.exe").status_code == 404
    rows = list(
        csv.DictReader(io.StringIO(client.get("/en/countries/comparison.csv").content.decode("utf-8-sig")))
    )
    # Turkmenistan has no inventory since 2010: its target stands beside no fair share.
    assert {row["place"] for row in rows} == set(COUNTRIES) - {"TKM"}
    assert "Turkmenistan" in client.get("/en/countries/comparison/").content.decode()
    assert all(row["unit"] and row["source"].startswith("assessment ") for row in rows)


def test_the_region_page_leads_there(client: Client) -> None:
    assert 'href="/ru/countries/comparison/"' in client.get("/ru/countries/").content.decode()


def test_each_axis_has_a_column_and_the_best_step_stands_first(client: Client) -> None:
    text = client.get("/en/countries/comparison/?sort=axis_ndc_quality&order=asc").content.decode()
    for axis in ("Fair share", "Domestic pathway", "Course", "Neutrality", "Quality of the NDC"):
        assert axis in text
    assert names(text)[0] == "kgz" and "not judged" in text


def test_a_step_that_eight_share_is_said_with_what_tells_them_apart(client: Client) -> None:
    text = client.get("/en/countries/comparison/").content.decode()
    assert "9 countries share the step “above them all”" in text
    assert "<li>Kyrgyzstan: 164\u00a0% of the emissions of 2022 by international series</li>" in text


def test_the_span_over_principles_stands_below_its_median(client: Client) -> None:
    text = client.get("/en/countries/comparison/").content.decode()
    cells = re.findall(r"<td[^>]*>([^<]+) <small>\(by principle ([^<]+)\)</small></td>", text)
    # Eleven countries are judged, each by its share and its gap.
    assert len(cells) == 22
    assert all(median.strip() and " to " in span for median, span in cells)

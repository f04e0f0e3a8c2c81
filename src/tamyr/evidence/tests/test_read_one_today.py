"""Wherever somebody reads what a country emits, it is one number of one year on one footing."""

import csv
import html
import io
import json
import re

import pytest
from django.test import Client
from tests.countries import every_country, every_country_drawn
from tests.science.assessed import standing_today

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.wording import LANGUAGES
from climate_pathways.figures import quantity

pytestmark = [pytest.mark.django_db, pytest.mark.frozen]


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


@every_country_drawn("KAZ", "AZE", "TKM")
def test_the_page_of_a_country_has_its_level(client: Client, iso3: str, language: str) -> None:
    ghg = standing_today(iso3).results["ghg"]
    amount = quantity(ghg, language)
    page = read(client, f"/{language}/countries/{iso3.lower()}/")
    lede = re.search(r'<meta name="description" content="([^"]+)"', page)
    assert lede and amount in lede[1] and str(ghg.year) in lede[1]
    row = re.search(r'id="figure-ghg".*?</tr>|<th scope="row">[^<]*</th>', page, re.DOTALL)
    assert row and amount in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_map_and_comparison_have_the_level_of_each_country(client: Client, language: str) -> None:
    page = read(client, f"/{language}/countries/?measure=total")
    for iso3, country in COUNTRIES.items():
        ghg = standing_today(iso3).results["ghg"]
        amount = quantity(ghg, language)
        assert f'aria-label="{country.name(language)}: {amount}' in page
        cells = page.split(f'href="/{language}/countries/{iso3.lower()}/">{country.name(language)}</a></th>')[
            1
        ]
        assert f"<td>{amount.split(chr(0xA0))[0]}" in cells.split("</tr>")[0]


@every_country("KAZ", "AZE", "TKM")
def test_files_and_answers_have_the_same_level(client: Client, iso3: str) -> None:
    ghg = standing_today(iso3).results["ghg"]
    rows = csv.DictReader(io.StringIO(client.get("/en/countries/countries.csv").content.decode("utf-8-sig")))
    (row,) = [row for row in rows if (row["place"], row["figure"]) == (iso3, "ghg")]
    assert float(row["value"]) == pytest.approx(ghg.value, rel=1e-5) and int(row["year"]) == ghg.year
    data = json.loads(client.get(f"/en/countries/{iso3.lower()}/figures.json").content)
    assert (data["results"]["ghg"]["value"], data["results"]["ghg"]["year"]) == (ghg.value, ghg.year)
    told = json.loads(client.get(f"/api/v1/countries/{iso3}/standing").content)["figures"]
    (answer,) = [figure for figure in told if figure["item"] == "ghg"]
    assert (answer["value"], answer["year"]) == (pytest.approx(ghg.value, rel=1e-5), ghg.year)
    assert answer["source"] == "+".join(ghg.sources) and answer["licence"]

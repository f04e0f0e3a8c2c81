"""An analyst reads what sources say of a country's methane, what was promised, and which pledge was joined."""

import csv
import io
import json
import re

import pytest
from django.test import Client
from tests.countries import every_country

from tamyr.evidence.models import AssessmentVersion

pytestmark = [pytest.mark.django_db, pytest.mark.frozen]


def page(client: Client, iso3: str, language: str = "en") -> str:
    answer = client.get(f"/{language}/countries/{iso3.lower()}/methane/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", ["en", "ru"])
@every_country("KAZ", "KGZ", "TKM", "AZE")
def test_every_country_has_its_page_in_both_languages(client: Client, iso3: str, language: str) -> None:
    text = page(client, iso3, language)
    assert text.count('class="lede"') == 1 and text.count("<figure") == 1
    for anchor in ("differing", "aims", "pledge", "origin"):
        assert f'<h2 id="{anchor}">' in text
    assert "NaN" not in text and "None" not in re.sub(r"<[^>]+>", "", text)
    assert f'hreflang="ru" href="http://testserver/ru/countries/{iso3.lower()}/methane/"' in text
    assert "<script" not in text.replace('<script type="application/ld+json"', "")


def test_sources_stand_side_by_side_with_potentials_and_how_far_they_differ(client: Client) -> None:
    text = page(client, "KAZ")
    assert "sent in 2024, methane was 107" in text and "56.7" in text
    assert "1.17 times as much" in text and "never averaged" in text
    assert "EDGAR 7.0" in text and ">AR5</td>" in text and ">AR6</td>" in text
    assert "section 2.3.2, line 599: “42%”" in text


def test_a_pledge_is_joined_only_where_a_document_that_was_read_says_so(client: Client) -> None:
    assert "line 516: “has signed up to the Global Methane Pledge”" in page(client, "AZE")
    assert "joined the Global Methane Pledge: not read" in page(client, "KAZ")
    assert "joined the Global Methane Pledge: not read" in page(client, "KGZ")
    assert "is welcomed in “Updated NDC”" in page(client, "TKM")


@pytest.mark.parametrize("iso3", ["KGZ", "TKM"])
def test_without_inventory_tables_the_page_says_so(client: Client, iso3: str) -> None:
    text = page(client, iso3)
    assert "No inventory tables of" in text and "By PRIMAP-hist 2.6.1, country-reported" in text


def test_years_far_apart_are_points(client: Client) -> None:
    assert "<circle" in page(client, "AZE") and "<circle" not in page(client, "KAZ")


@every_country("KAZ", "KGZ", "TKM", "AZE")
def test_every_number_can_be_taken_away_with_unit_source_and_method(client: Client, iso3: str) -> None:
    answer = client.get(f"/en/countries/{iso3.lower()}/methane.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["place"] for row in rows} == {iso3}
    for row in rows:
        assert all(row[name] for name in ("value", "unit", "source", "method", "version"))
    assert all("line " in row["passage"] for row in rows if row["table"] == "aims")
    for form in ("svg", "png", "csv"):
        assert client.get(f"/ru/countries/{iso3.lower()}/methane/chart.{form}").status_code == 200


def test_other_pages_lead_to_it_and_it_describes_itself(client: Client) -> None:
    link = 'href="/en/countries/kaz/methane/"'
    for address in ("kaz/", "kaz/assessment/"):
        assert link in client.get(f"/en/countries/{address}").content.decode()
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "<loc>http://testserver/ru/countries/kaz/methane/</loc>" in sitemap
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(client, "KAZ"), re.DOTALL)
    assert found and json.loads(found[1])["@type"] == "Dataset"


def test_before_the_first_computing_it_says_so_and_it_can_only_be_read(client: Client) -> None:
    assert client.post("/en/countries/kaz/methane/").status_code == 405
    assert client.get("/en/countries/fra/methane/").status_code == 404
    AssessmentVersion.objects.all().delete()
    assert client.get("/en/countries/kaz/methane/").status_code == 503
    assert client.get("/en/countries/kaz/methane.csv").status_code == 503

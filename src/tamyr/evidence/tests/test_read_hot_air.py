"""An analyst reads how much of a promised cut was there before the promise, and what land use moves."""

import csv
import io
import json
import re

import pytest
from django.test import Client
from tests.countries import every_country

from tamyr.evidence.models import AssessmentVersion, Edition

pytestmark = [pytest.mark.django_db, pytest.mark.frozen]


def page(client: Client, iso3: str, language: str = "en") -> str:
    answer = client.get(f"/{language}/countries/{iso3.lower()}/land-use/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", ["en", "ru"])
@every_country("KAZ", "KGZ", "TKM", "AZE")
def test_every_country_has_its_page_in_both_languages(client: Client, iso3: str, language: str) -> None:
    text = page(client, iso3, language)
    assert text.count('class="lede"') == 1 and text.count("<figure") == 1
    for anchor in ("collapse", "already", "recalculation", "differing", "context", "origin"):
        assert f'<h2 id="{anchor}">' in text
    visible = re.sub(r"<[^>]+>", "", text)
    assert "NaN" not in visible and "None" not in visible and "nan" not in re.findall(r"\w+", visible)
    assert f'hreflang="ru" href="http://testserver/ru/countries/{iso3.lower()}/land-use/"' in text
    assert "<script" not in text.replace('<script type="application/ld+json"', "")
    assert len(text.encode()) < 300_000


def test_kazakhstans_cut_was_half_there_by_one_inventory(client: Client) -> None:
    text = page(client, "KAZ")
    assert "sent in 2024, emissions with land use were 386" in text
    assert "In 2022, the latest inventory year, 50\u00a0% of the cut promised for 2035 was there" in text
    assert "the last inventory year before the first promise (6 December 2016), 9\u00a0% of the cut" in text
    assert "National inventory sent in 2024; AR5" in text and "370.22" in text
    assert "never averaged" in text and "LULUCF Data Hub" in text


@pytest.mark.parametrize("iso3", ["KGZ", "TKM"])
def test_without_inventory_tables_the_page_says_what_the_documents_print(client: Client, iso3: str) -> None:
    text = page(client, iso3)
    assert "No inventory tables of" in text and "printed in its document" in text
    assert "No target in force is a cut from a past year" in text
    assert "as documents print it" in text and "National inventory (CRT)" not in text


def test_four_years_are_points_and_no_line(client: Client) -> None:
    text = page(client, "AZE")
    assert "The inventory has no year between 1990 and the first promise" in text
    assert 'class="key-line"' not in text


@every_country("KAZ", "KGZ", "TKM", "AZE")
def test_every_number_can_be_taken_away_with_unit_source_and_method(client: Client, iso3: str) -> None:
    answer = client.get(f"/en/countries/{iso3.lower()}/land-use.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {"levels", "printed", "land-sources", "gross-sources"} <= {row["table"] for row in rows}
    for row in rows:
        assert row["place"] == iso3 and all(
            row[name] for name in ("year", "value", "unit", "source", "method", "version")
        )
    assert all(row["passage"] for row in rows if row["table"] == "printed")


def test_the_picture_can_be_taken_away_in_three_forms(client: Client) -> None:
    for form, kind in (("svg", "image/svg+xml"), ("png", "image/png"), ("csv", "text/csv")):
        answer = client.get(f"/ru/countries/kaz/land-use/chart.{form}")
        assert answer.status_code == 200 and answer["Content-Type"].startswith(kind)
    assert client.get("/en/countries/kaz/land-use/chart.gif").status_code == 404
    assert client.get("/en/countries/fra/land-use/").status_code == 404


def test_the_other_pages_and_the_sitemap_lead_to_it(client: Client) -> None:
    for address in ("kaz/", "kaz/assessment/", "kaz/what-if/"):
        assert 'href="/en/countries/kaz/land-use/"' in client.get(f"/en/countries/{address}").content.decode()
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "<loc>http://testserver/ru/countries/kaz/land-use/</loc>" in sitemap


def test_the_page_describes_itself_to_machines(client: Client) -> None:
    text = page(client, "KAZ")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    facts = json.loads(found[1])
    assert facts["@type"] == "Dataset"
    assert facts["distribution"]["contentUrl"] == "http://testserver/en/countries/kaz/land-use.csv"
    assert 'content="http://testserver/en/countries/kaz/land-use/chart.png"' in text


@pytest.mark.parametrize("address", ["land-use/", "land-use.csv", "land-use/chart.svg"])
def test_before_the_first_computing_the_page_says_so(client: Client, address: str) -> None:
    AssessmentVersion.objects.all().delete()
    assert client.get(f"/en/countries/kaz/{address}").status_code == 503
    Edition.objects.all().delete()
    assert client.get(f"/en/countries/kaz/{address}").status_code == 503


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_can_only_be_read(client: Client, method: str) -> None:
    assert getattr(client, method)("/en/countries/kaz/land-use/").status_code == 405

"""An analyst reads on one matter of a country, takes its numbers and its picture away, and finds it again."""

import csv
import io
import json
import re

import pytest
from django.test import Client
from tests.countries import every_country

from tamyr.evidence.models import AssessmentVersion, Edition
from tamyr.evidence.tests.matters import read

pytestmark = [pytest.mark.django_db, pytest.mark.frozen]

ANCHORS = {
    "land-use": ("collapse", "already", "recalculation", "differing", "context", "origin"),
    "methane": ("differing", "aims", "pledge", "origin"),
}
NUMBERED = ("value", "unit", "source", "method", "version")
every_matter = pytest.mark.parametrize("matter", ANCHORS)


@every_matter
@pytest.mark.parametrize("language", ["en", "ru"])
@every_country("KAZ", "KGZ", "TKM", "AZE")
def test_every_country_has_its_page_in_both_languages(
    client: Client, iso3: str, language: str, matter: str
) -> None:
    text = read(client, matter, iso3, language)
    assert text.count('class="lede"') == 1 and text.count("<figure") == 1
    for anchor in ANCHORS[matter]:
        assert f'<h2 id="{anchor}">' in text
    visible = re.sub(r"<[^>]+>", "", text)
    assert "NaN" not in text and "None" not in visible and "nan" not in re.findall(r"\w+", visible)
    assert f'hreflang="ru" href="http://testserver/ru/countries/{iso3.lower()}/{matter}/"' in text
    assert "<script" not in text.replace('<script type="application/ld+json"', "")
    assert len(text.encode()) < 300_000


@every_matter
@every_country("KAZ", "KGZ", "TKM", "AZE")
def test_every_number_can_be_taken_away_with_unit_source_and_method(
    client: Client, iso3: str, matter: str
) -> None:
    answer = client.get(f"/en/countries/{iso3.lower()}/{matter}.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows and {row["place"] for row in rows} == {iso3}
    for row in rows:
        assert all(row[name] for name in NUMBERED)
        assert row["year"] or row["table"] == "aims"
    assert all(row["passage"] for row in rows if row["table"] == "printed")
    assert all("line " in row["passage"] for row in rows if row["table"] == "aims")
    if matter == "land-use":
        assert {"levels", "printed", "land-sources", "gross-sources"} <= {row["table"] for row in rows}


@every_matter
@every_country("KAZ", "KGZ", "TKM", "AZE")
def test_the_picture_can_be_taken_away_in_three_forms(client: Client, iso3: str, matter: str) -> None:
    for form, kind in (("svg", "image/svg+xml"), ("png", "image/png"), ("csv", "text/csv")):
        answer = client.get(f"/ru/countries/{iso3.lower()}/{matter}/chart.{form}")
        assert answer.status_code == 200 and answer["Content-Type"].startswith(kind)


@every_matter
def test_there_is_no_other_form_and_no_other_country(client: Client, matter: str) -> None:
    assert client.get(f"/en/countries/kaz/{matter}/chart.gif").status_code == 404
    assert client.get(f"/en/countries/fra/{matter}/").status_code == 404


@every_matter
def test_the_other_pages_and_the_sitemap_lead_to_it(client: Client, matter: str) -> None:
    for address in ("kaz/", "kaz/assessment/", "kaz/what-if/"):
        page = client.get(f"/en/countries/{address}").content.decode()
        assert f'href="/en/countries/kaz/{matter}/"' in page
    sitemap = client.get("/sitemap.xml").content.decode()
    assert f"<loc>http://testserver/ru/countries/kaz/{matter}/</loc>" in sitemap


@every_matter
def test_the_page_describes_itself_to_machines(client: Client, matter: str) -> None:
    text = read(client, matter, "KAZ")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    facts = json.loads(found[1])
    assert facts["@type"] == "Dataset"
    assert facts["distribution"]["contentUrl"] == f"http://testserver/en/countries/kaz/{matter}.csv"
    assert f'content="http://testserver/en/countries/kaz/{matter}/chart.png"' in text


@every_matter
@pytest.mark.parametrize("form", ["/", ".csv", "/chart.svg"])
def test_before_the_first_computing_the_page_says_so(client: Client, matter: str, form: str) -> None:
    AssessmentVersion.objects.all().delete()
    assert client.get(f"/en/countries/kaz/{matter}{form}").status_code == 503
    Edition.objects.all().delete()
    assert client.get(f"/en/countries/kaz/{matter}{form}").status_code == 503


@every_matter
@pytest.mark.parametrize(
    "method",
    ["post", *(pytest.param(method, marks=pytest.mark.whole) for method in ("put", "patch", "delete"))],
)
def test_it_can_only_be_read(client: Client, matter: str, method: str) -> None:
    assert getattr(client, method)(f"/en/countries/kaz/{matter}/").status_code == 405

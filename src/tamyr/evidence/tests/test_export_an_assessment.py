"""An analyst takes an assessment away: current or earlier, of one country or of all."""

import csv
import hashlib
import io
import json
import re

import openpyxl
import pytest
from django.test import Client

from climate_pathways.core.countries import COUNTRIES
from tamyr.evidence.models import AssessmentVersion
from tamyr.evidence.queries import assessments
from tamyr.evidence.tests.conftest import NOW

pytestmark = pytest.mark.django_db
FORMS = ("json", "csv", "xlsx", "iamc.csv")


def rows_of(content: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))


def one_value(rows: list[dict[str, str]], **wanted: str) -> float:
    (found,) = (float(row["value"]) for row in rows if wanted.items() <= row.items())
    return found


@pytest.mark.frozen
def test_every_form_says_the_same_gap(client: Client) -> None:
    content = {form: client.get(f"/en/countries/uzb/assessment.{form}").content for form in FORMS}
    data = json.loads(content["json"])
    main = next(judged for judged in data["judged"] if judged["pledge"] == data["headline"])
    gap = main["gaps"]["overall"]
    about = {"pledge": data["headline"], "principle": "overall", "level": "0.5"}
    rows = rows_of(content["csv"])
    assert one_value(rows, item="gap", **about) == gap["gap_median"]
    sheet = openpyxl.load_workbook(io.BytesIO(content["xlsx"]), read_only=True)["The gap"]
    header, *lines = sheet.iter_rows(values_only=True)
    (shown,) = (
        line[header.index("value")]
        for line in lines
        if line[header.index("item")] == "gap" and {*about.values()} <= set(line)
    )
    assert shown == gap["gap_median"]
    wide = rows_of(content["iamc.csv"])
    name = f"Pledge|Without land use|{data['headline']}|Central reading"
    (pledge,) = (row for row in wide if row["Variable"] == name)
    target = next(read["target"] for read in data["read"] if read["pledge"]["id"] == main["pledge"])
    assert float(pledge[str(target["year"])]) == target["central_mt_co2e"]


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_the_same_each_time_and_named_by_its_version(client: Client, form: str) -> None:
    address, version = f"/ru/countries/kaz/assessment.{form}", assessments.current_version("KAZ")
    first = client.get(address)
    assert f'filename="tamyr-kaz-{version}.{form}"' in first["Content-Disposition"]
    assert client.get(address).content == first.content
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert not first.cookies


@pytest.mark.frozen
def test_an_earlier_version_can_be_had_for_ever(client: Client, two_versions: tuple[str, str]) -> None:
    before, _after = two_versions
    assert json.loads(client.get("/en/countries/kaz/assessment.json").content)["as_of"] == NOW.year + 1
    earlier = client.get(f"/en/countries/kaz/assessment.json?version={before}")
    assert json.loads(earlier.content)["as_of"] == NOW.year
    assert "immutable" in earlier["Cache-Control"]
    rows = rows_of(client.get(f"/en/countries/kaz/assessment.csv?version={before}").content)
    assert {row["version"] for row in rows} == {before}


@pytest.mark.frozen
@pytest.mark.parametrize(
    "form",
    ["json", *(pytest.param(form, marks=pytest.mark.whole) for form in ("csv", "xlsx", "iamc.csv"))],
)
def test_all_twelve_countries_in_one_file(client: Client, form: str) -> None:
    content = client.get(f"/en/countries/assessments.{form}").content
    if form == "json":
        places = {place["iso3"] for place in json.loads(content)}
    elif form == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True)["The rating"]
        places = {line[0] for line in sheet.iter_rows(min_row=2, values_only=True)}
        places |= {iso3 for iso3 in COUNTRIES if not assessments.current_assessments()[iso3].judged}
    else:
        places = {row.get("place") or row["Region"] for row in rows_of(content)}
    assert places == set(COUNTRIES)


@pytest.mark.parametrize("version", ["never-was", "x" * 500, "%3Cscript%3E", "..%2f..%2fetc"])
def test_a_version_that_never_was_is_not_found(client: Client, version: str) -> None:
    for form in FORMS:
        assert client.get(f"/en/countries/kaz/assessment.{form}?version={version}").status_code == 404


def test_a_version_of_another_release_is_given_as_it_was_stored(client: Client) -> None:
    AssessmentVersion.objects.create(
        iso3="KAZ", version="2020-01-01-old", inputs="0", made_at=NOW, content='{"iso3": "KAZ"}'
    )
    assert (
        client.get("/en/countries/kaz/assessment.json?version=2020-01-01-old").content == b'{"iso3": "KAZ"}'
    )
    refused = client.get("/en/countries/kaz/assessment.csv?version=2020-01-01-old")
    assert refused.status_code == 503 and "of another release" in refused.content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_before_the_first_computing_the_page_says_what_to_do(client: Client, form: str) -> None:
    AssessmentVersion.objects.all().delete()
    for address in (f"kaz/assessment.{form}", f"assessments.{form}"):
        answer = client.get(f"/en/countries/{address}")
        assert answer.status_code == 503 and "not here yet" in answer.content.decode()


# --- beside the numbers -----------------------------------------------------------------------


@pytest.mark.frozen
def test_the_context_is_taken_away_in_both_languages_with_its_sources(client: Client) -> None:
    page = client.get("/ru/countries/ukr/assessment/").content.decode()
    (address,) = re.findall(r'href="([^"]+context\.csv[^"]*)"', page)
    rows = rows_of(client.get(address).content, delimiter=";")
    found = assessments.assessment("UKR", assessments.current_version("UKR"))
    assert [(row["says_en"], row["says_ru"]) for row in rows] == [
        (entry.says_en, entry.says_ru) for entry in found.context
    ]
    for row in rows:
        assert row["place"] == "UKR" and row["version"] == found.version and row["licence"]
        # A document has a day and a place in it, any other source a publisher and an address.
        assert row["source"] and (row["date"] and row["passage"] or row["publisher"] and row["address"])


def test_an_assessment_of_before_there_was_context_has_a_head_and_no_rows(client: Client) -> None:
    now = AssessmentVersion.objects.get(iso3="MDA", is_current=True)
    content = {**json.loads(now.content), "version": "2025-01-01-0123456789"}
    for name in ("neutrality_criteria", "ndc_quality", "context"):
        del content[name]
    AssessmentVersion.objects.create(
        iso3="MDA", version=content["version"], inputs="0" * 64, made_at=NOW, content=json.dumps(content)
    )
    answer = client.get(f"/en/countries/mda/context.csv?version={content['version']}")
    assert answer.status_code == 200 and rows_of(answer.content) == []
    assert client.get("/en/countries/mda/context.csv?version=never-was").status_code == 404


@pytest.mark.frozen
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_frozen_file_has_its_licence_beside_it(client: Client, language: str) -> None:
    page = client.get(f"/{language}/countries/kaz/assessment/").content.decode()
    (address,) = re.findall(r'href="([^"]+licence\.txt[^"]*)"', page)
    answer, version = client.get(address), assessments.current_version("KAZ")
    text = answer.content.decode()
    frozen = client.get(f"/en/countries/kaz/assessment.json?version={version}").content
    assert hashlib.sha256(frozen).hexdigest() in text and f"tamyr-kaz-{version}.json" in text
    assert "CC BY 4.0" in text and "GPL-3.0" in text and "&" not in text
    assert f"http://testserver/{language}/countries/sources/#sources" in text
    assert f'filename="tamyr-kaz-{version}.licence-{language}.txt"' in answer["Content-Disposition"]


@pytest.mark.frozen
@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.whole), "ru"])
def test_the_file_of_all_assessments_has_its_licence_beside_it(client: Client, language: str) -> None:
    page = client.get(f"/{language}/countries/comparison/").content.decode()
    (address,) = re.findall(r'href="([^"]+assessments\.licence\.txt)"', page)
    assert re.findall(r'href="([^"]+assessments\.json)"', page)
    answer = client.get(address)
    text = answer.content.decode()
    for iso3 in COUNTRIES:
        stored = assessments.stored(iso3, assessments.current_version(iso3))
        assert hashlib.sha256(stored.content.encode()).hexdigest() in text and stored.version in text
    assert "CC BY 4.0" in text and "GPL-3.0" in text and "&" not in text
    file = client.get(f"/{language}/countries/assessments.json")["Content-Disposition"]
    of_the_file, of_the_licence = (
        re.findall(r"([0-9a-f]{10})\.", said)[0] for said in (file, answer["Content-Disposition"])
    )
    assert of_the_file == of_the_licence

"""An analyst takes an assessment away: current or earlier, of one country or of all."""

import csv
import io
import json

import openpyxl
import pytest
from django.test import Client

from climate_pathways.core.countries import COUNTRIES
from tamyr.evidence.models import AssessmentVersion
from tamyr.evidence.queries import assessments
from tamyr.evidence.tests.conftest import NOW

pytestmark = pytest.mark.django_db
FORMS = ("json", "csv", "xlsx", "iamc.csv")


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def one_value(rows: list[dict[str, str]], **wanted: str) -> float:
    (found,) = (float(row["value"]) for row in rows if wanted.items() <= row.items())
    return found


def test_every_form_says_the_same_gap(client: Client) -> None:
    content = {form: client.get(f"/en/countries/uzb/assessment.{form}").content for form in FORMS}
    data = json.loads(content["json"])
    main = next(judged for judged in data["judged"] if judged["pledge"] == data["headline"])
    gap = main["gaps"]["overall"]
    about = {"pledge": data["headline"], "principle": "overall", "level": "0.5"}
    rows = rows_of(content["csv"])
    assert one_value(rows, item="gap", **about) == gap["gap_median"]
    sheet = openpyxl.load_workbook(io.BytesIO(content["xlsx"]))["The gap"]
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


def test_an_earlier_version_can_be_had_for_ever(client: Client, two_versions: tuple[str, str]) -> None:
    before, _after = two_versions
    assert json.loads(client.get("/en/countries/kaz/assessment.json").content)["as_of"] == NOW.year + 1
    earlier = client.get(f"/en/countries/kaz/assessment.json?version={before}")
    assert json.loads(earlier.content)["as_of"] == NOW.year
    assert "immutable" in earlier["Cache-Control"]
    rows = rows_of(client.get(f"/en/countries/kaz/assessment.csv?version={before}").content)
    assert {row["version"] for row in rows} == {before}


@pytest.mark.parametrize("form", FORMS)
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

"""A delegate answers a ministry that doubts a number, with one printed sheet."""

import html
import json
import re
from typing import Any

import pytest
from django.test import Client
from tests.countries import every_country

from climate_pathways.assessment import corrections_of
from tamyr.evidence.models import AssessmentVersion, Edition

pytestmark = [pytest.mark.django_db, pytest.mark.frozen]
MOST_BYTES = 100_000
# A process reads a version once, so that each test stores its own.
OLD, UNREAD, EMPTY = "2025-01-01-a000000001", "2025-01-01-a000000002", "2025-01-01-a000000003"


def sheet(client: Client, iso3: str, language: str = "en", version: str = "") -> str:
    answer = client.get(f"/{language}/countries/{iso3.lower()}/answer/{version and version + '/'}")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def current(iso3: str) -> AssessmentVersion:
    return AssessmentVersion.objects.get(iso3=iso3, is_current=True)


def store_old(iso3: str, version: str = OLD, **changed: Any) -> None:
    now = current(iso3)
    content = {**json.loads(now.content), "version": version, **changed}
    AssessmentVersion.objects.create(
        iso3=iso3,
        version=version,
        inputs="0" * 64,
        made_at=now.made_at,
        is_current=False,
        content=json.dumps(content),
    )


@pytest.mark.parametrize("language", ["en", "ru"])
@every_country("KAZ", "UZB", "TKM")
def test_every_country_has_its_sheet_with_place_steps_and_what_is_open(
    client: Client, iso3: str, language: str
) -> None:
    text = sheet(client, iso3, language)
    assert [text.count(f'id="{part}"') for part in ("says", "computed", "open", "write")] == [1, 1, 1, 1]
    assert text.count("<blockquote>") == 1 and text.count('<table class="words steps">') == 1
    assert current(iso3).version in text and re.search(r"28 (November|ноября) 2026", text)
    assert "None" not in re.sub(r"<[^>]+>", "", text) and "NaN" not in text


def test_it_quotes_the_document_and_reads_it_step_by_step(client: Client) -> None:
    text = sheet(client, "KAZ")
    assert "section 2.4, line 603: <b>“by 17 percent”</b>" in text
    assert 'KAZ-third_ndc-EN.html" rel="noopener">annex 1, item 1(b), line 2121</a>: “385.7”' in text
    assert "2023, with land use: inventory of the document" in text
    assert "International series over the national inventory, 2020–2022" in text


def test_it_says_what_would_change_the_number(client: Client) -> None:
    text = sheet(client, "KAZ").partition('id="open"')[2]
    assert "Which series of emissions" in text and "line 1887: “370,22”" in text
    # Of its corrections those of the pledge come first.
    for correction in (entry for entry in corrections_of("KAZ") if entry.topic == "pledge"):
        assert f'href="/en/corrections/#{correction.id}"' in text and correction.right("en") in text
    assert "Not found in the document:" not in text
    text = sheet(client, "GEO")
    missing = "tonnes of the base year; tonnes of the target for 2035; land use expected for 2035. "
    assert missing in text


def test_what_cannot_be_compared_says_so_and_shows_both_meanings(client: Client) -> None:
    text = sheet(client, "TKM")
    assert "It is not set beside fair shares" in text and "53.1" in text
    assert "has published no inventory since 2010" in text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_says_whom_to_write_to_with_whole_addresses(client: Client, language: str) -> None:
    text = sheet(client, "MDA", language).partition('id="write"')[2]
    for address in (
        "contact/",
        "corrections/?country=MDA",
        f"countries/mda/answer/{current('MDA').version}/",
    ):
        assert f'href="http://testserver/{language}/{address}"' in text


def test_an_earlier_version_keeps_its_sheet(client: Client) -> None:
    store_old("KAZ")
    text = sheet(client, "KAZ", version=OLD)
    assert "which stays as it was" in text and 'href="/en/countries/kaz/answer/"' in text
    assert OLD in text and 'class="words steps"' in text
    assert "which stays as it was" not in sheet(client, "KAZ", version=current("KAZ").version)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_version_of_before_the_documents_were_read_says_so(client: Client, language: str) -> None:
    reads = json.loads(current("KAZ").content)["read"]
    without_own = [{name: read[name] for name in read if name != "own"} for read in reads]
    store_old("KAZ", UNREAD, read=without_own)
    text = sheet(client, "KAZ", language, UNREAD)
    said = {"en": "made before we read documents step by step", "ru": f"/{language}/countries/kaz/answer/"}
    assert said[language] in text and 'class="words steps"' not in text
    assert re.search(r"−17\s%", text)


def test_a_version_without_a_target_says_that_there_is_nothing_to_explain(client: Client) -> None:
    store_old("KAZ", EMPTY, read=[], headline="")
    text = sheet(client, "KAZ", version=EMPTY)
    assert "there is no number to explain" in text and "Not found in the document" not in text


@pytest.mark.parametrize(
    "address",
    ["kaz/answer/2020-01-01-0123456789/", "kaz/answer/nonsense/", "kaz/answer/%3Cscript%3E/", "fra/answer/"],
)
def test_what_never_was_is_a_plain_404(client: Client, address: str) -> None:
    assert client.get(f"/en/countries/{address}").status_code == 404


def test_without_assessments_or_figures_it_says_so(client: Client) -> None:
    AssessmentVersion.objects.all().delete()
    assert client.get("/en/countries/kaz/answer/").status_code == 503
    Edition.objects.all().delete()
    assert client.get("/en/countries/kaz/answer/").status_code == 503


def test_it_is_light_and_needs_no_script_or_cookie(client: Client) -> None:
    shown = client.get("/ru/countries/rus/answer/")
    assert len(shown.content) < MOST_BYTES and not shown.cookies
    assert "<script" not in shown.content.decode()


@pytest.mark.parametrize("page", ["", "assessment/"])
def test_the_country_and_its_assessment_lead_to_it(client: Client, page: str) -> None:
    text = client.get(f"/ru/countries/kaz/{page}").content.decode()
    assert 'href="/ru/countries/kaz/answer/"' in text


def test_an_earlier_assessment_leads_to_its_own_sheet(client: Client) -> None:
    store_old("GEO")
    text = client.get(f"/en/countries/geo/assessment/{OLD}/").content.decode()
    assert f'href="/en/countries/geo/answer/{OLD}/"' in text

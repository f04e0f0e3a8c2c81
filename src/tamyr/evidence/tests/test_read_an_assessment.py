"""A policy expert reads what a country promised, whether it is enough, and why."""

import gzip
import html
import json
import re
from pathlib import Path

import pytest
from django.test import Client
from tests.countries import every_country_drawn
from tests.science.assessed import standing_today

from climate_pathways.figures import quantity
from tamyr.evidence.models import AssessmentVersion, Edition
from tamyr.evidence.queries.assessments import assessment

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[4]
FROZEN = ROOT / "tests" / "science" / "frozen" / "KAZ-2026-11-23.json.gz"


def page(client: Client, iso3: str, language: str = "en") -> str:
    answer = client.get(f"/{language}/countries/{iso3.lower()}/assessment/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.frozen
@every_country_drawn("KAZ", "UKR", "TKM")
def test_every_country_has_its_answer_its_context_and_its_level_in_both_languages(
    client: Client, iso3: str, language: str
) -> None:
    text = page(client, iso3, language)
    assert text.count('class="lede"') == (2 if iso3 == "TKM" else 3)
    axes = text.partition('class="axes"')[2].partition("</dl>")[0]
    assert axes.count("<dt>") == 5 and 'class="rating' not in text
    assert "NaN" not in text and "None" not in re.sub(r"<[^>]+>", "", text)
    if language == "ru":
        # Publishers are named and places quoted in Russian.
        assert not re.search("Government of|text copy|UNFCCC, collected|ряд “", text)
    ensure_the_context_is_whole(text, iso3)
    # The way to neutrality begins with the level of the country's page: said in words under its picture.
    ghg = standing_today(iso3).results["ghg"]
    number = quantity(ghg, language).split("\u00a0")[0]
    assert re.search(rf"\b{re.escape(number)}\b[^.]*{ghg.year}", html.unescape(text))


def ensure_the_context_is_whole(text: str, iso3: str) -> None:
    """Hold that every entry of the context stands there by theme, folded on phones."""
    found = assessment(iso3, AssessmentVersion.objects.get(iso3=iso3, is_current=True).version)
    section = text.partition('<h2 id="context">')[2].partition("<h2")[0]
    assert section.count("<li>") == len(found.context)
    assert section.count("<h3>") == len({entry.theme for entry in found.context})
    assert 'class="open-when-wide"' in section and "<details>" in section


@pytest.mark.frozen
def test_tonnes_that_a_document_does_not_print_are_not_called_its_own(client: Client) -> None:
    text = page(client, "GEO")
    assert (
        "The text of the document prints no tonnes of its base year; by the national inventory: with land use 18.9"
        in text
    )


@pytest.mark.frozen
def test_uzbekistans_intensity_pledge_is_explained(client: Client) -> None:
    text = page(client, "UZB")
    assert "per unit of GDP by 2035 against 2010" in text
    assert "Counted per unit of GDP, the target moves with the economy" in text
    assert "State the target for 2035 as an amount" in text


def test_the_rating_shows_every_axis_with_its_criterion_and_what_would_change_it(client: Client) -> None:
    text = page(client, "KAZ")
    assert "The target is at or below the country’s fair share of the median path of IPCC category" in text
    assert "The principle kindest to the country" in text and "The harshest principle" in text
    assert "What would change it" in text and "Other single assumptions that would change it" in text
    assert "it tests one year, and is no forecast of warming and no probability" in text


def test_an_axis_without_its_inputs_says_why(client: Client) -> None:
    axes = page(client, "TKM").partition('class="axes"')[2].partition("</dl>")[0]
    assert axes.count('class="not-judged"') == 2 and "no recent year in common" in axes


@pytest.mark.frozen
def test_an_assessment_by_the_first_rule_keeps_its_scale(client: Client) -> None:
    content = gzip.decompress(FROZEN.read_bytes()).decode()
    found = json.loads(content)
    AssessmentVersion.objects.create(
        iso3="KAZ",
        version=found["version"],
        inputs="0" * 64,
        is_current=False,
        content=content,
        made_at=AssessmentVersion.objects.get(iso3="KAZ", is_current=True).made_at,
    )
    for language, said in (("en", "Bounds of steps"), ("ru", "Границы ступеней")):
        text = client.get(f"/{language}/countries/kaz/assessment/{found['version']}/").content.decode()
        assert re.search(r'class="rating rating-[1-5]"', text) and said in text and 'class="axes"' not in text


def test_both_checklists_stand_there_with_what_is_printed_and_the_way_to_their_rules(client: Client) -> None:
    text = page(client, "KAZ")
    assert "NDC 3.0, annex 1, item 7(b): “carbon neutrality by 2060”" in text
    assert "Quality of the newest NDC: what it says" in text and "Neutrality: what the documents say" in text
    assert text.count('href="/en/countries/methods/#criteria"') == 2
    assert 'id="criteria"' in client.get("/en/countries/methods/").content.decode()


@pytest.mark.frozen
def test_an_assessment_of_before_the_checklists_still_has_its_page(client: Client) -> None:
    now = AssessmentVersion.objects.get(iso3="MDA", is_current=True)
    content = json.loads(now.content)
    older = {
        name: content[name]
        for name in content
        if name not in ("neutrality_criteria", "ndc_quality", "context")
    }
    AssessmentVersion.objects.create(
        iso3="MDA",
        version="2025-01-01-abcdefabcd",
        inputs="2" * 64,
        made_at=now.made_at,
        is_current=False,
        content=json.dumps({**older, "version": "2025-01-01-abcdefabcd"}),
    )
    answer = client.get("/en/countries/mda/assessment/2025-01-01-abcdefabcd/")
    assert answer.status_code == 200
    assert (
        "Quality of the newest NDC" not in answer.content.decode()
        and "#context" not in answer.content.decode()
    )


def test_every_document_is_named_and_each_target_says_how_it_is_known(client: Client) -> None:
    text = page(client, "TKM")
    found = assessment("TKM", AssessmentVersion.objects.get(iso3="TKM", is_current=True).version)
    assert all(document.title_en.replace("'", "&#x27;") in text for document in found.pledges.documents)
    assert text.count("read in the document itself") + text.count("reported by others") >= len(
        found.pledges.targets
    )
    assert all(f'id="pledge-{target.id}"' in text for target in found.pledges.targets)


def test_a_target_is_read_step_by_step_with_its_places(client: Client) -> None:
    text = page(client, "KAZ")
    place = 'KAZ-third_ndc-EN.html" rel="noopener">annex 1, item 1(b), line 2121</a>: “385.7”'
    assert place in text and "385.7\u00a0Mt CO₂e" in text
    assert "The target with land use, potentials of AR5" in text
    assert "2023, with land use: inventory of the document" in text
    assert "Which series of emissions" in text and "How it was read: " not in text


def test_other_aims_and_disagreements_of_a_document_are_told(client: Client) -> None:
    text = page(client, "KAZ")
    assert "Other quantified aims: 35" in text and "Where the document does not agree with itself: 9" in text
    assert "At least 35\u00a0% of electricity from renewable and nuclear sources by 2035" in text
    assert "line 1887: “370,22”" in text


def test_an_assessment_of_an_earlier_release_keeps_its_list_of_readings(client: Client) -> None:
    now = AssessmentVersion.objects.get(iso3="KAZ", is_current=True)
    content = {**json.loads(now.content), "version": "2025-01-01-0123456789"}
    for read in content["read"]:
        del read["own"]
    AssessmentVersion.objects.create(
        iso3="KAZ",
        version=content["version"],
        inputs="0" * 64,
        made_at=now.made_at,
        is_current=False,
        content=json.dumps(content),
    )
    text = client.get("/en/countries/kaz/assessment/2025-01-01-0123456789/").content.decode()
    assert "How it was read: all 6 ways" in text and "How it was read, step by step" not in text


def test_a_suggested_demand_can_be_cited_by_version(client: Client) -> None:
    version = AssessmentVersion.objects.get(iso3="KAZ", is_current=True).version
    address = f"/en/countries/kaz/assessment/{version}/"
    assert f'href="{address}#demand-lower-target"' in page(client, "KAZ")
    assert 'id="demand-lower-target"' in client.get(address).content.decode()


def test_an_earlier_version_stays_and_says_that_it_is_not_the_newest(client: Client) -> None:
    now = AssessmentVersion.objects.get(iso3="GEO", is_current=True)
    content = {**json.loads(now.content), "version": "2025-01-01-0123456789"}
    AssessmentVersion.objects.create(
        iso3="GEO",
        version=content["version"],
        inputs="0" * 64,
        made_at=now.made_at,
        is_current=False,
        content=json.dumps(content),
    )
    text = client.get("/en/countries/geo/assessment/2025-01-01-0123456789/").content.decode()
    assert "which stays as it was" in text and 'href="/en/countries/geo/assessment/"' in text
    assert "gaps.csv?version=2025-01-01-0123456789" in text
    assert "which stays as it was" not in page(client, "GEO")
    assert 'href="/en/countries/geo/assessment/versions/"' in page(client, "GEO")


@pytest.mark.frozen
@pytest.mark.parametrize("chart", ["way", "principles", "gaps"])
@pytest.mark.parametrize(
    ("form", "kind"), [("svg", "image/svg+xml"), ("png", "image/png"), ("csv", "text/csv; charset=utf-8")]
)
def test_the_press_takes_a_picture_or_its_numbers(client: Client, chart: str, form: str, kind: str) -> None:
    answer = client.get(f"/ru/countries/arm/assessment/{chart}.{form}")
    assert answer.status_code == 200 and answer["Content-Type"] == kind
    assert f"tamyr-arm-{chart}" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    "address",
    [
        "kaz/assessment/2020-01-01-0123456789/",
        "kaz/assessment/nonsense/",
        "kaz/assessment/way.exe",
        "kaz/assessment/way.svg?version=2020-01-01-0123456789",
        "kaz/assessment/way.csv?version=%3Cscript%3E",
        "kaz/assessment/../../secret.csv",
        "fra/assessment/",
    ],
)
def test_what_never_was_is_a_plain_404(client: Client, address: str) -> None:
    assert client.get(f"/en/countries/{address}").status_code == 404


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    "address", ["kaz/assessment/", "comparison/", "kaz/what-if/", "kaz/what-if/own-figures/"]
)
def test_before_the_first_computing_the_page_says_so(client: Client, address: str, language: str) -> None:
    AssessmentVersion.objects.all().delete()
    answer = client.get(f"/{language}/countries/{address}")
    assert answer.status_code == 503
    expected = "The assessments are not here yet" if language == "en" else "Оценок здесь пока нет"
    assert expected in answer.content.decode()


def test_without_figures_too(client: Client) -> None:
    Edition.objects.all().delete()
    assert client.get("/en/countries/kaz/assessment/").status_code == 503


def test_a_country_page_gives_the_short_answer_and_leads_on(client: Client) -> None:
    text = client.get("/ru/countries/uzb/").content.decode()
    assert "Достаточно ли обещанного?" in text
    assert 'href="/ru/countries/uzb/assessment/"' in text and 'href="/ru/countries/uzb/what-if/"' in text
    AssessmentVersion.objects.all().delete()
    assert "Достаточно ли обещанного?" not in client.get("/ru/countries/uzb/").content.decode()


def test_a_new_assessment_is_seen_at_once(client: Client) -> None:
    page(client, "MDA")
    now = AssessmentVersion.objects.get(iso3="MDA", is_current=True)
    AssessmentVersion.objects.filter(pk=now.pk).update(is_current=False)
    content = {**json.loads(now.content), "version": "2027-01-01-abcdefabcd"}
    AssessmentVersion.objects.create(
        iso3="MDA",
        version=content["version"],
        inputs="1" * 64,
        made_at=now.made_at,
        is_current=True,
        content=json.dumps(content),
    )
    assert "2027-01-01-abcdefabcd" in page(client, "MDA")


def test_the_page_describes_itself_to_machines_and_names_its_card(client: Client) -> None:
    text = page(client, "KAZ")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found and json.loads(found[1])["@type"] == "Dataset"
    assert (
        '<meta property="og:image" content="http://testserver/en/countries/kaz/assessment/way.png">' in text
    )
    assert 'pathways assess KAZ <span class="word">--json</span>' in text


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize(
    "address", ["kaz/assessment/", "comparison/", "kaz/what-if/", "kaz/assessment/way.svg"]
)
def test_assessments_can_only_be_read(client: Client, method: str, address: str) -> None:
    assert getattr(client, method)(f"/en/countries/{address}").status_code == 405

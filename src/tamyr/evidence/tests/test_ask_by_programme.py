"""A programme asks for what the pages show: described, bounded, the same numbers, for every site to read."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import unsupported_method

from climate_pathways.core.countries import COUNTRIES
from tamyr.evidence.models import AssessmentVersion, Edition
from tamyr.evidence.queries import assessments

pytestmark = [pytest.mark.django_db, pytest.mark.frozen]
API = "/api/v1"


def asked(client: Client, address: str, status: int = 200) -> Any:
    answer = client.get(f"{API}/{address}")
    assert answer.status_code == status, answer.content[:300]
    return json.loads(answer.content)


def test_the_twelve_countries_and_how_each_is_rated(client: Client) -> None:
    found = asked(client, "countries")
    assert [place["iso3"] for place in found] == list(COUNTRIES)
    kazakhstan = asked(client, "countries/kaz")
    assert kazakhstan["name_ru"] == "Казахстан" and len(kazakhstan["axes"]) == 5
    fair = kazakhstan["axes"][0]
    assert (
        (fair["axis"], fair["unit"]) == ("fair-share", "fraction") and fair["word_ru"] and fair["measure"] > 1
    )
    (unread, *_) = [axis for axis in asked(client, "countries/geo")["axes"] if not axis["step"]]
    assert unread["word_en"] == "not judged" and "was not read" in unread["reason_en"]


@pytest.mark.parametrize("question", ["standing", "pledges", "numbers", "fair-shares", "gaps", "ratings"])
def test_every_number_has_unit_source_method_and_version(client: Client, question: str) -> None:
    found = asked(client, f"countries/UZB/{question}")
    rows = found.get("rows") or found["figures"]
    assert rows and {row["version"] for row in rows} == {assessments.current_version("UZB")}
    for row in rows:
        if not isinstance(row["value"], str):
            assert row["unit"] and row["method"] and row["source"]


def test_an_answer_is_the_number_in_the_frozen_assessment(client: Client) -> None:
    whole = asked(client, "countries/KAZ/assessment")
    principle, year = "equal_per_capita", 2035
    at = whole["shares"]["years"].index(year)
    median = whole["shares"]["shares"][principle][at][whole["shares"]["levels"].index(0.5)]
    found = asked(client, f"countries/KAZ/fair-shares?principle={principle}&year={year}&level=0.5")
    assert [row["value"] for row in found["rows"]] == [median]


def test_numbers_are_chosen_and_paged(client: Client) -> None:
    first = asked(client, "countries/KAZ/numbers?chapter=series&limit=10")
    assert len(first["rows"]) == 10 < first["count"]
    later = asked(client, f"countries/KAZ/numbers?chapter=series&offset={first['count'] - 1}")
    assert len(later["rows"]) == 1
    one = asked(client, "countries/KAZ/numbers?item=yearly_cut&year=2050")
    assert [row["unit"] for row in one["rows"]] == ["Mt CO2e/year"]


def test_earlier_versions_are_listed_read_and_compared(client: Client, two_versions: tuple[str, str]) -> None:
    before, after = two_versions
    listed = asked(client, "countries/KAZ/versions")
    assert [version["version"] for version in listed] == [after, before]
    assert asked(client, f"countries/KAZ/ratings?version={before}")["version"] == before
    changes = asked(client, "countries/KAZ/changes")
    assert [reason["kind"] for reason in changes["reasons"]] == ["year"] and changes["changes"]


def test_the_region_is_compared_by_the_pledge_each_is_judged_by(client: Client) -> None:
    rows = asked(client, "region")
    assert {row["place"] for row in rows} == set(COUNTRIES)
    assert {row["item"] for row in rows} >= {"ghg", "trend", "gap", "probability", "step:fair-share"}


def test_sources_methods_and_the_rule_are_there(client: Client) -> None:
    assert {"climate-watch", "un-wpp"} <= {source["id"] for source in asked(client, "sources")}
    methods = asked(client, "methods")
    assert methods["rating_rule"]["version"] == 2 and len(methods["rating_rule"]["axes"]) == 5


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("countries/XXX", 404, "There is no country"),
        ("countries/KAZAKHSTAN", 422, "iso3"),
        ("countries/KAZ/numbers?limit=100000", 422, "less than or equal to 1000"),
        ("countries/KAZ/numbers?offset=99999999999999999999", 422, "offset"),
        ("countries/KAZ/fair-shares?year=1066", 422, "year"),
        ("countries/KAZ/fair-shares?level=nan", 422, "level"),
        ("countries/KAZ/fair-shares?principle=charity", 422, "principle"),
        ("countries/KAZ/ratings?version=never-was", 404, "never-was"),
        ("countries/KAZ/changes?threshold=-1", 422, "threshold"),
    ],
)
def test_a_wrong_question_is_answered_in_plain_words(
    client: Client, address: str, status: int, says: str
) -> None:
    assert says in asked(client, address, status)["detail"]


def test_before_the_first_computing_it_says_so(client: Client) -> None:
    AssessmentVersion.objects.all().delete()
    Edition.objects.all().delete()
    for address in ("countries/KAZ/ratings", "region", "sources"):
        assert "not computed" in asked(client, address, 503)["detail"]


def test_every_site_may_read_and_keep_an_answer_and_no_cookie_is_set(client: Client) -> None:
    answer = client.get(f"{API}/countries/KAZ/ratings")
    assert answer["Access-Control-Allow-Origin"] == "*" and "max-age=300" in answer["Cache-Control"]
    assert "Access-Control-Allow-Credentials" not in answer and not answer.cookies
    again = client.get(f"{API}/countries/KAZ/ratings", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    version = assessments.current_version("KAZ")
    frozen = client.get(f"{API}/countries/KAZ/ratings?version={version}")
    assert "immutable" in frozen["Cache-Control"]
    idle = client.get(f"{API}/countries/KAZ/changes?version={version}")
    assert "max-age=300" in idle["Cache-Control"], "it compares the current version, whatever the word says"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_it_can_only_be_read(client: Client, method: str) -> None:
    answer = getattr(client, method)(f"{API}/countries/KAZ")
    assert answer.status_code == 405 and answer["Allow"] == "GET, HEAD"


def test_the_description_names_every_question_and_nothing_foreign(client: Client) -> None:
    described = client.get(f"{API}/openapi.json").content.decode()
    assert "/api/v1/countries/{iso3}/fair-shares" in described and "http" not in described
    assert client.get(f"{API}/docs").status_code == 404
    for lines in json.loads(described)["paths"].values():
        for parameter in lines["get"]["parameters"]:
            words = json.dumps(parameter["schema"])
            assert '"integer"' not in words or ("minimum" in words and "maximum" in words), parameter


# --- any question at all ----------------------------------------------------------------------


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """At its end a request closes the connection; that of a test has to stay, as Django's client has it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.whole
def test_any_question_is_answered_as_described(kept_connection: None) -> None:
    schema = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", WSGIHandler())
    for operation in schema.get_all_operations():
        assert isinstance(operation, Ok)
        ask_anything(operation.ok(), GenerationMode.POSITIVE)
        if list(operation.ok().iter_parameters()):  # A question without a word cannot be worded wrongly.
            ask_anything(operation.ok(), GenerationMode.NEGATIVE)


def ask_anything(operation: Any, mode: GenerationMode) -> None:
    @settings(max_examples=10, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        # The client here cannot unpack an answer; browsers and servers do it by themselves.
        case.call_and_validate(excluded_checks=[unsupported_method], headers={"Accept-Encoding": "identity"})

    ask()


@pytest.mark.parametrize("language", ["en", pytest.param("ru", marks=pytest.mark.whole)])
def test_a_page_documents_every_question_with_an_example_that_works(client: Client, language: str) -> None:
    page = client.get(f"/{language}/countries/api/").content.decode()
    described = client.get(f"{API}/openapi.json").json()
    assert all(f"GET {path}" in page for path in described["paths"])
    examples = re.findall(r"curl &#x27;http://testserver(.*?)&#x27;|curl 'http://testserver(.*?)'", page)
    assert len(examples) == len(described["paths"])
    for example in map("".join, examples):
        # On this site there is no demand to ask for.
        status = 404 if "/demands/1" in example else 200
        assert client.get(html.unescape(example)).status_code == status


@pytest.mark.parametrize(("language", "most"), [("en", "0–100,000"), ("ru", "0–100\u00a0000")])
def test_bounds_are_numbers_as_the_reader_writes_them(client: Client, language: str, most: str) -> None:
    page = html.unescape(client.get(f"/{language}/countries/api/").content.decode())
    assert f"<code>{most}</code>" in page
    assert "<code>1850–2150</code>" in page, "a year is no amount"
    assert re.findall(r"\d [–-] [\d−]", page) == []

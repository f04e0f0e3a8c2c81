"""A reader sees which versions of an assessment there are, and what changed between two and why."""

import pytest
from django.test import Client

from tamyr.evidence.models import AssessmentVersion
from tamyr.evidence.tests.conftest import NOW

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_all_versions_are_listed_with_their_dates_and_files(
    client: Client, two_versions: tuple[str, str]
) -> None:
    page = text(client, "/en/countries/kaz/assessment/versions/")
    old, new = two_versions
    assert page.index(new) < page.index(old)
    assert "23 November 2026" in page and "23 November 2027" in page
    assert f"/en/countries/kaz/assessment.xlsx?version={old}" in page


def test_the_page_says_what_changed_and_why(client: Client, two_versions: tuple[str, str]) -> None:
    page = text(client, "/en/countries/kaz/assessment/changes/")
    old, new = two_versions
    assert old in page and new in page
    assert "another year that counts as today: 2026 → 2027" in page
    assert "14.5 Mt CO₂e per year" in page and "15.2 Mt CO₂e per year" in page


def test_the_page_speaks_russian(client: Client, two_versions: tuple[str, str]) -> None:
    page = text(client, "/ru/countries/kaz/assessment/changes/")
    assert "другой год, который считается сегодняшним: 2026 → 2027" in page


def test_any_two_versions_can_be_compared_in_either_order(
    client: Client, two_versions: tuple[str, str]
) -> None:
    old, new = two_versions
    page = text(client, f"/en/countries/kaz/assessment/changes/?from={new}&to={old}")
    assert "2027 → 2026" in page


def test_the_first_version_has_none_before_it(client: Client) -> None:
    assert "This is the first version" in text(client, "/en/countries/kaz/assessment/changes/")


def test_a_version_of_another_release_is_not_compared_but_named(client: Client) -> None:
    AssessmentVersion.objects.create(
        iso3="KAZ", version="2020-01-01-old", inputs="0", made_at=NOW, content='{"iso3": "KAZ"}'
    )
    page = text(client, "/en/countries/kaz/assessment/changes/?from=2020-01-01-old")
    assert "cannot be compared here" in page and "as JSON" in page


@pytest.mark.parametrize("query", ["from=nonsense", "to=%22%3E%3Cscript%3E", "from=" + "9" * 300])
def test_a_version_that_never_was_is_not_found(client: Client, query: str) -> None:
    assert client.get(f"/en/countries/kaz/assessment/changes/?{query}").status_code == 404

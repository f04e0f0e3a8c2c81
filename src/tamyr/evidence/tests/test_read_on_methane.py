"""An analyst reads what sources say of a country's methane, what was promised, and which pledge was joined."""

import pytest
from django.test import Client

from tamyr.evidence.tests.matters import read

pytestmark = [pytest.mark.django_db, pytest.mark.frozen]


def test_sources_stand_side_by_side_with_potentials_and_how_far_they_differ(client: Client) -> None:
    text = read(client, "methane", "KAZ")
    assert "sent in 2024, methane was 107" in text and "56.7" in text
    assert "1.17 times as much" in text and "never averaged" in text
    assert "EDGAR 7.0" in text and ">AR5</td>" in text and ">AR6</td>" in text
    assert "section 2.3.2, line 599: “42%”" in text


def test_a_pledge_is_joined_only_where_a_document_that_was_read_says_so(client: Client) -> None:
    assert "line 516: “has signed up to the Global Methane Pledge”" in read(client, "methane", "AZE")
    assert "joined the Global Methane Pledge: not read" in read(client, "methane", "KAZ")
    assert "joined the Global Methane Pledge: not read" in read(client, "methane", "KGZ")
    assert "is welcomed in “Updated NDC”" in read(client, "methane", "TKM")


@pytest.mark.parametrize("iso3", ["KGZ", "TKM"])
def test_without_inventory_tables_the_page_says_so(client: Client, iso3: str) -> None:
    text = read(client, "methane", iso3)
    assert "No inventory tables of" in text and "By PRIMAP-hist 2.6.1, country-reported" in text


def test_years_far_apart_are_points(client: Client) -> None:
    assert "<circle" in read(client, "methane", "AZE") and "<circle" not in read(client, "methane", "KAZ")

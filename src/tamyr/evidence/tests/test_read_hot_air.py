"""An analyst reads how much of a promised cut was there before the promise, and what land use moves."""

import pytest
from django.test import Client

from tamyr.evidence.tests.matters import read

pytestmark = [pytest.mark.django_db, pytest.mark.frozen]


def test_kazakhstans_cut_was_half_there_by_one_inventory(client: Client) -> None:
    text = read(client, "land-use", "KAZ")
    assert "sent in 2024, emissions with land use were 386" in text
    assert "In 2022, the latest inventory year, 50\u00a0% of the cut promised for 2035 was there" in text
    assert "the last inventory year before the first promise (6 December 2016), 9\u00a0% of the cut" in text
    assert "National inventory sent in 2024; AR5" in text and "370.22" in text
    assert "never averaged" in text and "LULUCF Data Hub" in text


@pytest.mark.parametrize("iso3", ["KGZ", "TKM"])
def test_without_inventory_tables_the_page_says_what_the_documents_print(client: Client, iso3: str) -> None:
    text = read(client, "land-use", iso3)
    assert "No inventory tables of" in text and "printed in its document" in text
    assert "No target in force is a cut from a past year" in text
    assert "as documents print it" in text and "National inventory (CRT)" not in text


def test_four_years_are_points_and_no_line(client: Client) -> None:
    text = read(client, "land-use", "AZE")
    assert "The inventory has no year between 1990 and the first promise" in text
    assert 'class="key-line"' not in text

"""A reader learns in their language who published what a country's promises were read in."""

import re

import pytest

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.pledges import file as pledge_file
from climate_pathways.pledges.publishers import IN_ENGLISH, PUBLISHERS, listed, publisher_text

# Newspapers, and a web address: each is called so in every language.
OWN_NAMES = {
    "agriecomission.com",
    "Climate Action Tracker",
    "Georgia Today",
    "The Times of Central Asia",
    "UrduPoint / Sputnik",
}


def test_every_publisher_is_known() -> None:
    named = {
        part
        for iso3 in COUNTRIES
        for citation in pledge_file.read(iso3).citations.values()
        for part in citation.publisher.split("; ")
    }
    assert {IN_ENGLISH.get(part, part) for part in named} == {*PUBLISHERS, *OWN_NAMES}


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_no_publisher_but_a_newspaper_is_named_in_the_other_language(iso3: str) -> None:
    citations = pledge_file.read(iso3).citations.values()
    for citation in listed(citations, "en"):
        assert citation.publisher.isascii()
    for citation in listed(citations, "ru"):
        for part in set(citation.publisher.split("; ")) - OWN_NAMES:
            assert re.search("[А-Яа-я]", part) and part not in PUBLISHERS


def test_parts_are_translated_one_by_one_and_a_name_stays() -> None:
    assert publisher_text("Georgia Today", "ru") == "Georgia Today"
    assert publisher_text("Verkhovna Rada of Ukraine; text on precedent.ua", "en") == (
        "Verkhovna Rada of Ukraine; text on precedent.ua"
    )
    assert publisher_text(next(iter(IN_ENGLISH)), "en") == "Ecopress, citing the National Legal Portal"

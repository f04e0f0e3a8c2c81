"""Everybody sees how one takes part in a country: what is known with its source, and what is not known as such."""

from pathlib import Path
from shutil import copytree

import pytest
from django.test import Client

from climate_pathways.core.countries import COUNTRIES
from tamyr.consultations.logic.participation import (
    FOLDER,
    INTERNATIONAL,
    SUBJECTS,
    all_places,
    places_in,
    read_place,
)
from tamyr.consultations.tests.calling import page
from tamyr.demands.logic.law_file import LawFault

pytestmark = pytest.mark.django_db
ROW = '[[row]]\nsubject = "who"\nstatus = "unverified"\nsources = []\nen = "All."\nru = "Все."\n'
HEAD = 'place = "KAZ"\nlooked_up = 2026-11-29\n'


@pytest.mark.whole
def test_all_countries_and_international_bodies_have_a_page_that_says_what_is_not_known() -> None:
    listed = page(Client(), "/en/consultations/how/")
    for code in (*COUNTRIES, *INTERNATIONAL):
        assert f"/en/consultations/how/{code.lower()}/" in listed
        read = page(Client(), f"/en/consultations/how/{code.lower()}/")
        assert read.count(">not known<") == len(all_places()[code].unknown)
    assert Client().get("/en/consultations/how/atl/").status_code == 404
    assert Client().get("/en/consultations/how/KAZ/").status_code == 404


def test_what_the_law_of_letters_knows_stands_there_too() -> None:
    read = page(Client(), "/en/consultations/how/blr/")
    assert "On the Legal Forum of Belarus, ten days at least." in read
    assert "Dangerous for who signs" in read and "Withdrew by Decree 247" in read
    assert "Dangerous for who signs" not in page(Client(), "/en/consultations/how/mda/")


def test_every_known_row_names_its_page_and_the_table_holds_all_of_them() -> None:
    table = Client().get("/en/consultations/how/table.csv").content.decode("utf-8-sig").splitlines()
    places = all_places().values()
    known = [fact for place in places for fact in place.facts]
    assert len(table) == 1 + len(known) + sum(len(place.unknown) for place in places)
    assert all(fact.known.sources or fact.known.status == "unverified" for fact in known)
    assert {fact.subject for fact in known} <= set(SUBJECTS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + ROW.replace("who", "tea"), "row 1: “subject” is 'tea'"),
        (HEAD + ROW.replace("unverified", "seen"), "row 1: names no source"),
        (HEAD + ROW.replace('ru = "Все."', 'ru = ""'), "row 1: has words in one language alone"),
        (HEAD + ROW + "more = 1\n", "row 1: does not know"),
        (HEAD.replace("KAZ", "ATL"), "“place” is 'ATL'"),
        (HEAD + '[sources]\na = "ftp://x"\n', "sources.a: no web address"),
        ("place = ", "kaz.toml"),
    ],
)
def test_a_file_that_is_not_understood_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(LawFault, match=said.replace("(", r"\(")):
        read_place(text, "kaz.toml")
    assert read_place(HEAD + ROW, "kaz.toml").about("who")


def test_a_file_under_the_name_of_another_place_is_refused_and_so_is_a_place_without_one(
    tmp_path: Path,
) -> None:
    folder = Path(copytree(FOLDER, tmp_path / "participation"))
    assert places_in(folder) == all_places()
    (folder / "kgz.toml").rename(folder / "kgz2.toml")
    with pytest.raises(LawFault, match="kgz2.toml: says that it is of “KGZ”, whose file is kgz.toml"):
        places_in(folder)
    (folder / "kgz2.toml").unlink()
    with pytest.raises(LawFault, match="participation: lacks kgz.toml"):
        places_in(folder)

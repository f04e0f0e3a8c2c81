"""What states promised, entered by hand: whole, cited, and refused by name where something is wrong."""

from dataclasses import replace
from datetime import date

import pytest
from tests.science.pledge_files import document, read, target

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError
from climate_pathways.pledges import file as pledge_file
from climate_pathways.pledges.documents import (
    ACTIVE,
    ENTERED,
    NEUTRALITY,
    NOT_ENTERED,
    VERIFIED,
)
from climate_pathways.pledges.words import target_status

# --- the shipped files ----------------------------------------------------------------------


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_every_country_ships_every_version_with_its_source(iso3: str) -> None:
    found = pledge_file.read(iso3)
    assert found.contributions() and found.reviewed_on >= date(2026, 11, 1)
    assert all(document.url.startswith("https://") for document in found.contributions())
    assert all(
        found.citations[target.source].url.startswith(("https://", "http://")) for target in found.targets
    )
    assert all(document.title_en and document.title_ru for document in found.documents)


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_whatever_is_said_in_english_is_said_in_russian(iso3: str) -> None:
    found = pledge_file.read(iso3)
    for entry in (*found.documents, *found.targets, *found.facts, *found.commitments, *found.differences):
        for name, value in vars(entry).items():
            if name.endswith("_en"):
                assert bool(value) == bool(getattr(entry, f"{name[:-3]}_ru")), (entry, name)


@pytest.mark.parametrize(
    ("iso3", "percent", "year"),
    [
        ("KAZ", 17, 2035),
        ("RUS", 33, 2035),
        ("UZB", 50, 2035),
        ("UKR", 65, 2035),
        ("ARM", 44, 2035),
        ("MDA", 75, 2035),
    ],
)
def test_the_newest_contribution_is_the_one_a_country_is_judged_by(
    iso3: str, percent: float, year: int
) -> None:
    headline = pledge_file.read(iso3).headline()
    assert headline and (headline.reduction_percent[0], headline.year) == (percent, year)
    assert headline.status == VERIFIED


def test_a_document_whose_target_nobody_found_stands_by_its_date() -> None:
    every = [document for iso3 in COUNTRIES for document in pledge_file.read(iso3).documents]
    unknown = [document for document in every if document.targets == NOT_ENTERED]
    assert unknown and all(document.submitted_on for document in unknown)
    assert "target-not-entered" in pledge_file.read("UKR").flags()


def test_the_newest_ndc_speaks_for_the_year_of_neutrality() -> None:
    ukraine = pledge_file.read("UKR")
    # The NDC of 2021 had 2060 (line 272); the one of 2025 has 2050 (line 526), as has the law.
    assert {pledge.year for pledge in ukraine.neutrality()} == {2050}
    assert [pledge.id for pledge in ukraine.former_neutrality()] == ["ndc-2-neutrality"]
    assert "neutrality-years-differ" not in ukraine.flags()
    former = ukraine.former_neutrality()[0]
    assert target_status(former, ukraine, 2026, "en") == "a newer document names another year"


def test_documents_of_two_kinds_that_name_different_years_are_pointed_out() -> None:
    ukraine = pledge_file.read("UKR")
    law = next(target for target in ukraine.targets if target.id == "climate-law-neutrality")
    others = tuple(target for target in ukraine.targets if target is not law)
    differing = replace(ukraine, targets=(*others, replace(law, year=2055)))
    assert {pledge.year for pledge in differing.neutrality()} == {2050, 2055}
    assert "neutrality-years-differ" in differing.flags()


def test_two_documents_with_one_year_both_stand() -> None:
    kazakhstan = pledge_file.read("KAZ")
    assert len(kazakhstan.neutrality()) == 3 and kazakhstan.former_neutrality() == ()


def test_nothing_archived_counts_as_in_force() -> None:
    for iso3 in COUNTRIES:
        found = pledge_file.read(iso3)
        for promise in (*found.current(), *found.neutrality()):
            assert found.document(promise.document).status == ACTIVE, promise.id


# --- what counts ----------------------------------------------------------------------------


def test_a_year_is_spoken_for_by_the_newest_document() -> None:
    found = read(
        document("old", "2016-01-01"),
        document("new", "2025-01-01"),
        target("old-2030", "old"),
        target("old-2030-if", "old", condition="conditional", percent="[25]"),
        target("old-2035", "old", 2035),
        target("new-2030", "new"),
    )
    assert [pledge.id for pledge in found.current()] == ["new-2030", "old-2035"]


def test_the_own_effort_comes_before_one_that_depends_on_support() -> None:
    found = read(document(), target("own"), target("if", year=2035, condition="conditional", percent="[25]"))
    assert found.headline() and found.headline().id == "own"  # type: ignore[union-attr]


def test_a_conditional_target_that_asks_for_less_contradicts_the_other() -> None:
    found = read(document(), target("own"), target("if", condition="conditional", percent="[10]"))
    assert "pledges-contradict" in found.flags()
    assert "pledges-contradict" not in read(document(), target("own")).flags()


def test_an_unknown_country_is_refused_with_the_list() -> None:
    with pytest.raises(PathwaysError, match="UZB"):
        pledge_file.read("XYZ")


def test_every_promise_of_neutrality_says_of_which_gases() -> None:
    promised = [
        target for iso3 in COUNTRIES for target in pledge_file.read(iso3).targets if target.type == NEUTRALITY
    ]
    assert len(promised) >= 5 and all(target.scope for target in promised)
    assert all(
        pledge_file.read(iso3).documents[0].targets in (ENTERED, NOT_ENTERED, "none") for iso3 in COUNTRIES
    )


def test_a_target_whose_year_has_passed_is_in_force_no_more() -> None:
    found = pledge_file.read("KGZ")
    assert {target.year for target in found.current()} >= {2025}
    ahead = found.ahead(2026)
    assert ahead and all(target.year >= 2026 for target in ahead)
    past = next(target for target in found.current() if target.year == 2025)
    assert target_status(past, found, 2026, "en") == "its year has passed"
    assert target_status(past, found, 2025, "en") == ""
    assert all(target_status(target, found, 2026, "en") == "" for target in ahead)
    older = [target for target in found.quantities() if target.year == 2030 and target not in found.current()]
    said = {target_status(target, found, 2026, "en") for target in older}
    assert said <= {"", "a newer document has a target for this year"}

"""What states promised, entered by hand: whole, cited, and refused by name where something is wrong."""

from datetime import date

import pytest

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError, TableError
from climate_pathways.pledges import file as pledge_file
from climate_pathways.pledges.documents import ACTIVE, ENTERED, NEUTRALITY, NOT_ENTERED, VERIFIED, Pledges

HEAD = """
iso3 = "KAZ"
reviewed_on = 2026-11-27
[sources.ours]
title = "A document"
publisher = "Example ministry"
kind = "official"
url = "https://ndc.example.org/"
language = "en"
"""
DOCUMENT = """
[[documents]]
id = "{id}"
kind = "ndc"
version = 1
title_en = "NDC"
title_ru = "ОНУВ"
submitted_on = {on}
status = "{status}"
source = "ours"
targets = "entered"
"""
TARGET = """
[[targets]]
id = "{id}"
document = "{document}"
year = {year}
type = "base-year"
condition = "{condition}"
reduction_percent = {percent}
base_year = 1990
status = "verified"
source = "ours"
"""


def document(name: str = "one", on: str = "2021-01-01", status: str = "active") -> str:
    return DOCUMENT.format(id=name, on=on, status=status)


def target(
    name: str = "t",
    document: str = "one",
    year: object = 2030,
    condition: str = "unconditional",
    percent: str = "[15]",
) -> str:
    return TARGET.format(id=name, document=document, year=year, condition=condition, percent=percent)


def read(*parts: str) -> Pledges:
    return pledge_file.parse(HEAD + "".join(parts), file="KAZ.toml")


# --- the shipped files ----------------------------------------------------------------------


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_every_country_ships_every_version_with_its_source(iso3: str) -> None:
    found = pledge_file.read(iso3)
    assert found.contributions() and found.reviewed_on >= date(2026, 11, 1)
    assert all(document.url.startswith("https://") for document in found.contributions())
    assert all(
        found.citations[target.source].url.startswith(("https://", "http://")) for target in found.targets
    )
    for target in found.targets:
        assert bool(target.note_en) == bool(target.note_ru), target.id
    for document in found.documents:
        assert document.title_en and document.title_ru and bool(document.note_en) == bool(document.note_ru), (
            document.id
        )


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


def test_documents_that_name_different_years_of_neutrality_are_pointed_out() -> None:
    ukraine = pledge_file.read("UKR")
    assert [target.year for target in ukraine.neutrality()] == [2050, 2060]
    assert "neutrality-years-differ" in ukraine.flags()


def test_nothing_archived_counts_as_in_force() -> None:
    for iso3 in COUNTRIES:
        found = pledge_file.read(iso3)
        for target in (*found.current(), *found.neutrality()):
            assert found.document(target.document).status == ACTIVE, target.id


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


# --- what is refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        (target(percent="[400]"), "targets.t.reduction_percent", "percent below the reference"),
        (target(percent="[25, 15]"), "targets.t.reduction_percent", "the lowest and the highest"),
        (target(percent="[]"), "targets.t.reduction_percent", "needs it"),
        (target(percent='["many"]'), "targets.t", "of its kind"),
        (target(year=1990), "targets.t.year", "from 2020 to 2100"),
        (target(year='"soon"'), "targets.t", "of its kind"),
        (target(document="other"), "targets.t.document", "one of: one"),
        (target(condition="perhaps"), "targets.t.condition", "unconditional, conditional"),
        (target() + 'gwp = "AR3"\n', "targets.t.gwp", "AR4GWP100"),
        (target() + "hope = 1\n", "targets.t.hope", "one of: base_mt_co2e"),
        (target() + target(), "targets.t", "each identifier once"),
        (target() + 'variant_of = "x"\n', "targets.t.variant_of", "one of"),
        ("", "documents.one.targets", "“entered” where"),
    ],
)
def test_a_wrong_entry_is_refused_by_its_name(text: str, place: str, expected: str) -> None:
    with pytest.raises(TableError) as caught:
        read(document(), text)
    for language in ("en", "ru"):
        assert place in caught.value.in_language(language) and "KAZ.toml" in caught.value.in_language(
            language
        )
    assert expected in str(caught.value)


def test_a_file_that_is_no_table_is_refused() -> None:
    with pytest.raises(TableError, match="not a TOML file"):
        pledge_file.parse("iso3 = ", file="KAZ.toml")


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

"""An assessment made before documents were read by their own account stays what it was."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from climate_pathways.assessment.assessment import LATER_FIELDS, Assessment, canonical
from climate_pathways.assessment.axes.axis import not_judged
from climate_pathways.assessment.difference import diff
from climate_pathways.assessment.digests import version_of
from climate_pathways.assessment.sentences.answer import key_sentences
from climate_pathways.assessment.sentences.chapters import CHAPTERS, sentences
from climate_pathways.assessment.tables import (
    axes_table,
    criteria_table,
    numbers_table,
    pledges_table,
    sensitivity_table,
    versions_table,
)
from climate_pathways.core.wording import LANGUAGES
from climate_pathways.pledges.documents import FORMER_FIELDS

# Kazakhstan by the code of d667f00, as of 2026, with 60 draws.
FROZEN = Path(__file__).parent / "frozen" / "KAZ-2026-11-23.json.gz"


@pytest.fixture(scope="module")
def frozen() -> str:
    return gzip.decompress(FROZEN.read_bytes()).decode()


@pytest.fixture(scope="module")
def old(frozen: str) -> Assessment:
    return Assessment.from_json(frozen)


def test_it_is_written_back_byte_for_byte_under_its_name(frozen: str, old: Assessment) -> None:
    assert old.as_json() == frozen
    assert version_of(replace(old, version="")) == old.version == "2026-11-23-30875e3889"


def test_it_keeps_its_rating_by_the_first_rule_in_words_and_tables(old: Assessment) -> None:
    assert old.main and old.main.rating and old.axes == () and old.main.axis is None
    said = [sentence.text for sentence in sentences(old, "en")["rating"]]
    assert said[0].startswith(
        f"Rated {old.main.rating.step} of 5, “{old.main.rating.label('en')}”, by our published rule 1."
    )
    assert any("Pledged cut, as a part of the cut that keeping pace" in text for text in said)
    table = criteria_table(old, "en")
    assert table and len(table.rows) == len(old.main.rating.criteria)
    assert axes_table(old, "en") is None and sensitivity_table(old, "en")
    russian = [sentence.text for sentence in sentences(old, "ru")["rating"]]
    assert russian[0].startswith(f"Рейтинг — {old.main.rating.step} из 5")


def test_it_can_be_set_against_a_newer_assessment(old: Assessment) -> None:
    newer = replace(
        old, made_of={**old.made_of, "rating_rule": 2}, axes=(not_judged("fair-share", "no-target"),)
    )
    changed = {change.row.item: change for change in diff(old, newer).changes}
    assert "step:fair-share" in changed and changed["step:fair-share"].reasons == ("rule",)


def test_it_keeps_what_only_earlier_releases_held(old: Assessment) -> None:
    held = {name for target in old.pledges.targets for name in FORMER_FIELDS if getattr(target, name)}
    assert {"base_mt_co2e", "locator"} <= held
    assert all(read.own is None and read.is_comparable for read in old.read) and old.main


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_still_told_in_words_and_tables(old: Assessment, language: str) -> None:
    chapters = sentences(old, language)
    assert list(chapters) == list(CHAPTERS) and chapters["promise"] and key_sentences(old, language)
    assert all(
        sentence.text and "{" not in sentence.text for found in chapters.values() for sentence in found
    )
    for make in (pledges_table, versions_table, numbers_table):
        table = make(old, language)
        assert table and table.rows


@pytest.mark.parametrize("name", sorted(LATER_FIELDS))
def test_a_later_field_is_left_out_only_where_it_holds_nothing(name: str) -> None:
    empty: tuple[object, ...] = (None, "", False, [])
    for nothing in empty:
        assert canonical({"id": "p", name: nothing}) == '{"id": "p"}'
    assert name in canonical({"id": "p", name: "said"})


def test_an_earlier_field_that_holds_nothing_stays() -> None:
    assert canonical({"note": "", "base": None, "steps": [], "is_conditional": False}) == (
        '{"base": null, "is_conditional": false, "note": "", "steps": []}'
    )

"""Methane by source is told with its potentials; a pledge was joined where a document that was read says so."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.science.assessed import Assessments

from climate_pathways.assessment.matters.methane import PASSAGES, methane_of
from climate_pathways.assessment.sentences.methane import methane_sentences
from climate_pathways.assessment.shown_table import NONE
from climate_pathways.assessment.tables.methane import methane_tables
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.exports.rows import methane_rows
from climate_pathways.figures import snapshot

ALL = Assessments()


@pytest.mark.source_data
@pytest.mark.parametrize("iso3", PASSAGES)
def test_what_is_quoted_of_the_methane_pledge_stands_in_its_line(iso3: str, real_figures: Path) -> None:
    passage = PASSAGES[iso3]
    text = (real_figures / "ndc" / "texts" / passage.text).read_text(encoding="utf-8")
    assert passage.printed in text.split("\n")[passage.line - 1]


@pytest.mark.parametrize("iso3", ["KAZ", "KGZ", "TKM", "AZE"])
def test_the_part_of_all_gases_and_the_factor_are_of_what_is_shown(iso3: str) -> None:
    found = methane_of(ALL[iso3], snapshot.region())
    assert (found.submission is None) == (iso3 in ("KGZ", "TKM"))
    assert all(told.part is not None and 0 < told.part < 1 for told in found.told)
    apart = found.apart
    assert apart
    values = [value for told in found.told if (value := told.series.at(apart.year))]
    assert apart.factor == pytest.approx(max(values) / min(values))


def test_every_aim_is_of_methane_and_has_its_place() -> None:
    for iso3 in COUNTRIES:
        for document, aim in methane_of(ALL[iso3], snapshot.region()).aims:
            assert aim.theme == "methane" and aim.line and aim.document == document.id


def test_the_part_of_methane_keeps_four_figures_in_the_file() -> None:
    found = methane_of(ALL["KAZ"], snapshot.region())
    given = [row[5] for row in methane_rows(found) if row[2] == "part of all gases"]
    assert given == pytest.approx([100 * (told.part or 0) for told in found.told], rel=5e-4)


def test_a_part_of_zero_is_told_and_one_that_is_not_known_is_not() -> None:
    found = methane_of(ALL["KAZ"], snapshot.region())
    for part, cell, said in ((0.0, "0\u00a0%", ["That is 0\u00a0% of all"]), (None, NONE, [])):
        same = replace(found, told=(replace(found.main, part=part),))
        told = [
            sentence.text[: len("That is 0 % of all")] for sentence in methane_sentences(same, "en")["level"]
        ]
        assert told[1:] == said
        assert methane_tables(same, {}, "en")["sources"].rows[0][-1] == cell
        assert sum(row[2] == "part of all gases" for row in methane_rows(same)) == len(said)

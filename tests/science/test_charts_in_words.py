"""What a chart of an assessment says to whoever does not see it: in words, in its caption, as rows."""

import math
import re

import pytest
from tests.countries import every_country
from tests.science.assessed import JUDGED
from tests.science.charted import PICTURES, All, every_language, every_picture

from climate_pathways.charts.alternatives import step_name
from climate_pathways.charts.captions import gap_words, pathway_words, principle_words, region_words
from climate_pathways.charts.csv_rows import HEADER
from climate_pathways.charts.numbers import main, pathway_figures, principle_figures
from climate_pathways.core.naming import place_name
from climate_pathways.core.quantities import unit_label
from climate_pathways.core.wording import say, say_rounded
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.figures import licences


@every_country("KAZ", "UZB", "TKM")
@every_language
def test_who_does_not_see_hears_the_numbers(assessments: All, language: str, iso3: str) -> None:
    found = assessments[iso3]
    pathway = pathway_words(found, language).alternative
    for promise in pathway_figures(found).promises:
        assert say_rounded(language, promise.central) in pathway and str(promise.year) in pathway
    best = main(found)
    assert (best is not None) == (iso3 in JUDGED)
    everyone = region_words(list(assessments.values()), language).alternative
    if best is None:
        assert say(language, "{place}: no target to compare.", place=place_name(iso3, language)) in everyone
        return
    for words in (pathway, gap_words(found, language).alternative):
        assert say_rounded(language, best.gap.gap_median) in words
        assert say_rounded(language, best.gap.share_median) in words
    principles = principle_words(found, language).alternative
    assert all(say_rounded(language, share.median) in principles for share in principle_figures(found).shares)
    assert place_name(iso3, language) in everyone and step_name(best.step, language) in everyone


@every_language
@every_picture
def test_the_caption_names_unit_version_and_dates(assessments: All, kind: str, language: str) -> None:
    words = PICTURES[kind].words(assessments["KGZ"], language)
    assert assessments["KGZ"].version in words.caption
    assert unit_label("Mt CO2e/year", language).rstrip(".") in words.caption
    assert "2026" in words.caption and words.note and words.title


@every_language
def test_no_word_is_left_in_english(assessments: All, language: str) -> None:
    if language == "en":
        return
    found = assessments["KAZ"]
    for picture in PICTURES.values():
        words = picture.words(found, language)
        for text in (words.title, words.note, words.alternative, *(item.name for item in words.legend)):
            assert not re.search(r"[A-Za-z]{3,}", text.replace("Climate Watch", "").replace("CRT", "")), text


@every_picture
def test_the_numbers_can_be_had_as_rows(assessments: All, kind: str) -> None:
    head, *rows = PICTURES[kind].words(assessments["KAZ"], "en").rows
    assert head == HEADER and rows
    for row in rows:
        entry = dict(zip(HEADER, row, strict=True))
        assert entry["place"] == "KAZ" and entry["chart"] == kind
        assert entry["series"] and entry["unit"] and entry["source"]
        assert isinstance(entry["value"], float) and math.isfinite(entry["value"])
    assert len({row[:4] for row in rows}) == len(rows)


def test_the_rows_say_what_the_assessment_says(assessments: All) -> None:
    found = assessments["KAZ"]
    rows = {(row[2], row[3]): row[4] for row in pathway_words(found, "en").rows}
    assert rows[f"{OVERALL}:median", 2030] == pytest.approx(found.shares.at(OVERALL, 2030), rel=1e-5)
    headline = found.by_pledge[found.headline].target
    assert rows[f"{found.headline}:central", headline.year] == pytest.approx(
        headline.central_mt_co2e, rel=1e-5
    )
    everyone = region_words(list(assessments.values()), "en").rows
    assert {row[0] for row in everyone[1:]} == JUDGED


def test_each_row_stands_under_the_licence_of_what_it_is_made_from(assessments: All) -> None:
    found = assessments["KAZ"]
    headline, way = found.headline, pathway_figures(found).paths[0].neutral_by
    words = (pathway_words(found, "en"), gap_words(found, "en"), region_words([found], "en"))
    licence = {row[2]: row[-1] for said in words for row in said.rows[1:]}
    ours = ("pledge", f"straight-to-{way}", *(f"{headline}:{end}" for end in ("low", "central", "high")))
    assert {licence[name] for name in ours} == {licences.OWN.name}
    theirs = (f"{OVERALL}:median", f"{headline}:gap-median", "fair-share-median", "target-over-share-of-1.5")
    assert {licence[name] for name in theirs} == {licences.FROM_CERP.name}
    assert licence["history"] == licences.of_sources(pathway_figures(found).history_sources)

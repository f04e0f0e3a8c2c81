"""One "today" a country: the same level, year and footing wherever an assessment is told, drawn or listed."""

import json
from itertools import product

import pytest
from tests.science.assessed import Assessments, standing_today

from climate_pathways.assessment import numbers as number_rows
from climate_pathways.assessment.sentences.chapters import sentences as chapters
from climate_pathways.assessment.tables.key_numbers import numbers_table
from climate_pathways.charts import alternatives
from climate_pathways.charts.captions import pathway_words
from climate_pathways.charts.map.classes import words_for_map
from climate_pathways.charts.numbers import pathway_figures, principle_figures
from climate_pathways.charts.panels.words import CHARTS, alternative, caption
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.naming import REGION, result_name
from climate_pathways.core.wording import LANGUAGES
from climate_pathways.exports.brief.content import brief
from climate_pathways.figures import level
from climate_pathways.figures.sentences.quantities import quantity
from climate_pathways.figures.sentences.standing import headline, sentences
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.pledges.inventory import national

ASSESSED = Assessments()
EACH = pytest.mark.parametrize(("iso3", "language"), list(product(COUNTRIES, LANGUAGES)))


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_the_national_inventory_comes_first_in_its_latest_year(iso3: str) -> None:
    inventory, found = national(iso3, snapshot.region()), standing_today(iso3)
    ghg, flags = found.results["ghg"], found.flags
    if inventory is None:
        assert iso3 in ("KGZ", "TKM") and ghg.sources == ("primap-histcr-2.6.1",) and ghg.year == 2023
        assert "no-inventory" in flags and "ghg_net" not in found.results
        return
    latest = max(inventory.gross)
    assert (ghg.value, ghg.year, ghg.sources) == (inventory.gross[latest], latest, ("unfccc-crt",))
    net = found.results["ghg_net"]
    assert net.value == pytest.approx(inventory.net[latest]) and net.year == latest
    assert "no-inventory" not in flags
    # Azerbaijan has sent four years: its level is its own, its course is another source's, and it is said.
    assert ("inventory-of-few-years" in flags) == (iso3 == "AZE")
    assert found.results["trend"].sources == (("primap-histcr-2.6.1",) if iso3 == "AZE" else ("unfccc-crt",))


@EACH
def test_every_form_of_an_assessment_has_the_same_level(iso3: str, language: str) -> None:
    assessment, ghg = ASSESSED[iso3], standing_today(iso3).results["ghg"]
    assert assessment.standing.results["ghg"] == ghg
    amount, year = quantity(ghg, language), str(ghg.year)
    first = headline(assessment.standing, language)
    assert amount in first and year in first
    assert chapters(assessment, language)["standing"][0].text == first
    rows = {row[0]: row[1:3] for row in numbers_table(assessment, language).rows}
    assert rows[result_name("ghg", language)] == (amount, year)
    listed = [row for row in number_rows.rows(assessment) if row.chapter == "standing" and row.item == "ghg"]
    assert [row.year for row in listed] == [ghg.year]
    assert [row.value for row in listed] == pytest.approx([ghg.value], rel=1e-5)
    told = brief(assessment, snapshot.region().sources, language).as_dict()
    assert first in json.dumps(told, ensure_ascii=False, default=str)


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_the_way_to_zero_starts_where_the_level_ends(iso3: str) -> None:
    assessment, ghg = ASSESSED[iso3], standing_today(iso3).results["ghg"]
    drawn = pathway_figures(assessment)
    last_year, last = drawn.history[-1]
    assert last_year == ghg.year and last == pytest.approx(ghg.value, rel=1e-6)
    assert drawn.history_sources == ghg.sources
    for path in drawn.paths:
        assert path.points[0][1] == pytest.approx(ghg.value, rel=1e-6)
    for way in assessment.ways:
        assert set(ghg.sources) <= set(way.results["yearly_cut"].sources)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_says_the_same_level(language: str) -> None:
    results = {iso3: standing_today(iso3).results["ghg"] for iso3 in COUNTRIES}
    drawn = words_for_map("", results, language)
    for iso3, result in results.items():
        assert drawn.values[iso3] == result.value and quantity(result, language) in drawn.labels[iso3]


@pytest.mark.parametrize(("place", "language"), list(product((*COUNTRIES, REGION), LANGUAGES)))
def test_a_caption_ends_in_the_last_year_drawn(place: str, language: str) -> None:
    found = standing_today(place)
    for chart in (chart for chart in CHARTS if chart in found.panels):
        panel = found.panels[chart]
        drawn = [
            year
            for column in panel.columns
            for year, value in zip(panel.years, column.values, strict=True)
            if value is not None
        ]
        assert f"{min(drawn)}–{max(drawn)}" in caption(panel, language), chart
        assert str(max(drawn)) in alternative(panel, place, language)


@pytest.mark.parametrize("place", [*COUNTRIES, REGION])
def test_a_sentence_ends_in_the_same_year_as_its_chart(place: str) -> None:
    found = standing_today(place)
    said = {sentence.topic: sentence.year for sentence in sentences(found, "en")}
    shown = (("level", "level"), ("sectors", "sectors"), ("electricity", "electricity"), ("history", "fuels"))
    for topic, chart in shown:
        assert said[topic] == found.panels[chart].last_year, topic
    own = next(column for column in found.panels["per_person"].columns if column.role == place)
    last = max(
        year
        for year, value in zip(found.panels["per_person"].years, own.values, strict=True)
        if value is not None
    )
    assert found.results["ghg_per_person"].year == last


@EACH
def test_the_way_to_neutrality_says_the_years_that_it_draws(iso3: str, language: str) -> None:
    drawn = pathway_figures(ASSESSED[iso3])
    assert f"{drawn.history[0][0]}–{drawn.last_year}" in pathway_words(ASSESSED[iso3], language).caption


def test_two_pages_of_the_package_have_one_origin_of_the_level() -> None:
    assert level.NATIONAL == "unfccc-crt" and level.STAND_IN == "primap-histcr-2.6.1"
    for place in (*COUNTRIES, REGION):
        course = level.course(snapshot.region(), place)
        # A course has no holes of ten years, whatever the level has.
        assert (
            course is not None
            and max(b - a for a, b in zip(course.years, course.years[1:], strict=False)) < 10
        )


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_the_level_of_the_fair_shares_is_named_where_it_is_another_one(iso3: str) -> None:
    """Fair shares count by international series: a level of theirs is never called today's without that."""
    assessment = ASSESSED[iso3]
    drawn = alternatives.principles(principle_figures(assessment), "en")
    assert f"Emissions in {assessment.shares.base_year} (mean of international series): " in drawn
    left = [
        sentence.text
        for sentence in chapters(assessment, "en")["neutrality"]
        if sentence.topic == "years_left"
    ]
    assert left and all("by international series" in text and "today’s" not in text for text in left)

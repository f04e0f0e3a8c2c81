"""Seeing an assessment: its pictures, their words, and their numbers as rows."""

import io
import json
import math
import re
from dataclasses import replace
from itertools import product

import pytest
from PIL import Image
from tests.countries import every_country_drawn
from tests.science.assessed import JUDGED
from tests.science.charted import PICTURES, ROW_SIZES, All, every_language, every_picture
from tests.science.written import ensure_readable, numbers, texts
from tests.shipped import DRAWN

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.charts import intervals as row_charts
from climate_pathways.charts import pathway as pathway_charts
from climate_pathways.charts.captions import pathway_words, principle_words, region_words
from climate_pathways.charts.colours import PAPER, luminance
from climate_pathways.charts.drawing import draw_png, draw_svg
from climate_pathways.charts.numbers import compared, judged, main, pathway_figures, principle_figures
from climate_pathways.charts.specification import Size, Specification
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.naming import place_name, source_name
from climate_pathways.core.quantities import unit_label
from climate_pathways.core.ties import tied_spaces
from climate_pathways.core.wording import LANGUAGES, say, say_rounded
from climate_pathways.fair_shares.choices import NEED_INCOME
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.pledges.documents import UNVERIFIED

longer_language_first = pytest.mark.parametrize(
    "language", ["ru", pytest.param("en", marks=pytest.mark.whole)]
)


def region(everything: All, language: str, **options: object) -> Specification:
    return row_charts.region_chart(list(everything.values()), language, **options)  # type: ignore[arg-type]


# --- drawing --------------------------------------------------------------------------------


@every_country_drawn("KAZ", "UZB", "TKM")
@every_picture
def test_every_country_is_drawn_so_that_its_words_can_be_read(
    assessments: All, kind: str, language: str, iso3: str
) -> None:
    picture, found = PICTURES[kind], assessments[iso3]
    wide, narrow, _ = picture.sizes
    # Russian words are the longer ones: on a phone they are the test.
    for size, framed in ((wide, True), (narrow, False)) if language == "ru" else ((wide, True),):
        spec = picture.draw(found, language, size=size, framed=framed)
        assert all(math.isfinite(number) for number in numbers(spec))
        svg = DRAWN.svg(spec, language)
        ensure_readable(svg)
        assert len(svg) < 60_000


@pytest.mark.parametrize("kind", ["way", "gaps", pytest.param("principles", marks=pytest.mark.whole)])
def test_every_size_can_be_had_for_the_page_and_the_press(assessments: All, kind: str) -> None:
    for size in PICTURES[kind].sizes:
        for framed in (False, True):
            spec = PICTURES[kind].draw(assessments["KAZ"], "ru", size=size, framed=framed)
            ensure_readable(DRAWN.svg(spec, "ru"))


@pytest.mark.parametrize(
    ("language", "size", "framed"),
    [
        *(("ru", ROW_SIZES.wide, True), ("ru", ROW_SIZES.narrow, False)),
        *(
            pytest.param(*each, marks=pytest.mark.whole)
            for each in product(LANGUAGES, ROW_SIZES, (False, True))
            if each not in (("ru", ROW_SIZES.wide, True), ("ru", ROW_SIZES.narrow, False))
        ),
    ],
)
def test_the_region_is_drawn_so_that_its_words_can_be_read(
    assessments: All, language: str, size: Size, *, framed: bool
) -> None:
    svg = DRAWN.svg(region(assessments, language, size=size, framed=framed), language)
    ensure_readable(svg)
    read = [text.text for text in texts(svg)]
    assert all(any(place_name(iso3, language) in text for text in read) for iso3 in COUNTRIES)


@every_language
def test_an_end_beyond_the_scale_stands_clear_of_the_next_name(assessments: All, language: str) -> None:
    found = texts(DRAWN.svg(region(assessments, language, size=ROW_SIZES.narrow), language))
    names = [text for text in found if any(place_name(iso3, language) in text.text for iso3 in COUNTRIES)]
    ends = [text for text in found if set(text.text) & set("◂▸")]
    assert len(names) == 12 and len(ends) > 4
    for end in ends:
        assert all(name.top - end.bottom >= 8 for name in names if name.bottom > end.top), end


def test_words_stand_out_from_paper(assessments: All) -> None:
    for picture in PICTURES.values():
        svg = DRAWN.svg(picture.draw(assessments["KAZ"], "en"), "en")
        fills = set(re.findall(r'<text[^>]* fill="(#\w{6})"', svg)) - {PAPER}
        assert fills
        for fill in fills:
            assert (luminance(PAPER) + 0.05) / (luminance(fill) + 0.05) >= 4.5, fill


@every_picture
def test_the_same_assessment_gives_the_same_drawing(assessments: All, kind: str) -> None:
    one, again = (PICTURES[kind].draw(assessments["KAZ"], "ru") for _ in range(2))
    assert json.dumps(one) == json.dumps(again)
    drawn = DRAWN.svg(one, "ru")
    assert drawn == draw_svg(again, "ru")
    # Parts that are named would clash with those of another drawing on the same page.
    assert " id=" not in drawn


def test_the_press_gets_a_picture_that_says_unit_sources_and_version(assessments: All) -> None:
    found, unit = assessments["UZB"], unit_label("Mt CO2e/year", "en")
    for picture in PICTURES.values():
        drawn = DRAWN.svg(picture.draw(found, "en", framed=True), "en")
        written = " ".join(text.text for text in texts(drawn))
        assert unit in written and found.version in written
        assert "own calculation" in written and place_name("UZB", "en") in written
        assert all(tied_spaces(item.name) in written for item in picture.words(found, "en").legend)
    drawn = DRAWN.svg(pathway_charts.pathway_chart(found, "en", framed=True), "en")
    pathway = " ".join(text.text for text in texts(drawn))
    assert all(
        source_name(source, "en").rstrip(".") in pathway for source in pathway_figures(found).band_sources
    )


def test_the_press_gets_a_png_on_paper(assessments: All) -> None:
    spec = pathway_charts.pathway_chart(assessments["RUS"], "ru", framed=True)
    picture = Image.open(io.BytesIO(draw_png(spec, "ru", scale=2)))
    assert picture.width > 2 * pathway_charts.PATHWAY_SIZES.wide.width
    assert picture.convert("RGB").getpixel((4, 4)) == (251, 248, 241)


def test_a_pledge_with_support_is_hollow(assessments: All) -> None:
    def hollow(iso3: str) -> int:
        spec = pathway_charts.pathway_chart(assessments[iso3], "en")
        return sum(
            len(layer["data"]["values"])
            for layer in spec["layer"]
            if layer["mark"].get("type") == "point" and layer["mark"]["fill"] == "#FBF8F1"
        )

    assert (
        hollow("KAZ")
        == sum(promise.is_conditional for promise in pathway_figures(assessments["KAZ"]).promises)
        > 0
    )
    assert hollow("TKM") == 0
    assert "hollow" not in {item.shape for item in pathway_words(assessments["TKM"], "en").legend}


def test_a_tail_that_is_cut_off_says_how_far_it_goes(assessments: All) -> None:
    found = assessments["KAZ"]
    lowest = min(pathway_figures(found).fan, key=lambda interval: interval.low)
    drawn = DRAWN.svg(pathway_charts.pathway_chart(found, "en"), "en")
    written = " ".join(text.text for text in texts(drawn))
    assert f"▼ to {say_rounded('en', lowest.low)} ({lowest.year})" in written


def test_shares_below_zero_are_shown_in_full(assessments: All) -> None:
    spec = row_charts.principle_chart(assessments["KAZ"], "en")
    lowest = min(share.low for share in principle_figures(assessments["KAZ"]).shares)
    assert lowest < 0
    assert spec["encoding"]["x"]["scale"]["domain"][0] <= lowest


def test_without_a_promised_year_the_path_says_if(assessments: All) -> None:
    names = [item.name for item in pathway_words(assessments["TJK"], "en").legend]
    assert any(
        "if neutral by 2050" in name and "no document that we read promises a year" in name for name in names
    )
    names = [item.name for item in pathway_words(assessments["KAZ"], "en").legend]
    assert any("2060, as promised" in name for name in names)


# --- a country without a target -------------------------------------------------------------


@pytest.fixture(scope="module")
def without_target(assessments: All) -> Assessment:
    found = assessments["ARM"]
    return replace(found, headline="", judged=(), read=(), pledges=replace(found.pledges, targets=()))


@longer_language_first
def test_a_country_without_a_target_is_drawn_all_the_same(without_target: Assessment, language: str) -> None:
    for picture in PICTURES.values():
        for size in picture.sizes[:2]:
            ensure_readable(DRAWN.svg(picture.draw(without_target, language, size=size), language))
    assert principle_figures(without_target).year == 2035
    assert main(without_target) is None and judged(without_target) == ()


def test_without_a_target_shares_are_drawn_of_a_year_that_was_computed(without_target: Assessment) -> None:
    until = without_target.shares.years.index(2030) + 1
    rows = {name: values[:until] for name, values in without_target.shares.shares.items()}
    shares = replace(without_target.shares, years=without_target.shares.years[:until], shares=rows)
    short = replace(without_target, shares=shares)
    assert (
        principle_figures(short).year == 2030 and "fair shares in 2030" in principle_words(short, "en").title
    )
    assert "By principle the medians of 2030 run" in pathway_words(short, "en").note


@longer_language_first
def test_a_country_without_a_target_comes_last(
    assessments: All, without_target: Assessment, language: str
) -> None:
    everything = {**assessments, "ARM": without_target}
    # Turkmenistan has none to compare either.
    assert {country.iso3 for country in compared(list(everything.values()))[-2:]} == {"ARM", "TKM"}
    ensure_readable(DRAWN.svg(region(everything, language), language))
    words = region_words(list(everything.values()), language)
    assert (
        say(language, "{place}: no target to compare.", place=place_name("ARM", language))
        in words.alternative
    )


def test_countries_go_from_the_smallest_gap_to_the_widest(assessments: All) -> None:
    found = compared(list(assessments.values()))
    apart = [country.pledge_percent - country.share_percent for country in found if country.against]
    assert apart == sorted(apart) and len(apart) == len(JUDGED)


def test_a_country_without_income_figures_is_drawn_by_what_is_left(without_target: Assessment) -> None:
    left = {
        name: rows
        for name, rows in without_target.shares.shares.items()
        if name not in (*NEED_INCOME, OVERALL)
    }
    found = replace(without_target, shares=replace(without_target.shares, shares=left))
    for picture in PICTURES.values():
        ensure_readable(DRAWN.svg(picture.draw(found, "ru"), "ru"))
        assert picture.words(found, "ru").alternative
    assert not pathway_figures(found).fan and OVERALL not in {
        share.principle for share in principle_figures(found).shares
    }


def test_countries_are_compared_in_percent_of_their_own_emissions(assessments: All) -> None:
    found = assessments["KAZ"]
    rows = {row[2]: row[4] for row in region_words([found], "en").rows[1:]}
    span, now = found.share_span(found.by_pledge[found.headline].target.year), found.shares.current_mt_co2e
    assert rows["fair-share-lowest-principle-median"] == pytest.approx(100 * span.low / now, rel=1e-4)
    assert rows["fair-share-highest-principle-median"] == pytest.approx(100 * span.high / now, rel=1e-4)


def test_a_band_is_drawn_only_where_there_are_several_sources(assessments: All) -> None:
    for found in assessments.values():
        panel = found.standing.panels["sources"]
        told = {
            year: sum(column.values[place] is not None for column in panel.columns)
            for place, year in enumerate(panel.years)
        }
        drawn = [year for year, _, _ in pathway_figures(found).band]
        assert drawn == [year for year, sources in told.items() if sources > 1]


def test_a_year_of_neutrality_that_nobody_read_is_drawn_only_where_there_is_no_other(
    assessments: All,
) -> None:
    found = assessments["KAZ"]
    targets = tuple(replace(target, status=UNVERIFIED) for target in found.pledges.targets)
    unread = replace(found, pledges=replace(found.pledges, targets=targets))
    assert [path.is_promised for path in pathway_figures(found).paths] == [True]
    assert not any(path.is_promised for path in pathway_figures(unread).paths)
    assert pathway_figures(unread).paths

"""A standing says where a country stands, each number with unit, year and source."""

import hashlib
import json
import os
import subprocess
import sys

import numpy as np
import pytest

from climate_pathways.commands.text.standing import lines
from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.flags import flag_text
from climate_pathways.core.naming import REGION, in_reading_order, result_name, role_name
from climate_pathways.core.wording import LANGUAGES
from climate_pathways.exports.rows import panel_rows, result_rows
from climate_pathways.figures import level
from climate_pathways.figures.sentences.quantities import quantity
from climate_pathways.figures.sentences.standing import headline, sentences
from climate_pathways.figures.series import Figures
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.standing import Standing, standing_of

PLACES = (*COUNTRIES, REGION)
TELL_ALL = """
import hashlib, sys
from climate_pathways.figures import snapshot, standing_of
for place in sys.argv[1:]:
    print(hashlib.sha256(standing_of(place, snapshot.region()).as_json().encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def everything() -> dict[str, Standing]:
    return {place: standing_of(place, snapshot.region()) for place in PLACES}


@pytest.mark.parametrize("place", PLACES)
def test_every_country_gets_its_main_figures(everything: dict[str, Standing], place: str) -> None:
    results = everything[place].results
    needed = {
        "ghg",
        "world_share",
        "ghg_per_person",
        "ghg_per_gdp",
        "change",
        "trend",
        "peak",
        "cumulative_co2",
    }
    assert needed | {"electricity_fossil", "electricity_renewables", "land_use"} <= results.keys()
    for result in results.values():
        assert result.sources and result.method and result.unit and 1990 <= result.year <= 2024


def test_parts_of_electricity_make_a_whole(everything: dict[str, Standing]) -> None:
    for place, standing in everything.items():
        names = ("electricity_fossil", "electricity_nuclear", "electricity_renewables")
        whole = sum(standing.results[name].value for name in names)
        assert whole == pytest.approx(100, abs=0.6), place


def test_the_region_is_the_sum_of_its_countries(everything: dict[str, Standing]) -> None:
    whole = everything[REGION].results["ghg"]
    levels = [level.gross(snapshot.region(), iso3) for iso3 in COUNTRIES]
    parts = [series.at(whole.year) if series else None for series in levels]
    assert whole.value == pytest.approx(sum(part for part in parts if part is not None))
    # No country's own latest year is earlier, and some country's is no later.
    assert min(everything[iso3].results["ghg"].year for iso3 in COUNTRIES) == whole.year


def test_the_stacked_sectors_are_the_whole_of_their_own_source(everything: dict[str, Standing]) -> None:
    for place, standing in everything.items():
        panel = standing.panels["sectors"]
        whole = Figures(snapshot.region(), place).of("edgar-2025", "ghg_excl_lulucf")
        assert panel.sources == ("edgar-2025",) and whole is not None
        layers = [c.values[-1] or 0 for c in panel.columns]
        assert sum(layers) == pytest.approx(whole.values[-1], rel=1e-3), place


def test_sources_that_disagree_even_in_sign_are_shown_not_averaged(everything: dict[str, Standing]) -> None:
    spread = everything["RUS"].spreads["land_use"]
    assert spread.signs_differ
    (low_source, low), (high_source, high) = spread.low, spread.high
    assert (low_source, high_source) == ("lulucf-hub-3", "owid-co2")
    assert low == pytest.approx(-1200, abs=1) and high == pytest.approx(402, abs=1)


def test_a_country_without_a_fuel_split_says_so(everything: dict[str, Standing]) -> None:
    assert "no-energy_fossil" in everything["GEO"].flags
    assert "energy" not in everything["GEO"].panels
    assert "no-energy_fossil" not in everything["KAZ"].flags


def test_of_the_region_nothing_is_said_as_of_a_country(everything: dict[str, Standing]) -> None:
    said = [flag_text(flag, "en") for flag in everything[REGION].flags]
    assert any("some of the twelve countries" in text for text in said)
    assert not any("this country" in text for text in said)


def test_a_zero_that_is_no_estimate_is_no_end_of_a_range(everything: dict[str, Standing]) -> None:
    for standing in everything.values():
        spread = standing.spreads.get("land_use")
        assert spread is None or all(value != 0 for _, value in spread.values)


def test_a_small_change_keeps_its_sign(everything: dict[str, Standing]) -> None:
    said = {s.topic: s.text for s in sentences(everything["TKM"], "en")}
    assert "hardly changed (−0.2 % a year" in said["trend"]


def test_a_ratio_to_gdp_names_the_year_of_its_prices(everything: dict[str, Standing]) -> None:
    assert "int. $ of 2011" in quantity(everything["UZB"].results["ghg_per_gdp"], "en")


def test_standing_again_gives_the_same_bytes(everything: dict[str, Standing]) -> None:
    again = standing_of("UZB", snapshot.region())
    assert again.as_json() == everything["UZB"].as_json()
    assert Standing.from_dict(json.loads(again.as_json())).as_json() == again.as_json()


@pytest.mark.whole
def test_another_machine_gives_the_same_bytes(everything: dict[str, Standing]) -> None:
    """Its processor computes by other instructions, its clock, language and order of sets are others."""
    elsewhere = {
        "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4",
        "OPENBLAS_CORETYPE": "Nehalem",
        "OPENBLAS_NUM_THREADS": "1",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Kiritimati",
    }
    command = [sys.executable, "-c", TELL_ALL, *PLACES]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | elsewhere)
    assert told.stdout.split() == [
        hashlib.sha256(everything[place].as_json().encode()).hexdigest() for place in PLACES
    ]


def test_an_unknown_country_is_refused_with_the_list(everything: dict[str, Standing]) -> None:
    with pytest.raises(PathwaysError, match="ARM, AZE") as refusal:
        standing_of("XYZ", snapshot.region())
    assert "XYZ" in refusal.value.in_language("ru")


@pytest.mark.parametrize("place", [*COUNTRIES, REGION, WORLD])
def test_no_change_of_source_looks_like_people_coming_or_going(place: str) -> None:
    people = Figures(snapshot.region(), place).people()
    assert people is not None
    yearly = people.between(2000, 2022).values
    assert (len(yearly), people.last_year) == (23, 2023)
    bends = np.abs(np.diff(yearly, 2) / yearly[2:])
    # In 2022 seven in a hundred had to leave Ukraine: no change of source, but the war.
    assert bends[:-1].max() < 0.02 and bends[-1] < (0.07 if place == "UKR" else 0.025)
    assert place != "UKR" or bends[-1] > 0.06


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_every_country_is_said_in_sentences(
    everything: dict[str, Standing], place: str, language: str
) -> None:
    said = sentences(everything[place], language)
    assert len(said) >= 8
    assert headline(everything[place], language) == said[0].text
    for sentence in said:
        assert sentence.sources and sentence.text[0].isupper() and sentence.text.endswith((".", ")."))
        assert "{" not in sentence.text and "nan" not in sentence.text.lower()


def test_russian_sentences_are_russian(everything: dict[str, Standing]) -> None:
    english = {sentence.text for sentence in sentences(everything["KAZ"], "en")}
    russian = {sentence.text for sentence in sentences(everything["KAZ"], "ru")}
    assert not english & russian
    assert any(text.startswith("Выбросы Казахстана в 2022 году") for text in russian)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_shown_has_a_name(everything: dict[str, Standing], language: str) -> None:
    for standing in everything.values():
        assert all(result_name(name, language) for name in in_reading_order(standing.results))
        assert all(role_name(c.role, language) for p in standing.panels.values() for c in p.columns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_printed_report_ends_with_sources_and_edition(
    everything: dict[str, Standing], language: str
) -> None:
    said = list(lines(everything["TJK"], snapshot.region().sources, language))
    assert said[0] == everything["TJK"].iso3.replace(
        "TJK", "TAJIKISTAN" if language == "en" else "ТАДЖИКИСТАН"
    )
    assert "SHA-256" in said[-1] and any("CC BY" in line for line in said)


def test_rows_for_a_spreadsheet_carry_unit_and_source(everything: dict[str, Standing]) -> None:
    header, *rows = panel_rows(everything["MDA"].panels.values(), "MDA")
    assert header == ("place", "chart", "series", "year", "value", "unit", "source", "licence")
    assert all(all(cell not in ("", None) for cell in row) for row in rows)
    header, *rows = result_rows(everything)
    assert {row[0] for row in rows} == set(PLACES)

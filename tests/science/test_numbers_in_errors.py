"""An error says an amount as the pages do: in the reader’s form, and with no more figures than help."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from climate_pathways.core.checks import ensure_scale
from climate_pathways.core.errors import PathwaysError, TableError
from climate_pathways.core.wording import say_plain
from climate_pathways.fair_shares.choices import Parameters, checked
from climate_pathways.fair_shares.global_paths import own_paths
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.own_source import with_own_source
from climate_pathways.figures.sources import iamc, own_emissions

ROOT = Path(__file__).resolve().parents[2]
# Numbers by the code’s own rule, in a text that a reader gets in a language.
BY_THE_CODE = re.compile(r"\{\w*(?:![rsa])?:[,+.\d-]*[gGeEfFn%]\}")
NO_BREAK = "\u00a0"


def texts(source: str) -> Iterator[str]:
    """Yield the texts of a module; those with values put in by the code itself are no texts for a catalogue."""
    whole = ast.parse(source)
    made = {
        id(part) for node in ast.walk(whole) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)
    }
    for node in ast.walk(whole):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in made:
            yield node.value


def test_no_text_has_its_numbers_said_by_the_code() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {text}"
        for file in sorted((ROOT / "src").rglob("*.py"))
        if BY_THE_CODE.search(source := file.read_text("utf-8"))
        for text in texts(source)
        if BY_THE_CODE.search(text)
    ]
    assert found == [], "pass a float to PathwaysError, or say_rounded, say_plain"
    assert BY_THE_CODE.search(next(texts('mark("not {value:.6g} Mt")')))


def own_figures(folder: Path, inputs: FairInputs, figure: str) -> PathwaysError:
    """Return what is said to figures of Kazakhstan, the same in every year."""
    file = folder / "emissions.csv"
    rows = "".join(f"KAZ,{year},{figure},Mt CO2e\n" for year in (2018, 2020, 2022))
    file.write_text("iso3,year,value,unit\n" + rows)
    with pytest.raises(PathwaysError) as caught:
        with_own_source(inputs, own_emissions.read(file, with_land_use=False), "own")
    return caught.value


def test_a_figure_in_the_wrong_unit_stands_beside_those_of_the_sources(
    tmp_path: Path, inputs: FairInputs
) -> None:
    said = str(own_figures(tmp_path, inputs, "372000"))
    assert "is 372,000 Mt CO₂e" in said and re.search(r"sources have \d{3} to \d{3}:", said)
    assert "is 372,000,000 Mt" in str(own_figures(tmp_path, inputs, "372000000"))
    assert "is 0.0000372 Mt" in str(own_figures(tmp_path, inputs, "0.0000372"))


def test_a_path_in_the_wrong_unit_is_said_with_the_figures_of_a_page(tmp_path: Path) -> None:
    file = tmp_path / "path.csv"
    head = "Model,Scenario,Region,Variable,Unit,2015,2020,2030,2100"
    file.write_text(f"{head}\nMine,Steep,World,Emissions|Kyoto Gases,Mt CO2e/yr,52,44.8,30,0\n")
    with pytest.raises(TableError) as caught:
        own_paths(iamc.read(file))
    assert "has 46.2 Mt CO₂e" in str(caught.value) and "55,000 Mt CO₂e" in str(caught.value)


def test_bounds_are_said_in_the_form_of_a_language_and_years_as_they_are() -> None:
    with pytest.raises(PathwaysError) as caught:
        checked(replace(Parameters(), draws=60_000))
    assert str(caught.value).endswith("between 1 and 50,000, not 60,000.")
    assert caught.value.in_language("ru").endswith(f"от 1 до 50{NO_BREAK}000, а не 60{NO_BREAK}000.")
    for name, level, said in (
        ("threshold", 75_000.5, "cannot be 75,000.5. Give a number between 0 and 50,000."),
        ("path_position", 1.5, "cannot be 1.5. Give a number between 0.01 and 0.99."),
        ("path_position", 0.9900000000001, "cannot be 0.9900000000001. Give a number between 0.01 and 0.99."),
        ("repayment_year", 2400.0, "cannot be 2400. Give a number between 2030 and 2100."),
    ):
        with pytest.raises(PathwaysError) as caught:
            checked(replace(Parameters(), levels={**Parameters().levels, name: (level,)}))
        assert str(caught.value).endswith(said)


def test_what_was_found_in_a_file_is_a_number_of_the_language_and_no_quoted_text() -> None:
    with pytest.raises(TableError) as caught:
        ensure_scale(3148.5, 150, 600, file="world.csv", column="value", place="KAZ", year=2020)
    assert "Found: 3,148.5." in str(caught.value)
    assert f"Найдено: 3{NO_BREAK}148,5." in caught.value.in_language("ru")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (17.0, "17"),
        (5.5, "5.5"),
        (3.7e-7, "0.00000037"),
        (1e20, "100,000,000,000,000,000,000"),
        (float("nan"), "nan"),
    ],
)
def test_a_plain_number_has_the_decimals_it_has(value: float, said: str) -> None:
    assert say_plain("en", value) == said

"""Somebody brings a table of their own: it is read however their program wrote it, or refused with the place of its fault."""

import io
import shlex
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import Workbook
from tests.science.sources.binary_files import ORIGINAL_FILES

from climate_pathways.assessment.what_if import WhatIf
from climate_pathways.core.errors import PathwaysError, TableError
from climate_pathways.core.wording import LANGUAGES
from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.fair_shares.global_paths import own_paths
from climate_pathways.fair_shares.settings import parse
from climate_pathways.figures import OwnFile, load_inputs, read_emissions, read_pathways, with_own_source
from climate_pathways.pledges.targets import TargetEmissions

CASES = ORIGINAL_FILES.parent / "cases" / "evidence"
HEAD = "Model,Scenario,Region,Variable,Unit,2015,2019,2030,2050,2100"
PATH = "Mine,Steep,World,Emissions|Kyoto Gases,Mt CO2e/yr,50000,52000.5,20000,1000,0"
YEARS, VALUES = [2015, 2019, 2030, 2050, 2100], [50_000, 52_000.5, 20_000, 1_000, 0]
EMISSIONS = "iso3,year,value,unit\nKAZ,1990,372.5,Mt CO2e\nKAZ,2019,360,Mt CO2e\nKAZ,2022,345,Mt CO2e\n"


def workbook(*sheets: tuple[str, list[list[object]]], hidden: str = "") -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name == hidden:
            sheet.sheet_state = "hidden"
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


ROWS: list[list[object]] = [
    [*HEAD.split(",")[:5], 2015, "2019", 2030.0, 2050, 2100],
    [*PATH.split(",")[:5], 50_000, "52 000,5", 20_000, 1_000, 0],
]
GOOD: dict[str, str | bytes] = {
    "plain": f"{HEAD}\n{PATH}\n",
    "years with decimals": f"{HEAD}\n{PATH}\n".replace("2030,2050", "2030.0,2050.0"),
    "small heads, note, totals of others": f"{HEAD.lower()}\n{PATH}\n{PATH.replace('World', 'Asia')}\n\n(c) An institute\n",
    "semicolons and decimal commas": f"{HEAD}\n{PATH}\n".replace(",", ";").replace(".", ","),
    "told by sep": "sep=;\n" + f"{HEAD}\n{PATH}\n".replace(",", ";"),
    "thousands": f"{HEAD}\n{PATH}\n".replace("50000", '"50,000"').replace("52000.5", '"52,000.5"'),
    "one year a row": "Model,Scenario,Region,Variable,Unit,Year,Value\n"
    + "".join(
        f"Mine,Steep,World,Emissions|Kyoto Gases,Mt CO2e/yr,{year},{value}\n"
        for year, value in zip(YEARS, VALUES, strict=True)
    ),
    "in Russian": f"{HEAD}\n{PATH}\n".replace(
        "Model,Scenario,Region,Variable,Unit", "Модель,Сценарий,Регион,Переменная,Единица"
    )
    .replace("Mt CO2e/yr", "Мт СО2-экв./год")
    .replace("World", "Мир")
    .encode("cp1251"),
    "UTF-16": f"{HEAD}\n{PATH}\n".replace(",", "\t").encode("utf-16"),
    "a workbook": workbook(("Лист1", ROWS), ("meta", [["model", "scenario"], ["Mine", "Steep"]])),
}


@pytest.mark.parametrize("kind", GOOD)
def test_a_path_is_read_however_a_program_wrote_it(kind: str) -> None:
    given = GOOD[kind]
    content = given.encode() if isinstance(given, str) else given
    (found,) = read_pathways(OwnFile("mine.csv", content)).values()
    assert (found.years.tolist(), found.values.tolist()) == (YEARS, VALUES)


BAD: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
    "a year twice": (f"{HEAD},2030\n{PATH},5\n", ("row 1", "“2030”", "twice")),
    "no year": (f"{HEAD},20300\n{PATH},5\n", ("row 1", "20300", "not a year")),
    "half a year": (f"{HEAD},2060.5\n{PATH},5\n", ("row 1", "2060.5", "not a year")),
    "figures without a head": (f"{HEAD},\n{PATH},5\n", ("row 1", "column “11”", "not a year")),
    "a part": (f"{HEAD}\n{PATH.replace('Gases', 'Gases|CH4')}\n", ("Gases|CH4", "“Emissions|Kyoto Gases”")),
    "a cut row": (f"{HEAD}\n{PATH}\nMine,Steep,Wo\n", ("row 3", "3 cells", "cut off")),
    "two sets, none of AR6": (
        f"{HEAD}\n"
        + "".join(PATH.replace("Gases", f"Gases [{name}-GWP100]") + "\n" for name in ("AR4", "AR5")),
        ("row 2", "AR4, AR5"),
    ),
    "a comma either way": (
        (f"{HEAD}\n{PATH}\n").replace(",", "\t").replace("20000", "20,000"),
        ("row 2", "“2030”", "comma"),
    ),
    "a thousand times": (f"{HEAD}\n{PATH.replace('Mt', 'Gt')}\n", ("row 2", "2019", "52,000,500", "unit")),
    "a zero for a missing year": (f"{HEAD}\n{PATH.replace(',20000,1000', ',0,15000')}\n", ("row 2", "2030")),
    "an unknown encoding": (
        f"{HEAD}\n{PATH}\nПримечание: глубокое снижение\n".encode("koi8-r"),
        ("encoding",),
    ),
    "an old workbook": (b"\xd0\xcf\x11\xe0old", ("old Excel",)),
    "two sheets": (workbook(("one", ROWS), ("two", ROWS), hidden="two"), ("one, two", "hidden")),
    "a formula without a value": (
        workbook(("notes", [["read me"]]), ("data", [ROWS[0], [*ROWS[1][:7], "=1+1", 5, 0]])),
        ("sheet “data”", "row 2", "column “8”", "=1+1"),
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_not_understood_is_refused_with_its_place(kind: str) -> None:
    given, named = BAD[kind]
    content = given.encode() if isinstance(given, str) else given
    with pytest.raises(PathwaysError) as caught:
        read_pathways(OwnFile("mine.csv", content))
    said = str(caught.value)
    assert all(word in said for word in named), said
    # Whoever brings a file of their own has no provider.
    assert "provider" not in said and "поставщик" not in caught.value.in_language("ru")


LEFT_OUT = [
    "Rows of totals, which are no countries, left out: 1 (OWID_WRL).",
    "Line 6 was left out as a note: “Источник: инвентаризация”.",
]


@pytest.mark.parametrize(
    "given",
    [
        EMISSIONS,
        EMISSIONS.replace("iso3", "Country").replace("KAZ", "Казахстан"),
        EMISSIONS.replace("KAZ", "kz").replace("Mt CO2e", "Mt CO2-equiv/yr"),
        EMISSIONS.replace(",", ";").replace("2.5", "2,5").replace("Mt CO2e", "млн т СО2-экв."),
        EMISSIONS.upper().replace("MT CO2E", "Mt CO2e"),
        EMISSIONS + "OWID_WRL,2022,50000,Mt CO2e\nИсточник: инвентаризация,,,\n",
    ],
)
def test_emissions_are_read_however_a_program_wrote_them(given: str) -> None:
    found = read_emissions(OwnFile("mine.csv", given.encode()))
    assert found.places == ("KAZ",) and found.value.tolist() == [372.5, 360, 345]
    notes = [note.said("en") for note in found.notes]
    assert notes == (LEFT_OUT if "OWID" in given else [])


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("372.5", "372500", "372,500"),
        ("Mt CO2e", "kt CO2e", "0.3725"),
        ("2019,360", "2019,0", "2019"),
    ],
)
def test_emissions_far_from_every_shipped_source_are_refused(old: str, new: str, named: str) -> None:
    found = read_emissions(OwnFile("mine.csv", EMISSIONS.replace(old, new).encode()))
    with pytest.raises(PathwaysError, match=r"KAZ for \d+ is .*shipped sources") as caught:
        with_own_source(load_inputs(), found, "own")
    assert named in str(caught.value)


def test_a_scenario_named_like_a_shipped_one_stands_beside_it() -> None:
    series = read_pathways(OwnFile("mine.csv", f"{HEAD}\n{PATH}\n".replace("Mine,Steep", ",SSP119").encode()))
    assert list(own_paths(series)) == ["SSP119 (own)"]


def test_a_command_to_be_pasted_holds_every_name_as_one_word() -> None:
    hostile = "Own $(date); `rm -rf`"
    asked = WhatIf(levels=(("path", (hostile,)),))
    target = TargetEmissions("KAZ", 2035, 1.0, 1.0, 1.0)
    words = shlex.split(asked.command("KAZ", target, {"path": "my paths $(date).csv"}))
    assert "--path=my paths $(date).csv" in words and f"path={hostile}" in words
    assert asked.command("KAZ", target).count("$(date)") == 1 and "'path=Own $(date)" in asked.command(
        "KAZ", target
    )


def test_a_command_gives_back_every_figure_that_was_typed() -> None:
    asked = WhatIf(levels=(("threshold", (12345.678, 7500.0)),))
    words = shlex.split(asked.command("KAZ", TargetEmissions("KAZ", 2035, 300.0, 345.67891, 400.0)))
    assert "2035:300:345.67891:400" in words and "threshold=12345.678,7500" in words
    assert parse(["threshold=12345.678,7500"], Parameters()).levels == dict(asked.levels)


def test_a_file_that_the_system_does_not_open_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be opened"):
        read_emissions(tmp_path / ("long" * 100))


READ_AS_EMISSIONS = {"caps-header.csv", "reference-good-emissions.csv", "unit-iamc.csv", "with-world-row.csv"}
REFUSED = {
    "year-twice.csv": "2030",
    "only-a-part.csv": "Emissions|Kyoto Gases",
    "kt-as-mt.csv": "KAZ",
    "mt-as-kt.csv": "KAZ",
}


@pytest.mark.skipif(not CASES.is_dir(), reason="the files that people brought are not at hand")
def test_files_that_people_brought_answer_as_they_must() -> None:
    inputs = load_inputs()
    paths, emissions = (CASES / "reference-good.csv", CASES / "reference-good-emissions.csv")
    (path,), figures = read_pathways(paths).values(), read_emissions(emissions)
    with_own_source(inputs, figures, "own")
    for file in sorted(CASES.glob("*.[cx][sl]*")):
        if file.name in REFUSED:
            with pytest.raises(PathwaysError) as caught:
                with_own_source(
                    inputs, read_emissions(file), "own"
                ) if "-as-" in file.name else read_pathways(file)
            assert REFUSED[file.name] in str(caught.value)
            assert all(
                file.name in caught.value.in_language(code) or "KAZ" in str(caught.value)
                for code in LANGUAGES
            )
        elif file.name in READ_AS_EMISSIONS:
            assert read_emissions(file).value.tolist() == figures.value.tolist(), file.name
        else:
            (found,) = read_pathways(file).values()
            assert np.array_equal(found.years, path.years) and np.array_equal(found.values, path.values), (
                file.name
            )


@pytest.mark.parametrize(
    ("act", "content"),
    [
        pytest.param(
            read_pathways, f"{HEAD}\n{PATH}\n" + "x\n" * 200_000, id="notes", marks=pytest.mark.whole
        ),
        pytest.param(
            read_emissions,
            EMISSIONS + "World,2022,50000,Mt CO2e\n" * 80_000,
            id="totals",
            marks=pytest.mark.whole,
        ),
        pytest.param(
            read_pathways,
            f"{HEAD}\n" + "".join(PATH.replace("Steep", f"Steep {n}") + "\n" for n in range(5_000)),
            id="paths",
        ),
    ],
)
def test_many_lines_cost_little_and_are_said_in_few_words(act: Any, content: str) -> None:
    began = time.process_time()
    try:
        said = " ".join(note.said("en") for note in act(OwnFile("mine.csv", content.encode())).notes)
    except PathwaysError as error:
        said = str(error)
    assert len(said) < 600 and time.process_time() - began < 5

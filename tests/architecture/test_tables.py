"""The tables of ARCHITECTURE.md say what the code does."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tamyr.config.rooms import ROOMS
from tests.architecture import plan

TEXT = (plan.ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
SCIENCE = plan.ROOT / "src" / "climate_pathways"
CONFIG = plan.PLATFORM / "config"
ONCE = "What is there once"
# So many words alike, one after the other, are no chance.
ALIKE = 8
SPAN = re.compile(r"`([^`]+)`")


def section(heading: str) -> str:
    _before, _heading, rest = TEXT.partition(f"\n## {heading}\n")
    return rest.partition("\n## ")[0]


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading, without its head."""
    lines = [line for line in section(heading).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def spans(cell: str) -> list[str]:
    return SPAN.findall(cell)


def parts_of(layer: str) -> set[str]:
    return {part.strip(" ()") for part in layer.split("|")}


# --- the science ------------------------------------------------------------------------------


def test_the_folders_of_the_science_are_those_of_the_contract_in_its_order() -> None:
    listed = [spans(row[0])[0].rstrip("/") for row in rows("The science in nine folders")]
    layers = [part.strip() for layer in plan.contracts()["science"]["layers"] for part in layer.split("|")]
    assert ["cli", *listed] == layers
    assert sorted(listed) == sorted(
        path.name for path in SCIENCE.iterdir() if (path / "__init__.py").exists()
    )


@pytest.mark.parametrize("row", rows("The science in nine folders"), ids=lambda row: row[0].strip("`/"))
def test_the_table_names_what_a_folder_of_the_science_holds(row: list[str]) -> None:
    folder = SCIENCE / spans(row[0])[0]
    listed = {name for name in spans(row[1]) if name != "pathways"}
    there = {f"{path.name}/" for path in folder.iterdir() if (path / "__init__.py").exists()}
    is_listed_whole = not row[1].startswith("one ")
    if is_listed_whole:
        there |= {path.stem for path in folder.glob("*.py") if path.stem != "__init__"}
    assert sorted(listed - there) == [], "named in ARCHITECTURE.md, and not there"
    assert sorted(there - listed) == [], "not named in ARCHITECTURE.md"


# --- rooms ------------------------------------------------------------------------------------


def kinds(cell: str) -> set[str]:
    return {span.rstrip("/").removesuffix(".py") for span in spans(cell)}


@cache
def layers() -> dict[str, int]:
    """Return the kinds of files by the layer of the contract they stand in, the uppermost first."""
    plans = plan.contracts()["room-plan"]["layers"]
    return {kind: number for number, layer in enumerate(plans) for kind in parts_of(layer)}


def test_the_plan_of_a_room_is_that_of_the_contract() -> None:
    *table, beside = rows("The plan of a room")
    assert {kind for row in table for kind in kinds(row[0])} == layers().keys()
    in_order = [{layers()[kind] for kind in kinds(row[0])} for row in table]
    assert all(len(places) == 1 for places in in_order), "a row names files of several layers"
    assert in_order == sorted(in_order, key=min)
    assert kinds(beside[0]) == {"templates/<room>", "static/<room>", "tests", "migrations"}


def test_what_a_file_may_import_lies_below_it() -> None:
    for row in rows("The plan of a room")[:-1]:
        own = min(layers()[kind] for kind in kinds(row[0]))
        within = set(re.findall(r"[a-z_]+", row[2].replace("upstream services", ""))) & layers().keys()
        assert [kind for kind in within if layers()[kind] <= own] == [], row


def test_the_flow_names_every_room_and_no_other() -> None:
    flow = TEXT.split("```")[1]
    named = set(re.findall(r"\b[a-z]+\b", re.sub(r"\([^)]*\)|under all of them|over all of them", "", flow)))
    assert {room.name for room in ROOMS} <= named
    assert {name for name in named if len(name) > 1} - set(plan.stages()) <= {"record", "new"}


# --- rules ------------------------------------------------------------------------------------


def test_every_contract_and_every_test_of_the_house_is_in_the_table_of_rules() -> None:
    named = [span for row in rows("Rules that programs check") for span in spans(row[1])]
    contracts = {re.sub(r"^\w+-doors$", "<room>-doors", name) for name in plan.contracts()}
    tests = {f"tests/architecture/{file.name}" for file in Path(__file__).parent.glob("test_*.py")}
    elsewhere = {name for name in named if name.startswith("tests/house/")}
    assert sorted(name for name in elsewhere if not (plan.ROOT / name).exists()) == []
    assert set(named) - elsewhere == contracts | tests


# --- what is there once -----------------------------------------------------------------------


def test_each_name_stands_once_in_the_list_of_what_is_there_once() -> None:
    """Two halves of a merge would tell whoever looks for one place of two."""
    names = [(name, *row[2:]) for row in rows(ONCE) for name in spans(row[1])]
    assert len(names) > 60
    assert [name for name, count in Counter(names).items() if count > 1] == []
    prose = "\n".join(line for line in section(ONCE).splitlines() if not line.startswith("|"))
    functions = [name for name in spans(prose) if re.fullmatch(r"\w+(\.\w+)+", name)]
    assert "services.delivering.record_event" in functions
    assert [name for name, count in Counter(functions).items() if count > 1] == []


@pytest.mark.parametrize("heading", re.findall(r"^## (.+)$", TEXT, re.MULTILINE))
def test_nothing_is_said_twice_in_a_section(heading: str) -> None:
    words = section(heading).split()
    runs = Counter(zip(*(words[start:] for start in range(ALIKE)), strict=False))
    assert [" ".join(run) for run, count in runs.items() if count > 1] == []


# --- the house itself -------------------------------------------------------------------------


def test_every_file_of_the_house_itself_is_in_its_table() -> None:
    table = rows("The house itself")
    listed = [span for row in table for span in spans(row[0])]
    there = [path.name for path in CONFIG.glob("*.py") if path.stem != "__init__"]
    folders = [f"{path.name}/" for path in CONFIG.iterdir() if (path / "__init__.py").exists()]
    assert sorted(listed) == sorted([*there, *folders])
    (settings,) = (row[1] for row in table if spans(row[0]) == ["settings/"])
    assert set(spans(settings)) == {path.stem for path in (CONFIG / "settings").glob("*.py")} - {"__init__"}


def test_every_variable_that_the_settings_read_is_in_the_table() -> None:
    settings = "".join(file.read_text(encoding="utf-8") for file in CONFIG.rglob("*.py"))
    read = set(re.findall(r'environ, "([A-Z_]+)"|environ(?:\.get\(|\[)"([A-Z_]+)"', settings))
    variables = {
        name for pair in read for name in pair if name.startswith("TAMYR_") or name == "DATABASE_URL"
    }
    assert {spans(row[0])[0] for row in rows("What a person may set")} == {*variables, "PORT"}

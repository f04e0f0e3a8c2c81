"""Every reader takes its provider's file, and refuses a damaged one in a sentence."""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from tests.science.sources.examples import BY_NAME, EXAMPLES, Example, write
from tests.science.sources.faults import FAULTS, Fault

from climate_pathways.charts import map as map_of_the_region
from climate_pathways.core.errors import TableError
from climate_pathways.figures import sources

# Readers tested elsewhere, and why.
EXCEPTIONS = {
    "owid.read": "the layout that the readers of Our World in Data's charts share",
    "own_tables.read_own_table": "what readers of people’s own files share: test_own_files.py",
    "text_files.read_bytes": "what all readers share",
    "text_files.read_csv": "what all readers share",
    "text_files.read_text": "what all readers share",
    "wide.read_wide": "the layout of files with a column per year",
    "natural_earth.read": "the atlas: test_damaged_boundaries.py",
}
# What a reader alone notices is tried of each on every change; the rest, where layouts differ, of one of each.
OF_EACH_READER = {"a column renamed", "another scale", "text for a number", "cut off after some countries"}
OF_EACH_LAYOUT = {
    example.kind: example.name for example in reversed(EXAMPLES) if not example.file.startswith("own/")
}


def marks_of(example: Example, fault: Fault) -> tuple[pytest.MarkDecorator, ...]:
    is_telling = example.name in OF_EACH_LAYOUT.values() or example.file.startswith("own/")
    return () if is_telling or fault.name in OF_EACH_READER else (pytest.mark.whole,)


CASES = [
    pytest.param(example, fault, id=f"{example.name}: {fault.name}", marks=marks_of(example, fault))
    for example in EXAMPLES
    for fault in FAULTS
    if fault.damage(example) is not None
]


def public_readers() -> Iterator[str]:
    places = [
        (package, entry)
        for package in (sources, map_of_the_region)
        for entry in pkgutil.iter_modules(package.__path__)
    ]
    for package, entry in places:
        module = import_module(f"{package.__name__}.{entry.name}")
        for name, _ in inspect.getmembers(module, inspect.isfunction):
            act = getattr(module, name)
            takes_a_file = name.startswith("read") and "path" in list(inspect.signature(act).parameters)[:1]
            if takes_a_file and act.__module__ == module.__name__:
                yield f"{entry.name}.{name}"


def refusal(example: Example, folder: Path) -> TableError:
    """Read a damaged file and return the error, checked for what every error must do."""
    with pytest.raises(TableError) as caught:
        example.read_from(folder)
    error = caught.value
    english, russian = error.in_language("en"), error.in_language("ru")
    assert error.file == Path(example.file).name
    assert error.file in english and error.file in russian
    assert english != russian
    assert "{" not in english.replace(repr(error.value), "") and str(folder) not in english
    for place in (error.row, error.column):
        assert place is None or (str(place) in english and str(place) in russian)
    return error


def test_no_reader_is_forgotten() -> None:
    listed = {f"{example.act.__module__.rpartition('.')[2]}.{example.act.__name__}" for example in EXAMPLES}
    assert set(public_readers()) == listed | EXCEPTIONS.keys()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_reads_a_good_file(example: Example, tmp_path: Path) -> None:
    write(tmp_path, {**example.beside, example.file: example.content()})
    assert len(example.read_from(tmp_path)) > 0


@pytest.mark.parametrize(("example", "fault"), CASES)
def test_refuses_a_damaged_file(example: Example, fault: Fault, tmp_path: Path) -> None:
    write(tmp_path, {**example.beside, example.file: fault.file_of(example)})
    error = refusal(example, tmp_path)
    assert fault.says in str(error)
    for name in fault.names:
        assert getattr(error, name) is not None
    if fault.name == "a column renamed":
        assert example.column in str(error)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_says_that_a_file_is_missing(example: Example, tmp_path: Path) -> None:
    write(tmp_path, example.beside)
    assert "there is no such file or folder" in str(refusal(example, tmp_path))


def test_names_row_column_and_value_of_a_bad_figure(tmp_path: Path) -> None:
    example = BY_NAME["jones.read_by_gas"]
    write(tmp_path, {example.file: example.encode(example.grid.with_cell("Methane", "n/a", row=4))})
    error = refusal(example, tmp_path)
    assert (error.file, error.row, error.column, error.value) == (
        "ghg-emissions-by-gas.csv",
        6,
        "Methane",
        "n/a",
    )
    assert "row 6, column “Methane”" in str(error) and "'n/a'" in str(error)

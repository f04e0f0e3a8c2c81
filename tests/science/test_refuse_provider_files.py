"""New provider files that lose a year, lack a column or lie elsewhere are refused by name, and nothing is written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.science.sources.examples import BY_NAME
from tests.science.sources.layouts import Grid
from tests.science.updating import SECTORS, Output, contents, rewrite, update

from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.snapshot.snapshot import REGION_FILE

POPULATION = BY_NAME["gapminder.read_population"]


def without(*cells: str | int) -> Callable[[Grid], Grid]:
    """Return the change that drops rows with all of these cells."""
    return lambda grid: grid.with_rows([row for row in grid.rows if not set(cells) <= set(row)])


@pytest.mark.parametrize(
    ("language", "says"), [("ru", "пропали"), pytest.param("en", "gone", marks=pytest.mark.whole)]
)
def test_refuses_to_lose_a_year_of_the_twelve_unless_it_is_accepted(
    language: str, says: str, provider_folder: Path, old_snapshot: Path, capsys: Output
) -> None:
    rewrite(provider_folder, POPULATION, without("kaz", 2018))
    before = contents(old_snapshot.parent)
    assert update(provider_folder, old_snapshot, language=language) == 1
    printed = capsys.readouterr()
    assert "KAZ gapminder population 2018" in printed.err and says in printed.err
    assert "2018" in printed.out and "Traceback" not in printed.err
    assert contents(old_snapshot.parent) == before
    assert update(provider_folder, old_snapshot, "--accept-losses", language=language) == 0
    series = snapshot.verify(old_snapshot).series("KAZ", "gapminder", "population")
    assert series is not None and series.first_year == 2019


def test_a_dry_run_shows_losses_without_refusing(
    provider_folder: Path, old_snapshot: Path, capsys: Output
) -> None:
    rewrite(provider_folder, POPULATION, without("kaz", 2018))
    assert update(provider_folder, old_snapshot, "--dry-run") == 0
    printed = capsys.readouterr().out
    assert "VANISHED years: 2018" in printed and "--accept-losses" in printed


def test_another_country_may_vanish_and_is_named(
    provider_folder: Path, old_snapshot: Path, capsys: Output
) -> None:
    rewrite(provider_folder, SECTORS, without("FRA"))
    assert update(provider_folder, old_snapshot) == 0
    assert "VANISHED: 1 (FRA)" in capsys.readouterr().out


REFUSALS: dict[str, tuple[Callable[[Grid], Grid], str]] = {
    "a renamed column": (lambda grid: grid.renamed("transport"), "the column “transport” is missing"),
    "another unit": (lambda grid: grid.times(1e-6), "the unit may have changed"),
    "a vanished country": (without("KAZ"), "there are no figures for KAZ"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_bad_file_is_named_and_nothing_is_written(
    name: str, provider_folder: Path, old_snapshot: Path, capsys: Output
) -> None:
    change, says = REFUSALS[name]
    rewrite(provider_folder, SECTORS, change)
    before = contents(old_snapshot.parent)
    assert update(provider_folder, old_snapshot, "--accept-losses") == 1
    printed = capsys.readouterr()
    assert says in printed.err and Path(SECTORS.file).name in printed.err
    assert printed.out == "" and "Traceback" not in printed.err
    assert contents(old_snapshot.parent) == before


def test_refuses_a_wrong_folder(tmp_path: Path, old_snapshot: Path, capsys: Output) -> None:
    wrong = tmp_path / "downloads"
    wrong.mkdir()
    for folder in (wrong, tmp_path / "absent"):
        assert update(folder, old_snapshot) == 1
        printed = capsys.readouterr()
        assert folder.name in printed.err and "owid" in printed.err and printed.out == ""


def test_refuses_a_folder_that_lacks_a_file(
    provider_folder: Path, old_snapshot: Path, capsys: Output
) -> None:
    (provider_folder / SECTORS.file).unlink()
    assert update(provider_folder, old_snapshot) == 1
    printed = capsys.readouterr().err
    assert Path(SECTORS.file).name in printed and "there is no such file or folder" in printed


@pytest.mark.parametrize("threshold", ["-1", "nan", "inf"])
def test_refuses_a_threshold_that_makes_no_sense(
    threshold: str, provider_folder: Path, old_snapshot: Path, capsys: Output
) -> None:
    assert update(provider_folder, old_snapshot, f"--threshold={threshold}") == 1
    said = capsys.readouterr().err
    assert threshold.removeprefix("-") in said and "ghg-emissions-by-gas.csv" not in said


def test_refuses_to_compare_with_a_damaged_snapshot(
    provider_folder: Path, old_snapshot: Path, capsys: Output
) -> None:
    (old_snapshot / REGION_FILE).write_bytes(b"cut off")
    assert update(provider_folder, old_snapshot) == 1
    printed = capsys.readouterr().err
    assert REGION_FILE in printed and "pathways snapshot build" in printed

"""``pathways data update``: new provider files are checked, shown, and written whole or not at all."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.science.sources.examples import BY_NAME
from tests.science.sources.layouts import Grid
from tests.science.updating import FIRST_DAY, SECTORS, Output, contents, rewrite, update

from climate_pathways.core.tables import Series
from climate_pathways.core.wording import say_date
from climate_pathways.figures import level
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.snapshot.changes import compare, compare_series
from climate_pathways.figures.snapshot.pathways import Pathways

INVENTORIES = BY_NAME["unfccc_crt.read"]


def times(factor: float, column: str, code: str, year: int) -> Callable[[Grid], Grid]:
    """Return the change of one figure in a chart of one row per country and year."""

    def changed(grid: Grid) -> Grid:
        at = next(n for n, row in enumerate(grid.rows) if code in row and year in row)
        value = grid.rows[at][grid.header.index(column)]
        assert isinstance(value, float)
        return grid.with_cell(column, value * factor, at)

    return changed


# --- what it shows --------------------------------------------------------------------------


def test_says_that_nothing_has_changed(provider_folder: Path, old_snapshot: Path, capsys: Output) -> None:
    before = contents(old_snapshot.parent)
    assert update(provider_folder, old_snapshot) == 0
    printed = capsys.readouterr()
    assert "No figure has changed" in printed.out and say_date("en", FIRST_DAY) in printed.out
    assert "ghg-emissions-by-gas.csv" in printed.err
    assert contents(old_snapshot.parent) == before


def test_shows_a_figure_that_changed_and_writes_it(
    provider_folder: Path, old_snapshot: Path, capsys: Output
) -> None:
    rewrite(provider_folder, SECTORS, times(1.2, "transport", "KAZ", 2019))
    assert update(provider_folder, old_snapshot) == 0
    printed = capsys.readouterr().out
    assert "KAZAKHSTAN\n  Climate Watch, Mt CO₂e – Transport: changed by more than 5 %: 2019" in printed
    assert "+20" in printed and "Written" in printed and "ARMENIA" not in printed
    series = snapshot.verify(old_snapshot).series("KAZ", "climate-watch", "sector_transport")
    # The small files grow by one per cent of 2020 a year.
    assert series is not None
    assert series.at(2019) == pytest.approx(1.2 * 0.99 * float(series.at(2020) or 0), rel=1e-6)


@pytest.mark.parametrize(
    ("threshold", "shown"),
    [
        ("2", True),
        ("3.5", False),
        pytest.param("5", False, marks=pytest.mark.whole),
        pytest.param("0", True, marks=pytest.mark.whole),
    ],
)
def test_leaves_out_what_is_below_the_threshold(
    threshold: str, shown: bool, provider_folder: Path, old_snapshot: Path, capsys: Output
) -> None:
    rewrite(provider_folder, SECTORS, times(1.03, "transport", "KAZ", 2019))
    assert update(provider_folder, old_snapshot, "--threshold", threshold, "--dry-run") == 0
    printed = capsys.readouterr().out
    assert ("KAZAKHSTAN" in printed) is shown
    assert ("%: 1; changed by more" in printed) is not shown


def test_names_new_years(provider_folder: Path, old_snapshot: Path, capsys: Output) -> None:
    def more(grid: Grid) -> Grid:
        kazakhstan = next(row for row in grid.rows if row[:3] == ("Kaz", "KAZ", 2020))
        others = [("Fra", "FRA", 2021, *kazakhstan[3:]), ("Uzb", "UZB", 2021, *kazakhstan[3:])]
        return grid.with_rows([*grid.rows, *others])

    rewrite(provider_folder, SECTORS, more)
    assert update(provider_folder, old_snapshot, "--dry-run") == 0
    region, _, others = capsys.readouterr().out.partition("OTHER COUNTRIES")
    assert "UZBEKISTAN" in region and "new years: 2021" in region
    assert "Transport: new years: 1 (FRA)" in others


def of_kazakhstan(change: Callable[[float], float]) -> Callable[[Grid], Grid]:
    """Return the change of every figure of a country's inventory in its last year."""

    def changed(grid: Grid) -> Grid:
        iso, last = grid.header.index("iso"), len(grid.header) - 1
        for row, cells in enumerate(grid.rows):
            value = cells[last]
            if cells[iso] == "KAZ" and isinstance(value, float):
                grid = grid.with_cell(grid.header[last], change(value), row)
        return grid

    return changed


@pytest.mark.parametrize("language", ["ru", pytest.param("en", marks=pytest.mark.whole)])
def test_says_first_how_the_latest_level_of_a_country_moves(
    language: str, provider_folder: Path, old_snapshot: Path, capsys: Output
) -> None:
    rewrite(provider_folder, INVENTORIES, of_kazakhstan(lambda value: 1.2 * value))
    assert update(provider_folder, old_snapshot, "--dry-run", "--json") == 0
    (moved,) = json.loads(capsys.readouterr().out)["levels"]
    assert moved["place"] == "KAZ" and moved["before"]["year"] == moved["after"]["year"]
    assert moved["after"]["mt_co2e"] == pytest.approx(1.2 * moved["before"]["mt_co2e"], rel=1e-4)
    assert moved["before"]["source"] == moved["after"]["source"] == "unfccc-crt"
    assert update(provider_folder, old_snapshot, "--dry-run", language=language) == 0
    printed = capsys.readouterr().out.split("\n")
    place = printed.index("KAZAKHSTAN" if language == "en" else "КАЗАХСТАН")
    # The level of the country comes before the series that it is made of.
    assert "→" in printed[place + 1] and "CRT" in printed[place + 1]


def test_an_inventory_of_a_later_year_is_no_loss() -> None:
    def submission(year: int) -> Series:
        return Series(
            "KAZ", level.SUBMISSION, "year", level.NATIONAL, np.array([year]), np.array([year + 2.0])
        )

    moved = compare_series(submission(2022), submission(2023), 5.0)
    assert moved.new_years == (2023,) and moved.vanished_years == (2022,) and not moved.is_loss
    assert compare_series(submission(2022), None, 5.0).is_loss


def test_a_change_of_the_threshold_itself_is_not_above_it() -> None:
    def of(value: float) -> Series:
        return Series("KAZ", "ghg", "Mt CO2e", "climate-watch", np.array([2022]), np.array([value]))

    assert compare_series(of(100.0), of(105.0), 5.0).changed == ()
    assert [step.after for step in compare_series(of(100.0), of(105.5), 5.0).changed] == [105.5]
    assert [step.after for step in compare_series(of(100.0), of(94.5), 5.0).changed] == [94.5]


@pytest.mark.parametrize(
    ("source", "undated"),
    [
        ({}, ()),
        ({"inputs": ["other"]}, ("climate-watch",)),
        ({"edition": "2027"}, ()),
        ({"inputs": ["other"], "edition": "2027"}, ()),
        ({"id": "new", "inputs": ["other"]}, ()),
    ],
)
def test_other_files_under_the_edition_of_before_are_named(
    source: dict[str, object], undated: tuple[str, ...]
) -> None:
    entry: dict[str, object] = {"id": "climate-watch", "inputs": ["one"], "edition": "2026"}
    manifest = {"edition": "2026-01-02", "tables": {}}
    before, after = (
        snapshot.Snapshot({**manifest, "sources": [given]}, {}) for given in (entry, entry | source)
    )
    changes = compare((before, Pathways({})), (after, Pathways({})), threshold_percent=5.0)
    assert changes.undated == undated


def test_names_new_and_vanished_places(provider_folder: Path, old_snapshot: Path, capsys: Output) -> None:
    def as_germany(grid: Grid) -> Grid:
        rows = [row for row in grid.rows if "FRA" in row]
        return grid.with_rows(
            [*grid.rows, *(tuple("DEU" if cell == "FRA" else cell for cell in row) for row in rows)]
        )

    before = (provider_folder / SECTORS.file).read_bytes()
    rewrite(provider_folder, BY_NAME["regions.read"], as_germany)
    rewrite(provider_folder, SECTORS, as_germany)
    assert update(provider_folder, old_snapshot) == 0
    printed = capsys.readouterr().out
    assert "New places: DEU." in printed and "Transport: new: 1 (DEU)" in printed
    (provider_folder / SECTORS.file).write_bytes(before)
    assert update(provider_folder, old_snapshot) == 0
    assert "VANISHED places: DEU." in capsys.readouterr().out


def test_shows_the_same_in_russian(provider_folder: Path, old_snapshot: Path, capsys: Output) -> None:
    rewrite(provider_folder, SECTORS, times(1.2, "transport", "KAZ", 2019))
    assert update(provider_folder, old_snapshot, "--dry-run", language="ru") == 0
    printed = capsys.readouterr()
    assert "КАЗАХСТАН" in printed.out and "Транспорт: изменения больше 5 %: 2019" in printed.out
    assert "Ничего не записано" in printed.out and "читаю" in printed.err.lower()


def test_a_dry_run_writes_nothing(provider_folder: Path, old_snapshot: Path, capsys: Output) -> None:
    rewrite(provider_folder, SECTORS, times(1.2, "transport", "KAZ", 2019))
    before = contents(old_snapshot.parent)
    assert update(provider_folder, old_snapshot, "--dry-run") == 0
    assert "Nothing was written" in capsys.readouterr().out
    assert contents(old_snapshot.parent) == before


def test_gives_the_changes_as_json_and_csv(provider_folder: Path, old_snapshot: Path, capsys: Output) -> None:
    rewrite(provider_folder, SECTORS, times(1.2, "transport", "KAZ", 2019))
    assert update(provider_folder, old_snapshot, "--dry-run", "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["written"] is False and data["losses"] == 0 and data["threshold_percent"] == 5
    (one,) = data["series"]
    assert (one["place"], one["source"], one["unit"]) == ("KAZ", "climate-watch", "Mt CO2e")
    assert one["changed"][0]["year"] == 2019 and one["changed"][0]["percent"] == pytest.approx(20)
    assert update(provider_folder, old_snapshot, "--csv") == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["change"] == "changed" and row["place"] == "KAZ" and row["year"] == "2019"
    assert float(row["after"]) == pytest.approx(1.2 * float(row["before"]))


def test_a_figure_that_was_zero_has_no_percentage(
    provider_folder: Path, old_snapshot: Path, capsys: Output
) -> None:
    rewrite(provider_folder, SECTORS, times(0.0, "transport", "KAZ", 2019))
    assert update(provider_folder, old_snapshot, "--json") == 0
    capsys.readouterr()
    rewrite(provider_folder, SECTORS, lambda grid: grid)
    assert update(provider_folder, old_snapshot, "--dry-run", "--json") == 0
    (one,) = json.loads(capsys.readouterr().out)["series"]
    assert one["changed"][0]["before"] == 0 and one["changed"][0]["percent"] is None
    assert update(provider_folder, old_snapshot, "--dry-run") == 0
    assert "2019: 0 →" in capsys.readouterr().out


def test_reminds_that_a_new_file_needs_a_new_edition(
    provider_folder: Path, old_snapshot: Path, capsys: Output
) -> None:
    rewrite(provider_folder, SECTORS, times(1.001, "transport", "KAZ", 2019))
    assert update(provider_folder, old_snapshot) == 0
    assert "described with the former edition: Climate Watch." in capsys.readouterr().out


def test_the_global_paths_are_compared_too(provider_folder: Path, old_snapshot: Path, capsys: Output) -> None:
    budgets = BY_NAME["rcbs.read"]
    rewrite(provider_folder, budgets, lambda grid: grid.with_cell("budget", 300.0))
    assert update(provider_folder, old_snapshot, "--dry-run") == 0
    assert "one_2023|1.5p50|carbon_budget: changed by more than 5 %: 2023" in capsys.readouterr().out


# --- the real files -------------------------------------------------------------------------


@pytest.mark.trial
@pytest.mark.source_data
@pytest.mark.timeout(300)
def test_the_real_files_change_nothing_until_a_provider_revises_one(
    real_figures: Path, tmp_path: Path, capsys: Output
) -> None:
    origin, target = tmp_path / "providers", tmp_path / "snapshot"
    shutil.copytree(real_figures, origin, copy_function=shutil.copyfile)
    shutil.copytree(str(snapshot.shipped()), target)
    file = origin / SECTORS.file
    header, *rows = csv.reader(io.StringIO(file.read_text(encoding="utf-8")))
    transport = header.index("transport")
    for row in rows:
        if row[1:3] == ["UZB", "2020"]:
            row[transport] = str(1.5 * float(row[transport]))
    with file.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([header, *rows])
    assert update(origin, target, "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert [(series["place"], series["variable"]) for series in data["series"]] == [
        ("UZB", "sector_transport")
    ]
    assert [step["year"] for step in data["series"][0]["changed"]] == [2020]
    assert data["series_changed_slightly"] == 0 and data["series_unchanged"] > 9_000
    series = snapshot.verify(target).series("UZB", "climate-watch", "sector_transport")
    shipped = snapshot.region().series("UZB", "climate-watch", "sector_transport")
    assert series is not None and shipped is not None
    assert series.at(2020) == pytest.approx(1.5 * float(shipped.at(2020) or 0), rel=1e-6)

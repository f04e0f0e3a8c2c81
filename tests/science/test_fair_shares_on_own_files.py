"""Fair shares on a path or on figures of one’s own: taken as they are, or refused by name."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.science.assessed import FEW

from climate_pathways.core.errors import PathwaysError, TableError
from climate_pathways.fair_shares import allocation as fair_shares
from climate_pathways.fair_shares import own_files
from climate_pathways.fair_shares.global_paths import own_paths
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.own_source import with_own_source
from climate_pathways.figures.sources import iamc, own_emissions

PATH = "Model,Scenario,Region,Variable,Unit,2010,2020,2030,2050,2100\n"


def own_path(
    folder: Path, *figures: float, unit: str = "Mt CO2-equiv/yr", variable: str = "Emissions|Kyoto Gases"
) -> Path:
    file = folder / "paths.csv"
    cells = ",".join(str(figure) for figure in figures)
    file.write_text(
        f"{PATH}Mine,Steep,World,{variable},{unit},{cells}\nMine,Steep,Asia,{variable},{unit},{cells}\n"
    )
    return file


def test_takes_a_global_path_of_ones_own(tmp_path: Path, inputs: FairInputs) -> None:
    read = iamc.read(own_path(tmp_path, 50, 52, 20, 0, 0, unit="Gt CO2e/yr"))
    assert list(read) == ["Mine Steep"] and read["Mine Steep"].at(2020) == 52_000
    paths = own_paths(read)
    result = fair_shares.fair_shares(inputs, replace(FEW, levels={"path": ("Mine Steep",)}), own_paths=paths)
    assert result.at("grandfathering", "KAZ", 2050) == pytest.approx(0, abs=0.1)


def test_takes_a_global_path_from_a_workbook(tmp_path: Path) -> None:
    import openpyxl

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Model", "Scenario", "Region", "Variable", "Unit", 2010, 2020, 2030.0, 2100])
    sheet.append(["Mine", "Steep", "World", "Emissions|Kyoto Gases", "Mt CO2e/yr", 50_000, 52_000, None, 0])
    workbook.save(tmp_path / "paths.xlsx")
    found = iamc.read(tmp_path / "paths.xlsx")["Mine Steep"]
    assert found.years.tolist() == [2010, 2020, 2100] and found.at(2100) == 0


def test_a_path_that_never_declines_is_flagged(tmp_path: Path, inputs: FairInputs) -> None:
    paths = own_paths(iamc.read(own_path(tmp_path, 50_000, 52_000, 60_000, 70_000, 80_000)))
    result = fair_shares.fair_shares(inputs, replace(FEW, levels={"path": tuple(paths)}), own_paths=paths)
    assert "path-never-declines" in result.flags


@pytest.mark.parametrize(
    ("figures", "unit", "variable", "named"),
    [
        ((1, 2, 3, 4, 5), "Mt CH4/yr", "Emissions|Kyoto Gases", "Mt CH4/yr"),
        ((1, 2, 3, 4, 5), "Mt CO2e/yr", "Emissions|CO2", "Emissions|Kyoto Gases"),
    ],
)
def test_refuses_a_file_that_holds_no_path(
    figures: tuple[float, ...], unit: str, variable: str, named: str, tmp_path: Path
) -> None:
    with pytest.raises(TableError, match="paths.csv") as caught:
        iamc.read(own_path(tmp_path, *figures, unit=unit, variable=variable))
    assert named in str(caught.value).replace("\\", "")


@pytest.mark.parametrize("figures", [(-5, -5, 1, 1, 1), (0, 0, 0, 0, 0)])
def test_refuses_a_path_that_cannot_be_scaled(figures: tuple[float, ...], tmp_path: Path) -> None:
    with pytest.raises(PathwaysError, match="positive"):
        own_paths(iamc.read(own_path(tmp_path, *figures)))


def test_refuses_a_path_that_begins_too_late(tmp_path: Path) -> None:
    file = tmp_path / "late.csv"
    file.write_text(
        "Model,Scenario,Region,Variable,Unit,2025,2100\nMine,Late,World,Emissions|Kyoto Gases,Mt CO2e/yr,5,1\n"
    )
    with pytest.raises(PathwaysError, match="2019"):
        own_paths(iamc.read(file))


def own_source(folder: Path, rows: str) -> Path:
    file = folder / "emissions.csv"
    file.write_text("iso3,year,value,unit\n" + rows)
    return file


def test_takes_a_data_source_of_ones_own(tmp_path: Path, inputs: FairInputs) -> None:
    rows = "".join(f"KAZ,{year},400000,kt CO2e\n" for year in (2018, 2020, 2022))
    table = own_emissions.read(own_source(tmp_path, rows), with_land_use=False)
    more = with_own_source(inputs, table, "own")
    row = more.position("KAZ")
    assert more.emissions["own"][row, -5:] == pytest.approx([400] * 5)
    assert "not-in-own-source" in more.flags["UKR"]
    assert "not-in-own-source" not in more.flags.get("KAZ", ())
    result = fair_shares.fair_shares(more, replace(FEW, levels={"source": ("own",), "gwp": ("AR6GWP100",)}))
    assert result.at("grandfathering", "KAZ", 2030) > 200


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ("KAZ,2022,-5,Mt CO2e\n", "negative"),
        ("KAZ,2022,5,Mt CO2\n", "unit"),
        ("Atlantis,2022,5,Mt CO2e\n", "code"),
        ("XXX,2022,5,Mt CO2e\n", "code"),
        ("KAZ,2022,much,Mt CO2e\n", "number"),
        ("KAZ,2022,nan,Mt CO2e\n", "finite"),
        ("", "no figures"),
    ],
)
def test_refuses_bad_figures_of_ones_own(rows: str, named: str, tmp_path: Path) -> None:
    with pytest.raises(TableError, match=named):
        own_emissions.read(own_source(tmp_path, rows), with_land_use=False)


@pytest.mark.parametrize("rows", ["KAZ,2021,5,Mt CO2e\nKAZ,2022,5,Mt CO2e\n", "KAZ,1990,5,Mt CO2e\n"])
def test_refuses_figures_of_ones_own_that_miss_the_needed_years(
    rows: str, tmp_path: Path, inputs: FairInputs
) -> None:
    table = own_emissions.read(own_source(tmp_path, rows), with_land_use=False)
    with pytest.raises(PathwaysError, match="cover|none of the countries"):
        with_own_source(inputs, table, "own")


def test_a_file_given_for_the_other_kind_is_told_where_it_belongs(tmp_path: Path) -> None:
    paths, emissions = own_path(tmp_path, 50, 52, 20, 0, 0, unit="Gt CO2e/yr"), tmp_path / "own.csv"
    emissions.write_text("iso3,year,value,unit\nKAZ,2020,350,Mt CO2e\n")
    with pytest.raises(TableError, match="these are global paths.* by --path"):
        own_files.read(None, paths)
    with pytest.raises(TableError, match="these are emissions of countries.* by --source"):
        own_files.read(emissions, None)
    emissions.write_text("iso3,year,unit\nKAZ,2020,Mt CO2e\n")
    with pytest.raises(TableError, match="the column “value” is missing"):
        own_files.read(None, emissions)

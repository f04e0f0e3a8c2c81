"""A person contradicts themselves, or names what is not there: told with its place, never skipped."""

import os
from pathlib import Path

import pytest

from climate_pathways.cli import main
from climate_pathways.fair_shares import Parameters
from climate_pathways.fair_shares.settings import parse, several_as_typed
from climate_pathways.figures.snapshot.snapshot import REGION_FILE, shipped
from climate_pathways.figures.sources.own_emissions import read
from climate_pathways.figures.sources.text_files import OwnFile

Output = pytest.CaptureFixture[str]
LONG = "long" * 75
REFUSED = {
    "assess --all --to D --csv": "--csv is for one country",
    "assess --all --to D --json": "--json is for one country",
    "assess KAZ --to D": "--to goes with --all",
    "assess KAZ --set threshold=7500 --set threshold=8000": "threshold is set twice",
    "fair KAZ --set path=ssp119,ssp119": "path names ssp119 twice",
    "fair KAZ --set threshold=7500,7500.0": "threshold names 7,500 twice",
    "fair KAZ --set principles=ability_to_pay,ability_to_pay": "principles names ability_to_pay twice",
    "fair KAZ --set threshold=-1": "threshold cannot be −1. ",
    "fair KAZ --target 2035:1e30": "'2035:1e30' is not a target",
    "fair KAZ --path gone.csv": "Expected: the name and folder of a file that is there.",
    "fair KAZ --source pipe": "file pipe: this is a device or a pipe",
    "brief KAZ --out x.html": "Add --html",
    "brief KAZ --out x.doc": "x.doc would hold PDF, though its ending says otherwise. Name a file that ends in .pdf.",
    "brief KAZ --html --out x.doc": "Name a file that ends in .html.",
    "brief KAZ --html --out b.PDF": "Leave --html out",
    "snapshot verify --in gone": "The folder gone holds no snapshot of figures that can be read (manifest.json",
    "snapshot verify --in file": "The folder file holds no snapshot",
    "data update --from . --in gone": "The folder gone holds no snapshot",
    f"snapshot build --from {LONG} --to new": f"{LONG}: the name is too long",
    f"snapshot verify --in {LONG}": "the name is too long",
    "snapshot verify --in deep": "manifest.json of the snapshot of figures is damaged",
    "diff deep/manifest.json deep/manifest.json": "manifest.json: this is not an assessment",
    "diff file file": "file: this is not an assessment, or one of another release: it cannot be read",
    "map build --from deep/manifest.json --to new": "file manifest.json: the file is not readable JSON.",
    "assess KAZ --set draws=99999999999999999999": "between 1 and 50,000, not 99999999999999999999.",
    "fair KAZ --set threshold=7,500": "Write 7500 for one, 7.0,500 for several.",
    "assess KAZ --set threshold=0,2,500": "Write 0,2500 for one, 0,2.0,500 for several.",
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_contradicts_or_is_not_there_is_refused_with_its_place(
    line: str, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    os.mkfifo("pipe")
    Path("deep").mkdir()
    Path("deep", "manifest.json").write_text("[" * 100_000, encoding="utf-8")
    assert main([*line.split(), "--lang", "en"]) == 1
    said = capsys.readouterr()
    assert said.out == "" and REFUSED[line] in said.err and "Reinstall" not in said.err.split("damaged")[0]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["deep", "file", "pipe"]


@pytest.mark.parametrize(
    "words",
    [
        ["brief", "KAZ", "--out", ""],
        ["diff", "", ""],
        ["snapshot", "build", "--from", ""],
        ["fair", "KAZ", "--path", ""],
        ["assess", "--all", "--to", ""],
    ],
)
def test_an_empty_name_is_not_this_folder(
    words: list[str], tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="2"):
        main([*words, "--lang", "en"])
    assert "the name is empty" in capsys.readouterr().err and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("levels", [(7.0, 500.0), (100.0, 200.0, 300.0), (0.0, 2.0, 500.0), (0.25, 500.0)])
def test_several_numbers_are_written_so_that_they_are_read_back(levels: tuple[float, ...]) -> None:
    typed = f"threshold={several_as_typed(levels)}"
    assert parse([typed], Parameters()).levels == {"threshold": levels}


def test_a_table_that_does_not_open_is_named_with_its_folder(tmp_path: Path, capsys: Output) -> None:
    for file in Path(str(shipped())).iterdir():
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / REGION_FILE).unlink()
    (tmp_path / REGION_FILE).mkdir()
    assert main(["snapshot", "verify", "--in", str(tmp_path), "--lang", "en"]) == 1
    assert f"The folder {tmp_path} holds" in (said := capsys.readouterr().err) and REGION_FILE in said


def test_years_that_nothing_is_computed_from_are_told() -> None:
    rows = "".join(f"KAZ,{year},300,Mt CO2e\n" for year in (1849, 1850, 2022, 2035, 2100))
    (note,) = read(OwnFile("own.csv", f"iso3,year,value,unit\n{rows}".encode())).notes
    assert note.said("en") == (
        "Figures for years before 1850 or after 2022 are not used: 3 (1849, 2035, 2100)."
    )

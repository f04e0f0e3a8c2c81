"""The assessments of all countries go to a folder: whole files, also after an interruption."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.science.assessed import FEW

from climate_pathways.assessment import all_countries as assess_all
from climate_pathways.assessment.assessment import Assessment
from climate_pathways.cli import main
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError
from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.fair_shares.own_files import OwnFiles

Output = pytest.CaptureFixture[str]
FEW_SET = ("--set", "draws=300", "--as-of", "2026")


@pytest.mark.whole
def test_all_countries_go_to_a_folder_with_progress(tmp_path: Path, capsys: Output) -> None:
    assert main(["assess", "--all", "--to", str(tmp_path), "--lang", "en", *FEW_SET]) == 0
    printed = capsys.readouterr()
    assert printed.err.splitlines()[-1] == "12/12 Uzbekistan"
    assert {line.split()[0] for line in printed.out.splitlines()} == set(COUNTRIES)
    assert {file.name for file in tmp_path.iterdir()} == {
        assess_all.INDEX,
        *(f"{iso3}.json" for iso3 in COUNTRIES),
    }
    again = main(["assess", "--all", "--to", str(tmp_path), "--lang", "ru", *FEW_SET])
    assert again == 0 and capsys.readouterr().err.count("уже есть") == len(COUNTRIES)


def run(
    folder: Path, told: list[tuple[str, bool]], stop_after: int = 99, parameters: Parameters = FEW
) -> None:
    def progress(iso3: str, was_there: bool) -> None:
        told.append((iso3, was_there))
        if len([country for country in told if not country[1]]) >= stop_after:
            raise KeyboardInterrupt

    countries = ("ARM", "KAZ", "UZB")
    assess_all.assess_all(
        countries, folder, parameters=parameters, as_of=2026, own_files=OwnFiles(), progress=progress
    )


def test_an_interrupted_run_leaves_whole_files_and_goes_on(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, [], stop_after=2)
    whole = [file for file in tmp_path.glob("*.json") if file.name != assess_all.INDEX]
    assert len(whole) == 2 and all(Assessment.from_json(file.read_bytes()) for file in whole)
    told: list[tuple[str, bool]] = []
    run(tmp_path, told)
    assert told == [("ARM", True), ("KAZ", True), ("UZB", False)]


@pytest.mark.whole
def test_a_damaged_file_or_other_parameters_are_computed_anew(tmp_path: Path) -> None:
    run(tmp_path, [])
    (tmp_path / "KAZ.json").write_text("{", "utf-8")
    told: list[tuple[str, bool]] = []
    run(tmp_path, told)
    assert dict(told) == {"ARM": True, "KAZ": False, "UZB": True}
    index = json.loads((tmp_path / assess_all.INDEX).read_bytes())
    index |= {"ARM": "damaged", "UZB": {name: index["UZB"][name] for name in ("inputs", "sha256")}}
    (tmp_path / assess_all.INDEX).write_text(json.dumps(index), "utf-8")
    again: list[tuple[str, bool]] = []
    run(tmp_path, again)
    assert dict(again) == {"ARM": False, "KAZ": True, "UZB": False}
    others: list[tuple[str, bool]] = []
    run(tmp_path, others, parameters=Parameters(draws=200))
    assert not any(was_there for _, was_there in others)


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file", "utf-8")
    with pytest.raises(PathwaysError, match="taken"):
        run(taken, [])


@pytest.mark.whole
def test_a_killed_run_is_taken_up(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "climate_pathways.cli",
        "assess",
        "--all",
        "--to",
        str(tmp_path),
        *FEW_SET,
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as program:
        assert program.stderr
        for line in program.stderr:
            if line.startswith("3/12"):
                program.kill()
                break
    written = [*tmp_path.glob("[A-Z]*.json")]
    assert written and all(Assessment.from_json(file.read_bytes()) for file in written)
    finished = subprocess.run(command, capture_output=True, text=True, check=True)
    assert len(finished.stdout.splitlines()) == len(COUNTRIES)


def test_a_folder_in_one_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(PathwaysError, match=r"There is no folder .*missing. Make it first"):
        run(tmp_path / "missing" / "made", [])
    assert list(tmp_path.iterdir()) == []

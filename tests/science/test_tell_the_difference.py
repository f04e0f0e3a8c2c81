"""``pathways diff OLD NEW``, as the keeper of a country's file runs it after an update."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.science.assessed import FEW, Assessments

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.making import assessment_inputs
from climate_pathways.assessment.numbers.row import SHARES
from climate_pathways.cli import main
from climate_pathways.fair_shares.result import OVERALL

Output = pytest.CaptureFixture[str]


def assessed_by(*principles: str) -> Assessment:
    parameters = replace(FEW, principles=principles)
    return assessment_inputs(["UZB"], as_of=2026, parameters=parameters).assess("UZB")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("assessments")
    old, new = folder / "old.json", folder / "new.json"
    old.write_text(Assessments()["UZB"].as_json(), "utf-8")
    new.write_text(assessed_by("ability_to_pay", "grandfathering").as_json(), "utf-8")
    return old, new


def run(*arguments: object) -> int:
    return main(["diff", *(str(argument) for argument in arguments), "--lang", "en"])


def test_it_says_what_changed_and_why(files: tuple[Path, Path], capsys: Output) -> None:
    assert run(*files) == 0
    said = capsys.readouterr().out
    assert said.startswith("UZBEKISTAN") and "other parameters" in said
    assert "→" in said and "Mt CO₂e" in said


def test_the_same_file_twice_has_no_difference(files: tuple[Path, Path], capsys: Output) -> None:
    assert run(files[0], files[0]) == 0
    said = capsys.readouterr().out
    assert "made of the same" in said and "Nothing changed" in said


def test_it_speaks_russian(files: tuple[Path, Path], capsys: Output) -> None:
    assert main(["diff", *map(str, files), "--lang", "ru"]) == 0
    assert "УЗБЕКИСТАН" in capsys.readouterr().out


def test_every_change_is_a_row_or_an_object(files: tuple[Path, Path], capsys: Output) -> None:
    assert run(*files, "--csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert run(*files, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert len(rows) == len(found["changes"]) > 10
    assert {row["reasons"] for row in rows if row["chapter"] == SHARES} == {"parameters"}


def test_a_higher_threshold_shows_less(files: tuple[Path, Path], capsys: Output) -> None:
    counts = []
    for threshold in (0, 50):
        assert run(*files, "--threshold", threshold, "--csv") == 0
        counts.append(len(capsys.readouterr().out.splitlines()))
    assert counts[0] > counts[1] > 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("absent.json", None, "absent.json cannot be read"),
        ("empty.json", b"", "not an assessment"),
        ("other.json", b'{"iso3": "UZB"}', "not an assessment"),
        ("picture.json", b"\x89PNG\xff", "not an assessment"),
    ],
)
def test_what_is_no_assessment_is_refused_by_its_name(
    files: tuple[Path, Path], tmp_path: Path, capsys: Output, name: str, content: bytes | None, words: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    assert run(files[0], file) == 1
    said = capsys.readouterr()
    assert words in said.err and name in said.err and said.out == ""


@pytest.mark.parametrize("threshold", [-1, 101])
def test_a_threshold_out_of_bounds_is_refused(
    files: tuple[Path, Path], capsys: Output, threshold: int
) -> None:
    assert run(*files, "--threshold", threshold) == 1
    assert "between 0 and 100" in capsys.readouterr().err


def test_a_number_that_became_zero_is_no_empty_cell(
    files: tuple[Path, Path], tmp_path: Path, capsys: Output
) -> None:
    found = json.loads(files[0].read_text("utf-8"))
    found["judged"][0]["gaps"][OVERALL]["gap_low"] = 0.0
    (tmp_path / "zero.json").write_text(json.dumps(found), "utf-8")
    assert run(files[0], tmp_path / "zero.json", "--csv") == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["item"] == "gap" and row["new"] == "0.0"

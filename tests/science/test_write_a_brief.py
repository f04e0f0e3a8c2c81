"""The command writes a brief whole or not at all, and says where or why not."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.science.assessed import Assessments

from climate_pathways.cli import main
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.written_file import ensure_writable
from climate_pathways.exports.brief.content import brief
from climate_pathways.figures.snapshot.snapshot import region

Output = pytest.CaptureFixture[str]
# Who the system takes for nobody in particular.
NOBODY = 65534


@pytest.mark.parametrize(
    ("form", "beginning"),
    [((), b"%PDF-"), pytest.param(("--html",), b"<!doctype html>", marks=pytest.mark.whole)],
)
def test_the_command_writes_a_file_and_says_where(
    form: tuple[str, ...], beginning: bytes, tmp_path: Path, capsys: Output
) -> None:
    target = tmp_path / "uzbekistan"
    given = ["brief", "uzb", "--lang", "ru", "--as-of", "2026", "--set", "draws=200", *form]
    assert main([*given, "--out", str(target)]) == 0
    assert "Записано" in capsys.readouterr().out
    assert target.read_bytes().startswith(beginning)
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_place_that_cannot_be_written_is_named_before_any_work(
    language: str, tmp_path: Path, capsys: Output
) -> None:
    for place in (tmp_path / "nowhere" / "brief.pdf", tmp_path):
        assert main(["brief", "KAZ", "--lang", language, "--out", str(place)]) == 1
        printed_ = capsys.readouterr()
        assert printed_.out == "" and str(tmp_path) in printed_.err and "Traceback" not in printed_.err
        assert "draws" not in printed_.err and "сочетаний" not in printed_.err
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def anybodys_folder() -> Iterator[Path]:
    """A folder where everybody may write, and a process of somebody who may not write everywhere."""
    is_superuser = os.getuid() == 0
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        # Of whoever started a process the system is asked what they may; what it reads, it reads as before.
        if is_superuser:
            os.setreuid(NOBODY, -1)
        yield Path(folder)
        if is_superuser:
            os.setreuid(0, -1)


def test_a_file_that_may_not_be_written_stays_as_it_was(anybodys_folder: Path, capsys: Output) -> None:
    target = anybodys_folder / "brief.pdf"
    target.write_text("before")
    target.chmod(0o666)
    ensure_writable(target)
    target.chmod(0o444)
    assert main(["brief", "KAZ", "--lang", "en", "--out", str(target)]) == 1
    assert "may not write" in capsys.readouterr().err and target.read_text() == "before"


def test_a_disk_that_is_full_leaves_nothing_half_written(tmp_path: Path) -> None:
    from climate_pathways.core import written_file
    from climate_pathways.core.errors import PathwaysError

    target = tmp_path / ("long" * 63 + ".pdf")
    with pytest.raises(PathwaysError, match="could not be written"):
        written_file.write(target, b"%PDF-")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("language", "word"), [("en", "not a country of analysis"), ("ru", "не страна анализа")]
)
def test_an_unknown_country_is_answered_with_those_there_are(
    language: str, word: str, tmp_path: Path, capsys: Output
) -> None:
    assert main(["brief", "FRA", "--lang", language, "--out", str(tmp_path / "x.pdf")]) == 1
    said = capsys.readouterr().err
    assert word in said and all(code in said for code in COUNTRIES)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_language_is_answered_with_those_there_are(tmp_path: Path, capsys: Output) -> None:
    with pytest.raises(SystemExit) as end:
        main(["brief", "KAZ", "--lang", "kk", "--out", str(tmp_path / "x.pdf")])
    assert end.value.code == 2 and "ru" in capsys.readouterr().err
    with pytest.raises(ValueError, match="'kk' is not one of en, ru"):
        brief(Assessments()["KAZ"], region().sources, "kk")


def test_an_absurd_assumption_is_refused_by_name(tmp_path: Path, capsys: Output) -> None:
    target = tmp_path / "x.pdf"
    assert main(["brief", "KAZ", "--lang", "en", "--set", "threshold=-5", "--out", str(target)]) == 1
    assert "threshold" in capsys.readouterr().err and not target.exists()

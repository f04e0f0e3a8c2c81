"""What was computed once is found again, and what is not whole is made anew."""

from pathlib import Path

import numpy as np
import pytest

from climate_pathways.assessment import kept
from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.digests import inputs_of
from climate_pathways.cli import main
from climate_pathways.core import cache
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.tables import Series
from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.figures.snapshot import binary
from climate_pathways.figures.snapshot import snapshot as snapshots

FEW = Parameters(draws=100)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATHWAYS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Assessment]:
    """A folder in which one answer is kept, and the answer; the tests only read there."""
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATHWAYS_CACHE", str(folder))
        return folder, kept.assessment("KAZ", as_of=2026, parameters=FEW)


@pytest.fixture
def kazakhstan(made: tuple[Path, Assessment], monkeypatch: pytest.MonkeyPatch) -> Assessment:
    """An assessment that was asked for before, and is kept."""
    folder, assessment = made
    monkeypatch.setenv("PATHWAYS_CACHE", str(folder))
    return assessment


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The shipped tables elsewhere: those in their place are read once for all tests."""
    folder = tmp_path / "snapshot"
    folder.mkdir()
    for file in snapshots.shipped().iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def test_a_result_is_found_under_its_digest_alone(folder: Path) -> None:
    assert cache.read(cache.ASSESSMENTS, "one") is None
    cache.keep(cache.ASSESSMENTS, "one", b"first")
    assert cache.read(cache.ASSESSMENTS, "one") == b"first"
    assert cache.read(cache.ASSESSMENTS, "two") is None
    assert cache.read(cache.FIGURES, "one") is None


@pytest.mark.parametrize("damaged", [b"", b"short", b"\0" * 40])
def test_what_is_not_whole_is_as_if_it_were_not_there(folder: Path, damaged: bytes) -> None:
    cache.keep(cache.ASSESSMENTS, "one", b"first")
    [file] = files(folder)
    file.write_bytes(damaged)
    assert cache.read(cache.ASSESSMENTS, "one") is None
    cache.keep(cache.ASSESSMENTS, "one", b"again")
    assert cache.read(cache.ASSESSMENTS, "one") == b"again"


def test_only_the_newest_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", {cache.ASSESSMENTS: 2})
    for number in range(4):
        cache.keep(cache.ASSESSMENTS, str(number), b"")
    assert len(files(folder)) == 2
    assert cache.read(cache.ASSESSMENTS, "3") == b""


def test_nobody_else_on_the_machine_looks_into_it(folder: Path) -> None:
    cache.keep(cache.ASSESSMENTS, "one", b"first")
    assert (folder / cache.ASSESSMENTS).stat().st_mode & 0o077 == 0


def test_another_code_finds_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.keep(cache.ASSESSMENTS, "one", b"first")
    monkeypatch.setattr(cache, "code_version", lambda: "0.0.0+00000000")
    assert cache.read(cache.ASSESSMENTS, "one") is None


def test_where_nothing_can_be_kept_nothing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = tmp_path / "a-file"
    taken.write_text("")
    for named in ("off", str(taken)):
        monkeypatch.setenv("PATHWAYS_CACHE", named)
        cache.keep(cache.ASSESSMENTS, "one", b"first")
        assert cache.read(cache.ASSESSMENTS, "one") is None
    assert files(tmp_path) == [taken]


def test_the_folder_is_the_users_own_where_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PATHWAYS_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.folder() == tmp_path / "climate-pathways"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    assert cache.folder() == tmp_path / "home" / ".cache" / "climate-pathways"


def test_figures_come_back_as_they_were(folder: Path, copy: Path) -> None:
    read = snapshots.load(copy, (snapshots.REGION_FILE,))
    assert len(files(folder)) == 1
    again = snapshots.load(copy, (snapshots.REGION_FILE,))
    assert list(again.figures) == list(read.figures)
    for key, series in read.figures.items():
        other = again.figures[key]
        assert (series.place, series.variable, series.unit, series.source) == (
            other.place,
            other.variable,
            other.unit,
            other.source,
        )
        assert series.years.dtype == other.years.dtype and (series.years == other.years).all()
        assert series.values.tobytes() == other.values.tobytes()


def test_a_damaged_table_is_refused_although_the_whole_one_was_kept(folder: Path, copy: Path) -> None:
    snapshots.load(copy, (snapshots.REGION_FILE,))
    table = copy / snapshots.REGION_FILE
    content = bytearray(table.read_bytes())
    content[len(content) // 2] ^= 1
    table.write_bytes(content)
    with pytest.raises(snapshots.SnapshotError, match=r"region\.csv\.gz"):
        snapshots.load(copy, (snapshots.REGION_FILE,))


def test_lengths_that_do_not_add_up_are_refused() -> None:
    series = Series("KAZ", "population", "people", "un-wpp", np.array([2020]), np.array([1.0]))
    content = binary.packed({("KAZ", "un-wpp", "population"): series})
    assert list(binary.unpacked(content)) == [("KAZ", "un-wpp", "population")]
    with pytest.raises(ValueError, match="do not add up"):
        binary.unpacked(content.replace(b"\x91\x01", b"\x91\x02"))


def test_an_assessment_is_made_once_and_comes_back_byte_for_byte(
    kazakhstan: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "assessment_inputs", lambda *_, **__: pytest.fail("made again"))
    assert kept.assessment("KAZ", as_of=2026, parameters=FEW).as_json() == kazakhstan.as_json()


@pytest.mark.parametrize(
    ("iso3", "changed"),
    [("UZB", {}), ("KAZ", {"as_of": 2027}), ("KAZ", {"parameters": Parameters(draws=101)})],
)
def test_another_question_is_not_answered_from_the_cache(
    kazakhstan: Assessment, monkeypatch: pytest.MonkeyPatch, iso3: str, changed: dict[str, object]
) -> None:
    assert kazakhstan.iso3 == "KAZ"

    def asked_anew(*_: object, **__: object) -> None:
        raise PathwaysError("asked anew")

    monkeypatch.setattr(kept, "assessment_inputs", asked_anew)
    with pytest.raises(PathwaysError, match="asked anew"):
        kept.assessment(iso3, **{"as_of": 2026, "parameters": FEW, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize("asked", [["assess", "KAZ"], ["brief", "KAZ", "--out"], ["assess", "--all", "--to"]])
def test_a_mistyped_setting_is_refused_although_the_answer_without_it_is_kept(
    folder: Path, tmp_path: Path, asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for iso3 in COUNTRIES:
        cache.keep(cache.ASSESSMENTS, inputs_of(iso3, FEW, as_of=2026), b"kept")
    place = [str(tmp_path / "made")] if asked[-1].startswith("--") else []
    given = [*asked, *place, "--lang", "en", "--as-of", "2026", "--set", "draws=100"]
    assert main([*given, "--set", "treshold=7500"]) == 1
    told = capsys.readouterr().err
    assert "There is no choice called 'treshold'." in told
    assert all(f" {name}," in told for name in ("draws", "principles", "seed", "threshold"))

"""``pathways data update`` stopped half way by a person, a full disk or a kill: the old figures stay, or are put back."""

import shutil
from pathlib import Path

import pytest
from tests.science.updating import FIRST_DAY, LATER, SECTORS, Output, contents, rewrite, update

from climate_pathways.cli import main
from climate_pathways.core.wording import say_date
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.snapshot.build import build
from climate_pathways.figures.snapshot.snapshot import MANIFEST_FILE, OTHERS_FILE
from climate_pathways.figures.snapshot.update import plan


class Power:
    """Fails when so many files have been moved: what an interruption between two moves does."""

    def __init__(self, patch: pytest.MonkeyPatch, after: int, failure: BaseException) -> None:
        move, self.left = Path.replace, after

        def failing(path: Path, other: Path) -> Path:
            if path.parent.name.endswith(".new"):
                if not self.left:
                    raise failure
                self.left -= 1
            return move(path, other)

        patch.setattr(Path, "replace", failing)


def test_a_reader_stopped_half_way_leaves_the_old_snapshot(provider_folder: Path, old_snapshot: Path) -> None:
    before = contents(old_snapshot.parent)

    def stopped(name: str) -> None:
        if name == "rcbs.yaml":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        plan(provider_folder, old_snapshot, today=LATER, threshold_percent=5, progress=stopped)
    assert contents(old_snapshot.parent) == before


# The manifest is the last of the four; after the second file a full disk stops it, below.
@pytest.mark.parametrize("after", [3, *(pytest.param(moved, marks=pytest.mark.whole) for moved in range(3))])
def test_ctrl_c_between_two_files_puts_the_old_ones_back(
    after: int, provider_folder: Path, old_snapshot: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(provider_folder, SECTORS, lambda grid: grid.times(1.1))
    before = contents(old_snapshot.parent)
    Power(monkeypatch, after, KeyboardInterrupt())
    assert update(provider_folder, old_snapshot) == 130
    printed = capsys.readouterr()
    assert "Interrupted" in printed.err and "Traceback" not in printed.err
    assert contents(old_snapshot.parent) == before


def test_a_full_disk_is_named_and_the_old_snapshot_stays(
    provider_folder: Path, old_snapshot: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(provider_folder, SECTORS, lambda grid: grid.times(1.1))
    before = contents(old_snapshot.parent)
    Power(monkeypatch, 1, OSError(28, "No space left on device"))
    assert update(provider_folder, old_snapshot) == 1
    printed = capsys.readouterr()
    assert "the disk is full" in printed.err and "Free the disk" in printed.err
    assert contents(old_snapshot.parent) == before


def test_what_a_killed_update_left_is_noticed_and_the_next_one_mends_it(
    provider_folder: Path, old_snapshot: Path, capsys: Output
) -> None:
    """After a power cut between two files: a new table, the old manifest, the old files beside them."""
    rewrite(provider_folder, SECTORS, lambda grid: grid.times(1.1))
    new = old_snapshot.parent / "new"
    shutil.copytree(old_snapshot, old_snapshot.parent / ".snapshot.old")
    build(provider_folder, new, today=LATER, progress=lambda name: None)
    shutil.copy(new / OTHERS_FILE, old_snapshot / OTHERS_FILE)
    assert main(["snapshot", "verify", "--in", str(old_snapshot), "--lang", "en"]) == 1
    assert OTHERS_FILE in capsys.readouterr().err
    assert update(provider_folder, old_snapshot) == 0
    assert f"snapshot of {say_date('en', FIRST_DAY)}" in capsys.readouterr().out
    shutil.rmtree(new)
    assert set(contents(old_snapshot.parent)) == {f"snapshot/{name}" for name in contents(old_snapshot)}
    assert snapshot.verify(old_snapshot).edition != FIRST_DAY.isoformat()


def test_a_folder_that_cannot_be_written_is_named(
    provider_folder: Path, tmp_path: Path, capsys: Output
) -> None:
    (tmp_path / "file").write_bytes(b"not a folder")
    old_snapshot = str(tmp_path / "file" / "snapshot")
    assert (
        main(["snapshot", "build", "--from", str(provider_folder), "--to", old_snapshot, "--lang", "en"]) == 1
    )
    printed = capsys.readouterr().err
    assert printed.startswith(f"There is no folder {tmp_path / 'file'}.") and "Traceback" not in printed


def test_what_a_killed_update_left_beside_a_whole_snapshot_is_cleared_away(
    provider_folder: Path, old_snapshot: Path
) -> None:
    before = contents(old_snapshot.parent)
    for kind in ("old", "new"):
        (old_snapshot.parent / f".snapshot.{kind}").mkdir()
        (old_snapshot.parent / f".snapshot.{kind}" / MANIFEST_FILE).write_bytes(b"{")
    assert update(provider_folder, old_snapshot) == 0
    assert contents(old_snapshot.parent) == before

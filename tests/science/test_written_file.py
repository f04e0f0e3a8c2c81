"""A file that a person asked for takes a place and nothing else: links, rights, pipes stay what they were."""

import os
import stat
from pathlib import Path

import pytest

from climate_pathways.cli import main
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.written_file import ensure_writable, write

Output = pytest.CaptureFixture[str]


def test_a_private_file_stays_private(tmp_path: Path) -> None:
    brief = tmp_path / "brief.pdf"
    brief.write_bytes(b"before")
    brief.chmod(0o600)
    write(brief, b"after")
    assert brief.read_bytes() == b"after" and stat.S_IMODE(brief.stat().st_mode) == 0o600


def test_a_link_leads_where_it_led(tmp_path: Path) -> None:
    shared, link, ahead = tmp_path / "shared", tmp_path / "link.pdf", tmp_path / "ahead.pdf"
    shared.mkdir()
    (shared / "real.pdf").write_bytes(b"before")
    link.symlink_to("shared/real.pdf")
    ahead.symlink_to("shared/new.pdf")
    for place in (link, ahead):
        ensure_writable(place)
        write(place, b"after")
        assert place.is_symlink() and place.read_bytes() == b"after"
    assert sorted(file.name for file in shared.iterdir()) == ["new.pdf", "real.pdf"]


def test_a_pipe_is_refused_and_stays_one(tmp_path: Path, capsys: Output) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert main(["brief", "KAZ", "--lang", "en", "--out", str(pipe)]) == 1
    assert f"{pipe} is a device or a pipe" in capsys.readouterr().err
    with pytest.raises(PathwaysError, match="device or a pipe"):
        write(pipe, b"after")
    assert pipe.is_fifo() and list(tmp_path.iterdir()) == [pipe]


def test_a_place_that_the_system_refuses_is_named_before_any_work(tmp_path: Path, capsys: Output) -> None:
    loop = tmp_path / "loop.pdf"
    loop.symlink_to(loop)
    for place, reason in ((loop, "leads back"), (tmp_path / ("long" * 75), "too long")):
        assert main(["brief", "KAZ", "--lang", "en", "--out", str(place)]) == 1
        said = capsys.readouterr().err
        assert str(place) in said and reason in said and "draws" not in said


def test_a_name_as_long_as_the_disk_allows_is_written(tmp_path: Path) -> None:
    place = tmp_path / ("x" * 251 + ".pdf")
    write(place, b"after")
    assert list(tmp_path.iterdir()) == [place]

"""A release has a name of its own, so that nothing kept by one is shown by another."""

import shutil
from importlib import metadata
from pathlib import Path

import pytest

from climate_pathways.charts import drawing
from tamyr.ui.logic import release

KINDS = ("py", "typ", "toml", "html", "css", "svg", "po", "mo", "json", "txt", "xml", "js")


@pytest.mark.parametrize("kind", KINDS)
def test_one_changed_byte_in_what_makes_pages_changes_it(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "any" / "folder" / f"file.{kind}"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"old")
    before = release.state_of([tmp_path])
    assert release.state_of([tmp_path]) == before
    file.write_bytes(b"new")
    assert release.state_of([tmp_path]) != before


def test_a_new_name_of_a_file_changes_it_and_a_test_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"same")
    before = release.state_of([tmp_path])
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_a.py").write_bytes(b"a test makes no page")
    assert release.state_of([tmp_path]) == before
    (tmp_path / "a.html").rename(tmp_path / "b.html")
    assert release.state_of([tmp_path]) != before


def test_what_lies_below_a_folder_called_tests_is_read_as_well(tmp_path: Path) -> None:
    package = tmp_path / "tests" / "package"
    package.mkdir(parents=True)
    (package / "a.html").write_bytes(b"old")
    before = release.state_of([package])
    (package / "a.html").write_bytes(b"new")
    assert release.state_of([package]) != before


def test_every_kind_of_file_that_we_write_is_known_or_makes_no_page() -> None:
    """The snapshot is named by its manifest, which holds its hash, and the font by what draws."""
    makes_nothing = {
        ".npz",
        ".gz",
        ".typed",
        ".md",
        ".pyc",
        ".bin",
        ".csv",
        ".zst",
        ".xz",
        ".png",
        ".jpg",
        ".ttf",
        ".pot",
    }
    kinds = {
        file.suffix
        for folder in release.PACKAGES
        for file in folder.rglob("*.*")
        if file.is_file() and "tests" not in file.parts
    }
    assert kinds - release.MAKERS <= makes_nothing, kinds - release.MAKERS


@pytest.mark.parametrize(
    "tool", [release.TOOLS[0], *(pytest.param(tool, marks=pytest.mark.whole) for tool in release.TOOLS[1:])]
)
def test_another_version_of_a_tool_changes_it(tool: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = release.release()
    monkeypatch.setattr(release, "version", lambda name: "99" if name == tool else metadata.version(name))
    assert release.release.__wrapped__() != before


def test_another_font_or_converter_changes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = drawing.renderer()
    monkeypatch.setattr(drawing, "version", lambda _: "99")
    assert drawing.renderer.__wrapped__() != before
    monkeypatch.undo()
    shutil.copytree(drawing.font_folder(), tmp_path / "font")
    monkeypatch.setattr(drawing, "font_folder", lambda: tmp_path / "font")
    assert drawing.renderer.__wrapped__() == before
    with next((tmp_path / "font").rglob("*.ttf")).open("ab") as font:
        font.write(b"another")
    assert drawing.renderer.__wrapped__() != before
    monkeypatch.setattr(release, "renderer", drawing.renderer.__wrapped__)
    assert release.release.__wrapped__() != release.release()


@pytest.mark.parametrize("form", ["svg", "png"])
def test_a_drawing_on_disk_is_drawn_anew_by_another_renderer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Share cards, maps and charts are all kept so."""
    store = drawing.DrawingStore(tmp_path)
    draw = getattr(store, form)
    monkeypatch.setattr(drawing, "draw_svg", lambda *_: "old")
    monkeypatch.setattr(drawing, "draw_png", lambda *_, **__: b"old")
    first = draw({}, "en")
    monkeypatch.setattr(drawing, "draw_svg", lambda *_: "new")
    monkeypatch.setattr(drawing, "draw_png", lambda *_, **__: b"new")
    assert draw({}, "en") == first
    monkeypatch.setattr(drawing, "renderer", lambda: "another converter")
    assert draw({}, "en") != first

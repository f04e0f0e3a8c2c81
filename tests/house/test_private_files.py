"""What the site keeps on disk is for its own user alone, also what lay there before."""

import os
import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from tamyr.config.private_files import keep_private, keys_beside_data, make_private
from tamyr.config.settings.keys import read_month_keys


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def open_to_all(folder: Path) -> list[Path]:
    """Make a data folder as earlier releases left it: readable by everybody."""
    for name in ("media/pictures", "prepared", "static"):
        (folder / name).mkdir(parents=True)
    names = ("tamyr.sqlite3", "tamyr.sqlite3-wal", "media/pictures/a.webp", "prepared/page", "static/a.css")
    for name in names:
        (folder / name).write_text("x")
    made = [folder, *folder.rglob("*")]
    for path in made:
        path.chmod(0o755 if path.is_dir() else 0o644)
    return made


def test_what_lay_open_is_closed(tmp_path: Path) -> None:
    made = open_to_all(tmp_path / "data")
    elsewhere = tmp_path / "elsewhere.sqlite3"
    elsewhere.write_text("x")
    elsewhere.chmod(0o644)
    assert keep_private(tmp_path / "data", [str(tmp_path / "data/tamyr.sqlite3"), str(elsewhere)]) == []
    assert {mode(path) for path in made if path.is_file()} == {0o600}
    assert {mode(path) for path in made if path.is_dir()} == {0o700}
    assert mode(elsewhere) == 0o600


def test_what_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    others = tmp_path / "report.txt"
    others.write_text("x")
    others.chmod(0o644)
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "link").symlink_to(others)
    keep_private(tmp_path, [])
    assert mode(others) == 0o644


def test_whoever_cannot_close_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_to_all(tmp_path / "data")

    def refuse(*_any: object, **_more: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refuse)
    for language, word in (("en_GB", "can read"), ("ru_RU", "могут читать")):
        monkeypatch.setenv("LC_ALL", f"{language}.UTF-8")
        assert [word in line for line in keep_private(tmp_path / "data", [])] == [True]


def test_what_is_made_is_private(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        make_private("makemigrations")
        (tmp_path / "source").write_text("x")
        make_private("migrate")
        (tmp_path / "kept").write_text("x")
        (tmp_path / "folder").mkdir()
    finally:
        os.umask(before)
    assert [mode(tmp_path / name) for name in ("source", "kept", "folder")] == [0o644, 0o600, 0o700]
    assert settings.FILE_UPLOAD_PERMISSIONS == 0o600
    storage = FileSystemStorage(tmp_path)
    stored = tmp_path / storage.save("pictures/a.webp", ContentFile(b"x"))
    assert (mode(stored), mode(stored.parent)) == (0o600, 0o700)


def test_keys_beside_the_data_are_warned_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    (warning,) = keys_beside_data(tmp_path, ["TAMYR_SECRET_KEY"])
    assert str(tmp_path / "field-keys") in warning and "Ключи лежат рядом" in warning
    elsewhere = ["TAMYR_SECRET_KEY", "TAMYR_FIELD_KEYS", "TAMYR_MONTH_KEYS"]
    assert keys_beside_data(tmp_path, elsewhere) == []


def test_a_folder_of_keys_that_cannot_be_used_is_refused_in_words(tmp_path: Path) -> None:
    keys = read_month_keys({"TAMYR_MONTH_KEYS": str(tmp_path)}, "TAMYR_MONTH_KEYS", tmp_path)
    (tmp_path / keys.names()[0]).write_bytes(b"cut off")
    with pytest.raises(ImproperlyConfigured, match="TAMYR_MONTH_KEYS"):
        read_month_keys({}, "TAMYR_MONTH_KEYS", tmp_path)

"""What whoever runs the server types, from the words of the command to what they read afterwards."""

import argparse
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError
from django.db import DatabaseError, connections

from tamyr.config.operations import command, components, restore, sqlite, upgrade
from tamyr.config.operations.keys import keys_of_settings
from tamyr.config.operations.site import Site, this_site
from tests.house.copying import BOTH, FIRST, KEYS, WORD, everything, site, way, words_in

__all__ = ["site"]

Type = Callable[..., str]


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """Give back what a command changes in its own process: how it ends, and whom its files are open to."""
    ended, mask = signal.getsignal(signal.SIGTERM), os.umask(0o022)
    yield
    signal.signal(signal.SIGTERM, ended)
    os.umask(mask)


@pytest.fixture
def own(site: Site, settings: LazySettings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Site:
    """The small site as the one that the command finds, with the public keys of two people."""
    settings.DATA_DIR, settings.MEDIA_ROOT = site.data_dir, site.media
    monkeypatch.setenv("LC_ALL", "en")
    monkeypatch.setenv("TAMYR_DATA_DIR", str(site.data_dir))
    for name, value in keys_of_settings().items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / "recipients").write_text("\n".join(map(str, BOTH)))
    (tmp_path / "key").write_text(str(FIRST))
    monkeypatch.setenv("TAMYR_BACKUP_RECIPIENTS", str(tmp_path / "recipients"))
    monkeypatch.setattr(upgrade, "known_migrations", way().known.copy)
    monkeypatch.setattr(restore, "tried_with", lambda _keys: lambda _trial: "")
    monkeypatch.setattr(command, "tell_of_restoring", lambda day: print(f"told of {day}"))
    monkeypatch.setattr(connections, "close_all", lambda: print("let go of the former file"))
    return site


@pytest.fixture
def typed(own: Site, capsys: pytest.CaptureFixture[str]) -> Type:
    def run(*words: object) -> str:
        command.main([str(word) for word in words])
        return capsys.readouterr().out

    return run


def refused(typed: Type, *words: object) -> str:
    with pytest.raises(SystemExit) as ended:
        typed(*words)
    assert isinstance(ended.value.code, str), "a sentence, and exit code 1"
    return ended.value.code


def test_a_copy_is_made_tried_and_put_back(typed: Type, own: Site, tmp_path: Path) -> None:
    told = typed("backup", tmp_path)
    (copy,) = tmp_path.glob("tamyr-2*.age")
    assert "3 rows of 3 tables and 1 uploaded files, for 2 keys" in told and str(copy) in told
    assert copy.stat().st_mode & 0o077 == 0
    before = everything(own)
    told = typed("restore", copy, "--drill", "--identity", tmp_path / "key")
    assert told.startswith("The drill went well: 3 rows of 3 tables and 1 uploaded files")
    assert "told of" not in told and "go back" not in told and everything(own) == before
    seconds = float(told.rsplit(" s.", 1)[0].rsplit(" ", 1)[1])
    assert 0 <= seconds < 60
    assert "--aside" in refused(typed, "restore", copy, "--identity", tmp_path / "key")
    told = typed("restore", copy, "--aside", "--identity", tmp_path / "key")
    assert told.startswith("Restored: 3 rows") and "To go back" in told
    assert re.search(r"^let go of the former file\ntold of \d{4}-\d\d-\d\d$", told, re.MULTILINE)
    assert words_in(own.file) == ([WORD], [WORD])


def test_keys_are_copied_and_put_back(typed: Type, own: Site, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    assert "Keep it elsewhere" in typed("backup-keys", tmp_path / "kept")
    (file,) = (tmp_path / "kept").iterdir()
    assert file.name.startswith("tamyr-keys-")
    told = typed("restore-keys", file, tmp_path / "new", "--identity", tmp_path / "key")
    assert "Destroy this folder" in told
    written = (tmp_path / "new/environment").read_text()
    assert written == "".join(f'{name}="{value}"\n' for name, value in keys_of_settings().items())


def test_the_current_key_is_named_first(settings: LazySettings) -> None:
    ring = settings.FIELD_KEYS
    more = type(ring)(ring.current, {"a0": b"1" * 32, **ring.keys, "z9": b"2" * 32})
    settings.FIELD_KEYS = more
    listed = keys_of_settings()["TAMYR_FIELD_KEYS"].split(",")
    assert [line.split()[0] for line in listed][0] == ring.current and len(listed) == len(more.keys)


def test_for_whom_a_copy_is_has_to_be_said(
    typed: Type, own: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TAMYR_BACKUP_RECIPIENTS")
    for act in ("backup", "backup-keys", "upgrade"):
        assert "For whom is the copy?" in refused(typed, act, tmp_path / "a.age")
    assert "for 2 keys" in typed("backup", tmp_path / "a.age", "--recipients", tmp_path / "recipients")


@pytest.mark.parametrize("missing", KEYS)
def test_without_its_keys_no_copy_is_put_back(
    typed: Type, own: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.delenv(missing)
    asked = ("restore", tmp_path / "none.age", "--identity", tmp_path / "key")
    assert "keys are not here" in refused(typed, *asked)
    name = {"TAMYR_SECRET_KEY": "secret-key", "TAMYR_FIELD_KEYS": "field-keys"}[missing]
    (own.data_dir / name).touch()
    assert "There is a site here already" in refused(typed, *asked)


def test_an_upgrade_copies_first_and_says_the_way_back(
    typed: Type, own: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = iter(["", "a migration broke off"])
    there: list[bool] = []

    def bring_up_to_date() -> str:
        there.append(bool(list(tmp_path.glob("*.age"))))
        return next(faults)

    monkeypatch.setattr(upgrade, "bring_up_to_date", bring_up_to_date)
    told = typed("upgrade", tmp_path / "before.age")
    assert f"tamyr restore {tmp_path / 'before.age'} --aside" in told and "Start the site" in told
    with pytest.raises(SystemExit, match="The update failed: a migration broke off"):
        typed("upgrade", tmp_path / "again.age")
    assert there == [True, True]
    monkeypatch.setattr(sqlite, "is_used", lambda _file: True)
    assert "is running" in refused(typed, "upgrade", tmp_path / "third.age")
    assert not (tmp_path / "third.age").exists()


def test_why_an_update_failed_is_said_without_what_it_was_about(monkeypatch: pytest.MonkeyPatch) -> None:
    told = iter([None, CommandError("No such release."), DatabaseError("canary of a row")])

    def migrate(command: str, *, verbosity: int) -> None:
        assert (command, verbosity) == ("migrate", 0)
        if fault := next(told):
            raise fault

    monkeypatch.setattr("django.core.management.call_command", migrate)
    assert [upgrade.bring_up_to_date() for _time in range(2)] == ["", "No such release."]
    assert upgrade.bring_up_to_date().startswith("DatabaseError at ")


def test_a_release_knows_its_migrations_and_leaves_no_connection(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[bool] = []
    monkeypatch.setattr(connections, "close_all", lambda: closed.append(True))
    assert {"safety.0001_initial", "contenttypes.0001_initial"} <= upgrade.known_migrations() and closed


def test_what_is_installed_is_listed(typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = [one for one in distributions() if one.name in ("tamyr", "Django", "pyrage")]
    monkeypatch.setattr(components, "distributions", lambda: few)
    told = typed("sbom", tmp_path / "sbom.json")
    assert (tmp_path / "sbom.json").exists() and "lists 2 distributions (CycloneDX 1.6)" in told


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["sbom", "{folder}/new/sbom.json"], marks=pytest.mark.whole),
        ["restore-keys", "{folder}/key", "{folder}/new/keys"],
    ],
)
def test_no_folder_is_made_that_may_be_a_slip_in_the_name(
    typed: Type, tmp_path: Path, words: list[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        typed(*(word.format(folder=tmp_path) for word in words))
    assert f"There is no folder {tmp_path}/new" in str(ended.value) and not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "words", [[], ["backup"], ["restore"], ["restore-keys", "a"], ["upgrade"], ["sbom"], ["nothing"]]
)
def test_what_is_left_out_is_asked_for(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.parser().parse_args(words)
    assert ended.value.code == 2


def test_only_what_is_asked_for_is_done() -> None:
    asked = command.parser().parse_args(["restore", "a.age"])
    assert not (asked.drill or asked.aside or asked.anyway) and asked.identity is None
    assert command.parser().parse_args(["restore", "a.age", "--anyway"]).anyway


def test_the_site_is_the_one_that_its_settings_name(own: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert this_site() == own and this_site().is_sqlite
    monkeypatch.setenv("DATABASE_URL", "postgresql://tamyr@localhost/tamyr")
    assert not this_site().is_sqlite and this_site().database["NAME"] == "tamyr"


def test_a_command_ended_from_outside_stops_as_by_hand(own: Site) -> None:
    def ended(_given: argparse.Namespace) -> None:
        signal.raise_signal(signal.SIGTERM)

    with pytest.raises(KeyboardInterrupt):
        command.on_the_site(ended, argparse.Namespace())
    assert os.umask(0) & 0o077 == 0o077


class Answer:
    def __init__(self, code: int, out: str = "", err: str = "") -> None:
        self.returncode, self.stdout, self.stderr = code, out, err


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer(0, "a warning"), ""),
        (Answer(1, "\n".join("abcdefg")), "a\nb\nc\nd\ne"),
        (Answer(1, "", "broken\n"), "broken"),
        (Answer(2), "?"),
    ],
)
def test_a_restored_site_is_tried_with_its_own_keys_and_sends_no_letter(
    site: Site, monkeypatch: pytest.MonkeyPatch, answer: Answer, told: str
) -> None:
    seen: dict[str, Any] = {}

    def run(words: list[str], *, env: dict[str, str], **_how: object) -> Answer:
        seen.update(env, words=words)
        return answer

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setenv("TAMYR_MAIL_URL", "smtp://mail.example.org")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////the-living-site")
    monkeypatch.setenv("TAMYR_FIELD_KEYS", "k0 another")
    assert restore.tried_with(KEYS)(site) == told
    assert seen["words"][0] == sys.executable and seen["words"][-1] == restore.SMOKE
    assert "TAMYR_MAIL_URL" not in seen and "PATH" in seen
    assert (seen["DATABASE_URL"], seen["TAMYR_DATA_DIR"]) == (site.database_url, str(site.data_dir))
    assert {name: seen[name] for name in KEYS} == KEYS

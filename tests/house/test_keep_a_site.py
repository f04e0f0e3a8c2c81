"""Whoever follows the guides for running a site gets what they promise: upgrade, copy, drill, restore."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import timezone
from pyrage.x25519 import Identity

from tamyr.accounts.models import Person
from tamyr.config.operations.command import parser, tell_of_restoring
from tamyr.config.worker import Worker
from tamyr.safety.models import AuditLine
from tamyr.safety.queries import act_of
from tests.house.recipes import HOW_TO, Run, steps
from tests.house.test_carry_over import former_site, rows_of, run
from tests.news import news_of

TAMYR = f'#!/bin/sh\nexec "{sys.executable}" -m tamyr.config.operations.command "$@"\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return site_in(tmp_path)


def site_in(tmp_path: Path) -> Path:
    """A site of the release before, with an upload and the keys of two people."""
    own, other = Identity.generate(), Identity.generate()
    (tmp_path / "recipients").write_text(f"{own.to_public()}\n{other.to_public()}\n")
    (tmp_path / "tamyr-key.txt").write_text(f"{own}\n")
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "lake.jpg").write_bytes(b"picture")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    command = tmp_path / ".venv" / "bin" / "tamyr"
    command.write_text(TAMYR)
    command.chmod(0o755)
    return tmp_path


def follow(guide: str, site: Path, environ: dict[str, str]) -> str:
    """Type what a guide says; return all that was said."""
    told = ""
    for step in steps((HOW_TO / f"{guide}.md").read_text(encoding="utf-8")):
        assert isinstance(step, Run)
        done = subprocess.run(
            ["sh", "-ec", step.command],
            cwd=site,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert [line for line in step.says if line not in done.stdout] == [], done.stdout
        assert done.returncode == 0, done.stdout
        told += done.stdout
    return told


def test_the_words_for_a_bad_day_have_the_same_parts_in_both_languages() -> None:
    page = (HOW_TO / "when-something-happened.md").read_text(encoding="utf-8")
    english, russian = re.findall(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    forms = [[_form(line) for line in text.splitlines()] for text in (english, russian)]
    assert len(forms[0]) > 20 and forms[0] == forms[1]


def _form(line: str) -> tuple[str, int]:
    """Return the number of a step, and how many places to fill in a line has."""
    return line[:2] if line[:1].isdigit() else "", line.count("[")


def test_everybody_who_acts_for_a_member_is_told_that_the_site_was_put_back(
    aygul: Person, cyra: Person, gita: Person
) -> None:
    tell_of_restoring("2026-11-28")
    title = "The site was put back from a copy"
    assert [title in news_of(person, timezone.now()) for person in (aygul, cyra, gita)] == [True, True, False]
    act, details = act_of(AuditLine.objects.latest("n"))
    assert (act, details["copy_of"], details["by"]) == ("server.restored", "2026-11-28", "server")


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A site that was of the release before and is of this one, and what its commands are told."""
    site = site_in(tmp_path_factory.mktemp("upgraded"))
    environ = {**former_site(site), "LC_ALL": "C.UTF-8"}
    before = rows_of(site)
    follow("upgrade", site, environ)
    assert rows_of(site) != before
    return site, environ


# Who asks of the upgraded site stays with one worker, which upgrades it once.
of_the_upgraded = pytest.mark.xdist_group("upgraded")


@pytest.mark.whole
@pytest.mark.timeout(300)
@of_the_upgraded
def test_everything_is_found_again(upgraded: tuple[Path, dict[str, str]]) -> None:
    _site, environ = upgraded
    found = json.loads(run(environ, "tests.house.former.look"))
    assert found["signed in"] == "aygul"
    assert found["people"] == {
        name: [f"{name.title()} Example", f"{name}@example.org"] for name in ("aygul", "bela", "cyra", "emin")
    }
    assert found["wanted letters"] == ["aygul", "emin"]
    assert found["passkey"] == "example-credential"
    assert found["session"] == ["Example laptop", found["hash of the session's person"]]
    assert found["objection"] == "An invented objection."
    assert (found["applicant"], found["document"]) == ("Ruta Example", "statute.txt")
    assert found["page"] == [True, True]
    assert found["faults of the chain"] == []
    acts = ("add", "change", "delete", "view")
    assert found["group"] == sorted(
        name.replace(".", f".{act}_")
        for name in ("accounts.person", "admissions.admission", "network.member")
        for act in acts
    )
    assert found["own permissions"] == ["view_objection"] and found["may"] is True
    assert found["example"] == ["accounts.Person", "admissions.Admission"]


@pytest.mark.whole
@pytest.mark.timeout(300)
@of_the_upgraded
def test_a_former_site_is_upgraded_copied_and_drilled(upgraded: tuple[Path, dict[str, str]]) -> None:
    site, environ = upgraded
    told = follow("back-up", site, environ)
    assert "1 uploaded files" in told and " s." in told
    assert not [path for path in site.iterdir() if path.name.endswith("-draft")]
    assert {file.stat().st_mode & 0o077 for file in (site / "copies").iterdir()} == {0}


@pytest.mark.trial
@pytest.mark.timeout(900)
def test_what_was_there_before_the_upgrade_comes_back(site: Path) -> None:
    environ = {**former_site(site), "LC_ALL": "C.UTF-8"}
    follow("upgrade", site, environ)
    for guide in ("back-up", "restore"):
        told = follow(guide, site, environ)
    after = rows_of(site)
    way_back = told.split("To go back, stop the site, then: ")[1].splitlines()[0]
    subprocess.run(["sh", "-ec", way_back], check=True)
    assert rows_of(site) == after and (site / "media" / "lake.jpg").read_bytes() == b"picture"
    wrong = {**environ, "TAMYR_FIELD_KEYS": "k1 MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDE="}
    command = [str(site / ".venv/bin/tamyr"), "restore", "--drill", "--identity", "tamyr-key.txt"]
    copy = next(file for file in (site / "copies").iterdir() if file.name.startswith("tamyr-"))
    refused = subprocess.run([*command, str(copy)], cwd=site, env=wrong, capture_output=True, text=True)
    assert refused.returncode == 1 and "TAMYR_FIELD_KEYS are not the keys of this copy" in refused.stderr
    older = subprocess.run(
        [*command, "copies/before-the-upgrade.age"], cwd=site, env=environ, capture_output=True, text=True
    )
    assert older.returncode == 1 and "made by an older release" in older.stderr


@pytest.mark.parametrize("words", [["--help"], ["backup"], ["foo"], ["backup", "a", "--other"]])
def test_what_argparse_says_is_said_in_the_language_of_the_terminal(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    with pytest.raises(SystemExit):
        parser().parse_args(words)
    told = "".join(capsys.readouterr())
    assert re.search("использование: tamyr", told)
    assert not re.search(r"\b(show|exit|options|error|required|invalid|unrecognized|arguments)\b", told)


@pytest.mark.parametrize(
    ("language", "why"),
    [("en_GB", "there is no such file or folder"), ("ru_RU", "такого файла или папки нет")],
)
def test_why_a_worker_cannot_be_started_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, language: str, why: str
) -> None:
    monkeypatch.setenv("LC_ALL", f"{language}.UTF-8")
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert Worker()._run_one() == why

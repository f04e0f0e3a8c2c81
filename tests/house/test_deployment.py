"""A site in the open: Django's deployment check finds nothing, and the files to deploy it name what there is."""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tamyr.config import serving

ROOT = Path(__file__).resolve().parents[2]
UNITS = [ROOT / "deploy" / name for name in ("tamyr.service", "tamyr-worker.service", "tamyr-backup.service")]
STARTED = {"tamyr.config.start", "tamyr.config.worker", "tamyr.config.operations.command"}
CONTAINER = ROOT / "deploy" / "Containerfile"


@pytest.mark.whole
def test_the_deployment_check_passes(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    finished = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={
            **kept,
            "TAMYR_HTTPS": "1",
            "TAMYR_SECRET_KEY": "0123456789" * 6,
            "TAMYR_FIELD_KEYS": "k1 " + "A" * 43 + "=",
            "TAMYR_ALLOWED_HOSTS": "tamyr.example.org",
            "TAMYR_DATA_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (finished.returncode, finished.stderr) == (0, "")
    assert "no issues (0 silenced)" in finished.stdout


@pytest.mark.parametrize("file", [*UNITS, CONTAINER], ids=lambda file: file.name)
def test_every_module_that_a_deployment_starts_is_there(file: Path) -> None:
    modules = re.findall(r'-m"?,? "?([\w.]+)', file.read_text(encoding="utf-8"))
    assert STARTED & set(modules)
    assert [module for module in modules if find_spec(module) is None] == []


def test_the_container_is_given_what_the_set_up_reads() -> None:
    lines = re.findall(r"^COPY (.+)$", CONTAINER.read_text(encoding="utf-8"), re.MULTILINE)
    given = [name for line in lines for name in line.split()[:-1]]
    assert [name for name in given if not (ROOT / name).exists()] == []
    assert {"pyproject.toml", "README.md", "LICENSE", "requirements", "bin", "src"} <= set(given)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="this machine has no systemd")
@pytest.mark.parametrize("kept", UNITS, ids=lambda file: file.name)
def test_a_unit_is_understood_by_systemd(tmp_path: Path, kept: Path) -> None:
    unit = tmp_path / kept.name
    text = kept.read_text(encoding="utf-8").replace("/opt/tamyr/.venv/bin/python", "/bin/true")
    unit.write_text(text, encoding="utf-8")
    finished = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    assert (finished.returncode, finished.stderr) == (0, "")


def test_all_units_are_guarded_alike() -> None:
    texts = [unit.read_text(encoding="utf-8").split("StateDirectory=")[1] for unit in UNITS]
    assert len({text.split("[Install]")[0].strip() for text in texts}) == 1


def test_copies_are_made_each_night_by_their_unit() -> None:
    timer = (ROOT / "deploy" / "tamyr-backup.timer").read_text(encoding="utf-8")
    assert "OnCalendar=" in timer and "WantedBy=timers.target" in timer


def test_the_first_link_leads_where_people_reach_the_site(settings: Any) -> None:
    assert serving.public_address(8000) == "http://localhost:8000"
    settings.SITE_URL = "https://tamyr.example.org"
    assert serving.public_address(8000) == "https://tamyr.example.org"

"""The import contracts hold; and each one is shown to notice the fault it is there for."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import plan

# The contract, the file that gets one line more (or is new), the line, and each name that must be told.
PLANTED = {
    "pure-science": (
        "climate_pathways/core/tables.py",
        "import django",
        "climate_pathways.core.tables -> django",
    ),
    "science": (
        "climate_pathways/core/tables.py",
        "import climate_pathways.figures.standing",
        "climate_pathways.core.tables -> climate_pathways.figures.standing",
    ),
    "assessment": (
        "climate_pathways/assessment/gap.py",
        "import climate_pathways.assessment.making",
        "climate_pathways.assessment.gap -> climate_pathways.assessment.making",
    ),
    "faces": (
        "tamyr/evidence/services/figures.py",
        "import climate_pathways.assessment.gap, climate_pathways.cli",
        "climate_pathways.assessment.gap, climate_pathways.cli",
    ),
    "flow": ("tamyr/ui/__init__.py", "import tamyr.evidence.models", "tamyr.ui -> tamyr.evidence.models"),
    "room-plan": (
        "tamyr/evidence/models.py",
        "import tamyr.evidence.services",
        "tamyr.evidence.models -> tamyr.evidence.services",
    ),
    "evidence-doors": ("tamyr/config/urls.py", "import tamyr.evidence.views", "tamyr.config.urls"),
    "accounts-doors": ("tamyr/config/urls.py", "import tamyr.accounts.forms", "tamyr.config.urls"),
    "admissions-doors": ("tamyr/config/urls.py", "import tamyr.admissions.forms", "tamyr.config.urls"),
    "allauth": ("tamyr/config/urls.py", "import allauth", "tamyr.config.urls -> allauth"),
    "calendars-doors": ("tamyr/config/urls.py", "import tamyr.calendars.forms", "tamyr.config.urls"),
    "decisions-doors": ("tamyr/config/urls.py", "import tamyr.decisions.forms", "tamyr.config.urls"),
    "network-doors": ("tamyr/config/urls.py", "import tamyr.network.forms", "tamyr.config.urls"),
    "notices-doors": ("tamyr/config/urls.py", "import tamyr.notices.views", "tamyr.config.urls"),
    "priorities-doors": ("tamyr/config/urls.py", "import tamyr.priorities.forms", "tamyr.config.urls"),
    "addressees-doors": ("tamyr/config/urls.py", "import tamyr.addressees.forms", "tamyr.config.urls"),
    "demands-doors": ("tamyr/config/urls.py", "import tamyr.demands.forms", "tamyr.config.urls"),
    "replies-doors": ("tamyr/config/urls.py", "import tamyr.replies.forms", "tamyr.config.urls"),
    "consultations-doors": ("tamyr/config/urls.py", "import tamyr.consultations.forms", "tamyr.config.urls"),
    "deliveries-doors": ("tamyr/config/urls.py", "import tamyr.deliveries.forms", "tamyr.config.urls"),
    "ndc-doors": ("tamyr/config/urls.py", "import tamyr.ndc.forms", "tamyr.config.urls"),
    "positions-doors": ("tamyr/config/urls.py", "import tamyr.positions.forms", "tamyr.config.urls"),
    "procedures-doors": ("tamyr/config/urls.py", "import tamyr.procedures.forms", "tamyr.config.urls"),
    "protection-doors": ("tamyr/config/urls.py", "import tamyr.protection.views", "tamyr.config.urls"),
    "publishing-doors": ("tamyr/config/urls.py", "import tamyr.publishing.forms", "tamyr.config.urls"),
    "safety-doors": ("tamyr/config/urls.py", "import tamyr.safety.management", "tamyr.config.urls"),
    "ui-doors": ("tamyr/config/urls.py", "import tamyr.ui.forms", "tamyr.config.urls"),
    "work-doors": ("tamyr/config/urls.py", "import tamyr.work.views", "tamyr.config.urls"),
    "logic": ("tamyr/evidence/logic.py", "import django.http", "tamyr.evidence.logic -> django"),
}
# An exhaustive list also names what it does not know.
UNLISTED = {
    "science": ("climate_pathways/unlisted.py", "climate_pathways.unlisted"),
    "assessment": ("climate_pathways/assessment/unlisted.py", "climate_pathways.assessment.unlisted"),
    "flow": ("tamyr/unlisted/__init__.py", "tamyr.unlisted"),
    "room-plan": ("tamyr/evidence/unlisted.py", "tamyr.evidence.unlisted"),
}


def verdict(root: Path, *contracts: str) -> tuple[int, str]:
    chosen = [argument for name in contracts for argument in ("--contract", name)]
    finished = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", *chosen],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return finished.returncode, finished.stdout + finished.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the house in which faults may be planted."""
    skipped = shutil.ignore_patterns("__pycache__", "data", "locale", "templates", "static", "tests")
    shutil.copytree(plan.ROOT / "src", tmp_path / "src", ignore=skipped)
    shutil.copy(plan.ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept() -> None:
    code, said = verdict(plan.ROOT)
    assert code == 0, said


def test_every_contract_has_a_planted_fault() -> None:
    assert set(PLANTED) == set(plan.contracts())


@pytest.mark.whole
def test_every_contract_notices_its_fault(copy: Path) -> None:
    for name, line, _named in PLANTED.values():
        (copy / "src" / name).parent.mkdir(exist_ok=True)
        with (copy / "src" / name).open("a") as file:
            file.write(f"\n{line}\n")
    _code, said = verdict(copy)
    for contract, (_name, _line, named) in PLANTED.items():
        title = plan.contracts()[contract]["name"]
        assert f"{title} BROKEN" in said, said
        assert [name for name in named.split(", ") if name not in said] == [], said


@pytest.mark.whole
def test_every_list_notices_what_it_does_not_know(copy: Path) -> None:
    for name, _named in UNLISTED.values():
        (copy / "src" / name).parent.mkdir(exist_ok=True)
        (copy / "src" / name).touch()
    _code, said = verdict(copy)
    for contract, (_name, named) in UNLISTED.items():
        assert f"{plan.contracts()[contract]['name']} BROKEN" in said, said
        assert named in said, said

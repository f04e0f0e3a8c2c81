"""Whatever is installed has a licence that fits ours, or is named."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECK = Path(sys.executable).with_name("pip-licenses")


def checked(beside: Path) -> "subprocess.CompletedProcess[str]":
    """Run the check of ``bin/check`` with what lies in a folder installed as well."""
    environ = {**os.environ, "PYTHONPATH": str(beside)}
    return subprocess.run([CHECK], cwd=ROOT, env=environ, capture_output=True, text=True)


def install(folder: Path, *said: str) -> None:
    place = folder / "odd_package-1.0.dist-info"
    place.mkdir()
    (place / "METADATA").write_text(
        "\n".join(["Metadata-Version: 2.4", "Name: odd-package", "Version: 1.0", *said, ""])
    )


@pytest.mark.whole
def test_what_is_installed_fits(tmp_path: Path) -> None:
    assert checked(tmp_path).returncode == 0, checked(tmp_path).stderr


@pytest.mark.parametrize(
    ("said", "named"),
    [
        pytest.param((), "UNKNOWN", marks=pytest.mark.whole),
        (("License-Expression: GPL-2.0-only",), "GPL-2.0-only"),
        pytest.param(
            ("Classifier: License :: Other/Proprietary License",),
            "Other/Proprietary License",
            marks=pytest.mark.whole,
        ),
        pytest.param(("License: Ask us",), "Ask us", marks=pytest.mark.whole),
    ],
)
def test_a_licence_that_is_unknown_or_does_not_fit_is_refused_with_its_distribution(
    said: tuple[str, ...], named: str, tmp_path: Path
) -> None:
    install(tmp_path, *said)
    finished = checked(tmp_path)
    assert finished.returncode == 1
    assert "odd-package:1.0" in finished.stderr and named in finished.stderr


@pytest.mark.whole
def test_a_free_one_passes(tmp_path: Path) -> None:
    install(tmp_path, "License-Expression: MIT")
    assert checked(tmp_path).returncode == 0

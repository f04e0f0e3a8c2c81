"""With HTTPS on, Django's deployment check finds nothing to warn of."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.whole
def test_the_deployment_check_passes(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    finished = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=Path(__file__).resolve().parents[2],
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

"""Many vote at once while site, worker and database are killed: the short form of ``benchmarks.cast_kills``."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HAS_SERVER = any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
on_a_server = pytest.mark.skipif(not HAS_SERVER, reason="this machine has no PostgreSQL")
pytestmark = [pytest.mark.trial, pytest.mark.timeout(1500)]


# A server of its own: what is killed there must be nobody else's.
@pytest.mark.parametrize(
    "around",
    [pytest.param([], id="sqlite"), pytest.param(["bin/with-postgres"], marks=on_a_server, id="postgresql")],
)
def test_every_acknowledged_ballot_is_counted_exactly_once(around: list[str]) -> None:
    trial = [sys.executable, "-m", "benchmarks.cast_kills", "--voters", "60", "--kills", "6"]
    alone = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environ = {**alone, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    done = subprocess.run(
        [*around, *trial], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "60 organisations" in done.stdout and "lost: 0, counted twice: 0" in done.stdout

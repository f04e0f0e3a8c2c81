"""What a command prints arrives, or the command says that it did not, however it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
# Stands for the person who presses Ctrl-C while the command is still being imported.
INTERRUPTED_AT_ONCE = """
import sys
class CtrlC:
    def find_spec(self, name, path=None, target=None):
        if name == "climate_pathways.commands.show":
            sys.meta_path.remove(self)
            raise KeyboardInterrupt
sys.meta_path.insert(0, CtrlC())
from climate_pathways.cli import main
sys.exit(main(["show", "KAZ", "--lang", "en"]))
"""


def shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell in which ``pathways`` is the command."""
    return subprocess.run(
        ["bash", "-c", f'pathways() {{ "{sys.executable}" -m climate_pathways.cli "$@"; }}\n{line}'],
        env={**os.environ, "PYTHONPATH": str(SOURCE), "LC_ALL": "C"},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("asked", [pytest.param("show KAZ --csv", marks=pytest.mark.whole), "show -h"])
def test_a_full_disk_is_told(asked: str) -> None:
    run = shell(f"pathways {asked} > /dev/full")
    assert (run.returncode, run.stderr) == (1, "The answer could not be written: the disk is full.\n")


@pytest.mark.parametrize("asked", [pytest.param("show KAZ", marks=pytest.mark.whole), "show KAZ --csv"])
def test_a_closed_output_is_told(asked: str) -> None:
    run = shell(f"pathways {asked} >&-")
    assert (run.returncode, run.stderr) == (
        1,
        "The answer has nowhere to go: standard output is closed.\n",
    )


@pytest.mark.parametrize("asked", ["-h", pytest.param("show KAZ", marks=pytest.mark.whole)])
def test_a_reader_that_has_gone_is_no_fault(asked: str) -> None:
    run = shell(f"set -o pipefail; pathways {asked} | true")
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.whole
def test_a_closed_stderr_lets_no_error_among_the_figures() -> None:
    run = shell("pathways show FRA 2>&-")
    assert (run.returncode, run.stdout) == (1, "")


def test_an_interruption_in_the_first_moment_is_told() -> None:
    run = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_AT_ONCE],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (run.returncode, run.stderr) == (130, "Interrupted.\n")

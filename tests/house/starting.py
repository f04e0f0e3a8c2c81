"""A site as tests start it, in a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.worlds import FEW

ROOT = Path(__file__).resolve().parents[2]


def environ(folder: Path, **given: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("TAMYR_", "LC_", "DJANGO_"))
    }
    kept.pop("DATABASE_URL", None)
    return {
        **kept,
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT / "src"),
        "TAMYR_DATA_DIR": str(folder),
        "TAMYR_DRAWS": str(FEW.draws),
        **given,
    }


def free_port() -> int:
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def start(folder: Path, *options: str, nohup: bool = False, **given: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *options, "-m", "tamyr.config.start"],
        cwd=ROOT,
        env=environ(folder, **given),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=partial(hear_stops, nohup=nohup),
    )


def hear_stops(*, nohup: bool) -> None:
    """Let the site hear Ctrl-C and the end of its terminal, also where the tests run in a background that does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_IGN if nohup else signal.SIG_DFL)

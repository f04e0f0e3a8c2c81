"""A fresh clone → ``make run`` → the first page: seconds and installed megabytes.

    .venv/bin/python -m benchmarks.start

Clones the last commit of this repository into a temporary folder, starts it twice on a free
port, and takes the time until a page of figures answers. Packages come from wherever pip finds them:
say whether its cache was warm when you quote the result.
"""

import argparse
import http.client
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from socket import socket

ROOT = Path(__file__).resolve().parents[1]
PAGE = "/ru/countries/"
LONGEST_WAIT = 600
AIM_SECONDS, AIM_MEGABYTES = 120, 600


def free_port() -> int:
    with closing(socket()) as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def answers(port: int) -> bool:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as client:
        try:
            client.request("GET", PAGE)
            return client.getresponse().status == 200
        except OSError:
            return False


@contextmanager
def started(clone: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``make run`` in a session of its own; end what it started, and nothing else."""
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("TAMYR_", "DJANGO_"))
    }
    with subprocess.Popen(
        ["make", "run"],
        cwd=clone,
        env={**environ, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    ) as making:
        try:
            yield making
        finally:
            if making.poll() is None:
                os.killpg(making.pid, signal.SIGTERM)


def seconds_to_first_page(clone: Path) -> float:
    port = free_port()
    began = time.perf_counter()
    with started(clone, port) as making:
        while not answers(port):
            waited = time.perf_counter() - began
            if making.poll() is not None or waited > LONGEST_WAIT:
                sys.exit(f"make run gave no page at {PAGE} in {waited:.0f} s; its words stand above")
            time.sleep(0.1)
        return time.perf_counter() - began


def megabytes(folder: Path) -> float:
    files = (path.lstat() for path in folder.rglob("*") if path.is_symlink() or path.is_file())
    return sum(512 * file.st_blocks for file in files) / 1e6


def main() -> None:
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "tamyr"
        subprocess.run(["git", "clone", "-q", f"file://{ROOT}", str(clone)], check=True)
        cloned = megabytes(clone)
        first, second = seconds_to_first_page(clone), seconds_to_first_page(clone)
        installed = megabytes(clone / ".venv")
        print(
            f"first start  {first:6.1f} s   {'met' if first <= AIM_SECONDS else 'NOT met'} ({AIM_SECONDS} s)"
        )
        print(f"second start {second:6.1f} s")
        verdict = "met" if installed <= AIM_MEGABYTES else "NOT met"
        print(f"installed    {installed:6.0f} MB  {verdict} ({AIM_MEGABYTES} MB)")
        print(f"the clone    {cloned:6.0f} MB, and its data {megabytes(clone / 'var'):.0f} MB")


if __name__ == "__main__":
    main()

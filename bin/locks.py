#!/usr/bin/env python3
"""Write the lock files (``bin/locks.py write``) or say whether they fit pyproject.toml (``check``)."""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "requirements"
LOCKS = {
    "run.txt": ("pyproject.toml", "--group", "build"),
    "dev.txt": ("--group", "dev", "--constraints", "requirements/run.txt"),
}
ADDRESS = re.compile(r"https?://|index-url|find-links|file:|(?<!\w)/\w+/")


def asked_for() -> str:
    """Return a fingerprint of everything in pyproject.toml that the locks are compiled from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tables = {
        "python": project["project"]["requires-python"],
        "run": project["project"]["dependencies"],
        "groups": project["dependency-groups"],
        "uv": project["tool"]["uv"],
    }
    return hashlib.sha256(json.dumps(tables, sort_keys=True).encode()).hexdigest()


def header() -> str:
    return f'# Written by "make lock" from pyproject.toml, whose tables hash to {asked_for()}\n'


def write() -> None:
    for name, source in LOCKS.items():
        options = (
            "--universal",
            "--generate-hashes",
            "--no-header",
            "--no-emit-index-url",
            "--no-emit-find-links",
        )
        command = [
            "uv",
            "pip",
            "compile",
            "--quiet",
            "--no-annotate",
            "--python-version",
            "3.11",
            *options,
            *source,
        ]
        locked = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        (FOLDER / name).write_text(header() + locked, encoding="utf-8")
    (FOLDER / "dev.txt").write_text(header() + "".join(beyond_what_runs()), encoding="utf-8")


def entries(name: str) -> list[tuple[str, str]]:
    """Return each package of a lock with its lines; one that depends on the Python stands there twice."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    found = re.findall(r"^[a-z].*(?:\n +.*)*\n", text, re.MULTILINE)
    return [(entry.partition("=")[0], entry) for entry in found]


def beyond_what_runs() -> list[str]:
    """Return what developers install beside what runs: both locks are installed at once."""
    running = {package for package, _ in entries("run.txt")}
    return [entry for package, entry in entries("dev.txt") if package not in running]


def faults() -> list[str]:
    messages = []
    for name in LOCKS:
        text = (FOLDER / name).read_text(encoding="utf-8")
        if not text.startswith(header()):
            messages.append(f"requirements/{name} was not compiled from this pyproject.toml: run make lock")
        messages += [
            f"requirements/{name} names an address: {line}"
            for line in text.splitlines()
            if ADDRESS.search(line)
        ]
    twice = {package for package, _ in entries("run.txt")} & {package for package, _ in entries("dev.txt")}
    messages += [f"requirements/dev.txt names {package}, which run.txt holds" for package in sorted(twice)]
    return messages


def main() -> None:
    if sys.argv[1:] == ["write"]:
        write()
    elif sys.argv[1:] != ["check"]:
        sys.exit(f"bin/locks.py: {' '.join(sys.argv[1:])!r} is not one of: write, check")
    if found := faults():
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()

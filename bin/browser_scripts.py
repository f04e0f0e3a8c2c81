#!/usr/bin/env python3
"""Build the script that seals in the browser anew from its locked parts (``write``), or compare it with the shipped one (``check``).

Needs npm and its registry; the site itself needs neither. No part runs a script of its own while it is installed.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PARTS = ROOT / "bin/browser"
SHIPPED = ROOT / "src/tamyr/protection/static/protection/age.js"
RECORD = ROOT / "src/tamyr/protection/static/protection/age.toml"
SOURCES = ("package.json", "package-lock.json", ".npmrc", "sealing.js")
BUILD = (
    *("node_modules/.bin/esbuild", "sealing.js", "--bundle", "--minify", "--format=iife"),
    *("--global-name=age", "--target=es2020", "--charset=ascii", "--legal-comments=none"),
)


def build(folder: Path) -> bytes:
    for name in SOURCES:
        shutil.copy(PARTS / name, folder / name)
    subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return subprocess.run(BUILD, cwd=folder, check=True, capture_output=True).stdout


def record_of(content: bytes) -> str:
    """Say what the script is made of, and by which digest it is known."""
    locked = json.loads((PARTS / "package-lock.json").read_text())["packages"]
    parts = {
        path.rpartition("node_modules/")[2]: about["version"]
        for path, about in sorted(locked.items())
        if path and not about.get("dev") and not about.get("devOptional")
    }
    lines = [
        "# What seals in the browser: built by `make browser-scripts` from bin/browser, compared there and in the tests.",
        'file = "age.js"',
        f'sha256 = "{hashlib.sha256(content).hexdigest()}"',
        f"bytes = {len(content)}",
        f'builder = "esbuild {locked["node_modules/esbuild"]["version"]}"',
        'licences = "age.licences.txt"',
        "",
        "[parts]",
        *(f'"{name}" = "{version}"' for name, version in parts.items()),
    ]
    return "\n".join(lines) + "\n"


def main(act: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        built = build(Path(folder))
    if act == "write":
        SHIPPED.write_bytes(built)
        RECORD.write_text(record_of(built))
        return 0
    recorded = tomllib.loads(RECORD.read_text())["sha256"]
    same = hashlib.sha256(built).hexdigest() == recorded and built == SHIPPED.read_bytes()
    print(
        "the shipped script is what its parts give" if same else "the shipped script differs from its parts"
    )
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))

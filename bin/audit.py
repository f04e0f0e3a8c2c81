#!/usr/bin/env python3
"""Ask whether a weakness of a locked package is known; end with 3, NOT RUN, where that cannot be asked.

pip-audit alone ends with 0 also where it passed every package over, so its answer is counted here.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("run.txt", "dev.txt")
PASSED, FOUND, NOT_RUN = 0, 1, 3
OPTIONS = ("--strict", "--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json")


def verdict(lock: str, answer: str, fault: str = "") -> tuple[int, str]:
    """Return the code and the words for what pip-audit said of one lock."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        why = (fault.strip().splitlines() or ["no answer"])[-1]
        return NOT_RUN, f"{lock}: NOT RUN ({why[:200]})"
    weak = [package for package in packages if package.get("vulns")]
    if weak:
        listed = "; ".join(
            f"{package['name']} {package['version']}: {', '.join(known['id'] for known in package['vulns'])}"
            for package in weak
        )
        return FOUND, f"{lock}: FOUND in {len(weak)} of {len(packages)} packages: {listed}"
    passed_over = [package["name"] for package in packages if "vulns" not in package]
    if passed_over or not packages:
        return NOT_RUN, f"{lock}: NOT RUN for {len(passed_over)} of {len(packages)} packages"
    return PASSED, f"{lock}: passed, {len(packages)} packages"


def worst(codes: Iterable[int]) -> int:
    """Return the code of all locks: a weakness found outweighs what could not be asked, and that what passed."""
    return max(codes, key=(PASSED, NOT_RUN, FOUND).index)


def main() -> None:
    if find_spec("pip_audit") is None:
        print("NOT RUN: pip-audit is not installed")
        sys.exit(NOT_RUN)
    codes = []
    for lock in LOCKS:
        command = [sys.executable, "-m", "pip_audit", *OPTIONS, "--requirement", f"requirements/{lock}"]
        asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        code, words = verdict(lock, asked.stdout, asked.stderr)
        print(words)
        codes.append(code)
    sys.exit(worst(codes))


if __name__ == "__main__":
    main()

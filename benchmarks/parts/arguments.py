"""Numbers that a benchmark is given: none from which nothing could be measured."""

import argparse
import math
import shutil
import sys
from collections.abc import Callable


def at_least(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if (found := int(text)) < least:
            raise argparse.ArgumentTypeError(f"{text} is too few: {least} at least")
        return found

    return number


def duration(text: str) -> float:
    """Return how long a turn lasts: long enough for each page to be asked for."""
    found = float(text)
    if not (math.isfinite(found) and found >= 0.1):
        raise argparse.ArgumentTypeError(f"{text} is too short or no time: 0.1 at least")
    return found


def end_without(*programs: str) -> None:
    """End with 3, NOT RUN, where this machine lacks a program that the benchmark runs."""
    if missing := [program for program in programs if not shutil.which(program)]:
        print(f"NOT RUN: this machine has no {', '.join(missing)}")
        sys.exit(3)

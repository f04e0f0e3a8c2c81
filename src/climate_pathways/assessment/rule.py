"""The first published rule of a rating: criteria with the bounds between their steps.

It is a data file, ``data/rating-1.json``, and is never changed: ratings made by it name its version.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

FILE = "rating-1.json"


@dataclass(frozen=True)
class Bounds:
    """One criterion of a rule: the four bounds between its five steps, from step 1 up."""

    id: str
    unit: str
    higher_is_better: bool
    bounds: tuple[float, ...]


@dataclass(frozen=True)
class Rule:
    """A published rule: its version and criteria."""

    version: int
    published_on: str
    criteria: tuple[Bounds, ...]


@cache
def rule() -> Rule:
    """Return the first rule."""
    data = json.loads(resources.files("climate_pathways").joinpath("data", FILE).read_text(encoding="utf-8"))
    # How the steps were joined and capped stands in the file as well, and is not read: nothing is rated by
    # it any more.
    return Rule(
        version=data["version"],
        published_on=data["published_on"],
        criteria=tuple(
            Bounds(bounds["id"], bounds["unit"], bounds["better"] == "higher", tuple(bounds["bounds"]))
            for bounds in data["criteria"]
        ),
    )

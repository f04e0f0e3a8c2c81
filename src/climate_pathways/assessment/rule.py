"""The published rule of a rating: criteria with the bounds between their steps, and caps.

A rule is a data file, ``data/rating-<version>.json``. A published one is never changed: ratings
made by it name its version.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark

CURRENT_VERSION = 1


@dataclass(frozen=True)
class Bounds:
    """One criterion of a rule: the four bounds between its five steps, from step 1 up."""

    id: str
    unit: str
    higher_is_better: bool
    bounds: tuple[float, ...]

    def step(self, value: float) -> int:
        """Return the step of a value, 1 to 5; a value on a bound has the better step."""
        if self.higher_is_better:
            return 1 + sum(value >= bound for bound in self.bounds)
        return 1 + sum(value <= bound for bound in self.bounds)


@dataclass(frozen=True)
class Rule:
    """A published rule: criteria and caps (criterion, value below which, highest step)."""

    version: int
    published_on: str
    criteria: tuple[Bounds, ...]
    caps: tuple[tuple[str, float, int], ...]

    def overall(self, values: Mapping[str, float]) -> int:
        """Return the step: the lower of the middle steps of all criteria there are, then the caps."""
        steps = sorted(
            criterion.step(values[criterion.id]) for criterion in self.criteria if criterion.id in values
        )
        # Of an even number the lower of the two middle steps: a doubt does not count for the pledge.
        step = steps[(len(steps) - 1) // 2]
        limits = [limit for name, below, limit in self.caps if name in values and values[name] < below]
        return min([step, *limits])


@cache
def rule(version: int = CURRENT_VERSION) -> Rule:
    """Return a published rule; raise ``PathwaysError`` for a version that was never published."""
    source = resources.files("climate_pathways").joinpath("data", f"rating-{version}.json")
    if not source.is_file():
        raise PathwaysError(
            mark("There is no rating rule of version {version}. The current one is {current}."),
            version=version,
            current=CURRENT_VERSION,
        )
    data = json.loads(source.read_text(encoding="utf-8"))
    return Rule(
        version=data["version"],
        published_on=data["published_on"],
        criteria=tuple(
            Bounds(bounds["id"], bounds["unit"], bounds["better"] == "higher", tuple(bounds["bounds"]))
            for bounds in data["criteria"]
        ),
        caps=tuple((cap["criterion"], cap["below"], cap["step"]) for cap in data["caps"]),
    )

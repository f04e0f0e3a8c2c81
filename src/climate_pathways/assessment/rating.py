"""A rating by the first published rule: one scale of five steps, held by assessments of earlier releases.

Newer assessments are rated on five axes (``axes``). The words of the first rule stay, so that what was
published by it can be read as it was said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from climate_pathways.core.wording import mark, say
from climate_pathways.pledges.targets import TargetEmissions

# From the worst up. Frozen assessments hold the number alone.
STEPS = {
    1: mark("Far from a fair share"),
    2: mark("Insufficient"),
    3: mark("Partly sufficient"),
    4: mark("Almost sufficient"),
    5: mark("Sufficient"),
}
CRITERIA = {
    "probability": mark(
        "Combinations of assumptions, over all equity principles, in which the pledge is at or below the fair share"
    ),
    "principles_met": mark("Part of the equity principles that the pledge meets more often than not"),
    "gap_of_current": mark("Gap to the median fair share, in percent of today’s emissions"),
    "pace": mark("Pledged cut, as a part of the cut that keeping pace with the world’s path asks for"),
}


@dataclass(frozen=True)
class Criterion:
    """A criterion's value, unit and step."""

    id: str
    value: float
    unit: str
    step: int


@dataclass(frozen=True)
class Sensitivity:
    """The step and the chance if one assumption were fixed or one criterion left out.

    ``assumption``: a choice, ``principle``, ``reading`` or ``without``; ``level``: its value.
    """

    assumption: str
    level: str | float
    step: int
    probability: float


@dataclass(frozen=True)
class Rating:
    """A pledge's step with every criterion visible, and what it hangs on."""

    target: TargetEmissions
    version: int
    step: int
    criteria: tuple[Criterion, ...]
    sensitivity: tuple[Sensitivity, ...]
    flags: tuple[str, ...]
    made_of: Mapping[str, Any]

    @property
    def range(self) -> tuple[int, int]:
        """Return the lowest and the highest step under any single other assumption."""
        # With its own step: a rating with nothing varied beside it has a range as well.
        steps = [self.step, *(sensitivity.step for sensitivity in self.sensitivity)]
        return min(steps), max(steps)

    def label(self, language: str) -> str:
        return say(language, STEPS[self.step])

"""One axis of a rating: its step, the measure behind it, and what a single other assumption would make of it."""

from dataclasses import dataclass
from typing import Any

FAIR_SHARE, DOMESTIC, COURSE = "fair-share", "domestic", "course"
NEUTRALITY, NDC_QUALITY = "neutrality", "ndc-quality"
AXES = (FAIR_SHARE, DOMESTIC, COURSE, NEUTRALITY, NDC_QUALITY)
# The best step of the fair share, and the last one, which lies above every path of the report.
LIKE_FIRST, BEYOND = "like-1.5", "beyond"
KINDEST, MEDIAN, HARSHEST = "kindest", "median-of-draws", "harshest"
# Why an axis is not judged.
NO_TARGET, NOT_COMPARABLE, NO_INCOME, NO_PRINCIPLE = (
    "no-target",
    "not-comparable",
    "no-income",
    "no-principle",
)
BEYOND_PATHS, NO_COURSE, TREND_BROKEN, UNREAD = "beyond-paths", "no-course", "trend-broken", "unread"
NO_CHECKLIST, TREND_APART = "no-checklist", "trend-apart"
# What is to be borne in mind beside a step.
AT_LEAST, UP_TO, CONDITIONAL, INTERPOLATED = "at-least", "up-to", "conditional", "interpolated"
SHARE_USED_UP, CO2_BESIDE_GHG, REGIONAL = "share-used-up", "co2-beside-ghg", "regional"
ASKS_NOTHING, FROM_SERIES, NOT_READ = "asks-nothing", "from-series", "not-read"
TARGET_NOT_POSITIVE = "target-not-positive"


@dataclass(frozen=True)
class Figure:
    """A number that an axis rests on. ``about``: a path, a principle, a footing or a criterion's answer."""

    name: str
    value: float
    unit: str
    year: int | None = None
    about: str = ""
    source: str = ""


@dataclass(frozen=True)
class PathResult:
    """Which global path a target is in line with under one principle.

    ``kind``: ``KINDEST``, ``MEDIAN`` or ``HARSHEST``; ``share``: of 1.5 °C, Mt CO2e; ``ratio``: target over that
    share, ``None`` where the share is zero or below: nothing can be divided by it.
    """

    kind: str
    principle: str
    step: str
    share: float
    ratio: float | None


@dataclass(frozen=True)
class OtherStep:
    """The step if one assumption alone were another one."""

    assumption: str
    level: str
    step: str


@dataclass(frozen=True)
class Axis:
    """One axis of a country's rating.

    ``step``: identifier of a step of the rule, empty where the axis is not judged, and then ``reason``
    says why; ``measure``: the continuous measure, where there is one; ``results``: of the fair share
    only; ``notes``: what to bear in mind, by identifier.
    """

    id: str
    step: str
    pledge: str = ""
    reason: str = ""
    measure: Figure | None = None
    figures: tuple[Figure, ...] = ()
    results: tuple[PathResult, ...] = ()
    others: tuple[OtherStep, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_judged(self) -> bool:
        return bool(self.step)

    @property
    def turning(self) -> tuple[OtherStep, ...]:
        """Return the single other assumptions that would change the step."""
        return tuple(other for other in self.others if other.step != self.step)

    def figure(self, name: str, about: str = "") -> Figure | None:
        """Return the figure of a name and, where given, of what it is about."""
        # Without `about` the first of a name counts: the order in which an axis is made is relied on.
        found = (each for each in self.figures if each.name == name and about in ("", each.about))
        return next(found, None)

    def as_dict(self) -> dict[str, Any]:
        """Return the axis as plain data with a stable order."""
        return {
            **vars(self),
            "measure": dict(vars(self.measure)) if self.measure else None,
            "figures": [dict(vars(figure)) for figure in self.figures],
            "results": [dict(vars(result)) for result in self.results],
            "others": [dict(vars(other)) for other in self.others],
            "notes": list(self.notes),
        }


def not_judged(axis: str, reason: str, pledge: str = "") -> Axis:
    """Return an axis without its inputs: no step, and the reason."""
    return Axis(axis, step="", pledge=pledge, reason=reason)

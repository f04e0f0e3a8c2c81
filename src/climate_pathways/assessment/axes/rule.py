"""The second published rule of a rating, read from ``data/rating-2.json``: axes, their steps and thresholds.

A published rule is never changed: assessments made by it name its version.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from climate_pathways.core.publication import Citation, Method
from climate_pathways.core.wording import mark

METHOD = "rating"
FILE = "rating-2.json"
PUBLISHED = Method(
    METHOD,
    says=mark(
        "A country is rated on five axes by a rule that is published before it is used: fair share, domestic pathway, course, "
        "neutrality, quality of the NDC. None is averaged into another. People’s judgement stands beside a rating, never in it."
    ),
    rules=(
        mark(
            "Fair share: which global path the target of one year is in line with, if all were as ambitious for their fair share. It is "
            "no forecast of warming and no probability. The principle kindest to the country leads; beside it stand the median of all "
            "draws and the harshest principle. A share of zero or below is used up, and nothing is divided by it."
        ),
        mark(
            "Neither today’s emissions nor a share that starts from them has a place in this axis: convergence and grandfathering are "
            "left out."
        ),
        mark(
            "Domestic pathway: the target as an index of the latest common year, beside the region’s pathways at least cost: 1.5 °C, "
            "pledges, current policies."
        ),
        mark(
            "Course: where present policies lead by the document’s path with measures, else by its baseline, else by the trend of the "
            "last ten years, each named, against the target on the same footing. Where a source says that the trend is one of war, "
            "the axis is not judged by it."
        ),
        mark(
            "Neutrality and quality of the NDC: steps by named facts in documents that were read. What was not read counts neither for "
            "nor against; beside the step stands what it would be if the unread document said yes."
        ),
        mark("An axis without its inputs is not judged, and the reason is said."),
        mark("Beside each step stands every single other assumption and the step that it would lead to."),
    ),
    sources=(
        Citation(
            "Robiou du Pont and Meinshausen",
            2018,
            "Warming assessment of the bottom-up Paris Agreement emissions pledges",
            "Nature Communications 9, 4810",
            "https://doi.org/10.1038/s41467-018-07223-9",
        ),
        Citation(
            "Climate Action Tracker",
            2021,
            "CAT rating methodology",
            "Climate Analytics, NewClimate Institute",
            "https://climateactiontracker.org/methodology/cat-rating-methodology/",
        ),
    ),
    weaknesses=(
        mark(
            "Robiou du Pont and Meinshausen give a country’s pledge a warming in degrees, by the least strict of five ways to share "
            "effort. We name four categories of paths and no degrees, show three results instead of the kindest alone, and share by "
            "four principles."
        ),
        mark(
            "Climate Action Tracker joins targets, policies and finance into one overall rating, with a range of fair shares from the "
            "literature. We join nothing, and compute the shares with the choices shown."
        ),
        mark(
            "The domestic pathways are of fossil CO₂, of the region as a whole and from one model each; a target is of all gases and of "
            "one country."
        ),
        mark(
            "Where one step ends and the next begins is a decision; so the continuous measure stands beside it."
        ),
        mark("A course that reaches its target says nothing of how ambitious the target is."),
    ),
)


@dataclass(frozen=True)
class StepRule:
    """One step: ``path`` it is held against, or the value ``at_most``, or the answers it ``needs`` (all of
    them) and ``any_of`` (at least one); none of these: the last step. ``word`` and ``criterion`` are marked texts."""

    id: str
    word: str
    criterion: str
    path: str = ""
    at_most: float | None = None
    needs: tuple[tuple[str, str], ...] = ()
    any_of: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class AxisRule:
    """One axis: its name, what its measure says and in which unit, and its steps from the best one down."""

    id: str
    name: str
    measure: str
    unit: str
    says: str
    steps: tuple[StepRule, ...]

    def step(self, name: str) -> StepRule:
        return next(step for step in self.steps if step.id == name)

    def place(self, name: str) -> int:
        """Return a step's place from the best one, 0, down."""
        return [step.id for step in self.steps].index(name)


@dataclass(frozen=True)
class AxesRule:
    """The published rule. ``shared_by``: from so many countries on a step the comparison says that and why."""

    version: int
    published_on: str
    shared_by: int
    axes: tuple[AxisRule, ...]

    def axis(self, name: str) -> AxisRule:
        return next(axis for axis in self.axes if axis.id == name)


@cache
def axes_rule() -> AxesRule:
    """Return the second rule."""
    text = resources.files("climate_pathways").joinpath("data", FILE).read_text(encoding="utf-8")
    data = json.loads(text)
    # Principles and cuts stand in the file for whoever computes again: the code has its own, and a test
    # holds the two together.
    return AxesRule(
        version=data["version"],
        published_on=data["published_on"],
        shared_by=data["shared_by"],
        axes=tuple(_axis(axis) for axis in data["axes"]),
    )


def _axis(data: Mapping[str, Any]) -> AxisRule:
    measure = data["measure"]
    steps = tuple(_step(step) for step in data["steps"])
    return AxisRule(data["id"], data["name"], measure["id"], measure["unit"], measure["says"], steps)


def _step(data: Mapping[str, Any]) -> StepRule:
    return StepRule(
        id=data["id"],
        word=data["word"],
        criterion=data["criterion"],
        path=data.get("path", ""),
        at_most=data.get("at_most"),
        needs=tuple(data.get("needs", {}).items()),
        any_of=tuple(data.get("any_of", {}).items()),
    )


def step_at(axis: AxisRule, value: float, limits: Mapping[str, float]) -> str:
    """Return the best step whose limit ``value`` does not exceed; a value on a limit has the better step.

    ``limits``: path → limit, in the unit of ``value``; steps with ``at_most`` hold their own.
    """
    for step in axis.steps:
        # The first that holds, though limits need not rise from step to step: medians of pathways may
        # cross.
        limit = limits[step.path] if step.path else step.at_most
        if limit is None or value <= limit:
            return step.id
    raise ValueError(f"the axis {axis.id} has no last step")


# How much an answer counts: what is not said in a document that was read is no fact.
RANKS = {"yes": 2, "partly": 1}


def step_of_answers(axis: AxisRule, answers: Mapping[str, str]) -> str:
    """Return the best step whose needs are met by the answers, criterion → answer."""
    for step in axis.steps:
        every = all(_meets(answers, name, least) for name, least in step.needs)
        if every and (not step.any_of or any(_meets(answers, name, least) for name, least in step.any_of)):
            return step.id
    raise ValueError(f"the axis {axis.id} has no last step")


def _meets(answers: Mapping[str, str], criterion: str, least: str) -> bool:
    return RANKS.get(answers[criterion], 0) >= RANKS[least]

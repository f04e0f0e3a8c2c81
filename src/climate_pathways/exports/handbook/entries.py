"""What stands in the handbook of methods, in one reader's language."""

from dataclasses import asdict, dataclass
from typing import Any

from climate_pathways.core.publication import Citation


@dataclass(frozen=True)
class ChoiceWords:
    """One choice: its name for ``--set``, what it means, the levels it is drawn from."""

    id: str
    meaning: str
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """One method in a reader's language; formulas as they are declared."""

    id: str
    name: str
    says: str
    formulas: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    choices: tuple[ChoiceWords, ...]
    sources: tuple[Citation, ...]
    weaknesses: tuple[str, ...]


@dataclass(frozen=True)
class AxisRow:
    """An axis of the rating: what its measure says, and each step from the best one with its criterion."""

    id: str
    name: str
    measure: str
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RatingRule:
    """The published rule: its axes, none averaged into another."""

    version: int
    published_on: str
    axes: tuple[AxisRow, ...]


@dataclass(frozen=True)
class PublishedFigure:
    """One published figure beside ours, as text in the unit that ``what`` names."""

    what: str
    published: str
    ours: str
    accepted: str


@dataclass(frozen=True)
class RecomputedWork:
    """One publication that we compute again."""

    id: str
    name: str
    source: Citation
    how: str
    difference: str
    tries: tuple[str, ...]
    figures: tuple[PublishedFigure, ...]


@dataclass(frozen=True)
class DataGroup:
    """Which sources one kind of figure comes from: (identifier, name, edition)."""

    name: str
    sources: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Handbook:
    """Every method, parameter, source and known weakness, in one language."""

    principles: tuple[Section, ...]
    references: tuple[Section, ...]
    engine: Section
    path: Section
    path_rows: tuple[tuple[str, str, str, str], ...]
    categories: Section
    category_rows: tuple[tuple[str, ...], ...]
    inputs: tuple[Section, ...]
    data: tuple[DataGroup, ...]
    potentials: tuple[tuple[str, ...], ...]
    pledges: tuple[Section, ...]
    gap: Section
    rating: Section
    asked: Section
    rule: RatingRule
    neutrality: tuple[Section, ...]
    figures: tuple[Section, ...]
    recomputed: tuple[RecomputedWork, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the handbook as plain data with a stable order."""
        return asdict(self)

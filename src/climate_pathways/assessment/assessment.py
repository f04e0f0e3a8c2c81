"""All of it for one country, as one frozen result: where it stands, what it promised, what is fair.

An assessment names the hashes of its figures and pledges, its parameters, seed and code: the
same of these give the same bytes. Its version names the whole, so that a page or a demand can
cite it and anybody can make it again.
"""

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from climate_pathways.assessment.axes.axis import Axis
from climate_pathways.assessment.budget_left import YearsLeft
from climate_pathways.assessment.document_demands import NEXT_YEAR
from climate_pathways.assessment.gap import Gap
from climate_pathways.assessment.grounds import Suggestion
from climate_pathways.assessment.neutrality import Neutrality
from climate_pathways.assessment.rating import Rating
from climate_pathways.core.entries import fault_in
from climate_pathways.core.errors import UNREADABLE, PathwaysError
from climate_pathways.core.wording import mark
from climate_pathways.fair_shares.choices import PRINCIPLES, equity_of
from climate_pathways.fair_shares.result import OVERALL, PrincipleSpan, median_of_all, principle_span
from climate_pathways.figures.standing import Standing
from climate_pathways.pledges.context import Circumstance
from climate_pathways.pledges.criteria import CriterionAnswer
from climate_pathways.pledges.documents import Pledges
from climate_pathways.pledges.readings import ReadPledge
from climate_pathways.pledges.versions import Change

# Whose level stood at the head of assessments of earlier releases.
FORMER_LEVEL = "climate-watch"


@dataclass(frozen=True)
class Shares:
    """One country's fair shares: principle → year → level, Mt CO2e a year without land use.

    ``budgets``: principle → level, Mt CO2e from the base year to the last; ``contributions``:
    principle → choice → year, the part of the variance that the choice alone explains; ``duties``: the
    country's part of the world's duty by set of figures, as ``fair_shares.duty`` names them.
    """

    base_year: int
    current_mt_co2e: float
    years: tuple[int, ...]
    levels: tuple[float, ...]
    shares: dict[str, tuple[tuple[float, ...], ...]]
    budgets: dict[str, tuple[float, ...]]
    contributions: dict[str, dict[str, tuple[float, ...]]]
    flags: tuple[str, ...]
    duties: dict[str, float] = field(default_factory=dict)

    @property
    def principles(self) -> tuple[str, ...]:
        return tuple(self.shares)

    @property
    def year_without_target(self) -> int:
        """Return the year of which a share is told where no target is judged: beyond those computed there is none."""
        return min(NEXT_YEAR, self.years[-1])

    def at(self, principle: str, year: float, level: float = 0.5) -> float:
        """Return one quantile in a year, straight between the years computed; Mt CO2e."""
        # The two years around it alone: exports ask for every quantile of every year.
        after = bisect_left(self.years, year)
        around = slice(max(after - 1, 0), after + 1)
        per_year = [self._quantile(row, level) for row in self.shares[principle][around]]
        is_computed = self.years[around][-1] == year
        # Outside the years computed this is the value of the nearest one: whoever asks keeps within them.
        return per_year[-1] if is_computed else float(np.interp(year, self.years[around], per_year))

    def _quantile(self, row: tuple[float, ...], level: float) -> float:
        """Return a quantile of one year; those asked for are nearly always those that are kept."""
        at = bisect_left(self.levels, level)
        is_kept = at < len(self.levels) and self.levels[at] == level
        return float(row[at]) if is_kept else float(np.interp(level, self.levels, row))

    def median_over(self, principles: Sequence[str], year: float) -> float:
        """Return the median of a mixture of ``principles`` in equal parts; Mt CO2e."""
        rows = [[self.at(name, year, level) for level in self.levels] for name in principles]
        return median_of_all(rows, self.levels)


@dataclass(frozen=True)
class PledgeAssessment:
    """A pledge in force against the fair shares: the gap to each principle, and the axis of its fair share.

    ``rating``: by the first rule, in assessments of earlier releases only.
    """

    pledge: str
    gaps: dict[str, Gap]
    rating: Rating | None = None
    axis: Axis | None = None

    @property
    def overall(self) -> Gap:
        return self.gaps[OVERALL]


@dataclass(frozen=True)
class Assessment:
    """One country's frozen assessment.

    ``as_of``: the year that counts as today; ``read`` and ``read_with_land_use``: all quantified
    pledges on both footings; ``unread``: pledges that the figures do not suffice for; ``judged``:
    those in force and ahead; ``headline``: the pledge the country is judged by, empty where there
    is none; ``ways``: to each promised year of neutrality, and to 2050 in any case;
    ``neutrality_criteria``, ``ndc_quality`` and ``context``: what was read in the documents beside it;
    ``axes``: the rating by the second rule, none in assessments of earlier releases.
    """

    # The names of these fields are the keys of every frozen assessment: with one renamed, old files
    # could not be read.
    iso3: str
    version: str
    as_of: int
    standing: Standing
    pledges: Pledges
    read: tuple[ReadPledge, ...]
    read_with_land_use: tuple[ReadPledge, ...]
    unread: tuple[str, ...]
    changes: tuple[Change, ...]
    shares: Shares
    judged: tuple[PledgeAssessment, ...]
    headline: str
    ways: tuple[Neutrality, ...]
    years_left: dict[str, YearsLeft]
    suggestions: tuple[Suggestion, ...]
    flags: tuple[str, ...]
    made_of: dict[str, Any]
    neutrality_criteria: tuple[CriterionAnswer, ...] = ()
    ndc_quality: tuple[CriterionAnswer, ...] = ()
    context: tuple[Circumstance, ...] = ()
    axes: tuple[Axis, ...] = ()

    @property
    def equity(self) -> tuple[str, ...]:
        """Return the principles that its mixture was dealt over; earlier releases counted convergence in."""
        # A country without income figures has no share by two of the principles that its mixture was dealt
        # over.
        return tuple(name for name in equity_of(self.made_of["weights"]) if name in self.shares.shares)

    @property
    def references(self) -> tuple[str, ...]:
        """Return the lines that are only to compare with."""
        return tuple(name for name in PRINCIPLES if name in self.shares.shares and name not in self.equity)

    def share_span(self, year: float) -> PrincipleSpan:
        """Return the span of the principles' medians in a year; Mt CO2e."""
        return principle_span({name: self.shares.at(name, year) for name in self.equity})

    def gap_span(self, judged: PledgeAssessment) -> PrincipleSpan:
        """Return the span of the gaps of one pledge by principle; Mt CO2e."""
        return principle_span({name: judged.gaps[name].gap_median for name in self.equity})

    @cached_property
    def by_pledge(self) -> dict[str, ReadPledge]:
        return {pledge.pledge.id: pledge for pledge in self.read}

    @property
    def main(self) -> PledgeAssessment | None:
        """Return the judgement of the pledge that the country is judged by."""
        return next((judged for judged in self.judged if judged.pledge == self.headline), None)

    def axis(self, name: str) -> Axis | None:
        """Return an axis of the rating; nothing for an assessment by the first rule."""
        return next((axis for axis in self.axes if axis.id == name), None)

    def as_json(self) -> str:
        """Return the assessment as JSON, byte-identical for the same inputs and code."""
        return canonical(self)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Assessment":
        """Read back what ``as_json`` wrote; raise ``PathwaysError`` for anything else."""
        import msgspec

        try:
            return msgspec.json.decode(text, type=cls)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            # Of text that is no JSON the library names a byte, of other JSON a field: only the second helps
            # a reader.
            is_json = isinstance(error, msgspec.ValidationError)
            reason = fault_in(str(error)) if is_json else PathwaysError(UNREADABLE)
            text = mark("This is not an assessment, or one of another release: {reason}")
            raise PathwaysError(text, reason=reason) from error


# Fields that came with later releases. Left out where they hold nothing, so that an assessment of an
# earlier release is written back byte for byte and keeps its name.
LATER_FIELDS = frozenset(
    ("own", "texts", "at_least", "up_to", "condition_en", "condition_ru", "text", "place", "line", "printed")
    + (
        "facts",
        "commitments",
        "differences",
        "is_from_inventory",
        "newest",
        "submission",
        "stated",
        "land_source",
    )
    + ("land_use_steps", "meanings", "neutrality_criteria", "ndc_quality", "context")
    + ("more", "passages", "duties", "rating", "axis", "axes", "breaks_trend", "cautions")
)
# Zero equals `False`: no later field may hold a zero that means something.
NOTHING: tuple[Any, ...] = (None, "", False, [], (), {})


def canonical(value: Any) -> str:
    """Return plain data with sorted keys; refuses what is not a number."""
    import msgspec

    # An assessment's version is a hash of this text, so that the order of keys must not depend on anything.
    plain = _without_later_nothing(msgspec.to_builtins(value))
    # Not by msgspec, which writes NaN as null, and no spaces: every version would have another name.
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, allow_nan=False)


def _without_later_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _without_later_nothing(part)
            for key, part in value.items()
            # A key counts by its name, wherever in the tree it stands: what another class calls so is left
            # out as well where it is empty.
            if not (key in LATER_FIELDS and any(part is nothing or part == nothing for nothing in NOTHING))
        }
    return [_without_later_nothing(part) for part in value] if isinstance(value, list | tuple) else value

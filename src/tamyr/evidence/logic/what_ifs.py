"""What the what-if page offers to change, in groups, and the targets it may be asked of."""

from dataclasses import dataclass

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.pledges.words import condition_text, pledge_phrase

GROUPS = {
    "world": ("path", "path_position", "population"),
    "history": ("history_since", "repayment_year", "convergence_year"),
    "income": ("responsibility_weight", "threshold", "baseline_trend", "exponent"),
    "data": ("source", "gwp", "gdp", "gini"),
}


@dataclass(frozen=True)
class PledgeOption:
    """A target in force that may be judged: its identifier and its words."""

    id: str
    label: str


def pledge_options(assessment: Assessment, language: str) -> tuple[PledgeOption, ...]:
    """Return the targets in force and ahead, the one the country is judged by first."""
    by_id = {one.id: one for one in assessment.pledges.current()}
    names = [one.pledge for one in assessment.judged]
    names.sort(key=lambda name: name != assessment.headline)
    return tuple(
        PledgeOption(
            name,
            f"{pledge_phrase(by_id[name], language)} ({condition_text(by_id[name].condition, language)})",
        )
        for name in names
    )

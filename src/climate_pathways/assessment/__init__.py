"""What was promised against what is fair: a country's assessment, its gap, its rating, its comparison.

``number_rows`` is the list of every number of an assessment, with the names of its chapters.
"""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.assessment import numbers as number_rows
    from climate_pathways.assessment.assessment import Assessment, PledgeAssessment
    from climate_pathways.assessment.axes.axis import AXES, FAIR_SHARE, Axis
    from climate_pathways.assessment.axes.rule import axes_rule
    from climate_pathways.assessment.axes.words import (
        axis_name,
        axis_reason,
        criterion_of,
        step_word,
    )
    from climate_pathways.assessment.budget_left import carbon_budget_left
    from climate_pathways.assessment.corrections import (
        Correction,
        all_corrections,
        corrections_of,
        is_recent,
        topic_name,
    )
    from climate_pathways.assessment.difference import THRESHOLD as DIFFERENCE_THRESHOLD
    from climate_pathways.assessment.difference import Comparison, Group, diff
    from climate_pathways.assessment.digests import inputs_of
    from climate_pathways.assessment.gap import gaps
    from climate_pathways.assessment.kept import assessments
    from climate_pathways.assessment.making import AssessmentInputs, assessment_inputs
    from climate_pathways.assessment.matters.hot_air import HotAir, hot_air_of
    from climate_pathways.assessment.matters.methane import Methane, methane_of
    from climate_pathways.assessment.rating import STEPS as FORMER_STEPS
    from climate_pathways.assessment.what_if import OWN_TARGET, WhatIf
    from climate_pathways.assessment.what_if import ask as ask_what_if
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = [
    "AXES",
    "DIFFERENCE_THRESHOLD",
    "FAIR_SHARE",
    "FORMER_STEPS",
    "OWN_TARGET",
    "Assessment",
    "AssessmentInputs",
    "Axis",
    "Comparison",
    "Correction",
    "Group",
    "HotAir",
    "Methane",
    "PledgeAssessment",
    "WhatIf",
    "all_corrections",
    "ask_what_if",
    "assessment_inputs",
    "assessments",
    "axes_rule",
    "axis_name",
    "axis_reason",
    "carbon_budget_left",
    "corrections_of",
    "criterion_of",
    "diff",
    "gaps",
    "hot_air_of",
    "inputs_of",
    "methane_of",
    "number_rows",
    "is_recent",
    "step_word",
    "topic_name",
]

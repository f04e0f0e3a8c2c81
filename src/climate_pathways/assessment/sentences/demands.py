"""What to ask for, in a reader's words."""

from climate_pathways.assessment.suggestions import Suggestion
from climate_pathways.pledges.words import rounded_step


def suggestion_text(suggestion: Suggestion, language: str) -> str:
    """Say one measurable demand with its numbers, none with more than three figures."""
    return rounded_step(suggestion.says, language)

"""What to ask for, in sentences."""

from collections.abc import Iterator

from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.assessment.suggestions import Suggestion
from climate_pathways.figures.sentences import Sentence
from climate_pathways.pledges.words import rounded_step


def suggestion_text(suggestion: Suggestion, language: str) -> str:
    """Say one measurable demand with its numbers, none with more than three figures."""
    return rounded_step(suggestion.says, language)


def demands(speaker: Speaker) -> Iterator[Sentence]:
    """Yield every suggestion: measurable, each with its number."""
    for suggestion in speaker.assessment.suggestions:
        concerns = (f"pledge:{name}" for name in suggestion.concerns)
        yield speaker.quote(
            suggestion.id,
            suggestion_text(suggestion, speaker.language),
            f"suggestion:{suggestion.id}",
            *concerns,
        )

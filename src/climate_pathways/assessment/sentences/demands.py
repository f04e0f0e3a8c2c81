"""What to ask for, in sentences."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from climate_pathways.assessment.grounds import Passage, Suggestion
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.provenance import Step
from climate_pathways.core.wording import mark
from climate_pathways.figures.sentences.standing import Sentence
from climate_pathways.pledges.fact_words import line_text
from climate_pathways.pledges.words import footing_text, rounded_step


def suggestion_text(suggestion: Suggestion, language: str) -> str:
    """Say one measurable demand with its numbers, none with more than three figures."""
    return " ".join(_said(step, language) for step in (suggestion.says, *suggestion.more))


def _said(step: Step, language: str) -> str:
    values = tuple(
        # A frozen demand holds a footing by its identifier, the same in every language.
        (name, footing_text(str(value), language) if name.endswith("footing") else value)
        for name, value in step.values
    )
    return rounded_step(Step(step.text, values), language)


def demands(speaker: Speaker, *, on_paper: bool = False) -> Iterator[Sentence]:
    """Yield every suggestion: measurable, each with its number, where that stands, and the version.

    ``on_paper``: the demand and its places alone: a brief has four pages, and names its version once.
    """
    for suggestion in speaker.assessment.suggestions:
        concerns = (f"pledge:{name}" for name in suggestion.concerns)
        said = replace(suggestion, more=()) if on_paper else suggestion
        parts = (suggestion_text(said, speaker.language), _rests_on(speaker, suggestion, not on_paper))
        yield speaker.quote(
            suggestion.id, " ".join(part for part in parts if part), f"suggestion:{suggestion.id}", *concerns
        )


def _rests_on(speaker: Speaker, suggestion: Suggestion, with_version: bool) -> str:
    """Say where the figures of a demand stand, and in which version of the assessment."""
    places = "; ".join(
        f"{speaker.assessment.pledges.document(document).title(speaker.language)}, "
        + "; ".join(_line(passage, speaker.language) for passage in of_document)
        # Neighbours only: passages stay in the order of the figures that rest on them.
        for document, of_document in groupby(suggestion.passages, key=lambda passage: passage.document)
    )
    version = speaker.assessment.version
    if not with_version:
        return speaker.word(mark("See {places}."), places=places) if places else ""
    if not places:
        return speaker.word(mark("Assessment {version}."), version=version)
    return speaker.word(mark("See {places}; assessment {version}."), places=places, version=version)


def _line(passage: Passage, language: str) -> str:
    # Of several places the first: the line leads to the words themselves.
    return line_text(passage.place.split(";")[0], passage.line, language)

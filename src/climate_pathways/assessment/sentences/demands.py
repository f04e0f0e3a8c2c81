"""What to ask for, in sentences."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from climate_pathways.assessment.grounds import Passage, Suggestion
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.provenance import Step
from climate_pathways.core.wording import mark
from climate_pathways.figures.sentences import Sentence
from climate_pathways.pledges.fact_words import line_text
from climate_pathways.pledges.words import footing_text, rounded_step

# Frozen assessments of earlier releases hold these: they stay in the catalogue.
mark(
    "Lower the target for {year} from about {central} to at most {share} Mt CO₂e a year "
    "without land use, the median of the fair shares; to be likely enough, to {likely} Mt."
)
mark(
    "Take on the target for {year} that depends on support, about {value} Mt CO₂e, without "
    "conditions, and say openly what support is needed for more."
)
mark(
    "State the target for {year} as an amount of emissions in that year. As it is worded it "
    "allows {low} to {high} Mt CO₂e; {now} Mt are emitted today."
)
mark(
    "Publish the base year’s emissions and the series that the target for {year} counts with: "
    "sources differ by {apart} Mt CO₂e in what it means."
)
mark("Say which warming potentials the target for {year} counts with: it moves by {apart} Mt CO₂e.")
mark("State the target for {year} with and without land use: it moves by {apart} Mt CO₂e.")
mark("Publish the growth of GDP that the target for {year} expects: it moves by {apart} Mt CO₂e.")
mark("Publish the baseline of the target for {year} in full: it moves by {apart} Mt CO₂e.")
mark(
    "Say in one plain sentence what the target for {year} means: ways to understand it are {apart} Mt CO₂e apart."
)


def suggestion_text(suggestion: Suggestion, language: str) -> str:
    """Say one measurable demand with its numbers, none with more than three figures."""
    return " ".join(_said(step, language) for step in (suggestion.says, *suggestion.more))


def _said(step: Step, language: str) -> str:
    values = tuple(
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

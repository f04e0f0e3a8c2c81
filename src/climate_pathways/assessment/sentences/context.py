"""What changes the meaning of figures and promises, in the chapters that it matters for."""

from collections.abc import Iterator

from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.wording import lower_start, mark
from climate_pathways.figures.sentences.standing import Sentence
from climate_pathways.pledges.context import (
    FAIR_SHARE,
    NEUTRALITY,
    PLEDGE,
    TREND,
    Circumstance,
    circumstance_name,
)

# A circumstance is told in full once: in the first of these chapters that it matters for.
TOLD_FIRST = (PLEDGE, TREND, NEUTRALITY, FAIR_SHARE)


def context(speaker: Speaker, chapter: str) -> Iterator[Sentence]:
    """Yield the first circumstance of each theme told here, then the themes told elsewhere.

    ``chapter``: one of ``matters_for``. All circumstances stand together in a list of their own.
    """
    here = [entry for entry in speaker.assessment.context if chapter in entry.matters_for]
    told: dict[str, Circumstance] = {}
    for entry in here:
        if _home(entry) == chapter:
            told.setdefault(entry.theme, entry)
    for theme, entry in told.items():
        yield speaker.quote("context", entry.says(speaker.language), f"context:{theme}")
    elsewhere = dict.fromkeys(entry.theme for entry in here if entry.theme not in told)
    if elsewhere:
        themes = (lower_start(circumstance_name(theme, speaker.language)) for theme in elsewhere)
        yield speaker.say(
            "context_elsewhere",
            mark("Bear in mind here, too: {themes}."),
            *(f"context:{theme}" for theme in elsewhere),
            themes=speaker.listed(themes),
        )


def _home(entry: Circumstance) -> str:
    return next(chapter for chapter in TOLD_FIRST if chapter in entry.matters_for)

"""What made a brief, in words: enough for anybody to compute the same numbers again."""

from collections.abc import Iterator, Mapping
from typing import Any

from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.naming import method_name
from climate_pathways.core.wording import mark, say_date, say_number
from climate_pathways.fair_shares.choices import (
    CHOICES,
    DUTY,
    FORMER_PRINCIPLES,
    FORMER_SOURCES,
    Parameters,
)
from climate_pathways.fair_shares.settings import as_typed, several_as_typed
from climate_pathways.fair_shares.words import choice_name, level_name
from climate_pathways.figures import licences
from climate_pathways.figures.sentences.standing import Sentence

DIGITS = 16


def origin(speaker: Speaker) -> Iterator[Sentence]:
    """Yield the command, and the versions and hashes of everything that went in."""
    made = speaker.assessment.made_of
    yield speaker.quote("command", speaker.word(mark("Command: {command}"), command=command(speaker)))
    yield speaker.quote(
        "made_of",
        speaker.word(
            mark(
                "Code {code}; figures of {edition}, SHA-256 {figures}…; pledges, SHA-256 {pledges}…; rating rule {rule}; "
                "{draws} combinations of assumptions, seed {seed}. "
                "Whoever computes with these gets the same numbers; the wording may change."
            ),
            code=made["code_version"],
            edition=say_date(speaker.language, made["figures"]["edition"]),
            figures=made["figures"]["sha256"][:DIGITS],
            pledges=made["pledges"]["sha256"][:DIGITS],
            rule=made["rating_rule"],
            draws=say_number(speaker.language, made["parameters"]["draws"]),
            seed=made["parameters"]["seed"],
        ),
    )
    yield speaker.quote(
        "licence",
        speaker.word(
            mark(
                "Written by rule from published figures; what is politically wise is for people to say. "
                "What is counted are combinations of assumptions, each level of a choice dealt equally often; their part is not the probability of an event."
            )
        ),
    )
    yield speaker.quote("licences", licences.of_results(speaker.language, licences.IN_BRIEF))


def command(speaker: Speaker) -> str:
    """Return the command line that makes this brief."""
    assessment = speaker.assessment
    fixed = "".join(f" --set {setting}" for setting in settings(assessment.made_of["parameters"]))
    # The year is always named: left out, the command takes the one in which it is run.
    return f"pathways brief {assessment.iso3} --lang {speaker.language} --as-of {assessment.as_of}{fixed} --out {assessment.iso3}.pdf"


def settings(parameters: Mapping[str, Any]) -> list[str]:
    """Return what was set beside the published parameters, as ``--set`` takes it."""
    usual = _usual(parameters)
    settings = [
        f"{name}={several_as_typed(levels)}"
        for name, levels in parameters["levels"].items()
        # As lists: what was read back from JSON has no tuples.
        if list(levels) != list(usual["levels"][name])
    ]
    for name in ("draws", "seed"):
        if parameters[name] != usual[name]:
            settings.append(f"{name}={parameters[name]}")
    for name in ("principles", "years"):
        if list(parameters[name]) != list(usual[name]):
            settings.append(f"{name}={','.join(map(as_typed, parameters[name]))}")
    return settings


def _usual(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters as the release published them that an assessment is of."""
    usual = Parameters().as_dict()
    # An assessment whose levels lack this choice is of a release with other sources and principles: its usual
    # ones are those.
    if DUTY in parameters["levels"]:
        return usual
    levels = {**usual["levels"], "source": list(FORMER_SOURCES)}
    return {**usual, "principles": list(FORMER_PRINCIPLES), "levels": levels}


def departures(speaker: Speaker) -> str:
    """Say which assumptions differ from the published ones; empty where none does."""
    parameters = speaker.assessment.made_of["parameters"]
    usual = _usual(parameters)
    changed = [
        f"{choice_name(name, speaker.language)}: {speaker.listed(level_name(name, level, speaker.language) for level in levels)}"
        for name, levels in parameters["levels"].items()
        if name in CHOICES and list(levels) != list(usual["levels"][name])
    ]
    if list(parameters["principles"]) != list(usual["principles"]):
        names = speaker.listed(method_name(name, speaker.language) for name in parameters["principles"])
        changed.append(speaker.word(mark("Equity principles: {names}"), names=names))
    if not changed:
        return ""
    return speaker.word(mark("Assumptions changed for this brief. {changes}."), changes="; ".join(changed))

"""Small elections in letters: each ballot a text, each character an option."""

from collections.abc import Mapping, Sequence
from typing import Any

from tamyr.decisions.logic.counting import count
from tamyr.decisions.logic.question import Ballot, Option, Question, Rule, Voter, read_choice
from tamyr.decisions.logic.results import Count
from tamyr.decisions.logic.ties import stated_ties


def asked(
    rule: Rule, options: str | Sequence[str] | Mapping[str, int], voters: int | str | Sequence[Voter]
) -> Question:
    """Return a question; voters by their number, or by the letters of their countries."""
    costs = options if isinstance(options, Mapping) else dict.fromkeys(options, 1)
    if isinstance(voters, int):
        voters = [Voter(f"v{number:04}") for number in range(voters)]
    elif isinstance(voters, str):
        voters = [Voter(f"v{number:04}", country) for number, country in enumerate(voters)]
    return Question(rule, tuple(Option(option, cost) for option, cost in costs.items()), tuple(voters))


def cast(question: Question, choices: Sequence[Any]) -> list[Ballot]:
    """Return the ballots of the first voters: "abc" approves or ranks letters, words and lists stand as they are."""
    names = set(question.option)
    made = []
    for voter, choice in zip(question.voters, choices, strict=False):
        said = list(choice) if isinstance(choice, str) and choice and set(choice) <= names else choice
        made.append(Ballot(voter.label, read_choice(question, voter.label, said)))
    return made


def counted(
    rule: Rule,
    options: str | Sequence[str] | Mapping[str, int],
    choices: Sequence[Any],
    voters: int | str | Sequence[Voter] | None = None,
) -> Count:
    """Count a small election; ties go by the order in which the options stand."""
    question = asked(rule, options, len(choices) if voters is None else voters)
    ties = stated_ties([option.id for option in question.options])
    return count(question, cast(question, choices), ties)

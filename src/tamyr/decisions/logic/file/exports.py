"""A decision for other programs: Pabulib's ``.pb`` for approvals, PrefLib's ``.cat``, ``.soi`` and ``.toi``.

D. Stolicki, S. Szufa, N. Talmon, "Pabulib: a participatory budgeting library", 2020; N. Mattei, T. Walsh, "PrefLib: a library for
preferences", ADT 2013. The decision file stays the only authority: these know neither weights nor the rule's every parameter.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from tamyr.decisions.logic.question import APPROVING, RANKING, Option, Question
from tamyr.decisions.logic.refusals import Refusal
from tamyr.decisions.logic.results import Count
from tamyr.decisions.logic.ties import supporters

NAMES = {"equal-shares": "equalshares", "phragmen": "phragmen"}


def as_pb(result: Count, *, language: str, begun: str, ended: str, place: str) -> str:
    """Return approvals as a ``.pb`` file; times are ISO dates, ``place`` says whose decision it is.

    Raises ``Refusal`` for other ballots, and where voices weigh differently, which the format cannot say.
    """
    question = result.question
    if question.rule.name not in APPROVING:
        raise Refusal("approvals-only", "rule.name", found=question.rule.name)
    _refuse_weights(question)
    # The number of votes is that of the rows below: a blank one has no row that the format knows.
    ballots = [ballot for ballot in result.ballots if not ballot.is_blank]
    votes = {option: len(voters) for option, voters in supporters(question, ballots).items()}
    meta = {
        "description": _one_line(place),
        "num_projects": str(len(question.options)),
        "num_votes": str(len(ballots)),
        "budget": str(question.total),
        "vote_type": "approval",
        "rule": NAMES[question.rule.name],
        "date_begin": begun,
        "date_end": ended,
        "language": language,
    }
    rows = ["META", "key;value", *(f"{key};{value}" for key, value in meta.items())]
    rows += ["PROJECTS", "project_id;cost;votes;name;selected"]
    for option in question.options:
        selected = int(option.id in result.chosen)
        cost = question.cost_of(option.id)
        rows.append(f"{_one_line(option.id)};{cost};{votes[option.id]};{_title(option, language)};{selected}")
    rows += ["VOTES", "voter_id;vote"]
    rows += [f"{ballot.voter};{','.join(map(_one_line, map(str, ballot.choice)))}" for ballot in ballots]
    return "\n".join(rows) + "\n"


def as_preflib(result: Count, *, language: str, title: str, closed: str) -> tuple[str, str]:
    """Return the ending of the file's name and the file: approvals as two categories, rankings as orders.

    Options are numbered from 1 in their order. Raises ``Refusal`` for answers that are neither, and for weights.
    """
    question = result.question
    _refuse_weights(question)
    number = {option.id: place for place, option in enumerate(question.options, 1)}
    choices = [ballot.choice for ballot in result.ballots if not ballot.is_blank]
    if question.rule.name in APPROVING:
        kind = "cat"
        lines = [_categories([number[str(option)] for option in choice], number) for choice in choices]
    elif question.rule.name in RANKING:
        tiers = [[[number[option] for option in tier] for tier in choice] for choice in choices]
        kind = "toi" if any(len(tier) > 1 for ballot in tiers for tier in ballot) else "soi"
        lines = [",".join(map(_set, ballot)) for ballot in tiers]
    else:
        raise Refusal("approvals-or-rankings-only", "rule.name", found=question.rule.name)
    counted = sorted(Counter(lines).items(), key=lambda line: (-line[1], line[0]))
    head = _head(question, kind, language, title, closed, len(lines), len(counted))
    return kind, "\n".join([*head, *(f"{count}: {line}" for line, count in counted)]) + "\n"


def _head(
    question: Question, kind: str, language: str, title: str, closed: str, voters: int, orders: int
) -> list[str]:
    name = _one_line(title)
    head = [
        f"# FILE NAME: decision.{kind}",
        f"# TITLE: {name}",
        "# DESCRIPTION: ",
        f"# DATA TYPE: {kind}",
        "# MODIFICATION TYPE: original",
        "# RELATES TO: ",
        "# RELATED FILES: ",
        f"# PUBLICATION DATE: {closed}",
        f"# MODIFICATION DATE: {closed}",
        f"# NUMBER ALTERNATIVES: {len(question.options)}",
        f"# NUMBER VOTERS: {voters}",
    ]
    if kind == "cat":
        head += [f"# NUMBER UNIQUE PREFERENCES: {orders}", "# NUMBER CATEGORIES: 2"]
        head += ["# CATEGORY NAME 1: Approved", "# CATEGORY NAME 2: Not approved"]
    else:
        head += [f"# NUMBER UNIQUE ORDERS: {orders}"]
    return head + [
        f"# ALTERNATIVE NAME {place}: {_title(option, language)}"
        for place, option in enumerate(question.options, 1)
    ]


def _categories(approved: Sequence[int], number: Mapping[str, int]) -> str:
    others = sorted(set(number.values()) - set(approved))
    return ",".join("{" + ",".join(map(str, sorted(each))) + "}" for each in (approved, others))


def _set(tier: Sequence[int]) -> str:
    return str(tier[0]) if len(tier) == 1 else "{" + ",".join(map(str, tier)) + "}"


def _title(option: Option, language: str) -> str:
    return _one_line(option.title.get(language) or option.id)


def _one_line(text: str) -> str:
    """Return a text without what would end a field or a line."""
    return " ".join(text.replace(";", ",").split())


def _refuse_weights(question: Question) -> None:
    if (question.rule.endowment or "member") != "member":
        raise Refusal("weights", "rule.endowment", found=str(question.rule.endowment))
    for voter in question.voters:
        if voter.weight != 1:
            raise Refusal("weights", f"electorate[{voter.label}].weight", found=str(voter.weight))

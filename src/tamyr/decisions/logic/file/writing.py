"""Write the decision file, inside with names and outside as far as everybody's exposure allows."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from fractions import Fraction

from tamyr.decisions.logic.counting import count
from tamyr.decisions.logic.file.canonical import Json, canonical, check_document, sha256_of, written
from tamyr.decisions.logic.file.labels import Identity, electorate_sha256, row_sha256
from tamyr.decisions.logic.file.results import result_of
from tamyr.decisions.logic.question import Option, Question, Roll, Rule, Voter
from tamyr.decisions.logic.refusals import Refusal
from tamyr.decisions.logic.results import Count, Purchases
from tamyr.decisions.logic.secret import CODES
from tamyr.decisions.logic.ties import ballots_sha256

FORMAT = "tamyr-decision/1"
NAMED, WITH_COUNTRY, PSEUDONYM = "named", "country", "pseudonym"
FEWEST_OF_A_COUNTRY = 3
"""A pseudonym shows its country only where so many pseudonyms share it."""
FEWEST_BALLOTS = 5
"""With fewer ballots the outside is told the result only."""


@dataclass(frozen=True)
class Facts:
    """What the file says of the decision itself. Times are texts in UTC, ``2026-11-29T10:00:00Z``; ``events`` name no person.

    Each event has ``kind``, ``at`` and ``reason``.
    """

    id: str
    kind: str
    question: Mapping[str, str]
    authoritative: str
    announced_at: str
    opened_at: str
    closes_at: str
    closed_at: str
    zone: str
    previous: str | None = None
    events: Sequence[Mapping[str, str]] = ()
    scope: Mapping[str, str] | None = None
    """Whose it is, ``kind`` and ``of``; nothing where it is the whole network's."""
    recusal: str = ""
    """Who takes no part by itself, ``concerned``; nothing where nobody does."""


def as_file(
    facts: Facts, result: Count, identities: Mapping[str, Identity], picked_up: Collection[str] = ()
) -> str:
    """Return the whole file for members: every line with its name and salt.

    Of a vote by codes it also says who picked one up: ``picked_up`` are their labels.
    """
    rows = [_row(voter, identities[voter.label], NAMED) for voter in _sorted(result.question.voters)]
    if (roll := result.question.roll) is not None and roll.ballots_from == CODES:
        rows = [row | {"picked_up": row["voter"] in picked_up} for row in rows]
    ballots = _ballots(result, inside=True)
    return _written(_body("inside", facts, result, identities, rows, ballots, result_of(result)))


def outside_file(
    facts: Facts, result: Count, identities: Mapping[str, Identity], exposure: Mapping[str, str]
) -> str:
    """Return the file for everybody. ``exposure`` says of each label: ``named``, ``country`` or ``pseudonym``.

    Where too few pseudonyms share a country, none is shown; where the result cannot be counted again from what may be shown, or
    with fewer than five ballots, the file holds the result only.
    """
    is_secret = result.question.roll is not None
    shown = () if is_secret else _shown(result.question.voters, exposure)
    recounted = _recounted(result, shown)
    if recounted is None:
        told = {"outcome": result.outcome, "chosen": list(result.chosen)}
        return _written(_body("outside", facts, result, identities, None, None, told))
    rows = [
        _row(voter, identities[voter.label], exposure[voter.label])
        # Of the line as it was committed to, country and all: what is not shown is still bound.
        | {"row_sha256": row_sha256(result.question.voter[voter.label], identities[voter.label].salt)}
        for voter in _sorted(shown)
    ]
    told, ballots = result_of(recounted), _ballots(result, inside=False)
    # Who picked up a code is the network's business; the tags say all that the world needs to count.
    electorate = None if is_secret else rows
    return _written(_body("outside", facts, result, identities, electorate, ballots, told))


def _ballots(result: Count, *, inside: bool) -> list[Json]:
    """Return the ballots, each under its voter's label, or under a tag where the vote was secret."""
    if result.question.roll is not None:
        return [{"tag": ballot.voter, "choice": ballot.choice} for ballot in result.ballots]
    return [
        {"voter": ballot.voter, "choice": ballot.choice} | ({"by": ballot.by} if ballot.by and inside else {})
        for ballot in result.ballots
    ]


def root_hash(file: str) -> str:
    """Return the hash that is published elsewhere than in the file: the last field's value."""
    # Names are sorted: the hash stands last, 64 digits before a quote and a brace.
    return file[-66:-2]


def _sorted(voters: Sequence[Voter]) -> list[Voter]:
    return sorted(voters, key=lambda voter: voter.label)


def _shown(voters: Sequence[Voter], exposure: Mapping[str, str]) -> tuple[Voter, ...]:
    sharing = Counter(voter.country for voter in voters if exposure[voter.label] == WITH_COUNTRY)
    return tuple(
        voter
        if exposure[voter.label] == NAMED
        or (exposure[voter.label] == WITH_COUNTRY and sharing[voter.country] >= FEWEST_OF_A_COUNTRY)
        else replace(voter, country=None)
        for voter in voters
    )


def _recounted(result: Count, shown: tuple[Voter, ...]) -> Count | None:
    """Return what a reader counts from the voters as shown, or ``None`` where that is not the result."""
    if len(result.ballots) < FEWEST_BALLOTS:
        return None
    try:
        again = count(replace(result.question, voters=shown), result.ballots, result.ties)
    # A rule that gives each country a share counts no voter whose country is left out.
    except Refusal:
        return None
    # What was decided, and by which steps; countries that are left out change what is told beside it.
    return again if _told(again) == _told(result) else None


def _told(result: Count) -> tuple[object, ...]:
    detail = result.found.detail
    rounds = [(made.option, made.value) for made in detail.rounds] if isinstance(detail, Purchases) else []
    return result.outcome, result.chosen, rounds


def _row(voter: Voter, identity: Identity, exposure: str) -> dict[str, Json]:
    """Return a line; without a name it does not say what it stays out of: that could tell whose it is."""
    is_named = exposure == NAMED and bool(identity.name)
    row: dict[str, Json] = {
        "voter": voter.label,
        "country": voter.country,
        "weight": written(voter.weight),
        "state": voter.state,
        "opened_as": voter.first_state,
        "recused_from": sorted(voter.recused_from) if is_named else [],
    }
    if exposure == NAMED:
        row |= {"member": identity.member, "name": identity.name, "salt": identity.salt}
    return row


def _body(
    audience: str,
    facts: Facts,
    result: Count,
    identities: Mapping[str, Identity],
    rows: list[Json] | None,
    ballots: list[Json] | None,
    told: dict[str, Json],
) -> dict[str, Json]:
    question = result.question
    apart = ("events", "scope", "recusal")
    about = {field.name: getattr(facts, field.name) for field in fields(facts) if field.name not in apart}
    if facts.scope is not None:
        about["scope"] = dict(facts.scope)
    if facts.recusal:
        about["recusal"] = facts.recusal
    named = {str(row["voter"]) for row in rows or () if isinstance(row, dict) and row.get("name")}
    secret = {} if question.roll is None else {"secret": _secret(question.roll, ballots is not None)}
    return {
        **secret,
        "format": FORMAT,
        "audience": audience,
        "decision": about | {"question": dict(facts.question)},
        "rule": _rule(question.rule),
        "tie": {"committed": result.ties.commitment, "revealed": result.ties.secret},
        "options": [_option(option, question, named) for option in question.options],
        "electorate": rows,
        "electorate_sha256": electorate_sha256(question.voters, identities),
        "ballots": ballots,
        # The hash of a few ballots would give them away to whoever tries them out.
        "ballots_sha256": None if ballots is None else ballots_sha256(each.choice for each in result.ballots),
        "events": [_event(event, audience) for event in facts.events],
        "result": told,
    }


def _event(event: Mapping[str, str], audience: str) -> dict[str, Json]:
    """Return an event; why an organisation takes no part could tell outside which one it is."""
    is_told = audience == "inside" or event["kind"] == "extended"
    return {**event, "reason": event["reason"] if is_told else ""}


def _secret(roll: Roll, has_ballots: bool) -> dict[str, Json]:
    told: dict[str, Json] = {"ballots_from": roll.ballots_from, "election": roll.election}
    return told | ({"base": roll.base, "codes": list(roll.codes)} if has_ballots else {})


def _written(body: dict[str, Json]) -> str:
    check_document(body)
    return canonical({"body": body, "sha256": sha256_of(body)})


def _rule(rule: Rule) -> dict[str, Json]:
    given = {field.name: getattr(rule, field.name) for field in fields(rule)}
    return {
        name: written(value) if isinstance(value, Fraction) else value
        for name, value in given.items()
        # Left out and not null: whoever reads takes a field that is there for said.
        if value is not None
    }


def _option(option: Option, question: Question, named: Collection[str]) -> dict[str, Json]:
    """Return an option; whom it concerns only where that line has its name beside it in this file."""
    concerns = {"concerns": option.concerns} if option.concerns in named else {}
    return {
        **concerns,
        "id": option.id,
        "cost": question.cost_of(option.id),
        "countries": sorted(option.countries),
        "themes": sorted(option.themes),
        "title": dict(option.title),
        "text_sha256": dict(option.text_sha256),
    }

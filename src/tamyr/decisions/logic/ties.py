"""The published order in which ties are broken, fixed before anything is counted.

``seed = SHA-256("tamyr-tie/1|" decision "|" secret "|" ballots)``: who votes does not know the secret, of which only the hash
is published at opening; who runs the site chose it before the ballots came. Time of submission counts for nothing: it would
reward whoever has a fast link. For approvals the number of supporters comes first, then that of their countries, then the
lot ``SHA-256(seed "|" option)``; for rankings and persons the lot alone.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from tamyr.decisions.logic.file.canonical import canonical, sha256_of
from tamyr.decisions.logic.question import APPROVING, Ballot, Choice, Question
from tamyr.decisions.logic.refusals import Refusal

Name = TypeVar("Name")
"""How a voter is called: by its label, or by its place."""

SECRET = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Ties:
    """The lot of each option: the lesser goes first."""

    lots: Mapping[str, str]
    commitment: str = ""
    secret: str = ""


def commitment_of(secret: str) -> str:
    """Return what is published at opening: the SHA-256 of 32 random bytes, which come as hexadecimal digits."""
    if not SECRET.fullmatch(secret):
        raise Refusal("not-a-secret", "tie.revealed")
    # Of the bytes and not of their digits: another program, which counts again, hashes these.
    return hashlib.sha256(bytes.fromhex(secret)).hexdigest()


def ballots_sha256(choices: Iterable[Choice]) -> str:
    """Return the hash of all choices without their voters: the same inside and outside."""
    return sha256_of(sorted(choices, key=canonical))


def drawn_ties(decision: str, secret: str, options: Iterable[str], ballots: Iterable[Ballot]) -> Ties:
    """Return the lots of a decision whose secret (64 hexadecimal digits) is revealed."""
    commitment = commitment_of(secret)
    told = ballots_sha256(ballot.choice for ballot in ballots)
    seed = hashlib.sha256(f"tamyr-tie/1|{decision}|{secret}|{told}".encode()).hexdigest()
    lots = {option: hashlib.sha256(f"{seed}|{option}".encode()).hexdigest() for option in options}
    return Ties(lots, commitment, secret)


def stated_ties(order: Sequence[str]) -> Ties:
    """Return an order that is simply said: for examples, and for asking what another ballot would have changed."""
    # Padded, since lots are compared as texts: “10” comes before “9”.
    return Ties({option: f"{place:06}" for place, option in enumerate(order)})


def supporters(question: Question, ballots: Iterable[Ballot]) -> dict[str, list[str]]:
    """Return who approves each option, in the order of the ballots."""
    return approvals(question, [(ballot.voter, ballot) for ballot in ballots])


def approvals(question: Question, cast: Iterable[tuple[Name, Ballot]]) -> dict[str, list[Name]]:
    """Return who approves each option, in the order of the ballots and by the names that come with them."""
    found: dict[Any, list[Name]] = {option.id: [] for option in question.options}
    for voter, ballot in cast:
        if not ballot.is_blank:
            for option in ballot.choice:
                found[option].append(voter)
    return found


Claim = tuple[int, int, str]


def claims(question: Question, ballots: Sequence[Ballot], ties: Ties) -> dict[str, Claim]:
    """Return by what each option stands in the order: minus supporters, minus countries, lot (rankings: the lot alone)."""
    if question.rule.name not in APPROVING:
        return {option: (0, 0, lot) for option, lot in ties.lots.items()}
    country = {voter.label: voter.country for voter in question.voters if voter.country}
    return claims_of_approved(supporters(question, ballots), country, ties)


def claims_of_approved(
    named: Mapping[str, Sequence[Name]], country: Mapping[Name, str], ties: Ties
) -> dict[str, Claim]:
    """Return the same where it is known who approves each option, and the countries that are stated."""
    return {
        option: (
            -len(voters),
            -len({country[voter] for voter in voters if voter in country}) if country else 0,
            ties.lots[option],
        )
        for option, voters in named.items()
    }


def countries_of(question: Question, voters: Iterable[str]) -> Counter[str]:
    """Return how many of these voters each country has; unstated countries count for none."""
    countries = (question.voter[voter].country for voter in voters)
    return Counter(country for country in countries if country)


def decided_by(first: Claim, second: Claim) -> str:
    """Return what put one option before another of the same value."""
    # There always is such a place: lots are hashes of different options.
    differs = next(place for place in range(3) if first[place] != second[place])
    return ("supporters", "countries", "seed")[differs]

"""Decision files of random small elections, of every rule, in which everything occurs that a file can hold."""

import hashlib
import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from tamyr.decisions.logic.counting import count
from tamyr.decisions.logic.file.labels import Identity, label_of
from tamyr.decisions.logic.file.writing import Facts, as_file, outside_file
from tamyr.decisions.logic.question import (
    APPROVING,
    RANKING,
    WORDS,
    Ballot,
    Option,
    Question,
    Roll,
    Rule,
    Voter,
    read_choice,
)
from tamyr.decisions.logic.results import Count
from tamyr.decisions.logic.secret import CODES, code_sha256, new_code, numbered, tag_of
from tamyr.decisions.logic.ties import commitment_of, drawn_ties

FACTS = Facts(
    id="d-7",
    kind="priorities",
    question={"ru": "Что важнее всего в 2027 году?", "en": "What matters most in 2027?"},
    authoritative="ru",
    announced_at="2026-11-01T08:00:00Z",
    opened_at="2026-11-08T08:00:00Z",
    closes_at="2026-11-22T18:00:00Z",
    closed_at="2026-11-22T18:00:00Z",
    zone="Asia/Bishkek",
    events=({"kind": "extended", "at": "2026-11-20T08:00:00Z", "reason": "outage"},),
)
RULES = (
    Rule("equal-shares", seats=3),
    Rule("equal-shares", seats=2, endowment="country", quorum=Fraction(1, 2)),
    Rule("equal-shares", seats=4, endowment="country-capped", cap=Fraction(3, 2)),
    Rule("equal-shares", budget=12),
    Rule("equal-shares", budget=12, satisfaction="one", endowment="country-capped"),
    Rule("phragmen", seats=3),
    Rule("phragmen", budget=11, endowment="country"),
    Rule("approval", share=Fraction(3, 4), countries=2, quorum=Fraction(1, 2)),
    Rule("approval", share=Fraction(1, 2), above=True),
    Rule("consent", silence=True, quorum=Fraction(2, 3)),
    Rule("consent"),
    Rule("consent", fallback="3/4"),
    Rule("gradients", share=Fraction(2, 3), opposed=2, opposed_countries=1),
    Rule("schulze", quorum=Fraction(1, 3)),
    Rule("stv", seats=2),
    Rule("stv", seats=3, most_per_country=1),
)


def identities(generator: random.Random, number: int) -> dict[str, Identity]:
    made = {}
    for member in range(number):
        salt = f"{generator.getrandbits(128):032x}"
        made[label_of(salt, str(member))] = Identity(str(member), f"Организация {member}", salt)
    return made


def election(generator: random.Random, rule: Rule, size: int = 9) -> tuple[Count, dict[str, Identity]]:
    known = identities(generator, generator.randint(1, size))
    letters = "abcdef"[: 1 if rule.name in WORDS else generator.randint(2, 6)]
    options = tuple(
        Option(
            letter,
            cost=generator.randint(2, 7),
            countries=(generator.choice(("KAZ", "UKR")),),
            themes=("coal",),
            title={"ru": f"Предложение {letter}", "en": f"Proposal {letter}"},
        )
        for letter in letters
    )
    is_weighed = rule.name in APPROVING and (rule.endowment or "member") == "member"
    voters = tuple(_voter(generator, rule, label, letters, is_weighed) for label in known)
    question = Question(rule, options, voters)
    ballots = [
        Ballot(
            voter.label, read_choice(question, voter.label, said), generator.choice(("delegate", "deputy"))
        )
        for voter in voters
        if voter.state != "recused" and generator.random() < 0.9
        if (said := _choice(generator, rule, letters, voter)) is not None
    ]
    secret = hashlib.sha256(str(generator.random()).encode()).hexdigest()
    ties = drawn_ties(FACTS.id, secret, letters, ballots)
    assert ties.commitment == commitment_of(secret)
    return count(question, ballots, ties), known


def _voter(generator: random.Random, rule: Rule, label: str, letters: str, is_weighed: bool) -> Voter:
    opened_as = generator.choice(("entitled", "entitled", "entitled", "inactive"))
    return Voter(
        label,
        country=generator.choice(("KAZ", "KAZ", "UKR", "GEO")),
        weight=Fraction(generator.randint(1, 3), generator.randint(1, 2)) if is_weighed else Fraction(1),
        state=generator.choice((opened_as, opened_as, opened_as, "recused")),
        opened_as=opened_as,
        recused_from=(letters[0],) if rule.name in APPROVING and generator.random() < 0.2 else (),
    )


def _choice(generator: random.Random, rule: Rule, letters: str, voter: Voter) -> Any:
    if generator.random() < 0.1:
        return "blank"
    if rule.name in WORDS:
        return generator.choice(WORDS[rule.name])
    named = generator.sample(letters, generator.randint(1, len(letters)))
    if rule.name in RANKING:
        if rule.name == "schulze" and len(named) > 2:
            return [named[:1], named[1:]]
        return [[option] for option in named]
    return [option for option in named if option not in voter.recused_from] or None


def secret_election(
    generator: random.Random, ballots_from: str
) -> tuple[Count, dict[str, Identity], set[str], list[str]]:
    """Return an election of persons whose ballots stand under tags, who picked up a code, and the codes."""
    known = identities(generator, generator.randint(6, 12))
    options = tuple(Option(letter, countries=(generator.choice(("KAZ", "UKR")),)) for letter in "abcd")
    rule = Rule("stv", seats=2, most_per_country=1, quorum=Fraction(1, 2))
    voters = tuple(_voter(generator, rule, label, "abcd", is_weighed=False) for label in known)
    may = [voter for voter in voters if voter.state != "recused"]
    took = {voter.label for voter in may if generator.random() < 0.9} if ballots_from == CODES else set()
    codes = [new_code() for _label in took]
    hashes = {code_sha256(FACTS.id, code): code for code in codes}
    base = sum(voter.state == "entitled" or voter.label in took for voter in may)
    election = "" if ballots_from == CODES else "f" * 43
    question = Question(rule, options, voters, Roll(ballots_from, base, tuple(sorted(hashes)), election))
    used = [tag_of(hashed) for hashed in hashes if generator.random() < 0.9]
    named = used if ballots_from == CODES else [numbered(n + 1) for n in range(len(may))]
    ballots = [
        Ballot(tag, read_choice(question, tag, said))
        for tag in named
        if (said := _choice(generator, rule, "abcd", voters[0])) is not None
    ]
    secret = hashlib.sha256(str(generator.random()).encode()).hexdigest()
    result = count(question, ballots, drawn_ties(FACTS.id, secret, "abcd", ballots))
    return result, known, took, [code for hashed, code in hashes.items() if tag_of(hashed) in used]


def files(number: int, *, seed: int = 3) -> Iterator[str]:
    """Yield files of all rules in turn, every fourth one as the outside gets it."""
    generator = random.Random(seed)
    for turn in range(number):
        result, known = election(generator, RULES[turn % len(RULES)])
        if turn % 4 == 3:
            exposure = {label: generator.choice(("named", "country", "pseudonym")) for label in known}
            yield outside_file(FACTS, result, known, exposure)
        else:
            yield as_file(FACTS, result, known)

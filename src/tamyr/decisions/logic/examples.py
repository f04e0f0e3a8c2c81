"""A tiny example of each rule, counted by the code that counts real decisions, and told step by step.

A reader may change the ballots: a line each, ``4 × a b c`` for approvals, ``a > b = c`` for rankings, a word for one text, and
``KAZ: yes`` where the country matters.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tamyr.decisions.logic.counting import count
from tamyr.decisions.logic.explanations.payments import payments
from tamyr.decisions.logic.guide import gettext_noop
from tamyr.decisions.logic.question import (
    APPROVING,
    BLANK,
    RANKING,
    WORDS,
    Ballot,
    Option,
    Question,
    Rule,
    Voter,
    read_choice,
)
from tamyr.decisions.logic.refusals import Refusal
from tamyr.decisions.logic.results import Count, Levels, Objections, Pairwise, Purchases, Stages, Tally
from tamyr.decisions.logic.rules.gradients import NEUTRAL, OPPOSED, SUPPORTING
from tamyr.decisions.logic.ties import stated_ties

LINE = re.compile(r"(?:(\d{1,2})\s*[x×*]\s*)?(?:(\w{1,12})\s*:\s*)?(.+)")
# Anybody may have it counted, by an address alone: a small example is all that they can ask for.
MOST_LINES, MOST_BALLOTS, MOST_OPTIONS, LONGEST_LINE = 20, 60, 12, 200


@dataclass(frozen=True)
class Example:
    rule: Rule
    ballots: str


EXAMPLES = {
    example.rule.name: example
    for example in (
        Example(Rule("equal-shares", seats=3), "4 × a b c\n2 × d e"),
        Example(Rule("phragmen", seats=4), "5 × a b c d\n3 × w x y z"),
        Example(
            Rule("approval", share=Fraction(3, 4), countries=2),
            "3 × KAZ: yes\n2 × GEO: yes\nGEO: no\nUKR: blank",
        ),
        Example(Rule("consent"), "5 × consent\naside\nanswered"),
        Example(Rule("gradients", share=Fraction(3, 4), opposed=1), "3 × 1\n2 × 2\n4\n6\n7"),
        Example(Rule("schulze"), "4 × a > b > c\n3 × b > c > a\n2 × c > a > b"),
        Example(Rule("stv", seats=2), "4 × a > b\nb > a\n2 × c\n2 × d > c"),
    )
}


@dataclass(frozen=True)
class Places:
    """An amount of places. A language counts whole ones by their number, and takes a part of one: “2 places”, “1/2 of a place”."""

    amount: Fraction

    def __str__(self) -> str:
        if self.amount.denominator > 1:
            return f"{self.amount} of a place"
        return f"{self.amount} place" if self.amount == 1 else f"{self.amount} places"


Values = Mapping[str, str | int | Places]


@dataclass(frozen=True)
class Sentence:
    """A marked text with ``%(named)s`` places and what goes into them."""

    text: str
    values: Values = field(default_factory=dict)


def counted_example(rule: Rule, ballots: str) -> Count:
    """Return the count of an example; raise ``Refusal`` with the line that cannot be read, or what the rule refuses."""
    lines = [line.strip() for line in ballots.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise Refusal("too-many-lines", "ballots", found=len(lines), most=MOST_LINES)
    read = [each for number, line in enumerate(lines, 1) for each in _read_line(rule, line, number)]
    if len(read) > MOST_BALLOTS:
        raise Refusal("too-many-ballots", "ballots", found=len(read), most=MOST_BALLOTS)
    names = sorted({name for _number, _country, said in read for name in _named(rule, said)})
    if len(names) > MOST_OPTIONS:
        raise Refusal("too-many-options", "ballots", found=len(names), most=MOST_OPTIONS)
    # Answers to one text name no option, and a question has one at least.
    options = tuple(map(Option, names or ["a"]))
    voters = tuple(Voter(f"v{place:03}", country) for place, (_, country, _) in enumerate(read))
    question = Question(rule, options, voters)
    cast = [
        Ballot(voter.label, read_choice(question, voter.label, said, f"line {number}"))
        for voter, (number, _country, said) in zip(voters, read, strict=True)
    ]
    # There is no secret to draw from: ties fall by name, the same for every reader.
    return count(question, cast, stated_ties([option.id for option in options]))


RawChoice = str | list[list[str]] | list[str]


def _read_line(rule: Rule, line: str, number: int) -> Iterator[tuple[int, str | None, RawChoice]]:
    found = LINE.fullmatch(line) if len(line) <= LONGEST_LINE else None
    if found is None:
        raise Refusal("unreadable", f"line {number}", found=line[:LONGEST_LINE])
    times, country, text = found.groups()
    said: RawChoice = text.strip()
    if said != BLANK and rule.name in APPROVING:
        said = re.split(r"[\s,]+", text.strip())
    elif said != BLANK and rule.name in RANKING:
        said = [[name.strip() for name in tier.split("=")] for tier in text.split(">")]
    if not all(_named(rule, said)):
        raise Refusal("unreadable", f"line {number}", found=line)
    for _ in range(int(times or 1)):
        yield number, country, said


def _named(rule: Rule, said: RawChoice) -> list[str]:
    if rule.name in WORDS or isinstance(said, str):
        return []
    return [name for tier in said for name in (tier if isinstance(tier, list) else [tier])]


def sentences(result: Count) -> list[Sentence]:
    """Return the count of a small example, step by step."""
    detail = result.found.detail
    if isinstance(detail, Purchases):
        told = _of_purchases(result, detail)
    elif isinstance(detail, Tally):
        told = _of_tally(result, detail)
    elif isinstance(detail, Objections):
        told = _of_objections(detail)
    elif isinstance(detail, Levels):
        told = _of_levels(result, detail)
    elif isinstance(detail, Pairwise):
        told = _of_pairs(detail)
    else:
        told = _of_stages(detail)
    return [*told, _end(result)]


def _end(result: Count) -> Sentence:
    if result.outcome == "failed":
        return Sentence(gettext_noop("It is not adopted."))
    if result.question.rule.name in WORDS:
        return Sentence(gettext_noop("It is adopted."))
    return Sentence(gettext_noop("Chosen: %(options)s."), {"options": ", ".join(result.chosen)})


def _of_purchases(result: Count, detail: Purchases) -> Iterator[Sentence]:
    if detail.start:
        text = gettext_noop("The share of each organisation is %(share)s.")
        yield Sentence(text, {"share": Places(detail.start)})
    for number, (made, paid) in enumerate(zip(detail.rounds, payments(result), strict=True), 1):
        values: Values = {
            "round": number,
            "option": made.option,
            "payers": len(paid),
            "price": Places(made.value),
        }
        if made.phase == "shares":
            text = gettext_noop(
                "Round %(round)s: “%(option)s” takes the least of its supporters, %(price)s each, or all that is left "
                "of a share. There are this many of them: %(payers)s."
            )
        elif detail.start:
            text = gettext_noop(
                "Round %(round)s: what is left of the shares is enough for nothing. All grow again at the same speed; after "
                "%(price)s those of the supporters of “%(option)s” are enough first. There are this many of them: "
                "%(payers)s."
            )
        else:
            text = gettext_noop(
                "Round %(round)s: each share has grown by %(price)s since the beginning. Those of the supporters of "
                "“%(option)s” are enough first, and begin again from nothing. There are this many of them: %(payers)s."
            )
        yield Sentence(text, values)


def _of_tally(result: Count, detail: Tally) -> Iterator[Sentence]:
    rule, both = result.question.rule, detail.yes + detail.no
    text = gettext_noop("Yes: %(yes)s, yes and no together: %(both)s. Needed: %(share)s of these.")
    yield Sentence(text, {"yes": detail.yes, "both": both, "share": str(rule.share)})
    if rule.countries:
        text = gettext_noop("A yes comes from this many countries: %(found)s. Needed: %(needed)s.")
        yield Sentence(text, {"found": len(detail.countries), "needed": rule.countries})


def _of_objections(detail: Objections) -> Iterator[Sentence]:
    numbers: Values = {answer: len(labels) for answer, labels in detail.of.items()}
    yield Sentence(
        gettext_noop("Consent: %(consent)s; stand aside: %(aside)s; objections answered: %(answered)s."),
        numbers,
    )
    yield Sentence(
        gettext_noop("Objections that are open: %(objection)s. One is enough to stop it."), numbers
    )


def _of_levels(result: Count, detail: Levels) -> Iterator[Sentence]:
    supporting, opposed = (
        sum(detail.counts[int(level) - 1] for level in levels) for levels in (SUPPORTING, OPPOSED)
    )
    said, rule = sum(detail.counts) - detail.counts[int(NEUTRAL) - 1], result.question.rule
    text = gettext_noop(
        "On the supporting side: %(supporting)s of the %(said)s that are not neutral. Needed: %(share)s of them."
    )
    yield Sentence(text, {"supporting": supporting, "said": said, "share": str(rule.share)})
    if rule.opposed is not None:
        text = gettext_noop("Strongly against: %(found)s. At most: %(most)s.")
        yield Sentence(text, {"found": opposed, "most": rule.opposed})


def _of_pairs(detail: Pairwise) -> Iterator[Sentence]:
    for first, winner in enumerate(detail.options):
        for second, loser in enumerate(detail.options):
            more, fewer = detail.above[first][second], detail.above[second][first]
            values: Values = {"winner": winner, "loser": loser, "more": more, "fewer": fewer}
            if more > fewer and (winner, loser) in detail.defeats:
                text = gettext_noop(
                    "“%(winner)s” is above “%(loser)s” by %(more)s to %(fewer)s: it defeats it."
                )
                yield Sentence(text, values)
            elif more > fewer:
                yield Sentence(
                    gettext_noop(
                        "“%(winner)s” is above “%(loser)s” by %(more)s to %(fewer)s, but a chain of majorities at least as strong "
                        "leads back: it does not defeat it."
                    ),
                    values,
                )


def _of_stages(detail: Stages) -> Iterator[Sentence]:
    text = gettext_noop("Ballots: %(valid)s. A seat takes this many votes: %(quota)s.")
    yield Sentence(text, {"valid": detail.valid, "quota": detail.quota})
    texts = {
        "first": gettext_noop("First choices: %(totals)s."),
        "surplus": gettext_noop("What “%(of)s” has too much goes to the next choices: %(totals)s."),
        "exclusion": gettext_noop(
            "“%(of)s” has the fewest and is out; its ballots go to the next choices: %(totals)s."
        ),
        "full-country": gettext_noop("The country has its seats; “%(of)s” is out: %(totals)s."),
        "fill": gettext_noop("As many are left as there are seats: %(totals)s."),
    }
    for stage in detail.stages:
        totals = ", ".join(f"{option} {total}" for option, total in sorted(stage.totals.items()))
        yield Sentence(texts[stage.act], {"of": ", ".join(stage.of), "totals": totals})
        if stage.elected:
            text = gettext_noop("A seat for: %(elected)s.")
            yield Sentence(text, {"elected": ", ".join(stage.elected)})

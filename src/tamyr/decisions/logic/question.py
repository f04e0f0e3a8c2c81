"""What is decided, by whom and by which rule; what an organisation answered.

A choice has the shape in which the decision file holds it:

| rule | choice |
|---|---|
| equal-shares, phragmen | the options approved, sorted: ``("a", "c")`` |
| schulze, stv | tiers, the best first, each sorted: ``(("a",), ("b", "c"))``; what is not ranked is last |
| approval | ``"yes"``, ``"no"`` |
| consent | ``"consent"``, ``"objection"`` (open), ``"aside"``, ``"answered"`` (and withdrawn), ``"overruled"`` (by the fallback) |
| gradients | ``"1"`` to ``"8"``, full support to cannot accept |
| each | ``"blank"``: counts for the quorum only |
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from tamyr.decisions.logic.refusals import Refusal
from tamyr.decisions.logic.secret import numbered, tag_of

Choice = str | tuple[str, ...] | tuple[tuple[str, ...], ...]

BLANK = "blank"
APPROVING = ("equal-shares", "phragmen")
RANKING = ("schulze", "stv")
WORDS = {
    "approval": ("yes", "no"),
    "consent": ("consent", "objection", "aside", "answered", "overruled"),
    "gradients": ("1", "2", "3", "4", "5", "6", "7", "8"),
}
"""The answers to a question on one text."""
RULE_NAMES = (*APPROVING, *RANKING, *WORDS)
ENDOWMENTS = ("member", "country", "country-capped")
SATISFACTIONS = ("cost", "one")
STATES = ("entitled", "inactive", "recused")
VERSION = 1
DEFAULT_CAP = Fraction(2)
"""No organisation counts for more than so many times the mean."""


@dataclass(frozen=True)
class Option:
    """What may be chosen: a proposal, a text, a person. ``cost`` counts only where the rule has a budget."""

    id: str
    cost: int = 1
    countries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    title: Mapping[str, str] = field(default_factory=dict)
    text_sha256: Mapping[str, str] = field(default_factory=dict)
    concerns: str | None = None
    """The label of the organisation that it concerns, which by a rule stated before does not vote on it."""


@dataclass(frozen=True)
class Voter:
    """An organisation of the electorate under its label. ``opened_as`` is its state at opening, ``state`` that at the close."""

    label: str
    country: str | None = None
    weight: Fraction = Fraction(1)
    state: str = "entitled"
    opened_as: str = ""
    recused_from: tuple[str, ...] = ()

    @property
    def first_state(self) -> str:
        return self.opened_as or self.state


@dataclass(frozen=True)
class Ballot:
    """What an organisation answered last. ``by`` says inside whose hand cast it: delegate, deputy, entrusted, paper."""

    voter: str
    choice: Choice
    by: str = ""

    @property
    def is_blank(self) -> bool:
        return self.choice == BLANK


@dataclass(frozen=True)
class Rule:
    """A rule by its name and what the organisers state at set-up; what a rule does not know stays ``None``."""

    name: str
    version: int = VERSION
    seats: int | None = None
    """How many are chosen: equal-shares and phragmen (or a budget), stv."""
    budget: int | None = None
    satisfaction: str | None = None
    """Equal shares with costs: whether money counts (``cost``) or the number of wins (``one``)."""
    endowment: str | None = None
    cap: Fraction | None = None
    share: Fraction | None = None
    """Approval: of yes and no. Gradients: of all but neutral."""
    above: bool | None = None
    """Whether the share must be exceeded and not just reached."""
    countries: int | None = None
    """Approval: from how many countries a yes must come."""
    quorum: Fraction | None = None
    opposed: int | None = None
    """Gradients: the most organisations at levels 7 and 8."""
    opposed_countries: int | None = None
    most_per_country: int | None = None
    silence: bool | None = None
    """Consent: whether silence counts for the quorum."""
    fallback: str | None = None
    """Consent: the share, "3/4", of those who consent or still object that decides over an objection; none: it stops all."""


@dataclass(frozen=True)
class Roll:
    """What is known of the ballots of a secret vote: that each belongs to one of the voters, and not to which.

    ``codes`` are the sorted hashes of the codes that were given out; none where Belenios let people vote, whose ``election``
    it then was. ``base`` is the number of organisations of which the quorum is a share.
    """

    ballots_from: str
    base: int
    codes: tuple[str, ...] = ()
    election: str = ""

    def tags(self, ballots: int) -> set[str]:
        """Return what a ballot may stand under, where there are so many."""
        return {tag_of(code) for code in self.codes} or {numbered(n + 1) for n in range(ballots)}


@dataclass(frozen=True)
class Question:
    """``roll`` is there where the vote is secret: a ballot then stands under a tag and not under a voter's label."""

    rule: Rule
    options: tuple[Option, ...]
    voters: tuple[Voter, ...]
    roll: Roll | None = None

    # Kept in ``__dict__``, past the frozen dataclass: with ``slots`` there would be no place for it.
    @cached_property
    def voter(self) -> Mapping[str, Voter]:
        return {voter.label: voter for voter in self.voters}

    @cached_property
    def option(self) -> Mapping[str, Option]:
        return {option.id: option for option in self.options}

    @property
    def has_budget(self) -> bool:
        return self.rule.budget is not None

    def cost_of(self, option: str) -> int:
        """Return what an option takes: its cost, or one seat."""
        return self.option[option].cost if self.has_budget else 1

    @property
    def total(self) -> int:
        """What there is to give away: the budget, or the seats."""
        return self.rule.budget if self.rule.budget is not None else self.rule.seats or 0


def read_choice(question: Question, voter: str, said: object, place: str = "choice") -> Choice:
    """Return an organisation's answer in its one form; raise ``Refusal`` for what the rule does not know.

    Approved options may come in any order, and so may those of one tier.
    """
    if said == BLANK:
        return BLANK
    if question.rule.name in WORDS:
        return _word(question.rule.name, said, place)
    if not isinstance(said, list | tuple):
        raise Refusal("not-a-list", place, found=str(said))
    # No blank ballot, which has its own word: a list that lost its options on the way would count for the
    # quorum.
    if not said:
        raise Refusal("empty", place)
    if question.rule.name in APPROVING:
        return _approvals(question, voter, said, place)
    return _ranking(question, said, place)


def check_ballots(question: Question, ballots: Iterable[Ballot]) -> None:
    """Raise ``Refusal`` for a ballot of nobody entitled, a second one of somebody, or one not in its form."""
    seen, ballots = set(), list(ballots)
    tags = None if question.roll is None else question.roll.tags(len(ballots))
    for ballot in ballots:
        place = f"ballots[{ballot.voter}]"
        _check_voter(question, tags, ballot.voter, place)
        if ballot.voter in seen:
            raise Refusal("two-ballots", place)
        seen.add(ballot.voter)
        # One form for each answer: the order of ties comes from a hash of all of them.
        if read_choice(question, ballot.voter, ballot.choice, f"{place}.choice") != ballot.choice:
            raise Refusal("not-sorted", f"{place}.choice")


def _check_voter(question: Question, tags: set[str] | None, name: str, place: str) -> None:
    if tags is not None:
        if name not in tags:
            raise Refusal("not-of-the-codes", place)
        return
    voter = question.voter.get(name)
    if voter is None:
        raise Refusal("not-in-the-electorate", place)
    if voter.state == "recused":
        raise Refusal("recused", place)


def _word(rule: str, said: object, place: str) -> str:
    if not isinstance(said, str) or said not in WORDS[rule]:
        raise Refusal("unknown-answer", place, found=str(said), known=", ".join((*WORDS[rule], BLANK)))
    return said


def _approvals(question: Question, voter: str, said: Sequence[object], place: str) -> tuple[str, ...]:
    approved = tuple(sorted(_known_options(question, said, place)))
    # Of nobody in the electorate nothing is said here: ``check_ballots`` refuses them, with their own place.
    recused_from = question.voter[voter].recused_from if voter in question.voter else ()
    for option in approved:
        if option in recused_from:
            raise Refusal("recused-from", place, option=option)
    return approved


def _ranking(question: Question, said: Sequence[object], place: str) -> tuple[tuple[str, ...], ...]:
    tiers = [tier if isinstance(tier, list | tuple) else (tier,) for tier in said]
    if not all(tiers):
        raise Refusal("empty", place)
    # A paper lies on one pile: the order of steps knows no halves of a preference.
    if question.rule.name == "stv" and any(len(tier) > 1 for tier in tiers):
        raise Refusal("tied-ranks", place)
    _known_options(question, [option for tier in tiers for option in tier], place)
    return tuple(tuple(sorted(map(str, tier))) for tier in tiers)


def _known_options(question: Question, said: Sequence[object], place: str) -> list[str]:
    for option in said:
        if not isinstance(option, str) or option not in question.option:
            raise Refusal("unknown-option", place, option=str(option))
    named = [str(option) for option in said]
    if len(set(named)) < len(named):
        raise Refusal("named-twice", place, option=next(name for name in named if named.count(name) > 1))
    return named

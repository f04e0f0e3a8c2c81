"""What a count found, as each rule tells it; the sentences are written from these."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tamyr.decisions.logic.question import Ballot, Question
from tamyr.decisions.logic.ties import Ties


@dataclass(frozen=True)
class Reason:
    """Why a decision failed or what holds of it: a code and the values of its sentence.

    Codes: ``no-ballots`` (none but blank ones), ``quorum`` (cast, base, needed), ``share`` (yes, no, needed, reached),
    ``countries`` (found, needed), ``objections`` (number), ``opposed`` (found, most), ``opposed-countries`` (found, most),
    ``not-overruled`` and ``overruled`` (number, consent),
    ``no-support`` (nothing to choose: all options without supporters), ``seats-left-empty`` (number).
    """

    code: str
    values: Mapping[str, int | Fraction]


@dataclass(frozen=True)
class Quorum:
    """Who took part. Inactive organisations stand in the base only where they cast a ballot, so no ballot harms the quorum."""

    cast: int
    blank: int
    base: int
    share: Fraction | None

    @property
    def needed(self) -> int:
        """The fewest ballots that reach the quorum."""
        share = self.share or Fraction(0)
        # Up to the next whole number, in integers: a float would lose a ballot at some shares.
        return -(-(share.numerator * self.base) // share.denominator)

    @property
    def is_reached(self) -> bool:
        return self.cast >= self.needed


@dataclass(frozen=True)
class Round:
    """One choice of equal shares or Phragmén.

    ``value`` is the price for each unit of satisfaction (phase ``shares``: each supporter pays weight × min(what it has,
    value × satisfaction)) or the time (phase ``loads``). ``tied`` are the options with the same value that had to wait.
    """

    option: str
    phase: str
    value: Fraction
    tied: tuple[str, ...] = ()


@dataclass(frozen=True)
class Purchases:
    """Equal shares and Phragmén: ``start`` is each organisation's money for each unit of its ``weights``."""

    rounds: tuple[Round, ...]
    weights: Mapping[str, Fraction]
    start: Fraction
    spent: int
    proportional: bool | None = None
    """Whether EJR+ was checked and holds; ``None`` where options have costs."""


@dataclass(frozen=True)
class Tally:
    """Approval with two thresholds; countries are those of at least one yes."""

    yes: int
    no: int
    countries: tuple[str, ...]


@dataclass(frozen=True)
class Objections:
    """Consent: the labels under each answer."""

    of: Mapping[str, tuple[str, ...]]
    silent: tuple[str, ...]


@dataclass(frozen=True)
class Levels:
    """Gradients: ballots at levels 1 to 8, and the same for each country."""

    counts: tuple[int, ...]
    by_country: Mapping[str, tuple[int, ...]]
    opposed_countries: tuple[str, ...]


@dataclass(frozen=True)
class Pairwise:
    """Ranked choice. ``above[a][b]`` ranked a above b; ``strongest[a][b]`` is the widest path's narrowest margin, 0 without
    one; all indexed as ``options``. ``defeats`` are Split Cycle's. ``order`` is Schulze's, the winner first."""

    options: tuple[str, ...]
    above: tuple[tuple[int, ...], ...]
    strongest: tuple[tuple[int, ...], ...]
    defeats: tuple[tuple[str, str], ...]
    order: tuple[str, ...]
    tied: tuple[str, ...]
    """Schulze winners beside the chosen one."""


@dataclass(frozen=True)
class Stage:
    """One stage of STV: ``act`` is ``first`` (first preferences), ``surplus``, ``exclusion``, ``full-country``, ``fill``.

    ``of`` are the candidates whose papers moved; ``totals`` and ``exhausted`` are after it; ``tied`` had the same total as
    the one of ``of``, and ``drawn`` says whether the order of ties decided, or else an earlier stage.
    """

    act: str
    of: tuple[str, ...]
    totals: Mapping[str, Fraction]
    exhausted: Fraction
    elected: tuple[str, ...]
    tied: tuple[str, ...] = ()
    drawn: bool = False


@dataclass(frozen=True)
class Stages:
    quota: int
    valid: int
    stages: tuple[Stage, ...]


Detail = Purchases | Tally | Objections | Levels | Pairwise | Stages


@dataclass(frozen=True)
class RuleOutcome:
    """What a rule says of the ballots, the quorum apart."""

    chosen: tuple[str, ...]
    detail: Detail
    failures: tuple[Reason, ...] = ()
    remarks: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class TieBreak:
    """A tie: the options it was between, the first being chosen (or, with STV, moved or excluded), and what decided.

    ``by`` is ``supporters``, ``countries``, ``seed`` or, with STV, ``earlier-stage``; ``decided`` says whether somebody of them was not chosen in the end.
    """

    options: tuple[str, ...]
    by: str
    decided: bool


@dataclass(frozen=True)
class Count:
    """The result. ``chosen`` is in the order of choice, empty when it failed; ``found.chosen`` is what the rule alone said."""

    question: Question
    ballots: tuple[Ballot, ...]
    ties: Ties
    quorum: Quorum
    found: RuleOutcome
    reasons: tuple[Reason, ...]
    ties_broken: tuple[TieBreak, ...]

    @property
    def outcome(self) -> str:
        return "failed" if self.reasons else "adopted"

    @property
    def chosen(self) -> tuple[str, ...]:
        return () if self.reasons else self.found.chosen

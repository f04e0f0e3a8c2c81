"""What was missing to a share of yes and to a number of countries."""

from dataclasses import dataclass
from fractions import Fraction

from tamyr.decisions.logic.results import Count, Levels, Tally
from tamyr.decisions.logic.rules.gradients import NEUTRAL, SUPPORTING


@dataclass(frozen=True)
class Shortfall:
    """``more_yes``: of ``silent`` organisations that said neither; ``None``: no number of them would reach the share."""

    more_yes: int | None
    silent: int
    countries: int


def shortfall(result: Count) -> Shortfall:
    """Return what approval or gradients lacked; zeros where it lacked nothing."""
    rule, detail = result.question.rule, result.found.detail
    assert isinstance(detail, Tally | Levels), "only of approval and gradients"
    if isinstance(detail, Tally):
        yes, no, countries = detail.yes, detail.no, max(0, (rule.countries or 0) - len(detail.countries))
    else:
        yes = sum(detail.counts[int(level) - 1] for level in SUPPORTING)
        no, countries = sum(detail.counts) - detail.counts[int(NEUTRAL) - 1] - yes, 0
    entitled = sum(voter.state != "recused" for voter in result.question.voters)
    more = more_yes(yes, no, rule.share or Fraction(0), above=bool(rule.above))
    return Shortfall(more, entitled - yes - no, countries)


def more_yes(yes: int, no: int, share: Fraction, *, above: bool) -> int | None:
    """Return the least number of further yes with which yes of all reaches (or exceeds) the share."""
    if yes + no == 0:
        # One yes alone is all there is: it reaches every share, and exceeds each but the whole.
        return None if above and share == 1 else 1
    missing = share * (yes + no) - yes
    # No number of yes outweighs one no then, and the division below would be by zero.
    if share == 1:
        return 0 if no == 0 and not above else None
    further = missing / (1 - share)
    least = (
        further.numerator // further.denominator + 1
        if above
        else -(-further.numerator // further.denominator)
    )
    return max(0, least)

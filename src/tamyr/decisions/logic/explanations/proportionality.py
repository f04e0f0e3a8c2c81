"""Whether a result is proportional: EJR+, which can be asked of every real result.

M. Brill, J. Peters, "Robust and verifiable proportionality axioms for multiwinner voting", EC 2023: no option outside the
result has supporters who are entitled to ℓ choices by their weight and each have fewer than ℓ.
"""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from math import lcm

from tamyr.decisions.logic.question import Ballot


def holds_ejr_plus(
    chosen: Collection[str], ballots: Sequence[Ballot], weights: Mapping[str, Fraction], seats: int
) -> bool:
    picked = set(chosen)
    scale = lcm(*(weight.denominator for weight in weights.values()))
    whole = {voter: weight.numerator * (scale // weight.denominator) for voter, weight in weights.items()}
    return not any(
        _is_owed(held, sum(whole.values()), seats) for held in _supporters_by_wins(ballots, picked, whole)
    )


def _supporters_by_wins(
    ballots: Sequence[Ballot], chosen: Collection[str], weights: Mapping[str, int]
) -> list[dict[int, int]]:
    """Return, for each option outside the result, the weight of its supporters by the number of their wins."""
    found: dict[str, dict[int, int]] = {}
    for ballot in ballots:
        if not ballot.is_blank:
            wins, weight = sum(option in chosen for option in ballot.choice), weights[ballot.voter]
            for option in ballot.choice:
                if option not in chosen:
                    held = found.setdefault(str(option), {})
                    held[wins] = held.get(wins, 0) + weight
    return list(found.values())


def _is_owed(held: Mapping[int, int], whole: int, seats: int) -> bool:
    """Whether those with fewer than ℓ wins among an option's supporters bear ℓ times a seat's weight, for some ℓ."""
    group = 0
    for wins in sorted(held):
        group += held[wins]
        # The smallest ℓ above these wins is the hardest to deny.
        if wins < seats and group * seats >= (wins + 1) * whole:
            return True
    return False

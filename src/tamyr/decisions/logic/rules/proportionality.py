"""Whether a result is proportional: EJR+, which can be asked of every real result.

M. Brill, J. Peters, "Robust and verifiable proportionality axioms for multiwinner voting", EC 2023: no option outside the
result has supporters who are entitled to ℓ choices by their weight and each have fewer than ℓ.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from tamyr.decisions.logic.question import Ballot


def holds_ejr_plus(
    chosen: Collection[str], ballots: Sequence[Ballot], weights: Mapping[str, Fraction], seats: int
) -> bool:
    whole, picked = sum(weights.values(), Fraction(0)), set(chosen)
    below: dict[str, Counter[int]] = {}
    for ballot in ballots:
        if not ballot.is_blank:
            wins = len(picked.intersection(ballot.choice))
            for option in ballot.choice:
                if option not in picked:
                    below.setdefault(str(option), Counter())[wins] += weights[ballot.voter]  # type: ignore[assignment]
    return not any(_is_owed(held, whole, seats) for held in below.values())


def _is_owed(held: Mapping[int, Fraction | int], whole: Fraction, seats: int) -> bool:
    """Whether those with fewer than ℓ wins among an option's supporters bear ℓ times a seat's weight, for some ℓ."""
    group = Fraction(0)
    for wins in sorted(held):
        group += held[wins]
        # The smallest ℓ above these wins is the hardest to deny.
        if wins < seats and group * seats >= (wins + 1) * whole:
            return True
    return False

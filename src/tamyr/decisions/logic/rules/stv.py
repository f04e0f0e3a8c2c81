"""Single transferable vote, in the order of steps of the Scottish Local Government Elections Order 2007 (SSI 2007/42).

All who reach the quota are elected; one surplus at a time moves on, the largest first, each paper at its value × surplus ÷ total
(weighted inclusive Gregory); when none is left, the lowest is excluded. Exact fractions, not the five decimals of the order: a
cut-off value can elect another. Of those with the same total the latest earlier stage decides at which they differed, then the
order of ties. Once a country has as many as it may, its other candidates are excluded together.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from tamyr.decisions.logic.question import Ballot, Question
from tamyr.decisions.logic.results import Reason, RuleOutcome, Stage, Stages
from tamyr.decisions.logic.ties import Ties, claims

Paper = list[str]
"""What a ballot still names, the next preference last: used up from its end."""


def stv(question: Question, ballots: Sequence[Ballot], ties: Ties) -> RuleOutcome:
    papers = [[option for (option,) in reversed(ballot.choice)] for ballot in ballots if not ballot.is_blank]
    if not papers:
        return RuleOutcome((), Stages(0, 0, ()))
    by = claims(question, ballots, ties)
    counting = Counting(question, papers, sorted(by, key=by.__getitem__))
    counting.run()
    empty = counting.seats - len(counting.elected)
    remarks = (Reason("seats-left-empty", {"number": empty}),) if empty else ()
    detail = Stages(counting.quota, len(papers), tuple(counting.stages))
    return RuleOutcome(tuple(counting.elected), detail, (), remarks)


class Counting:
    """The papers on their piles, each pile in parcels of one value, so that a fraction is multiplied once a parcel."""

    def __init__(self, question: Question, papers: list[Paper], order: Sequence[str]) -> None:
        self.seats = question.rule.seats or 0
        # Droop’s quota: the fewest votes that no more candidates than there are seats can reach.
        self.quota = len(papers) // (self.seats + 1) + 1
        self.most_per_country = question.rule.most_per_country
        self.country = {option.id: (option.countries or ("",))[0] for option in question.options}
        self.rank = {option: rank for rank, option in enumerate(order)}
        self.continuing = set(order)
        self.elected: list[str] = []
        self.waiting: list[str] = []
        self.piles: dict[str, dict[Fraction, list[Paper]]] = {option: {} for option in order}
        self.totals = dict.fromkeys(order, Fraction(0))
        self.exhausted = Fraction(0)
        self.stages: list[Stage] = []
        self.drawn = False
        self._deal(papers, Fraction(1))

    def run(self) -> None:
        self._end_stage("first", ())
        while len(self.elected) < self.seats and self.continuing:
            # In the order of a set, which differs from run to run: no total depends on it, and what is told
            # is sorted.
            over = [option for option in self.continuing if self._is_full(self.country[option])]
            if over:
                self._exclude("full-country", over, (), False)
            elif len(self.continuing) <= self.seats - len(self.elected):
                self._fill()
            elif self.waiting:
                self._transfer()
            else:
                lowest, tied = self._extreme(self.continuing, -1)
                self._exclude("exclusion", [lowest], tied, self.drawn)

    def _deal(self, papers: Sequence[Paper], value: Fraction) -> None:
        """Lay papers of one value on the piles of their next continuing preferences."""
        dealt: dict[str, list[Paper]] = {}
        lost, continuing = 0, self.continuing
        for paper in papers:
            # Used up in place: a paper lies on one pile, and what it has passed by never comes back.
            while paper and paper[-1] not in continuing:
                paper.pop()
            if paper:
                dealt.setdefault(paper[-1], []).append(paper)
            else:
                lost += 1
        self.exhausted += value * lost
        for option, parcel in dealt.items():
            self.piles[option].setdefault(value, []).extend(parcel)
            self.totals[option] += value * len(parcel)

    def _transfer(self) -> None:
        option, tied = self._extreme(self.waiting, 1)
        drawn = self.drawn
        self.waiting.remove(option)
        total = self.totals[option]
        # A division as a product: a test lets no ``/`` stand in this folder, since of two integers it makes a
        # float.
        part = (total - self.quota) * Fraction(total.denominator, total.numerator)
        # No paper comes back to the pile that is walked through: who is elected is dealt nothing more.
        for value, parcel in self.piles[option].items():
            self._deal(parcel, value * part)
        self.piles[option] = {}
        # What elected them stays with them, to the last fraction.
        self.totals[option] = Fraction(self.quota)
        self._end_stage("surplus", (option,), tied, drawn)

    def _exclude(self, act: str, options: Sequence[str], tied: Sequence[str], drawn: bool) -> None:
        # All of them first, or the papers of one would go to another that leaves with it.
        self.continuing.difference_update(options)
        for option in options:
            for value, parcel in self.piles[option].items():
                self._deal(parcel, value)
            self.piles[option] = {}
            self.totals[option] = Fraction(0)
        self._end_stage(act, sorted(options), tied, drawn)

    def _fill(self) -> None:
        """Elect all who are left; whoever their country has no place for stays out."""
        elected = self._elect(list(self.continuing))
        self.continuing.clear()
        self.stages.append(Stage("fill", (), dict(self.totals), self.exhausted, elected))

    def _end_stage(self, act: str, of: Sequence[str], tied: Sequence[str] = (), drawn: bool = False) -> None:
        made = Stage(act, tuple(of), dict(self.totals), self.exhausted, (), tuple(tied), drawn)
        self.stages.append(made)
        reached = [option for option in self.continuing if self.totals[option] >= self.quota]
        elected = self._elect(reached)
        self.waiting += [option for option in elected if self.totals[option] > self.quota]
        self.stages[-1] = replace(made, elected=elected)

    def _elect(self, options: list[str]) -> tuple[str, ...]:
        """Elect the highest first, as far as there are seats and places of their country."""
        elected: list[str] = []
        while options and len(self.elected) < self.seats:
            option, _tied = self._extreme(options, 1)
            options.remove(option)
            if not self._is_full(self.country[option]):
                self.continuing.discard(option)
                self.elected.append(option)
                elected.append(option)
        return tuple(elected)

    def _is_full(self, country: str) -> bool:
        most = self.most_per_country
        return most is not None and sum(self.country[option] == country for option in self.elected) >= most

    def _extreme(self, options: Sequence[str] | set[str], sign: int) -> tuple[str, list[str]]:
        """Return who has the most (sign 1) or the fewest (-1) now, else at the latest stage that differs, else by order.

        Also those who had the same total now; ``drawn`` then says whether the order had to decide.
        """
        extreme, totals = (max if sign > 0 else min), self.totals
        most = extreme([totals[option] for option in options])
        same = left = [option for option in options if totals[option] == most]
        for stage in reversed(self.stages):
            if len(left) == 1:
                break
            most = extreme([stage.totals[option] for option in left])
            left = [option for option in left if stage.totals[option] == most]
        # The first of the order is elected first, and excluded last.
        first = min(left, key=lambda option: sign * self.rank[option])
        self.drawn = len(left) > 1
        return first, sorted(option for option in same if option != first)

"""How many more supporters would have been enough for an option that was not chosen.

Exact and without counting again: until the option is bought, the count with and without the further approvals is the same. So at
each choice it is asked what the option's supporters could pay at that price (or by that time), what was missing, and how few
others could have brought it; the least of all choices is the answer. The lots of ties stay as drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tamyr.decisions.logic.explanations.payments import replay
from tamyr.decisions.logic.results import Count, Purchases
from tamyr.decisions.logic.rules.purses import Race, Step
from tamyr.decisions.logic.ties import Claim, claims


@dataclass(frozen=True)
class Nearest:
    """The choice at which the fewest would have been enough: its round from 1, 0 after the last one.

    ``could_pay`` is what the supporters could give at its price, of ``cost``; ``able`` are the others who still had money.
    """

    round: int
    more: int
    instead_of: str
    could_pay: Fraction
    able: int


@dataclass(frozen=True)
class MissingSupport:
    """``by_voters``: organisations that voted, for other options; ``by_newcomers``: further ones with the same share.

    ``None``: no number of them would have been enough.
    """

    option: str
    supporters: int
    cost: int
    by_voters: Nearest | None
    by_newcomers: Nearest | None


def not_chosen(result: Count) -> tuple[MissingSupport, ...]:
    """Return for each option that was not chosen, in the question's order, how many more would have been enough."""
    assert isinstance(result.found.detail, Purchases), "only of equal shares and Phragmén"
    chosen = set(result.found.chosen)
    left = [option.id for option in result.question.options if option.id not in chosen]
    race, replayed = replay(result)
    looked = [Search(result, race, option) for option in left]
    number = 0
    for number, step in enumerate(replayed, 1):
        bids = Bids(race, step)
        for search in looked:
            search.look(number, bids)
    return tuple(search.found() for search in looked)


class Bids:
    """What each member could give at one choice, in integers: money times ``grain``."""

    def __init__(self, race: Race, step: Step) -> None:
        purses = step.purses
        self.race, self.step = race, step
        self.grain = purses.scale * purses.unit * step.value.denominator
        self.value = step.value.numerator * purses.unit
        self.money = [amount * step.value.denominator for amount in purses.money()]
        self.weights = [weight.numerator * (purses.scale // weight.denominator) for weight in race.weights]
        self.one = purses.scale
        start = race.start * purses.unit * step.value.denominator
        # Without a rest: the unit is a multiple of the share’s denominator from the beginning.
        self.start = start.numerator // start.denominator
        self._sorted: dict[int, tuple[list[int], list[int]]] = {}

    def limit(self, satisfaction: int) -> int:
        return self.value * satisfaction

    def purse(self, money: int, satisfaction: int) -> int:
        """Return what somebody gives for each unit of weight."""
        # With new money nobody holds back: all that came in by then is given, and a load, which is negative,
        # is taken off.
        return self.value + money if self.step.phase == "loads" else min(money, self.limit(satisfaction))

    def of_all(self, satisfaction: int) -> tuple[list[int], list[int]]:
        """Return everybody's bid, and the members by falling bid."""
        if satisfaction not in self._sorted:
            bids = [
                weight * self.purse(money, satisfaction)
                for weight, money in zip(self.weights, self.money, strict=True)
            ]
            members = sorted(range(len(bids)), key=bids.__getitem__, reverse=True)
            self._sorted[satisfaction] = bids, members
        return self._sorted[satisfaction]


class Search:
    """The least number of further supporters of one option, over all choices."""

    def __init__(self, result: Count, race: Race, option: str) -> None:
        question = result.question
        ids = [each.id for each in question.options]
        self.ids, self.option, self.race = ids, option, race
        self.place = ids.index(option)
        self.claims = claims(question, result.ballots, result.ties)
        voters = tuple(race_voters(result))
        self.countries = [question.voter[voter].country for voter in voters]
        self.supporters = set(race.supporters[self.place])
        self.own_countries = {self.countries[member] for member in self.supporters} - {None}
        self.barred = {
            number
            for number, voter in enumerate(voters)
            if option in question.voter[voter].recused_from or number in self.supporters
        }
        self.by_voters: Nearest | None = None
        self.by_newcomers: Nearest | None = None
        self.spent = 0

    def look(self, number: int, bids: Bids) -> None:
        cost = self.race.costs[self.place]
        self.spent = bids.step.spent + self.race.costs[bids.step.option]
        if bids.step.spent + cost > self.race.total:
            return
        satisfaction = self.race.satisfaction[self.place]
        all_bids, members = bids.of_all(satisfaction)
        could_pay = sum(all_bids[member] for member in self.supporters)
        gap = cost * bids.grain - could_pay
        others = [member for member in members if member not in self.barred]
        able = sum(all_bids[member] > 0 for member in others)
        instead = self.ids[bids.step.option]
        told = Fraction(could_pay, bids.grain)
        more = self._voters_needed(gap, others, all_bids, bids)
        if more is not None and (self.by_voters is None or more < self.by_voters.more):
            self.by_voters = Nearest(number, more, instead, told, able)
        more = self._newcomers_needed(gap, bids)
        if more is not None and (self.by_newcomers is None or more < self.by_newcomers.more):
            self.by_newcomers = Nearest(number, more, instead, told, able)

    def _voters_needed(
        self, gap: int, others: Sequence[int], all_bids: Sequence[int], bids: Bids
    ) -> int | None:
        brought = 0
        for more, member in enumerate(others, 1):
            brought += all_bids[member]
            # More than is missing settles it; exactly that does only where the tie falls so.
            if brought > gap:
                return more
            if brought == gap:
                countries = self._most_countries(others, others[:more], all_bids)
                if self._goes_first(bids, others[:more], more, countries):
                    return more
        return None

    def _most_countries(self, others: Sequence[int], joined: Sequence[int], all_bids: Sequence[int]) -> int:
        """Return from how many countries the supporters can be, if those who join give exactly what these give.

        Whoever gives more than the least of the givers is certain to be among them; of those who give as much as it, and of those
        who give nothing, any may take the places.
        """
        least = min((all_bids[member] for member in joined if all_bids[member]), default=0)
        certain = {self.countries[member] for member in joined if all_bids[member] > least}
        there = (self.own_countries | certain) - {None}
        groups = []
        for bid in {least, 0}:
            places = sum(all_bids[member] == bid for member in joined)
            further = {self.countries[member] for member in others if all_bids[member] == bid}
            groups.append((places, further - there - {None}))
        (places, further), (others_places, others_further) = groups[0], groups[-1] if least else (0, set())
        # How many countries two kinds of places can fill (the theorem of König).
        filled = min(
            places + others_places,
            places + len(others_further),
            others_places + len(further),
            len(further | others_further),
        )
        return len(there) + filled

    def _newcomers_needed(self, gap: int, bids: Bids) -> int | None:
        each = bids.one * bids.purse(bids.start, self.race.satisfaction[self.place])
        if each <= 0:
            return None
        more = max(1, -(-gap // each))
        if more * each > gap:
            return more
        # With no country of their own: from where they would come nobody can say.
        goes_first = self._goes_first(bids, (), more, len(self.own_countries), newcomers=True)
        return more if goes_first else more + 1

    def _goes_first(
        self, bids: Bids, joined: Sequence[int], more: int, countries: int, *, newcomers: bool = False
    ) -> bool:
        """Whether the option is taken where its supporters can just pay it at the price of the one that was chosen."""
        if bids.step.phase == "shares":
            limit = bids.limit(self.race.satisfaction[self.place])
            paying = [bids.money[member] for member in (*self.supporters, *joined)]
            # Nobody would have to give the whole of that price: its own is lower then, and there is no tie.
            if max([*paying, *([bids.start] if newcomers else [])]) < limit:
                return True
        lot = self.claims[self.option][2]
        claim: Claim = (-(len(self.supporters) + more), -countries, lot)
        return claim < self.claims[self.ids[bids.step.option]]

    def found(self) -> MissingSupport:
        cost = self.race.costs[self.place]
        if self.race.weights and not self.supporters and self.spent + cost <= self.race.total:
            # There was room to the end: one supporter is enough, whenever the new money comes in.
            after = Nearest(0, 1, "", Fraction(0), len(self.race.weights) - len(self.barred))
            self.by_voters = after if after.able else None
            self.by_newcomers = after
        return MissingSupport(self.option, len(self.supporters), cost, self.by_voters, self.by_newcomers)


def race_voters(result: Count) -> tuple[str, ...]:
    assert isinstance(result.found.detail, Purchases)
    return tuple(result.found.detail.weights)

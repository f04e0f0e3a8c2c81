"""What equal shares and Phragmén have in common: everybody's money in integers, and who is the cheapest next.

Three things make it quick without a float. Money is an integer over one common ``unit``, made finer only when a price needs
it. Members with the same money and weight stand in one group, so that an option's supporters are counted and not summed. A
price or a time never falls while others are chosen, so an old one is a lower bound, and only the top of a heap is asked anew.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import gcd, lcm

Ratio = tuple[int, int]
"""A numerator and a positive denominator, not in lowest terms."""

# Binary places by which values are first told apart; those that come out equal are compared as fractions.
KEY_BITS = 64
FEW = 24
"""So few members are looked at one by one: to count them by groups would take longer."""


class Purses:
    """Each member's money (or, negative, its load) for each unit of its weight."""

    def __init__(self, weights: Sequence[Fraction], start: Fraction) -> None:
        self.scale = lcm(*{weight.denominator for weight in weights})
        self.unit = start.denominator
        whole = [weight.numerator * (self.scale // weight.denominator) for weight in weights]
        self.weight = sorted(set(whole))
        self.same_weight = self.weight[0] if len(self.weight) == 1 else 0
        place = {weight: number for number, weight in enumerate(self.weight)}
        self.group = [place[weight] for weight in whole]
        self.amount = [start.numerator] * len(self.weight)

    def bearing(self, members: Sequence[int]) -> int:
        """Return what these members weigh together."""
        if self.same_weight:
            return len(members) * self.same_weight
        return sum([self.weight[self.group[member]] for member in members])

    def _purses(self, members: Sequence[int]) -> list[tuple[int, int]]:
        """Return the money there is among these members for each unit of weight, and the weight that has it."""
        amount, weight, group = self.amount, self.weight, self.group
        if len(members) < FEW:
            return [(amount[group[member]], weight[group[member]]) for member in members]
        held = Counter(map(group.__getitem__, members))
        return [(amount[each], number * weight[each]) for each, number in held.items()]

    def price(self, members: Sequence[int], cost: int, bearing: int) -> Ratio:
        """Return the smallest payment for each unit of weight, in units, that together pays the cost.

        Where it is too dear: what is missing, over zero.
        """
        left = cost * self.scale * self.unit
        if self.same_weight and len(members) < FEW:
            return self._price_for_few(members, left)
        purses = self._purses(members)
        while bearing:
            # Whoever has less than an equal part gives all, and the others share the rest anew. Not who has
            # exactly that: the last of them would leave nothing over nothing, which says too dear.
            limit = (left - 1) // bearing
            rich = []
            for purse in purses:
                money, borne = purse
                if money > limit:
                    rich.append(purse)
                else:
                    left -= money * borne
                    bearing -= borne
            if len(rich) == len(purses):
                return left, bearing
            purses = rich
        return left, 0

    def _price_for_few(self, members: Sequence[int], left: int) -> Ratio:
        """Return the price where each weighs the same: the poorest give all, one by one, until the rest can pay alike."""
        amount, group, weight = self.amount, self.group, self.same_weight
        moneys = [amount[group[member]] for member in members]
        missing = left - weight * sum(moneys)
        if missing > 0:
            return missing, 0
        bearing = weight * len(moneys)
        moneys.sort()
        for money in moneys:
            if money * bearing >= left:
                break
            left -= money * weight
            bearing -= weight
        return left, bearing

    def time(self, members: Sequence[int], cost: int, bearing: int) -> Ratio:
        """Return when these members together bear the cost, if their money comes in at the same speed, in units."""
        borne = cost * self.scale * self.unit
        if self.same_weight and len(members) < FEW:
            amount, group = self.amount, self.group
            return borne - self.same_weight * sum([amount[group[member]] for member in members]), bearing
        for money, part in self._purses(members):
            borne -= part * money
        return borne, bearing

    def whole(self, value: Ratio) -> int:
        """Return a value as an integer, after the unit is fine enough for it."""
        numerator, denominator = value
        finer = denominator // gcd(numerator, denominator)
        if finer > 1:
            self.unit *= finer
            self.amount = [amount * finer for amount in self.amount]
        return numerator * finer // denominator

    def change(self, members: Sequence[int], new: Callable[[int], int]) -> None:
        """Give each of these members the money that ``new`` makes of the old."""
        moved: dict[int, int] = {}
        made: dict[tuple[int, int], int] = {}
        group = self.group
        for member in members:
            old = group[member]
            # Groups that nobody is left in stay: to close the gap all members would be numbered anew.
            if old not in moved:
                key = (new(self.amount[old]), self.weight[old])
                if key not in made:
                    made[key] = len(self.amount)
                    self.amount.append(key[0])
                    self.weight.append(key[1])
                moved[old] = made[key]
            group[member] = moved[old]

    def money(self) -> list[int]:
        """Return each member's money in units, for each unit of weight."""
        return [self.amount[group] for group in self.group]


class Queue:
    """Options by a value that never falls.

    The heap holds values as integers that are the greater where the value is; two that are near may have the same.
    """

    def __init__(self, bounds: Mapping[int, Ratio], ranks: Mapping[int, int]) -> None:
        """Take options with a value that theirs is not below, and the order of ties."""
        self._heap = [
            ((numerator << KEY_BITS) // denominator, ranks[option], option)
            for option, (numerator, denominator) in bounds.items()
        ]
        heapify(self._heap)

    def least(self, value: Callable[[int], Ratio | None]) -> tuple[int, Fraction, list[int]] | None:
        """Take out the option with the least (value, rank); return it, its value and those tied with it.

        An option without a value now has none later, and is taken out for good.
        """
        asked: list[tuple[int, int, int, Ratio]] = []
        least: int | None = None
        heap = self._heap
        # The same key too: two values that differ may share one.
        while heap and (least is None or heap[0][0] <= least):
            _, rank, option = heappop(heap)
            found = value(option)
            if found is not None:
                key = (found[0] << KEY_BITS) // found[1]
                asked.append((key, rank, option, found))
                least = key if least is None or key < least else least
        if least is None:
            return None
        near = [(Fraction(*found), rank, option) for key, rank, option, found in asked if key == least]
        best, _, first = min(near)
        for key, rank, option, _found in asked:
            if option != first:
                heappush(heap, (key, rank, option))
        tied = [option for exact, _, option in sorted(near) if exact == best and option != first]
        return first, best, tied


@dataclass(frozen=True)
class Race:
    """An election in numbers: members and options by their place, ``ranks`` the places in the order of ties."""

    weights: Sequence[Fraction]
    supporters: Mapping[int, Sequence[int]]
    costs: Mapping[int, int]
    total: int
    ranks: Mapping[int, int]
    satisfaction: Mapping[int, int]
    start: Fraction


@dataclass
class Step:
    """A choice about to be made: ``purses`` still holds what everybody has before it."""

    option: int
    phase: str
    value: Fraction
    tied: Sequence[int]
    purses: Purses
    spent: int

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

KEY_BITS = 64


class Purses:
    """Each member's money (or, negative, its load) for each unit of its weight."""

    def __init__(self, weights: Sequence[Fraction], start: Fraction) -> None:
        self.scale = lcm(*(weight.denominator for weight in weights))
        self.unit = start.denominator
        whole = [weight.numerator * (self.scale // weight.denominator) for weight in weights]
        self.weight = sorted(set(whole))
        place = {weight: number for number, weight in enumerate(self.weight)}
        self.group = [place[weight] for weight in whole]
        self.amount = [start.numerator] * len(self.weight)

    def held(self, members: Sequence[int]) -> Mapping[int, int]:
        """Return how many of these members stand in each group."""
        return Counter(map(self.group.__getitem__, members))

    def weight_of(self, members: Sequence[int]) -> int:
        weight = self.weight
        return sum(number * weight[group] for group, number in self.held(members).items())

    def price(self, members: Sequence[int], cost: int) -> Ratio | None:
        """Return the smallest payment for each unit of weight, in units, that together pays the cost; ``None``: too dear."""
        amount, weight = self.amount, self.weight
        purses = sorted(
            (amount[group], number * weight[group]) for group, number in self.held(members).items()
        )
        left, bearing = cost * self.scale * self.unit, sum(borne for _, borne in purses)
        for purse, borne in purses:
            if purse * bearing >= left:
                return left, bearing
            left -= purse * borne
            bearing -= borne
        return None

    def time(self, members: Sequence[int], cost: int) -> Ratio:
        """Return when these members together bear the cost, if their money comes in at the same speed, in units."""
        amount, weight = self.amount, self.weight
        borne, bearing = cost * self.scale * self.unit, 0
        for group, number in self.held(members).items():
            part = number * weight[group]
            bearing += part
            borne -= part * amount[group]
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
    """Options by a value that never falls."""

    def __init__(self, ranks: Mapping[int, int]) -> None:
        self._heap = [(-(1 << 4 * KEY_BITS), rank, option) for option, rank in ranks.items()]
        heapify(self._heap)

    def least(self, value: Callable[[int], Ratio | None]) -> tuple[int, Fraction, list[int]] | None:
        """Take out the option with the least (value, rank); return it, its value and those tied with it.

        An option without a value now has none later, and is taken out for good.
        """
        asked: list[tuple[int, int, int, Ratio]] = []
        least: int | None = None
        heap = self._heap
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

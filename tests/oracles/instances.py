"""Random elections that libraries and this site count alike; nothing but the standard library, the same on every Python.

An instance is what JSON holds. Approvals: ``ballots`` lists of option numbers, ``costs``, ``total``, ``copies`` how many voters
each ballot stands for, ``lots`` the options in the order in which they are drawn. Rankings: ``ballots`` of tiers, ``seats``.
"""

import random
from typing import Any

Instance = dict[str, Any]

SEED = 20261129


class Dice:
    """Whole numbers from ``random()`` alone, whose sequence Python promises to keep."""

    def __init__(self, seed: str) -> None:
        self._source = random.Random(seed)

    def up_to(self, most: int) -> int:
        return int(self._source.random() * (most + 1))

    def between(self, least: int, most: int) -> int:
        return least + self.up_to(most - least)

    def happens(self, percent: int) -> bool:
        return self.up_to(99) < percent

    def shuffled(self, number: int) -> list[int]:
        items = list(range(number))
        for place in range(number - 1, 0, -1):
            other = self.up_to(place)
            items[place], items[other] = items[other], items[place]
        return items


def approvals(rule: str, number: int) -> Instance:
    """Return the instance of a number: seats, costs, and voters who stand for several."""
    dice = Dice(f"{SEED}:{rule}:{number}")
    voters, options = dice.between(2, 14), dice.between(2, 9)
    likes = dice.between(15, 60)
    ballots = [[option for option in range(options) if dice.happens(likes)] for _ in range(voters)]
    has_costs = rule in ("shares-by-cost", "shares-by-win", "loads-by-cost")
    costs = [dice.between(1, 9) if has_costs else 1 for _ in range(options)]
    total = dice.between(3, 24) if has_costs else dice.between(1, options)
    copies = [dice.between(1, 3) if number % 2 else 1 for _ in range(voters)]
    lots = dice.shuffled(options)
    return {"ballots": ballots, "costs": costs, "total": total, "copies": copies, "lots": lots}


def tie_order(given: Instance) -> list[int]:
    """Return the options in the order of ties: the more ballots the earlier, then by lot."""
    support = [sum(option in ballot for ballot in given["ballots"]) for option in range(len(given["costs"]))]
    return sorted(range(len(support)), key=lambda option: (-support[option], given["lots"].index(option)))


def rankings(rule: str, number: int) -> Instance:
    """Return the instance of a number: half of those for Schulze have ties and end early."""
    dice = Dice(f"{SEED}:{rule}:{number}")
    voters, options = dice.between(3, 40 if rule == "stv" else 25), dice.between(3, 7)
    is_whole = number % 2 == 0
    ballots = []
    for _ in range(voters):
        named = dice.shuffled(options)
        if not is_whole:
            named = named[: dice.between(1, options)]
        tiers: list[list[int]] = []
        for option in named:
            if tiers and rule != "stv" and not is_whole and dice.happens(30):
                tiers[-1].append(option)
            else:
                tiers.append([option])
        ballots.append(tiers)
    return {"ballots": ballots, "options": options, "seats": dice.between(1, options - 1)}


LIBRARIES = {
    "shares": "pabutools",
    "shares-by-cost": "pabutools",
    "shares-by-win": "pabutools",
    "loads": "pabutools",
    "loads-by-cost": "pabutools",
    "completed": "abcvoting",
    "loads-2": "abcvoting",
    "schulze": "pref_voting",
    "stv": "pref_voting",
}
"""What is compared with which library."""


def instance(rule: str, number: int) -> Instance:
    return rankings(rule, number) if LIBRARIES[rule] == "pref_voting" else approvals(rule, number)

"""Let a library answer instances: ``PYTHON tests/oracles/ask.py RULE FIRST NUMBER``, a line of JSON each.

Runs with the Python of an environment that holds the library, and imports nothing of this site. ``null`` stands where the library
would have drawn a lot.
"""

import json
import sys
import warnings
from pathlib import Path
from typing import Any

warnings.simplefilter("ignore")
sys.path.insert(0, str(Path(__file__).parent))

from instances import Instance, instance, tie_order  # type: ignore[import-not-found] # noqa: E402


def by_pabutools(rule: str, given: Instance) -> Any:
    """Return the options in the order of choice; Phragmén's come sorted, without those that nobody supports."""
    from pabutools.election import ApprovalBallot, ApprovalProfile, Cardinality_Sat, Cost_Sat, Project
    from pabutools.election import Instance as Projects
    from pabutools.rules import method_of_equal_shares, sequential_phragmen
    from pabutools.tiebreaking import TieBreakingRule

    projects = [Project(str(number), cost) for number, cost in enumerate(given["costs"])]
    ballots = [
        ApprovalBallot(projects[option] for option in ballot)
        for ballot, copies in zip(given["ballots"], given["copies"], strict=True)
        for _ in range(copies)
        if ballot
    ]
    if not ballots:
        return []
    place = {str(option): number for number, option in enumerate(tie_order(given))}
    ties = TieBreakingRule(lambda _instance, _profile, project: place[project.name])
    whole = Projects(projects, budget_limit=given["total"])
    profile = ApprovalProfile(ballots)
    if rule.startswith("loads"):
        supported = {option for ballot in given["ballots"] for option in ballot}
        chosen = sequential_phragmen(whole, profile, tie_breaking=ties)
        return sorted(int(project.name) for project in chosen if int(project.name) in supported)
    satisfaction = Cost_Sat if rule == "shares-by-cost" else Cardinality_Sat
    chosen = method_of_equal_shares(whole, profile, sat_class=satisfaction, tie_breaking=ties)
    return [int(project.name) for project in chosen]


def by_abcvoting(rule: str, given: Instance) -> Any:
    from abcvoting import abcrules
    from abcvoting.preferences import Profile

    # Ties go by the number of a candidate: the options are numbered in the order of ties.
    order = tie_order(given)
    profile = Profile(len(order))
    for ballot, copies in zip(given["ballots"], given["copies"], strict=True):
        if ballot:
            for _ in range(copies):
                profile.add_voter([order.index(option) for option in ballot])
    supported = {option for ballot in given["ballots"] for option in ballot}
    if len(supported) < given["total"]:
        return None
    compute = abcrules.compute_equal_shares if rule == "completed" else abcrules.compute_seqphragmen
    chosen = compute(profile, given["total"], algorithm="standard-fractions", resolute=True)[0]
    return sorted(order[candidate] for candidate in chosen)


class NoLots:
    def choice(self, _among: Any) -> Any:
        raise ArithmeticError


def by_pref_voting(rule: str, given: Instance) -> Any:
    """Return Schulze's winners, Split Cycle's, its defeats and the margins; of STV who is elected."""
    from pref_voting.margin_based_methods import beat_path, split_cycle, split_cycle_defeat
    from pref_voting.profiles_with_ties import ProfileWithTies
    from pref_voting.proportional_methods import stv_scottish

    options = list(range(given["options"]))
    ranked = [
        {option: place for place, tier in enumerate(ballot, 1) for option in tier}
        for ballot in given["ballots"]
    ]
    profile = ProfileWithTies(ranked, candidates=options)
    if rule == "stv":
        try:
            return [int(option) for option in stv_scottish(profile, num_seats=given["seats"], rng=NoLots())]
        except ArithmeticError:
            return None
    profile.use_extended_strict_preference()
    margins = [int(profile.margin(a, b)) for a in options for b in options if a < b]
    defeats = sorted([int(a), int(b)] for a, b in split_cycle_defeat(profile).edges)
    winners = [sorted(int(option) for option in method(profile)) for method in (beat_path, split_cycle)]
    return [*winners, defeats, margins]


def main() -> None:
    rule, first, number = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    answer = by_pref_voting if rule in ("schulze", "stv") else by_pabutools
    answer = by_abcvoting if rule in ("completed", "loads-2") else answer
    for each in range(first, first + number):
        print(json.dumps(answer(rule, instance(rule, each)), separators=(",", ":")))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Count a decision of Tamyr again: one file, the standard library of Python 3.8 or later, nothing of the site's own code.

    python3 recount.py FILE [--expect HASH] [--mine MEMBER SALT | --code CODE]

Ends with 0 when the file holds together and the result comes out the same, with 1 otherwise, saying one sentence. The file alone
cannot show that it is the published one: a forgery may be counted and hashed anew. Take HASH from the result's page, from the
closing letter or from the audit chain, and give it with --expect.

Each rule is counted here in the plainest way, as its paper says it, in exact fractions.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

LARGEST = 2**53 - 1
APPROVING = ("equal-shares", "phragmen")
LEVELS = [str(level) for level in range(1, 9)]
ANSWERS = {
    "approval": ["yes", "no"],
    "consent": ["consent", "objection", "aside", "answered", "overruled"],
    "gradients": LEVELS,
}


class Wrong(Exception):
    """The file does not hold together, or its result does not come out."""


# --- the file ---------------------------------------------------------------------------------


def canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise Wrong(f"the field {name!r} stands twice")
        if any(ord(character) > 127 for character in name):
            raise Wrong(f"the field {name!r} is not ASCII")
    return dict(pairs)


def no_decimals(text: str) -> Any:
    raise Wrong(f"there is a decimal number, {text[:40]}")


def small_integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > LARGEST:
        raise Wrong(f"the integer {text[:40]} is too large")
    return int(text)


def check_texts(value: Any, place: str) -> None:
    if isinstance(value, str) and unicodedata.normalize("NFC", value) != value:
        raise Wrong(f"the text at {place} is not in NFC")
    if isinstance(value, dict):
        for name in value:
            check_texts(value[name], place + "." + name)
    if isinstance(value, list):
        for number, item in enumerate(value):
            check_texts(item, f"{place}[{number}]")


def read(text: str) -> Any:
    try:
        document = json.loads(
            text,
            object_pairs_hook=no_doubles,
            parse_float=no_decimals,
            parse_constant=no_decimals,
            parse_int=small_integer,
        )
    except ValueError as error:
        raise Wrong(f"it is no JSON: {error}") from None
    if not isinstance(document, dict) or set(document) != {"body", "sha256"}:
        raise Wrong("it is no decision file")
    check_texts(document, "file")
    if canonical(document) != text:
        raise Wrong("it is not written in its one canonical form")
    if sha256(canonical(document["body"])) != document["sha256"]:
        raise Wrong("its hash does not fit what it says")
    if document["body"]["format"] != "tamyr-decision/1":
        raise Wrong("its format is not tamyr-decision/1")
    return document


def fraction(text: str) -> Fraction:
    found = re.fullmatch(r"(0|-?[1-9][0-9]*)/([1-9][0-9]*)", text)
    if not found:
        raise Wrong(f"{text[:40]!r} is no fraction")
    value = Fraction(int(found.group(1)), int(found.group(2)))
    if said(value) != text:
        raise Wrong(f"{text[:40]} is not in lowest terms")
    return value


def said(value: Fraction | int) -> str:
    value = Fraction(value)
    return f"{value.numerator}/{value.denominator}"


def check_electorate(body: Any) -> None:
    if body["electorate"] is None and "secret" in body and body["audience"] == "outside":
        return
    rows: dict[str, str] = {}
    labels = [row["voter"] for row in body["electorate"]]
    if labels != sorted(set(labels)):
        raise Wrong("the electorate is not sorted, or has somebody twice")
    for row in body["electorate"]:
        if "salt" in row:
            if sha256("tamyr-voter/1|{}|{}".format(row["salt"], row["member"]))[:26] != row["voter"]:
                raise Wrong("the label {} is not that of its member".format(row["voter"]))
            told = "|".join((row["salt"], row["country"] or "", row["weight"], row["opened_as"]))
            row_hash = sha256("tamyr-row/1|" + told)
            if row.get("row_sha256", row_hash) != row_hash:
                raise Wrong("the row of {} was changed after opening".format(row["voter"]))
        elif body["audience"] == "inside":
            raise Wrong("the row of {} has no salt".format(row["voter"]))
        else:
            row_hash = row["row_sha256"]
        rows[row["voter"]] = row_hash
    if sha256(canonical(sorted([label, rows[label]] for label in rows))) != body["electorate_sha256"]:
        raise Wrong("the electorate is not the one published at opening")


def check_secret(body: Any) -> None:
    """Check the codes of a secret ballot against the roll of who picked one up, and name each ballot by its tag."""
    secret, ballots = body["secret"], body["ballots"]
    by_codes, codes = secret["ballots_from"] == "codes", secret["codes"]
    if body["rule"]["name"] != "stv" or codes != sorted(set(codes)) or bool(codes) != by_codes:
        raise Wrong("its codes are not sorted, or are not those of a secret ballot")
    tags = {base64.b32encode(bytes.fromhex(code)).decode()[:8] for code in codes}
    if not by_codes:
        tags = {f"{place + 1:05d}" for place in range(len(ballots))}
    if not {ballot["tag"] for ballot in ballots} <= tags:
        raise Wrong("a ballot belongs to none of the codes")
    if body["electorate"] is None:
        return
    may = [row for row in body["electorate"] if row["state"] != "recused"]
    took = [row["voter"] for row in may if row.get("picked_up")]
    if len(took) != len(codes):
        raise Wrong(f"{len(codes)} codes were given out, and {len(took)} organisations picked one up")
    if sum(row["state"] == "entitled" or row["voter"] in took for row in may) != secret["base"]:
        raise Wrong("the number that the quorum is a share of is not that of its electorate")
    if len(ballots) > len(may):
        raise Wrong("there are more ballots than organisations")


def check_concerned(body: Any) -> None:
    """Check that whom an option concerns, by the rule stated before, could not vote on it."""
    rows = {row["voter"]: row for row in body["electorate"] or ()}
    for option in body["options"]:
        if "concerns" not in option:
            continue
        row = rows.get(option["concerns"])
        if row is None or (row["state"] != "recused" and option["id"] not in row["recused_from"]):
            raise Wrong("the option {} concerns somebody who may vote on it".format(option["id"]))


def check_ballots(body: Any) -> None:
    secret = "secret" in body
    if secret:
        check_secret(body)
    rows = {row["voter"]: row for row in body["electorate"] or ()}
    options = [option["id"] for option in body["options"]]
    if len(set(options)) < len(options):
        raise Wrong("an option stands twice")
    voters = [ballot["tag" if secret else "voter"] for ballot in body["ballots"]]
    if voters != sorted(set(voters)):
        raise Wrong("the ballots are not sorted, or somebody has two")
    for ballot in body["ballots"]:
        voter = ballot["tag" if secret else "voter"]
        row: Any = {"state": "entitled", "recused_from": []} if secret else rows.get(voter)
        if row is None or row["state"] == "recused":
            raise Wrong(f"{voter} is not entitled to a ballot")
        if ballot["choice"] != "blank":
            check_choice(body["rule"]["name"], voter, ballot["choice"], options, row["recused_from"])
    hashed = sha256(canonical(sorted((ballot["choice"] for ballot in body["ballots"]), key=canonical)))
    if hashed != body["ballots_sha256"]:
        raise Wrong("the hash of the ballots does not fit them")


def check_choice(rule: str, voter: str, choice: Any, options: list[str], recused_from: list[str]) -> None:
    place = f"the ballot of {voter} "
    if rule in ANSWERS:
        if choice not in ANSWERS[rule]:
            raise Wrong(place + "has an unknown answer")
        return
    if not isinstance(choice, list) or not choice:
        raise Wrong(place + "names nothing")
    if rule in APPROVING:
        named = choice
        if choice != sorted(choice) or set(choice) & set(recused_from):
            raise Wrong(place + "is not sorted, or names what its voter stays out of")
    else:
        named = [option for tier in choice for option in tier]
        if any(tier != sorted(tier) or not tier or (rule == "stv" and len(tier) > 1) for tier in choice):
            raise Wrong(place + "has a tier that is empty, not sorted, or tied")
    if len(set(named)) < len(named) or not set(named) <= set(options):
        raise Wrong(place + "names an option twice, or one that is unknown")


# --- ties -------------------------------------------------------------------------------------


def tie_order(body: Any) -> dict[str, int]:
    """Return the place of each option in the published order."""
    secret = body["tie"]["revealed"]
    if not re.fullmatch("[0-9a-f]{64}", secret):
        raise Wrong("the secret of ties is not of 64 hexadecimal digits")
    if hashlib.sha256(bytes.fromhex(secret)).hexdigest() != body["tie"]["committed"]:
        raise Wrong("the secret of ties is not the one committed to")
    seed = sha256("tamyr-tie/1|{}|{}|{}".format(body["decision"]["id"], secret, body["ballots_sha256"]))
    options = [option["id"] for option in body["options"]]
    keys: dict[str, tuple[Any, ...]] = {option: (sha256(seed + "|" + option),) for option in options}
    if body["rule"]["name"] in APPROVING:
        country = {row["voter"]: row["country"] for row in body["electorate"]}
        for option in options:
            named = [b["voter"] for b in body["ballots"] if b["choice"] != "blank" and option in b["choice"]]
            countries = {country[voter] for voter in named if country[voter]}
            keys[option] = (-len(named), -len(countries), *keys[option])
    return {option: place for place, option in enumerate(sorted(options, key=lambda option: keys[option]))}


# --- the rules --------------------------------------------------------------------------------


def weights(body: Any, voters: list[str]) -> dict[str, Fraction]:
    """Return what each voter's money is multiplied with."""
    rows, rule = {row["voter"]: row for row in body["electorate"]}, body["rule"]
    endowment = rule.get("endowment", "member")
    if endowment == "member":
        return {voter: fraction(rows[voter]["weight"]) for voter in voters}
    members: dict[str, list[str]] = {}
    for voter in voters:
        members.setdefault(rows[voter]["country"], []).append(voter)
    cap = fraction(rule.get("cap", "2/1")) if endowment == "country-capped" else None
    found: dict[str, Fraction] = {}
    rest = Fraction(len(voters))
    while members:
        part = rest / len(members)
        over = [c for c in members if cap is not None and part / len(members[c]) > cap]
        for country in over or list(members):
            weight = cap if over and cap is not None else part / len(members[country])
            for voter in members.pop(country):
                found[voter] = weight
                rest -= weight
    return found


def purchases(body: Any, place: dict[str, int]) -> tuple[list[str], list[Any], list[Any], dict[str, Any]]:
    rule, ballots = body["rule"], {b["voter"]: b["choice"] for b in body["ballots"] if b["choice"] != "blank"}
    weight = weights(body, sorted(ballots))
    whole = sum(weight.values(), Fraction(0))
    has_budget = "budget" in rule
    total = rule["budget"] if has_budget else rule["seats"]
    cost = {option["id"]: option["cost"] if has_budget else 1 for option in body["options"]}
    by_cost = has_budget and rule.get("satisfaction", "cost") == "cost"
    supporters = {option: [voter for voter in ballots if option in ballots[voter]] for option in cost}
    start = Fraction(total) / whole if whole and rule["name"] == "equal-shares" else Fraction(0)
    money = dict.fromkeys(ballots, start)
    chosen: list[str] = []
    rounds: list[Any] = []

    def fitting() -> list[str]:
        left = total - sum(cost[option] for option in chosen)
        return [o for o in cost if o not in chosen and supporters[o] and cost[o] <= left]

    while rule["name"] == "equal-shares":
        offers = []
        for option in fitting():
            price = price_of(cost[option], [(money[voter], weight[voter]) for voter in supporters[option]])
            if price is not None:
                offers.append((price / (cost[option] if by_cost else 1), place[option], option, price))
        if not offers:
            break
        value, _, option, price = min(offers)
        for voter in supporters[option]:
            money[voter] -= min(money[voter], price)
        chosen.append(option)
        rounds.append({"chosen": option, "phase": "shares", "value": said(value)})
    load = {voter: -money[voter] for voter in ballots}
    while fitting():
        times = []
        for option in fitting():
            borne = sum((weight[voter] * load[voter] for voter in supporters[option]), Fraction(0))
            bearing = sum((weight[voter] for voter in supporters[option]), Fraction(0))
            times.append(((cost[option] + borne) / bearing, place[option], option))
        time, _, option = min(times)
        for voter in supporters[option]:
            load[voter] = time
        chosen.append(option)
        rounds.append({"chosen": option, "phase": "loads", "value": said(time)})
    failures = [{"code": "no-support", "values": {}}] if ballots and not chosen else []
    proportional = None if has_budget else ejr_plus(ballots, weight, whole, set(chosen), total)
    return (
        chosen,
        rounds,
        failures,
        {"ejr_plus": proportional, "approval": approval_order(cost, supporters, place, total)},
    )


def price_of(cost: int, purses: list[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Return the least price at which everybody pays its weight times the price, or all that it has."""
    if sum(weight * money for money, weight in purses) < cost:
        return None
    left, bearing = Fraction(cost), sum(weight for _, weight in purses)
    for money, weight in sorted(purses):
        if money * bearing >= left:
            return left / bearing
        left -= weight * money
        bearing -= weight
    raise AssertionError("they have enough together")


def ejr_plus(
    ballots: Any, weight: dict[str, Fraction], whole: Fraction, chosen: set[str], seats: int
) -> bool:
    for option in {option for choice in ballots.values() for option in choice} - chosen:
        for level in range(1, seats + 1):
            few = [v for v in ballots if option in ballots[v] and len(chosen & set(ballots[v])) < level]
            if sum(weight[voter] for voter in few) * seats >= level * whole:
                return False
    return True


def approval_order(cost: Any, supporters: Any, place: dict[str, int], total: int) -> list[str]:
    chosen: list[str] = []
    for option in sorted((option for option in cost if supporters[option]), key=lambda option: place[option]):
        if sum(cost[other] for other in chosen) + cost[option] <= total:
            chosen.append(option)
    return chosen


def enough(yes: int, no: int, rule: Any) -> list[Any]:
    needed = fraction(rule["share"])
    reached = Fraction(yes, yes + no) if yes + no else None
    if reached is not None and (reached > needed if rule.get("above") else reached >= needed):
        return []
    values = {"yes": yes, "no": no, "needed": said(needed), "reached": said(reached or 0)}
    return [{"code": "share", "values": values}]


def countries_of(body: Any, answers: list[str]) -> list[str]:
    country = {row["voter"]: row["country"] for row in body["electorate"]}
    found = {country[ballot["voter"]] for ballot in body["ballots"] if ballot["choice"] in answers}
    return sorted(found - {None, ""})


def approval(body: Any, _place: dict[str, int]) -> tuple[list[str], list[Any], list[Any], dict[str, Any]]:
    rule, choices = body["rule"], [ballot["choice"] for ballot in body["ballots"]]
    yes, no, countries = choices.count("yes"), choices.count("no"), countries_of(body, ["yes"])
    failures = enough(yes, no, rule)
    if len(countries) < rule.get("countries", 0):
        values = {"found": len(countries), "needed": rule["countries"]}
        failures.append({"code": "countries", "values": values})
    return passed(body, failures), [{"yes": yes, "no": no, "countries": countries}], failures, {}


def consent(body: Any, _place: dict[str, int]) -> tuple[list[str], list[Any], list[Any], dict[str, Any]]:
    choices = [ballot["choice"] for ballot in body["ballots"]]
    rounds = [{"answer": answer, "number": choices.count(answer)} for answer in ANSWERS["consent"]]
    standing = choices.count("objection")
    fallback, consenting, failures = body["rule"].get("fallback"), choices.count("consent"), []
    if standing and fallback is None:
        failures = [{"code": "objections", "values": {"number": standing}}]
    elif standing and Fraction(consenting, consenting + standing) < fraction(fallback):
        failures = [{"code": "not-overruled", "values": {"number": standing, "consent": consenting}}]
    return passed(body, failures), rounds, failures, {}


def gradients(body: Any, _place: dict[str, int]) -> tuple[list[str], list[Any], list[Any], dict[str, Any]]:
    rule, choices = body["rule"], [ballot["choice"] for ballot in body["ballots"]]
    yes, no = (sum(map(choices.count, levels)) for levels in ("1236", "578"))
    failures = enough(yes, no, rule)
    opposed, countries = sum(map(choices.count, "78")), len(countries_of(body, ["7", "8"]))
    if opposed > rule.get("opposed", opposed):
        failures.append({"code": "opposed", "values": {"found": opposed, "most": rule["opposed"]}})
    if countries > rule.get("opposed_countries", countries):
        values = {"found": countries, "most": rule["opposed_countries"]}
        failures.append({"code": "opposed-countries", "values": values})
    rounds = [{"level": level, "number": choices.count(level)} for level in LEVELS]
    return passed(body, failures), rounds, failures, {}


def passed(body: Any, failures: list[Any]) -> list[str]:
    return [] if failures else [body["options"][0]["id"]]


def schulze(body: Any, place: dict[str, int]) -> tuple[list[str], list[Any], list[Any], dict[str, Any]]:
    options = [option["id"] for option in body["options"]]
    margin = {a: {b: 0 for b in options} for a in options}
    rankings = [ballot["choice"] for ballot in body["ballots"] if ballot["choice"] != "blank"]
    for ranking in rankings:
        rank = dict.fromkeys(options, len(ranking))
        rank.update((option, number) for number, tier in enumerate(ranking) for option in tier)
        for a in options:
            for b in options:
                margin[a][b] += (rank[a] < rank[b]) - (rank[a] > rank[b])
    widest = {a: {b: max(0, margin[a][b]) for b in options} for a in options}
    for middle in options:
        for a in options:
            for b in options:
                if a != b:
                    widest[a][b] = max(widest[a][b], min(widest[a][middle], widest[middle][b]))
    defeats = [[a, b] for a in options for b in options if margin[a][b] > 0 and widest[b][a] < margin[a][b]]
    order: list[str] = []
    left = set(options)
    while left:
        unbeaten = [a for a in left if all(widest[a][b] >= widest[b][a] for b in left if b != a)]
        order.append(min(unbeaten, key=lambda option: place[option]))
        left.remove(order[-1])
    position = {option: number for number, option in enumerate(options)}
    defeats.sort(key=lambda defeat: [position[option] for option in defeat])
    return order[:1] if rankings else [], [{"order": order, "defeats": defeats}], [], {}


class Papers:
    """The papers of an STV count, each by itself with its value."""

    def __init__(self, body: Any, place: dict[str, int]) -> None:
        self.seats, self.most = body["rule"]["seats"], body["rule"].get("most_per_country")
        self.place = place
        self.country = {option["id"]: (option["countries"] or [""])[0] for option in body["options"]}
        rankings = [ballot["choice"] for ballot in body["ballots"] if ballot["choice"] != "blank"]
        self.papers = [Paper([tier[0] for tier in ranking], Fraction(1)) for ranking in rankings]
        self.quota = len(self.papers) // (self.seats + 1) + 1
        self.continuing = set(self.country)
        self.elected: list[str] = []
        self.pending: list[str] = []
        self.exhausted = Fraction(0)
        self.history: list[dict[str, Fraction]] = []
        self.stages: list[Any] = []
        self.lay(self.papers)

    def lay(self, moved: list[Paper]) -> None:
        for paper in moved:
            paper.on = next((name for name in paper.names if name in self.continuing), None)
            if paper.on is None:
                self.exhausted += paper.value

    def totals(self) -> dict[str, Fraction]:
        found = dict.fromkeys(self.country, Fraction(0))
        for paper in self.papers:
            if paper.on is not None:
                found[paper.on] += paper.value
        return found

    def is_full(self, where: str) -> bool:
        return self.most is not None and sum(self.country[n] == where for n in self.elected) >= self.most

    def first(self, names: Iterable[str], sign: int) -> str:
        """Return who has most (sign 1) or least (-1): now, else at the latest stage that differs, else by the order."""
        same = list(names)
        for totals in [self.totals(), *reversed(self.history)]:
            top = max(sign * totals[name] for name in same)
            same = [name for name in same if sign * totals[name] == top]
        return min(same, key=lambda name: sign * self.place[name])

    def elect(self, names: Iterable[str]) -> list[str]:
        elected: list[str] = []
        names = set(names)
        while names and len(self.elected) < self.seats:
            name = self.first(names, 1)
            names.remove(name)
            if not self.is_full(self.country[name]):
                self.elected.append(name)
                self.continuing.discard(name)
                elected.append(name)
        return elected

    def end_stage(self, act: str, of: list[str]) -> None:
        now = self.totals()
        self.history.append(now)
        elected = self.elect(name for name in self.continuing if now[name] >= self.quota)
        self.pending += [name for name in elected if now[name] > self.quota]
        self.tell(act, of, elected)

    def tell(self, act: str, of: list[str], elected: list[str]) -> None:
        now = self.totals()
        stage = {"act": act, "of": sorted(of), "elected": elected, "exhausted": said(self.exhausted)}
        self.stages.append(dict(stage, totals=[[name, said(now[name])] for name in sorted(now)]))

    def transfer(self) -> None:
        name = self.first(self.pending, 1)
        self.pending.remove(name)
        total = self.totals()[name]
        moved = [paper for paper in self.papers if paper.on == name]
        for paper in moved:
            paper.value = paper.value * (total - self.quota) / total
        self.lay(moved)
        # What the elected one keeps lies on one more paper, which names nobody else.
        kept = Paper([name], Fraction(self.quota))
        kept.on = name
        self.papers.append(kept)
        self.end_stage("surplus", [name])

    def exclude(self, act: str, names: list[str]) -> None:
        self.continuing -= set(names)
        self.lay([paper for paper in self.papers if paper.on in names])
        self.end_stage(act, names)

    def run(self) -> None:
        self.end_stage("first", [])
        while len(self.elected) < self.seats and self.continuing:
            over = [name for name in self.continuing if self.is_full(self.country[name])]
            if over:
                self.exclude("full-country", over)
            elif len(self.continuing) <= self.seats - len(self.elected):
                elected = self.elect(self.continuing)
                self.continuing.clear()
                self.tell("fill", [], elected)
            elif self.pending:
                self.transfer()
            else:
                self.exclude("exclusion", [self.first(self.continuing, -1)])


class Paper:
    def __init__(self, names: list[str], value: Fraction) -> None:
        self.names, self.value = names, value
        self.on: str | None = None


def stv(body: Any, place: dict[str, int]) -> tuple[list[str], list[Any], list[Any], dict[str, Any]]:
    counting = Papers(body, place)
    if not counting.papers:
        return [], [], [], {}
    counting.run()
    return counting.elected, counting.stages, [], {}


RULES = {
    "equal-shares": purchases,
    "phragmen": purchases,
    "approval": approval,
    "consent": consent,
    "gradients": gradients,
    "schulze": schulze,
    "stv": stv,
}


# --- the result -------------------------------------------------------------------------------


def count(body: Any) -> dict[str, Any]:
    rule = body["rule"]
    if rule["name"] not in RULES or rule["version"] != 1:
        raise Wrong("its rule is not known here")
    chosen, rounds, failures, more = RULES[rule["name"]](body, tie_order(body))
    secret = body.get("secret")
    cast = {ballot["tag" if secret else "voter"] for ballot in body["ballots"]}
    blank = sum(ballot["choice"] == "blank" for ballot in body["ballots"])
    base = secret["base"] if secret else sum(is_in_base(row, cast) for row in body["electorate"])
    taken_part = base if rule.get("silence") else len(cast)
    needed = ceiling(rule, base)
    reasons = failures
    if blank == len(cast) and not rule.get("silence"):
        reasons = [{"code": "no-ballots", "values": {"blank": blank}}]
    if taken_part < needed:
        values = {"cast": taken_part, "base": base, "needed": needed}
        reasons = [{"code": "quorum", "values": values}, *reasons]
    return {
        "outcome": "failed" if reasons else "adopted",
        "chosen": [] if reasons else chosen,
        "reasons": reasons,
        "quorum": {"base": base, "blank": blank, "cast": taken_part, "needed": needed},
        "rounds": rounds,
        "ejr_plus": more.get("ejr_plus"),
        "approval_would_choose": more.get("approval", []),
    }


def is_in_base(row: Any, cast: set[str]) -> bool:
    return row["state"] == "entitled" or row["voter"] in cast


def ceiling(rule: Any, base: int) -> int:
    share = fraction(rule.get("quorum", "0/1")) * base
    return -(-share.numerator // share.denominator)


def check(
    text: str, expect: str | None = None, mine: list[str] | None = None, code: str | None = None
) -> str:
    """Return one sentence about a file that holds; raise Wrong with a reason for one that does not."""
    document = read(text)
    body = document["body"]
    if expect is not None and expect.lower() != document["sha256"]:
        raise Wrong("it is not the file of the hash you gave; its own is {}".format(document["sha256"]))
    if body["ballots"] is None:
        return "The file is whole, and holds the result only: there is nothing to count again."
    check_electorate(body)
    check_concerned(body)
    check_ballots(body)
    found = count(body)
    for name in sorted(set(found) | set(body["result"])):
        if found.get(name) != body["result"].get(name):
            raise Wrong(f"the result is not what the ballots say: {name}")
    told = "CONFIRMED: {}, chosen: {}.".format(found["outcome"], ", ".join(found["chosen"]) or "nothing")
    if mine:
        told += " " + own_ballot(body, *mine)
    if code:
        told += " " + ballot_by_code(body, code)
    if expect is None:
        told += " Compare the hash {} with the published one.".format(document["sha256"])
    return told


def own_ballot(body: Any, member: str, salt: str) -> str:
    label = sha256(f"tamyr-voter/1|{salt}|{member}")[:26]
    for ballot in body["ballots"]:
        if ballot["voter"] == label:
            return "Your ballot says: {}.".format(canonical(ballot["choice"]))
    raise Wrong(f"no ballot stands under your label {label}")


def ballot_by_code(body: Any, code: str) -> str:
    plain = re.sub(r"[^0-9A-Z]", "", code.upper()).translate(str.maketrans("OIL", "011"))
    written = "-".join(plain[at : at + 5] for at in range(0, len(plain), 5))
    hashed = sha256("tamyr-code/1|{}|{}".format(body["decision"]["id"], written))
    if hashed not in body.get("secret", {}).get("codes", ()):
        raise Wrong("this code is none of those that were given out")
    tag = base64.b32encode(bytes.fromhex(hashed)).decode()[:8]
    for ballot in body["ballots"]:
        if ballot["tag"] == tag:
            return "Under your tag {} stands: {}.".format(tag, canonical(ballot["choice"]))
    return f"Your code, tag {tag}, was not used."


def in_a_line(text: str) -> str:
    """Return a sentence without what a terminal would obey: the names in a forged file are a stranger's."""
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") else sign for sign in text)


def main() -> None:
    parser = argparse.ArgumentParser(description="Count a decision of Tamyr again.")
    parser.add_argument("file")
    parser.add_argument("--expect", metavar="HASH", help="the hash that was published elsewhere")
    parser.add_argument("--mine", nargs=2, metavar=("MEMBER", "SALT"), help="show one’s own ballot")
    parser.add_argument("--code", help="show the ballot cast with one’s code, in a secret ballot")
    given = parser.parse_args()
    try:
        with open(given.file, encoding="utf-8", newline="") as file:
            print(in_a_line(check(file.read(), given.expect, given.mine, given.code)))
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(f"REFUSED: the file cannot be read: {error}")
    except Wrong as wrong:
        sys.exit(in_a_line(f"REFUSED: {wrong}."))
    except (KeyError, TypeError, IndexError, AttributeError, RecursionError, ValueError) as error:
        sys.exit(f"REFUSED: something is missing or of another kind: {error!r}.")


if __name__ == "__main__":
    main()

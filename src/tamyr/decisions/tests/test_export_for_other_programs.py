"""A decision goes to the programs of others, and says there what it says here."""

import pytest

from tamyr.decisions.logic.file.exports import as_pb, as_preflib
from tamyr.decisions.logic.question import Rule
from tamyr.decisions.logic.refusals import Refusal
from tamyr.decisions.tests.ballots import counted

APPROVED = counted(Rule("equal-shares", seats=2), "abc", ["ab", "c", "blank"])


def sections(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line in ("META", "PROJECTS", "VOTES"):
            here = found.setdefault(line, [])
        else:
            here.append(line)
    return found


def test_approvals_for_pabulib() -> None:
    written = as_pb(APPROVED, language="en", begun="2026-11-08", ended="2026-11-22", place="One; two\nlines")
    told = sections(written)
    meta = dict(line.split(";") for line in told["META"])
    assert (meta["num_projects"], meta["num_votes"], meta["budget"], meta["rule"]) == (
        "3",
        "2",
        "2",
        "equalshares",
    )
    assert meta["description"] == "One, two lines"
    assert told["PROJECTS"][1:] == ["a;1;1;a;1", "b;1;1;b;0", "c;1;1;c;1"]
    assert told["VOTES"][1:] == ["v0000;a,b", "v0001;c"]


def test_approvals_for_preflib() -> None:
    kind, written = as_preflib(APPROVED, language="ru", title="Что?", closed="2026-11-22")
    assert kind == "cat"
    assert written.splitlines()[-2:] == ["1: {1,2},{3}", "1: {3},{1,2}"]


@pytest.mark.parametrize(
    ("rule", "choices", "kind", "last"),
    [
        (Rule("stv", seats=1), ["ab", "ab", "c"], "soi", ["2: 1,2", "1: 3"]),
        (Rule("schulze"), [[["a"], ["b", "c"]]], "toi", ["1: 1,{2,3}"]),
    ],
)
def test_rankings_for_preflib(rule: Rule, choices: list[object], kind: str, last: list[str]) -> None:
    ending, written = as_preflib(
        counted(rule, "abc", choices), language="en", title="What?", closed="2026-11-22"
    )
    assert ending == kind
    assert written.splitlines()[-len(last) :] == last
    assert f"# NUMBER UNIQUE ORDERS: {len(last)}" in written


def test_what_the_formats_cannot_say_is_refused() -> None:
    by_country = counted(
        Rule("equal-shares", seats=1, endowment="country"), "ab", ["a", "b", "b"], voters="XXY"
    )
    with pytest.raises(Refusal, match="weights"):
        as_pb(by_country, language="en", begun="2026-11-08", ended="2026-11-22", place="")
    with pytest.raises(Refusal, match="approvals-or-rankings-only"):
        as_preflib(counted(Rule("consent"), "a", ["consent"]), language="en", title="", closed="2026-11-22")

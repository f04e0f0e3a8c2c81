"""A secret ballot on persons, from its file: counted twice, found by one's own code, and no file of it forged."""

import json
import random
from typing import Any

import pytest
from bin import recount as script

from tamyr.decisions.logic.file.canonical import canonical, sha256_of
from tamyr.decisions.logic.file.recount import recount
from tamyr.decisions.logic.file.writing import as_file, outside_file
from tamyr.decisions.logic.refusals import Refusal
from tamyr.decisions.logic.secret import BELENIOS, CODES, code_sha256, new_code, read_code, tag_of
from tamyr.decisions.tests.files import FACTS, secret_election


@pytest.mark.parametrize("turns", [10, pytest.param(25, marks=pytest.mark.whole)])
@pytest.mark.parametrize("ballots_from", [CODES, BELENIOS])
def test_both_implementations_count_the_same_inside_and_outside(ballots_from: str, turns: int) -> None:
    generator, outcomes = random.Random(4), set()
    for _turn in range(turns):
        result, known, took, _codes = secret_election(generator, ballots_from)
        if ballots_from == CODES and not took:
            continue
        for text in (as_file(FACTS, result, known, took), outside_file(FACTS, result, known, {})):
            body = json.loads(text)["body"]
            ours = recount(text)
            assert ours.differs == ()
            assert ours.is_counted_again is (body["audience"] == "inside" or len(result.ballots) >= 5)
            if not ours.is_counted_again:
                assert body["ballots"] is None and "codes" not in body["secret"]
                continue
            assert script.count(body) == body["result"] and script.check(text).startswith("CONFIRMED")
            outcomes.add(ours.outcome)
            assert (body["electorate"] is None) is (body["audience"] == "outside")
    assert "adopted" in outcomes


@pytest.fixture
def elected() -> tuple[str, list[str]]:
    """The file of members, and the codes that were used."""
    generator = random.Random(8)
    while True:
        result, known, took, codes = secret_election(generator, CODES)
        if 5 < len(result.ballots) < len(took):
            return as_file(FACTS, result, known, took), codes


def test_everybody_finds_the_own_ballot_by_the_code(elected: tuple[str, list[str]]) -> None:
    text, codes = elected
    found = {canonical(recount(text, code=code.lower().replace("-", " ")).mine) for code in codes}
    assert found == {canonical(ballot["choice"]) for ballot in json.loads(text)["body"]["ballots"]}
    assert tag_of(code_sha256(FACTS.id, codes[0])) in script.check(text, code=codes[0])
    with pytest.raises(Refusal, match="no-such-code"):
        recount(text, code=new_code())
    with pytest.raises(script.Wrong, match="none of those"):
        script.check(text, code=new_code())


def one_more_code(body: dict[str, Any]) -> None:
    body["secret"]["codes"] = sorted([*body["secret"]["codes"], "0" * 64])


def one_fewer_on_the_roll(body: dict[str, Any]) -> None:
    next(row for row in body["electorate"] if row["picked_up"])["picked_up"] = False


def a_ballot_of_no_code(body: dict[str, Any]) -> None:
    body["ballots"][0]["tag"] = "A" * 8


def a_ballot_twice(body: dict[str, Any]) -> None:
    body["ballots"][1] = body["ballots"][0]


def a_larger_base(body: dict[str, Any]) -> None:
    body["secret"]["base"] += 1


@pytest.mark.parametrize(
    "forge", [one_more_code, one_fewer_on_the_roll, a_ballot_of_no_code, a_ballot_twice, a_larger_base]
)
def test_both_refuse_a_forgery_though_it_is_hashed_anew(forge: Any, elected: tuple[str, list[str]]) -> None:
    body = json.loads(elected[0])["body"]
    forge(body)
    text = canonical({"body": body, "sha256": sha256_of(body)})
    with pytest.raises(Refusal):
        recount(text)
    with pytest.raises(script.Wrong):
        script.check(text)


def test_a_code_is_read_as_people_type_it() -> None:
    code = new_code()
    assert read_code(f" {code.lower().replace('0', 'o').replace('1', 'l').replace('-', ' ')}\n") == code
    for typed in ("", "ABCDE", code + "0", code[:-1] + "U"):
        with pytest.raises(Refusal, match="not-a-code"):
            read_code(typed)

"""Who votes where a decision is of a part of the network."""

import pytest

from tamyr.accounts.models import Person
from tamyr.decisions.models import Decision
from tamyr.decisions.tests.decision import finished, opened, vote
from tamyr.network.models import Member
from tamyr.procedures.models import Whose

WHOLE = pytest.mark.whole


def voters(decision: Decision) -> set[Member]:
    return {seat.member for seat in decision.seats.select_related("member")}


@pytest.mark.parametrize(
    ("kind", "of", "heard"),
    [
        ("country", "KAZ", ["KAZ"]),
        pytest.param("part", "caucasus", ["GEO"], marks=WHOLE),
        pytest.param("theme", "clean-air", ["GEO", "KAZ"], marks=WHOLE),
    ],
)
def test_those_of_a_country_a_part_or_a_theme_vote(
    kind: str, of: str, heard: list[str], cyra: Person, green_lake: Member, mountain_voice: Member
) -> None:
    asked = voters(opened(cyra, whose=Whose(kind, of)))
    assert asked == {member for member in (green_lake, mountain_voice) if member.country_id in heard}


def test_those_of_a_coalition_vote(cyra: Person, green_lake: Member, mountain_voice: Member) -> None:
    assert voters(opened(cyra, whose=Whose("coalition", named=(mountain_voice,)))) == {mountain_voice}


def test_the_quorum_follows_those_who_vote(
    cyra: Person, aygul: Person, green_lake: Member, mountain_voice: Member
) -> None:
    rule = {"name": "equal-shares", "version": 1, "seats": 2, "quorum": "1/1"}
    one = opened(cyra, rule, whose=Whose("country", "KAZ"))
    vote(one, green_lake, aygul, ["p1"])
    assert finished(one).stage == Decision.Stage.ADOPTED, "of the country's one member all took part"

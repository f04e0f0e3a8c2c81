"""Who hides votes like the others: no page, no file and no number tells who or where they are."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in
from tests.people import seal

from tamyr.accounts.models import Person
from tamyr.decisions.logic.file.reading import from_file
from tamyr.decisions.logic.file.recount import recount
from tamyr.decisions.models import Decision
from tamyr.decisions.tests.decision import finished, opened, vote
from tamyr.decisions.tests.elections import People
from tamyr.decisions.tests.scenes import Crowd, decided
from tamyr.network.models import Member


@pytest.fixture
def crowd(one_hides: Crowd) -> People:
    """Six public members, three that the network knows of, and one that hides."""
    return one_hides.people


def test_a_hidden_member_votes_and_is_named_nowhere(
    cyra: Person, crowd: People, decided_by_ten: Decision
) -> None:
    done = decided_by_ten
    place = f"/en/decisions/{done.number}/"
    hidden, own = crowd[9]
    known = signed_in(crowd[0][1])
    for client in (known, signed_in(cyra)):
        page = client.get(place).content.decode()
        file = client.get(f"{place}members.json").content.decode()
        for text in (page, file):
            assert "Member9" not in text and hidden.slug not in text and str(hidden.pk) not in text
            assert "Belarus" not in text and "BLR" not in text
        assert "1 organisation that is not named here" in page
    seat = done.seats.get(member=hidden)
    assert seat.label in signed_in(own).get(place).content.decode()
    assert recount(str(done.file.inside), mine=(str(seat.key), str(seat.salt))).mine == ("p1",)


def test_a_lone_hidden_member_lets_the_world_read_the_result_only(
    decided_by_ten: Decision,
) -> None:
    done = decided_by_ten
    world = json.loads(done.file.outside)["body"]
    assert world["ballots"] is None and world["electorate"] is None and world["result"]["chosen"]
    page = Client().get(f"/en/decisions/{done.number}/")
    assert page.status_code == 200 and "Example Member" not in page.content.decode()
    assert recount(done.file.outside, expected=done.file.outside_sha256).outcome == "adopted"


def test_the_world_reads_names_of_public_members_only(cyra: Person, crowd: People) -> None:
    last, person = crowd.pop()
    Member.objects.filter(pk=last.pk).update(status="observer")
    text = decided(cyra, crowd).file.outside
    file = from_file(text)
    assert file.question is not None and len(file.ballots) == 9
    assert "Member0" in text and "Member6" not in text
    unnamed = [voter.country for voter in file.question.voters if voter.country != "KAZ"]
    assert unnamed == ["GEO"] * 3, "three of one country hide each other"


@pytest.mark.whole
def test_a_hidden_member_under_a_country_rule_is_not_told_by_its_weight(cyra: Person, crowd: People) -> None:
    done = decided(cyra, crowd, endowment="country")
    inside = from_file(str(done.file.inside))
    assert inside.question is not None and {voter.country for voter in inside.question.voters} == {
        "KAZ",
        "GEO",
        "ZZ",
    }
    assert json.loads(done.file.outside)["body"]["ballots"] is None


def test_who_hides_after_the_opening_is_not_named_in_the_file(cyra: Person, crowd: People) -> None:
    decision = opened(cyra)
    for member, person in crowd[:3]:
        vote(decision, member, person, ["p1"])
    seal(crowd[0][0], timezone.now())
    done = finished(decision)
    assert "Member0" not in done.file.inside and "Member0" not in done.file.outside


@pytest.mark.parametrize(
    "changed",
    [{"outside": "nothing"}, pytest.param({"is_practice": True}, marks=pytest.mark.whole)],
    ids=["nothing", "practice"],
)
def test_what_is_not_for_the_world_is_not_there(
    changed: dict[str, Any], cyra: Person, aygul: Person, green_lake: Member
) -> None:
    decision = opened(cyra, **changed)
    vote(decision, green_lake, aygul, ["p1"])
    done = finished(decision)
    place = f"/en/decisions/{done.number}/"
    assert Client().get(place).status_code == Client().get(f"{place}file.json").status_code == 404
    assert Client().get(f"{place}press/").status_code == 404
    assert signed_in(aygul).get(place).status_code == 200


def test_other_programs_read_the_ballots_that_the_reader_may(cyra: Person, decided_by_ten: Decision) -> None:
    done = decided_by_ten
    place = f"/en/decisions/{done.number}/ballots"
    own = signed_in(cyra).get(f"{place}.pb").content.decode()
    assert "num_votes;10" in own and "Member" not in own
    assert signed_in(cyra).get(f"{place}.preflib")["Content-Disposition"].endswith('.cat"')
    assert Client().get(f"{place}.pb").status_code == signed_in(cyra).get(f"{place}.xls").status_code == 404


def test_the_press_reads_what_the_world_may(decided_priorities: Decision) -> None:
    done = decided_priorities
    page = Client().get(f"/en/decisions/{done.number}/press/").content.decode()
    assert "Adopted" in page and "Rivers" in page and f"/en/decisions/{done.number}/#recount" in page

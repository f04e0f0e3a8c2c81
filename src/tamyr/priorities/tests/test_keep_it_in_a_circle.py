"""A round of a circle: its people talk and choose, and nobody else learns that there is one."""

import pytest
from django.db import IntegrityError, transaction
from tests.entry import signed_in
from tests.news import news_of
from tests.people import LONG_AGO

from tamyr.accounts.models import Person
from tamyr.decisions.models import Decision
from tamyr.network.models import Circle, CircleSeat, Member
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.notices.models import Notice
from tamyr.priorities.models import Round
from tamyr.priorities.services.rounds import begin_round, draft_round
from tamyr.priorities.tests.voting import opened
from tamyr.priorities.tests.writing import COLLECT, DRAFT, LATER, NOON, argued, at, key, plan, proposed
from tamyr.procedures.models import Whose


@pytest.fixture
def inside(forest_circle: Circle, aygul: Person, bela: Person, mountain_voice: Member) -> Round:
    CircleSeat.objects.create(circle=forest_circle, person=bela, member=mountain_voice, from_on=LONG_AGO)
    whose = Whose("circle", circle=forest_circle)
    made = draft_round(plan=plan(whose=whose, outside="nothing"), form_key=key(), actor=aygul.pk, at=NOON)
    return begin_round(standing_round=made, actor=aygul.pk, clock=at(NOON))


@pytest.mark.parametrize("outside", ["dana", pytest.param("cyra", marks=pytest.mark.whole)])
def test_its_people_talk_and_choose_and_nobody_else_learns_of_it(
    outside: str,
    inside: Round,
    aygul: Person,
    bela: Person,
    green_lake: Member,
    mountain_voice: Member,
    request: pytest.FixtureRequest,
) -> None:
    person: Person = request.getfixturevalue(outside)
    mine = proposed(inside, green_lake, aygul, DRAFT)
    proposed(inside, mountain_voice, bela, COLLECT)
    with pytest.raises(MayNot):
        proposed(inside, green_lake, person, DRAFT)
    argued(mine, mountain_voice, bela, "It is urgent.", LATER, "for")
    place = f"/en/priorities/{inside.number}/"
    client = signed_in(person)
    for part in ("", "1/", "table.csv", "feed.xml"):
        assert client.get(place + part).status_code == 404, part
    assert inside.title_en not in client.get("/en/priorities/").content.decode()
    assert not any(inside.title in call.title for call in calls_for(visitor_on(person, LATER)))
    page = signed_in(bela).get(place).content.decode()
    assert "the circle “Forests”" in page and "Only the people of the circle read this round." in page
    decision = opened(inside, aygul)
    assert {seat.member for seat in decision.seats.all()} == {green_lake, mountain_voice}
    assert Decision.objects.get().scope == "circle"
    assert news_of(person, LATER) == [], "what waits for her is asked again by whoever reads it"
    assert Notice.objects.filter(person=bela).exists()


def test_a_circles_round_is_never_public(forest_circle: Circle, aygul: Person) -> None:
    whose = Whose("circle", circle=forest_circle)
    for open_to_all in ({"is_public": True, "outside": "nothing"}, {"outside": "result"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            draft_round(plan=plan(whose=whose, **open_to_all), form_key=key(), actor=aygul.pk, at=NOON)

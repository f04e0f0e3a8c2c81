"""A decision of a part of the network: who votes, who reads it, who prepares it; what is of a circle stays there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.news import news_of, tell_everybody
from tests.people import LONG_AGO, give_mandate, make_member, make_person, seal

from tamyr.accounts.models import Person
from tamyr.decisions.models import Decision, SeatState
from tamyr.decisions.services.annulling import propose_annulment
from tamyr.decisions.tests.decision import (
    CLOSE,
    NOON,
    drafted,
    finished,
    opened,
    place_of,
    signed_in,
    vote,
)
from tamyr.decisions.tests.test_decide import filled
from tamyr.network.models import Circle, CircleSeat, Member
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.notices.models import Notice
from tamyr.procedures.models import Whose
from tamyr.safety.services.proposals import approve

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def seat_in(circle: Circle, person: Person, member: Member | None) -> CircleSeat:
    return CircleSeat.objects.create(circle=circle, person=person, member=member, from_on=LONG_AGO)


def voters(decision: Decision) -> set[Member]:
    return {seat.member for seat in decision.seats.select_related("member")}


def test_those_of_a_country_a_part_a_theme_or_a_coalition_vote_and_their_quorum_follows(
    cyra: Person, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    for whose, asked in (
        (Whose("country", "KAZ"), {green_lake}),
        (Whose("part", "caucasus"), {mountain_voice}),
        (Whose("theme", "clean-air"), {green_lake, mountain_voice}),
        (Whose("coalition", named=(mountain_voice,)), {mountain_voice}),
    ):
        assert voters(opened(cyra, whose=whose)) == asked, whose
    one = opened(
        cyra,
        {"name": "equal-shares", "version": 1, "seats": 2, "quorum": "1/1"},
        whose=Whose("country", "KAZ"),
    )
    vote(one, green_lake, aygul, ["p1"])
    assert finished(one).stage == Decision.Stage.ADOPTED, "of the country's one member all took part"


def test_others_are_neither_asked_nor_told_and_the_page_says_whose_it_is(
    cyra: Person, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    decision = opened(cyra, whose=Whose("country", "KAZ"))
    page = signed_in(aygul).get(place_of(decision)).content.decode()
    assert "Decided by: members in this country: Kazakhstan" in page
    assert signed_in(bela).get(place_of(decision)).status_code == 404
    assert not any(call.address == place_of(decision) for call in calls_for(visitor_on(bela, NOON)))
    tell_everybody(NOON)
    told = Notice.objects.filter(happening__kind="decision-opened")
    assert set(told.values_list("person", flat=True)) == {aygul.pk}


def test_one_who_hides_in_a_country_is_not_told_of_by_its_roll(
    cyra: Person, aygul: Person, green_lake: Member, quiet_garden: Member, hanna: Person
) -> None:
    hidden = make_member("Example Hidden Steppe", "Пример Скрытая степь", "KAZ")
    give_mandate(make_person("saule", "Saule Example"), hidden)
    seal(hidden)
    assert voters(opened(cyra, whose=Whose("country", "KAZ"))) == {green_lake}
    assert {green_lake, hidden, quiet_garden} <= voters(opened(cyra)), (
        "in the whole network each has its voice"
    )


def test_what_is_bound_is_whose_it_is_too(cyra: Person, aygul: Person, green_lake: Member) -> None:
    decision = opened(cyra, whose=Whose("country", "KAZ"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(scope_code="GEO")
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.named.create(member=green_lake)
    vote(decision, green_lake, aygul, ["p1"])
    assert '"scope":{"kind":"country","of":"KAZ"}' in finished(decision).file.inside


# --- a circle -------------------------------------------------------------------------------


@pytest.fixture
def in_circle(forest_circle: Circle, aygul: Person, green_lake: Member) -> Decision:
    return opened(aygul, whose=Whose("circle", circle=forest_circle), outside="nothing")


def test_only_the_people_of_a_circle_see_its_decision_at_any_surface(
    in_circle: Decision,
    forest_circle: Circle,
    aygul: Person,
    dana: Person,
    bela: Person,
    cyra: Person,
    emin: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    seat_in(forest_circle, emin, None)
    vote(in_circle, green_lake, aygul, ["p1"])
    done = finished(in_circle)
    assert done.stage == Decision.Stage.ADOPTED and not done.file.outside
    place = place_of(done)
    for person in (dana, bela, cyra):
        client = signed_in(person)
        for part in ("", "members.json", "file.json", "press/", "ballots.pb", "paper/"):
            assert client.get(place + part).status_code == 404, (person, part)
        assert done.question_en not in client.get("/en/decisions/").content.decode()
        assert place not in client.get("/en/desk/").content.decode()
    assert Client().get(place).status_code == 404
    assert signed_in(emin).get(f"{place}members.json").status_code == 200, "who sits there reads it"
    assert "the circle “Forests”" in signed_in(aygul).get(place).content.decode()
    assert done.question_en in news_of(aygul, CLOSE)
    for person in (dana, bela, cyra):
        assert done.question_en not in news_of(person, CLOSE)


def test_in_a_circle_those_speak_who_sit_there_and_its_convenors_prepare(
    in_circle: Decision,
    forest_circle: Circle,
    aygul: Person,
    dana: Person,
    cyra: Person,
    bela: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    assert voters(in_circle) == {green_lake}, "nobody of Mountain Voice sits there"
    with pytest.raises(MayNot):
        vote(in_circle, green_lake, dana, ["p1"])
    seat_in(forest_circle, bela, mountain_voice)
    for person in (cyra, bela):
        with pytest.raises(MayNot):
            drafted(person, whose=Whose("circle", circle=forest_circle), outside="nothing")
    with pytest.raises(MayNot):
        drafted(aygul, whose=Whose("country", "KAZ"))
    with pytest.raises(IntegrityError), transaction.atomic():
        drafted(aygul, whose=Whose("circle", circle=forest_circle), outside="result")


def test_a_circles_decision_is_annulled_by_two_of_its_people(
    in_circle: Decision,
    forest_circle: Circle,
    aygul: Person,
    bela: Person,
    cyra: Person,
    mountain_voice: Member,
) -> None:
    finished(in_circle)
    made = propose_annulment(
        decision=in_circle, why="The text was wrong.", by=visitor_on(aygul, CLOSE + HOUR)
    )
    assert signed_in(cyra).get(f"/en/proposals/{made.pk}/").status_code == 404
    seat_in(forest_circle, bela, mountain_voice)
    approve(proposal=made, by=bela.pk, at=CLOSE + HOUR)
    in_circle.refresh_from_db()
    assert in_circle.stage == Decision.Stage.ANNULLED


def test_the_form_asks_whose_it_is_and_keeps_a_circle_inside(
    aygul: Person, cyra: Person, forest_circle: Circle
) -> None:
    keeper = signed_in(aygul)
    shown = keeper.get("/en/decisions/new/equal-shares/").content.decode()
    assert 'value="circle"' in shown and 'name="theme"' not in shown, (
        "a convenor prepares for the circle alone"
    )
    asked = filled(scope="circle", circle=str(forest_circle.pk), form_key=str(uuid4()))
    refused = keeper.post("/en/decisions/new/equal-shares/", asked)
    assert refused.status_code == 422 and "choose “nothing”" in refused.content.decode()
    made = keeper.post("/en/decisions/new/equal-shares/", {**asked, "outside": "nothing"})
    assert keeper.get(made["Location"]).status_code == 200
    assert (
        "Say which"
        in signed_in(cyra).post("/en/decisions/new/equal-shares/", filled(scope="theme")).content.decode()
    )


def test_a_new_theme_takes_no_voice_that_was_frozen(cyra: Person, aygul: Person, green_lake: Member) -> None:
    decision = opened(cyra, whose=Whose("theme", "clean-air"))
    green_lake.themes.all().delete()
    assert signed_in(aygul).get(place_of(decision)).status_code == 200
    vote(decision, green_lake, aygul, ["p2"])
    assert decision.seats.get().state == SeatState.ENTITLED

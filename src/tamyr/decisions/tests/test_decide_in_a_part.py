"""A decision of a part of the network: who votes, who reads it, who prepares it; what is of a circle stays there."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.entry import signed_in
from tests.news import news_of, tell_everybody
from tests.people import LONG_AGO, give_mandate, make_member, make_person, seal

from tamyr.accounts.models import Person
from tamyr.decisions.models import Decision, SeatState, StaysOut
from tamyr.decisions.queries.drafts import draft_sha
from tamyr.decisions.services.annulling import propose_annulment
from tamyr.decisions.services.preparing import announce_decision, open_decision
from tamyr.decisions.tests.decision import (
    CLOSE,
    NOON,
    PRIORITIES,
    at,
    drafted,
    finished,
    form_of,
    opened,
    place_of,
    vote,
)
from tamyr.decisions.tests.test_ask_a_part import voters
from tamyr.decisions.tests.test_decide import filled
from tamyr.network.models import Circle, CircleSeat, Member
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.notices.models import Notice
from tamyr.procedures.models import Whose
from tamyr.safety.models import AuditLine
from tamyr.safety.services.proposals import approve

pytestmark = pytest.mark.django_db
WHOLE = pytest.mark.whole
HOUR = timedelta(hours=1)


def test_a_draft_that_differs_only_in_whom_one_may_not_see_says_so_and_names_nobody(
    cyra: Person, green_lake: Member, quiet_garden: Member
) -> None:
    made = drafted(cyra)
    keeper, address = signed_in(cyra), f"{place_of(made)}change/"
    mark = re.compile(r'name="base_sha" value="(\w{64})"')
    typed = filled(scope="coalition", coalition=str(green_lake.pk))
    assert keeper.post(address, {**typed, "base_sha": draft_sha(made)}).status_code == 302
    read = mark.findall(keeper.get(address).content.decode())[0]
    made.named.create(member=quiet_garden)
    late = keeper.post(address, {**typed, "base_sha": read})
    told = late.content.decode()
    assert late.status_code == 409 and "Something that you may not see here was changed." in told
    assert "How it stands now:" in told and quiet_garden.name not in told and str(quiet_garden.pk) not in told
    assert mark.findall(told) == [draft_sha(Decision.objects.get())], (
        "sent again, it is about the draft as it stands"
    )


def seat_in(circle: Circle, person: Person, member: Member | None) -> CircleSeat:
    return CircleSeat.objects.create(circle=circle, person=person, member=member, from_on=LONG_AGO)


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


@pytest.fixture
def saule(db: None) -> Person:
    return make_person("saule", "Saule Example")


@pytest.fixture
def hidden(saule: Person) -> Member:
    made = make_member("Example Hidden Steppe", "Пример Скрытая степь", "KAZ")
    give_mandate(saule, made)
    return seal(made)


@WHOLE
def test_one_who_hides_in_a_country_votes_there_without_a_name(
    cyra: Person, aygul: Person, saule: Person, green_lake: Member, hidden: Member
) -> None:
    decision = opened(cyra, {**PRIORITIES, "quorum": "1/1"}, whose=Whose("country", "KAZ"))
    assert voters(decision) == {green_lake, hidden}
    vote(decision, green_lake, aygul, ["p1"])
    vote(decision, hidden, saule, ["p2"])
    done = finished(decision)
    assert done.stage == Decision.Stage.ADOPTED, "both took part"
    for reader in map(signed_in, (aygul, cyra)):
        page = reader.get(place_of(done)).content.decode()
        file = reader.get(f"{place_of(done)}members.json").content.decode()
        for text in (page, file):
            assert "Hidden Steppe" not in text and hidden.slug not in text and str(hidden.pk) not in text
    assert json.loads(done.file.outside)["body"]["ballots"] is None, "the world reads the result only"


def test_who_hides_in_a_country_chooses_before_the_opening_whether_to_be_a_voter(
    cyra: Person, aygul: Person, saule: Person, green_lake: Member, hidden: Member
) -> None:
    decision = drafted(cyra, whose=Whose("country", "KAZ"))
    announce_decision(decision=decision, actor=cyra.pk, at=NOON)
    own, place = signed_in(saule), place_of(decision)
    assert "Stay out of this decision" in own.get(place).content.decode()
    for reader in (aygul, cyra):
        assert "Stay out of this decision" not in signed_in(reader).get(place).content.decode()
    delegate = signed_in(aygul)
    for member in (hidden, green_lake):
        assert delegate.post(f"{place}stay-out/", {"member": member.pk, "out": "1"}).status_code == 403
    for given, is_out in (({"out": "1"}, True), ({}, False)):
        page = own.post(f"{place}stay-out/", {"member": hidden.pk, **given}, follow=True).content.decode()
        assert ("Vote after all" in page) is is_out
    assert own.post(f"{place}stay-out/", {"member": hidden.pk, "out": "1"}).status_code == 302
    assert not any("Hidden Steppe" in str(line.body) for line in AuditLine.objects.all())
    open_decision(decision=decision, actor=cyra.pk, clock=at(NOON))
    assert voters(decision) == {green_lake} and not StaysOut.objects.exists()
    assert own.post(f"{place}stay-out/", {"member": hidden.pk}).status_code == 409


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


@pytest.mark.parametrize(
    "outside",
    ["dana", pytest.param("bela", marks=WHOLE), pytest.param("cyra", marks=WHOLE)],
)
def test_nobody_outside_a_circle_sees_its_decision_at_any_surface(
    outside: str, in_circle: Decision, aygul: Person, green_lake: Member, request: pytest.FixtureRequest
) -> None:
    person: Person = request.getfixturevalue(outside)
    vote(in_circle, green_lake, aygul, ["p1"])
    done = finished(in_circle)
    assert done.stage == Decision.Stage.ADOPTED and not done.file.outside
    place, client = place_of(done), signed_in(person)
    for part in ("", "members.json", "file.json", "press/", "ballots.pb", "paper/"):
        assert client.get(place + part).status_code == 404, part
    assert done.question_en not in client.get("/en/decisions/").content.decode()
    assert place not in client.get("/en/desk/").content.decode()
    assert done.question_en not in news_of(person, CLOSE)


def test_the_people_of_a_circle_read_its_decision_and_a_stranger_does_not(
    in_circle: Decision, forest_circle: Circle, aygul: Person, cyra: Person, emin: Person
) -> None:
    seat_in(forest_circle, emin, None)
    done = finished(in_circle)
    place = place_of(done)
    for person in (aygul, emin):
        assert signed_in(person).get(f"{place}members.json").status_code == 200, "who sits there reads it"
    assert "the circle “Forests”" in signed_in(aygul).get(place).content.decode()
    assert Client().get(place).status_code == signed_in(cyra).get(place).status_code == 404
    assert done.question_en in news_of(aygul, CLOSE)
    assert done.question_en not in news_of(cyra, CLOSE)


@pytest.mark.parametrize("who", ["emin", pytest.param("dana", marks=WHOLE)])
def test_who_sits_in_a_circle_for_themselves_reads_and_seconds_and_has_no_voice_of_their_own(
    who: str,
    in_circle: Decision,
    forest_circle: Circle,
    aygul: Person,
    green_lake: Member,
    request: pytest.FixtureRequest,
) -> None:
    person: Person = request.getfixturevalue(who)
    seat_in(forest_circle, person, None)
    place, own = place_of(in_circle), signed_in(person)
    page = own.get(place).content.decode()
    assert "You sit in this circle for yourself." in page and "Cast our ballot" not in page
    assert not any(call.address == place for call in calls_for(visitor_on(person, NOON)))
    assert own.post(f"{place}cast/", form_of(green_lake)).status_code == 403
    assert "for yourself" not in signed_in(aygul).get(place).content.decode()
    vote(in_circle, green_lake, aygul, ["p1"])
    finished(in_circle)
    assert own.get(f"{place}members.json").status_code == 200
    made = propose_annulment(
        decision=in_circle, why="It was the wrong text.", by=visitor_on(aygul, CLOSE + HOUR)
    )
    approve(proposal=made, by=person.pk, at=CLOSE + HOUR)
    in_circle.refresh_from_db()
    assert in_circle.stage == Decision.Stage.ANNULLED


def test_who_sits_there_for_an_organisation_without_a_mandate_is_told_why_they_do_not_vote(
    in_circle: Decision, forest_circle: Circle, emin: Person, mountain_voice: Member
) -> None:
    seat_in(forest_circle, emin, mountain_voice)
    page = signed_in(emin).get(place_of(in_circle)).content.decode()
    assert "whose delegate or deputy you are not now" in page


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


@WHOLE
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


def test_the_people_of_a_hidden_member_read_what_is_of_its_theme_before_it_opens(
    cyra: Person, bela: Person, mountain_voice: Member
) -> None:
    seal(mountain_voice)
    made = drafted(cyra, whose=Whose("theme", "clean-air"))
    announce_decision(decision=made, actor=cyra.pk, at=NOON)
    assert signed_in(bela).get(place_of(made)).status_code == 200


def test_a_new_theme_takes_no_voice_that_was_frozen(cyra: Person, aygul: Person, green_lake: Member) -> None:
    decision = opened(cyra, whose=Whose("theme", "clean-air"))
    green_lake.themes.all().delete()
    assert signed_in(aygul).get(place_of(decision)).status_code == 200
    vote(decision, green_lake, aygul, ["p2"])
    assert decision.seats.get().state == SeatState.ENTITLED

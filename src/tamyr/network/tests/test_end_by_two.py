"""Nobody alone ends another coordinator's role, or a mandate that is not one's own deputy's."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import sign_in
from tests.news import news_of
from tests.people import give_mandate, make_person, with_role

from tamyr.accounts.models import Person
from tamyr.network.models import Mandate, Member, Role, RoleGrant
from tamyr.network.queries import visitor_on
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.rules import MayNot
from tamyr.network.services.people import end_mandate
from tamyr.network.services.two_persons.endings import propose_to_end_mandate, propose_to_end_role
from tamyr.safety.models import Proposal
from tamyr.safety.services.proposals import NotTheSecond, approve

pytestmark = pytest.mark.django_db


def agree(proposal: Proposal, second: Person) -> None:
    approve(proposal=proposal, by=second.pk, at=timezone.now())


def end_of(person: Person) -> Mandate:
    return Mandate.objects.get(person=person)


def asked(by: Person, person: Person) -> Proposal:
    now = timezone.now()
    visitor = visitor_on(by, now)
    return propose_to_end_mandate(mandate=end_of(person), on=now.date(), why="She left.", by=visitor)


def test_another_coordinator_agrees_and_the_one_whom_it_concerns_is_told(cyra: Person) -> None:
    olga = with_role("olga", "Olga Example", Role.COORDINATOR)
    petra = with_role("petra", "Petra Example", Role.COORDINATOR)
    client, grant = sign_in(Client(), cyra), RoleGrant.objects.get(person=olga)
    assert client.post(f"/en/people/roles/{grant.pk}/end/", {}).status_code == 200, "a reason is asked for"
    client.post(f"/en/people/roles/{grant.pk}/end/", {"why": "She is unreachable."})
    proposal = Proposal.objects.get()
    title = "Olga Example is to coordinate no longer"
    assert title in sign_in(Client(), olga).get("/en/desk/").content.decode()
    for person in (cyra, olga):
        with pytest.raises(NotTheSecond):
            agree(proposal, person)
    assert (
        "She is unreachable."
        in sign_in(Client(), petra).get(f"/en/proposals/{proposal.pk}/").content.decode()
    )
    agree(proposal, petra)
    assert not visitor_on(Person.objects.get(pk=olga.pk), timezone.now()).is_coordinator
    assert "Your role was ended: coordinator" in news_of(olga, timezone.now())


def test_an_editors_role_ends_by_a_coordinator_and_another_coordinator_or_editor(
    cyra: Person, emin: Person, aygul: Person
) -> None:
    erika = with_role("erika", "Erika Example", Role.EDITOR)
    client, grant = sign_in(Client(), cyra), RoleGrant.objects.get(person=emin)
    client.post(f"/en/people/roles/{grant.pk}/end/", {"why": "He asked for it."})
    proposal = Proposal.objects.get()
    for person in (cyra, emin, aygul):
        with pytest.raises(NotTheSecond):
            agree(proposal, person)
    titles = [call.title for call in calls_for(visitor_on(erika, timezone.now()))]
    assert titles == ["Emin Example is to edit no longer"]
    agree(proposal, erika)
    assert not visitor_on(Person.objects.get(pk=emin.pk), timezone.now()).is_editor


def test_of_two_coordinators_none_removes_the_other(cyra: Person) -> None:
    olga = with_role("olga", "Olga Example", Role.COORDINATOR)
    by = visitor_on(cyra, timezone.now())
    proposal = propose_to_end_role(grant=RoleGrant.objects.get(person=olga), why="…", by=by)
    for person in (cyra, olga):
        with pytest.raises(NotTheSecond):
            agree(proposal, person)


def test_a_delegate_parts_by_the_word_of_two_delegates(
    green_lake: Member, aygul: Person, dana: Person, cyra: Person
) -> None:
    bek, chary = (make_person(name, name) for name in ("bek", "chary"))
    for person in (bek, chary):
        give_mandate(person, green_lake)
    with pytest.raises(MayNot):
        end_mandate(mandate=end_of(bek), on=timezone.now().date(), by=visitor_on(aygul, timezone.now()))
    proposal = asked(aygul, bek)
    for person in (aygul, bek, dana, cyra):
        with pytest.raises(NotTheSecond):
            agree(proposal, person)
    agree(proposal, chary)
    assert end_of(bek).until_on == timezone.now().date()
    assert "Your mandate for Example Green Lake was ended" in news_of(bek, timezone.now())


def test_a_coordinator_alone_silences_no_member(
    client: Client, green_lake: Member, aygul: Person, dana: Person, cyra: Person
) -> None:
    olga = with_role("olga", "Olga Example", Role.COORDINATOR)
    address = f"/en/people/mandates/{end_of(aygul).pk}/end/"
    by = sign_in(client, cyra)
    assert "It takes two" in by.get(address).content.decode()
    today = timezone.now().date()
    past = {"on": (today - timedelta(days=1)).isoformat(), "why": "Gone."}
    assert "is over" in by.post(address, past).content.decode()
    by.post(address, {"on": today.isoformat(), "why": "Gone."})
    proposal = Proposal.objects.get()
    assert "Aygul Example is to act for Example Green Lake no longer" in (
        sign_in(Client(), aygul).get("/en/desk/").content.decode()
    )
    for person in (cyra, aygul, dana):
        with pytest.raises(NotTheSecond):
            agree(proposal, person)
    assert end_of(aygul).until_on is None
    agree(proposal, olga)
    assert end_of(aygul).until_on == today


def test_no_later_day_is_named_for_what_ends_sooner(
    client: Client, green_lake: Member, aygul: Person, dana: Person, cyra: Person
) -> None:
    until = timezone.now().date() + timedelta(days=9)
    Mandate.objects.update(until_on=until)
    later = {"on": (until + timedelta(days=1)).isoformat(), "why": "She is still needed."}
    for by, person in ((sign_in(client, cyra), aygul), (sign_in(Client(), aygul), dana)):
        answer = by.post(f"/en/people/mandates/{end_of(person).pk}/end/", later)
        assert answer.status_code == 422 and "Write an earlier day." in answer.content.decode(), person
    assert not Proposal.objects.exists() and end_of(dana).until_on == until


def test_a_sealed_member_keeps_a_delegate_and_its_secret(
    quiet_garden: Member, hanna: Person, cyra: Person
) -> None:
    other, deputy = make_person("other", "Other"), make_person("deputy", "Deputy")
    give_mandate(other, quiet_garden)
    give_mandate(deputy, quiet_garden, "deputy")
    proposal = asked(hanna, other)
    assert not Client().get(f"/en/proposals/{proposal.pk}/").content.decode().count("Quiet Garden")
    assert sign_in(Client(), cyra).get(f"/en/proposals/{proposal.pk}/").status_code == 404
    hanna.mandates.update(until_on=timezone.now().date() + timedelta(days=9))
    with pytest.raises(NotTheSecond, match="needs a delegate"):
        agree(proposal, deputy)
    hanna.mandates.update(until_on=None)
    agree(proposal, deputy)
    assert end_of(other).until_on == timezone.now().date()

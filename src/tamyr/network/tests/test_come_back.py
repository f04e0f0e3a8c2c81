"""Somebody who lost every way to sign in comes back by the word of two others, never by one alone."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import PASSWORD, code_now, make_link, sign_in, signed_in, typed
from tests.entry import agree as agree_on
from tests.news import tell_everybody
from tests.people import give_mandate, make_person, with_role

from tamyr.accounts.models import Person
from tamyr.accounts.services.ways_in import app_code
from tamyr.network.models import Circle, CircleSeat, Invitation, Member, Role, RoleGrant
from tamyr.network.queries import visitor_on
from tamyr.network.queries.desk.proposals import proposal_seen
from tamyr.network.services.invitations import invite
from tamyr.notices.models import Pace
from tamyr.notices.services.telling import choose_pace
from tamyr.safety.models import AuditLine, ExposureLevel, Letter, Proposal, Stage
from tamyr.safety.services.proposals import AlreadyAnswered, NotTheSecond, approve, refuse, withdraw

pytestmark = pytest.mark.django_db
HOURS = timedelta(hours=1)


def way_back(person: Person) -> str:
    return f"/en/people/{person.pk}/way-back/"


def asked(maker: Person, lost: Person, at: datetime | None = None) -> Proposal:
    now = at or timezone.now()
    made, _secret = invite(form_key=uuid4(), by=visitor_on(maker, now), back_for=lost)
    return Proposal.objects.get(pk=made.pk)


def agree(proposal: Proposal, second: Person, at: datetime | None = None) -> Proposal:
    return approve(proposal=proposal, by=second.pk, at=at or timezone.now())


def let_time_pass(key: UUID) -> None:
    Invitation.objects.filter(pk=key).update(opens_at=timezone.now())


def come_back(link: str) -> Client:
    client = Client()
    client.post(link, {"way": "app"})
    secret = client.session["joining"]["app_secret"]
    code = app_code(secret, timezone.now())
    client.post("/en/joining/app/", {"password": "eleven slow rivers in spring", "code": code})
    client.post("/en/joining/codes/", {"kept": "on"})
    return client


def test_two_persons_bring_one_back_after_a_delay_and_everything_old_ends(
    aygul: Person, dana: Person, cyra: Person
) -> None:
    lost = sign_in(Client(), dana)
    link = make_link(sign_in(Client(), aygul), way_back(dana))
    made = Invitation.objects.get()
    second = sign_in(Client(), cyra)
    assert Client().get(link).status_code == 404, "one person's word opens nothing"
    assert "A way back for Dana Example was asked for" in second.get("/en/desk/").content.decode()
    assert "A way back to your account was asked for" in lost.get("/en/desk/").content.decode()
    assert agree_on(second, made.pk).status_code == 302
    assert Client().get(link).status_code == 404, "two days are left to notice it"
    made.refresh_from_db()
    assert made.opens_at and made.confirmed_at and made.opens_at - made.confirmed_at == 48 * HOURS
    next_code = code_now(half_minutes_ahead=1)
    assert Client().post("/en/sign-in/", typed("dana", code=next_code)).status_code == 302, (
        "old ways still open"
    )
    let_time_pass(made.pk)
    back = come_back(link)
    assert "You came back to your account" in back.get("/en/desk/").content.decode()
    assert lost.get("/en/account/").status_code == 302
    assert Client().post("/en/sign-in/", typed("dana", PASSWORD)).status_code == 403
    assert "person.came_back" in " ".join(line.body for line in AuditLine.objects.all())
    assert Client().get(link).status_code == 404
    assert "Dana Example came back" in second.get("/en/desk/").content.decode()


def test_the_person_and_their_colleagues_get_the_neutral_letter(
    aygul: Person, dana: Person, bela: Person, cyra: Person
) -> None:
    for person in (aygul, dana, bela, cyra):
        person.email = f"{person.sign_in_name}@example.org"
        person.save()
        choose_pace(person=person, pace=Pace.ONCE, at=timezone.now())
    proposal = asked(cyra, dana)
    tell_everybody(timezone.now() + timedelta(hours=1))
    tell_everybody(timezone.now() + timedelta(hours=2))
    assert {letter.recipient.partition("@")[0] for letter in Letter.objects.all()} == {"aygul", "dana"}
    assert all("dana" not in letter.body for letter in Letter.objects.all())
    agree(proposal, aygul)
    tell_everybody(timezone.now() + timedelta(hours=3))
    tell_everybody(timezone.now() + timedelta(hours=4))
    # Who acted is not told of their own act: the one who asked hears that it was agreed to.
    told = sorted(letter.recipient.partition("@")[0] for letter in Letter.objects.all())
    assert told == ["aygul", "cyra", "dana", "dana"]


def test_the_person_refuses_without_a_reason_and_the_link_is_dead(
    aygul: Person, dana: Person, cyra: Person
) -> None:
    link = make_link(sign_in(Client(), aygul), way_back(dana))
    made = Invitation.objects.get()
    agree(Proposal.objects.get(), cyra)
    client = sign_in(Client(), dana)
    assert "Stop it" in client.get(f"/en/proposals/{made.pk}/").content.decode()
    assert client.post(f"/en/proposals/{made.pk}/refuse/").status_code == 302
    let_time_pass(made.pk)
    assert Client().get(link).status_code == 404
    assert Proposal.objects.get().stage == Stage.REFUSED


def test_a_second_person_says_why_not(aygul: Person, dana: Person, cyra: Person) -> None:
    proposal = asked(aygul, dana)
    client = sign_in(Client(), cyra)
    address = f"/en/proposals/{proposal.pk}/refuse/"
    assert client.post(address).status_code == 422
    assert client.post(address, {"reason": "Dana says it was not her."}).status_code == 302
    told = sign_in(Client(), aygul).get(f"/en/proposals/{proposal.pk}/").content.decode()
    assert "Dana says it was not her." in told and Invitation.objects.get().revoked_at


def test_nobody_does_it_for_themselves(aygul: Person, cyra: Person) -> None:
    for person in (aygul, cyra):
        client = sign_in(Client(), person)
        assert client.post(way_back(person), {"form_key": str(uuid4())}).status_code == 403


def test_neither_the_maker_nor_the_person_nor_a_deputy_is_the_second(
    aygul: Person, dana: Person, bela: Person, cyra: Person
) -> None:
    proposal = asked(cyra, aygul)
    for person in (cyra, aygul, dana, bela):
        with pytest.raises(NotTheSecond):
            agree(proposal, person)
    assert proposal_seen(visitor_on(dana, timezone.now()), proposal.pk), "a deputy is told"
    assert proposal_seen(visitor_on(bela, timezone.now()), proposal.pk) is None, "a stranger is not"


def test_who_the_maker_let_in_alone_or_shares_an_address_with_is_not_the_second(
    aygul: Person, dana: Person, cyra: Person
) -> None:
    proposal = asked(cyra, dana)
    for person, other in ((aygul, cyra), (cyra, aygul)):
        Person.objects.update(line=None)
        Person.objects.filter(pk=person.pk).update(line=other.pk)
        with pytest.raises(NotTheSecond, match="here you count as one"):
            agree(proposal, aygul)
    Person.objects.update(line=None)
    for person in (aygul, cyra):
        person.refresh_from_db()
        person.email = "Office@example.org"
        person.save()
    with pytest.raises(NotTheSecond, match="same contact address"):
        agree(proposal, aygul)


def test_who_came_back_or_lost_the_right_meanwhile_is_not_the_second(
    aygul: Person, dana: Person, cyra: Person, settings: Any
) -> None:
    proposal, now = asked(aygul, dana), timezone.now()
    Person.objects.filter(pk=cyra.pk).update(came_back_at=now - 47 * HOURS)
    with pytest.raises(NotTheSecond, match="came back to this account"):
        agree(proposal, cyra, now)
    settings.AFTER_RETURN_HOURS = 24
    grant = RoleGrant.objects.get(person=cyra)
    grant.until_on = now.date()
    grant.save()
    with pytest.raises(NotTheSecond, match="The second person is"):
        agree(proposal, cyra, now)
    RoleGrant.objects.update(until_on=None)
    aygul.mandates.update(until_on=now.date())
    with pytest.raises(NotTheSecond, match="no longer"):
        agree(proposal, cyra, now)
    aygul.mandates.update(until_on=None)
    assert agree(proposal, cyra, now).stage == Stage.APPROVED


def test_two_who_press_at_once_do_it_once(aygul: Person, dana: Person, cyra: Person) -> None:
    proposal, other = asked(aygul, dana), with_role("second", "Second", Role.COORDINATOR)
    agree(proposal, cyra)
    with pytest.raises(AlreadyAnswered):
        agree(proposal, other)
    assert Invitation.objects.get().confirmed_by == cyra
    withdraw(proposal=proposal, by=aygul.pk, at=timezone.now())
    with pytest.raises(AlreadyAnswered):
        refuse(proposal=proposal, by=cyra.pk, reason="late", at=timezone.now())


def test_a_proposal_runs_out(aygul: Person, dana: Person, cyra: Person) -> None:
    proposal = asked(aygul, dana)
    with pytest.raises(AlreadyAnswered):
        agree(proposal, cyra, proposal.expires_at)


def test_a_coordinator_comes_back_by_another_coordinator_alone(
    green_lake: Member, aygul: Person, cyra: Person
) -> None:
    give_mandate(cyra, green_lake)
    assert sign_in(Client(), aygul).get(way_back(cyra)).status_code == 403
    other = with_role("second", "Second Example", Role.COORDINATOR)
    assert make_link(sign_in(Client(), other), way_back(cyra))
    agree(Proposal.objects.get(), aygul)


def test_a_stranger_to_the_member_makes_no_way_back(aygul: Person, bela: Person) -> None:
    assert sign_in(Client(), bela).get(way_back(aygul)).status_code == 403


@pytest.mark.parametrize("hides", ["a sealed member", "a sealed circle"])
def test_a_coordinator_neither_takes_over_nor_learns_who_works_under_guard(
    hides: str, cyra: Person, hanna: Person, quiet_garden: Member
) -> None:
    second, mate = with_role("second", "Second", Role.COORDINATOR), make_person("mate", "Mate")
    if hides == "a sealed circle":
        hanna.mandates.all().delete()
        circle = Circle.objects.create(slug="quiet", exposure=ExposureLevel.SEALED, began_on="2020-01-01")
        for person in (hanna, mate):
            CircleSeat.objects.create(circle=circle, person=person, from_on="2020-01-01")
    else:
        give_mandate(mate, quiet_garden)
    assert sign_in(Client(), cyra).get(way_back(hanna)).status_code == 200, "as for everybody else"
    proposal, now = asked(cyra, hanna), timezone.now()
    assert proposal_seen(visitor_on(second, now), proposal.pk) is None
    with pytest.raises(NotTheSecond):
        agree(proposal, second)
    agree(proposal, mate)


def test_it_takes_a_fresh_confirmation(aygul: Person, dana: Person) -> None:
    client = signed_in(aygul)
    assert client.get(way_back(dana))["Location"].startswith("/en/confirm/?next=")

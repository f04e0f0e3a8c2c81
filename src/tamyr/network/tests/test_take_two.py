"""A voice by a coordinator's invitation, and showing a member to more people: never by one person alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import agree as agree_on
from tests.entry import join, make_link, sign_in, signed_in
from tests.news import tell_everybody
from tests.people import give_mandate, make_person, with_role

from tamyr.accounts.models import Person
from tamyr.network.models import Invitation, Mandate, Member, Role
from tamyr.network.queries import visitor_on
from tamyr.network.queries.desk.proposals import proposal_seen
from tamyr.network.services.invitations import invite
from tamyr.network.services.members import TakesTwo, change_member
from tamyr.network.services.two_persons.showing import propose_to_show
from tamyr.network.tests.test_edit_a_member import fresh, save
from tamyr.network.tests.test_guard_a_member import facts_of
from tamyr.safety.models import ExposureLevel, Proposal, Stage
from tamyr.safety.services.proposals import AlreadyProposed, NotTheSecond, approve, refuse

pytestmark = pytest.mark.django_db


def agree(proposal: Proposal, second: Person) -> Proposal:
    return approve(proposal=proposal, by=second.pk, at=timezone.now())


def sees(person: Person, proposal: Proposal) -> bool:
    return proposal_seen(visitor_on(person, timezone.now()), proposal.pk) is not None


# --- a mandate ------------------------------------------------------------------------------


def invited_by(coordinator: Person, member: Member) -> Proposal:
    by = visitor_on(coordinator, timezone.now())
    made, _secret = invite(form_key=uuid4(), by=by, member=member, mandate_kind="delegate")
    return Proposal.objects.get(pk=made.pk)


def test_a_coordinators_invitation_waits_for_the_members_delegate(
    green_lake: Member, aygul: Person, dana: Person, cyra: Person
) -> None:
    asked = {"mandate_kind": "delegate", "until_on": "2126-06-01"}
    link = make_link(sign_in(Client(), cyra), f"/en/people/{green_lake.slug}/invite/", **asked)
    made = Invitation.objects.get()
    assert Client().get(link).status_code == 404
    delegate = sign_in(Client(), aygul)
    assert "Somebody is invited to act for Example Green Lake" in delegate.get("/en/desk/").content.decode()
    assert "1 June 2126" in delegate.get(f"/en/proposals/{made.pk}/").content.decode()
    for person in (cyra, dana, with_role("second", "Second", Role.COORDINATOR)):
        with pytest.raises(NotTheSecond):
            agree(Proposal.objects.get(), person)
    assert agree_on(delegate, made.pk).status_code == 302
    join(Client(), link, "quiet.hare", name="Zarina Example")
    tell_everybody(timezone.now())
    assert "Zarina Example now acts for Example Green Lake" in delegate.get("/en/desk/").content.decode()


def test_all_of_a_members_people_are_told_when_a_mandate_begins(
    green_lake: Member, aygul: Person, dana: Person
) -> None:
    link = make_link(sign_in(Client(), aygul), f"/en/people/{green_lake.slug}/invite/", mandate_kind="deputy")
    join(Client(), link, "quiet.hare")
    tell_everybody(timezone.now())
    assert [notice.happening.kind for notice in dana.notices.all()] == ["mandate-begun"]


def test_ending_the_delegates_mandate_first_makes_the_voice_nobodys_gift(
    green_lake: Member, aygul: Person, cyra: Person
) -> None:
    today = timezone.now().date()
    aygul.mandates.update(until_on=today)
    proposal = invited_by(cyra, green_lake)
    own = with_role("own", "Own", Role.COORDINATOR)
    Person.objects.filter(pk=own.pk).update(line=cyra.pk)
    with pytest.raises(NotTheSecond, match="here you count as one"):
        agree(proposal, own)
    assert agree(proposal, aygul).stage == Stage.APPROVED, "who parted within the month is still asked"
    aygul.mandates.update(until_on=today - timedelta(days=30))
    by = visitor_on(cyra, timezone.now())
    freely, _secret = invite(form_key=uuid4(), by=by, member=green_lake, mandate_kind="delegate")
    assert not freely.needs_second


def test_a_delegate_whom_the_coordinator_let_in_still_speaks_for_the_member(
    green_lake: Member, aygul: Person, cyra: Person
) -> None:
    Person.objects.filter(pk=aygul.pk).update(line=cyra.pk)
    agree(invited_by(cyra, green_lake), aygul)
    assert Mandate.objects.count() == 1, "the link is open; nobody has used it"


# --- showing more ---------------------------------------------------------------------------


@pytest.fixture
def quiet_lake(green_lake: Member) -> Member:
    Member.objects.filter(pk=green_lake.pk).update(exposure=ExposureLevel.NETWORK)
    return fresh(green_lake)


def shown_by(person: Person, member: Member, exposure: str = "public") -> Proposal:
    return propose_to_show(member=member, exposure=exposure, by=visitor_on(person, timezone.now()))


def test_showing_more_takes_another_of_its_people_and_all_else_is_saved_at_once(
    quiet_lake: Member, aygul: Person, dana: Person, cyra: Person
) -> None:
    client = signed_in(aygul)
    said = save(client, quiet_lake, exposure="public", name_kk="Мысал көл")
    assert "waits for another of its people" in said
    assert fresh(quiet_lake).exposure == ExposureLevel.NETWORK
    assert fresh(quiet_lake).profile["names"]["kk"] == "Мысал көл"
    proposal = Proposal.objects.get()
    assert sees(dana, proposal) and not sees(cyra, proposal)
    for person in (aygul, cyra):
        with pytest.raises(NotTheSecond):
            agree(proposal, person)
    second = sign_in(Client(), dana)
    assert "is to be shown to more people" in second.get("/en/proposals/").content.decode()
    assert agree_on(second, proposal.pk).status_code == 302
    now = fresh(quiet_lake)
    assert now.exposure == ExposureLevel.PUBLIC and now.profile["names"]["kk"] == "Мысал көл"
    assert "own delegate" not in said and client.get(f"/en/members/{now.slug}/").status_code == 200


def test_no_service_shows_a_member_to_more_by_one_word(quiet_lake: Member) -> None:
    facts = facts_of(quiet_lake, exposure=ExposureLevel.PUBLIC)
    with pytest.raises(TakesTwo):
        change_member(member=quiet_lake, version=1, facts=facts, actor=None, at=timezone.now())


def test_where_it_has_one_person_only_a_coordinator_is_asked(
    quiet_lake: Member, aygul: Person, dana: Person, cyra: Person
) -> None:
    Person.objects.filter(pk=dana.pk).update(line=aygul.pk)
    client = signed_in(aygul)
    assert "a coordinator is asked" in save(client, quiet_lake, exposure="public")
    proposal = Proposal.objects.get()
    with pytest.raises(NotTheSecond, match="here you count as one"):
        agree(proposal, dana)
    agree(proposal, cyra)
    assert fresh(quiet_lake).exposure == ExposureLevel.PUBLIC


def test_a_sealed_member_is_told_to_a_coordinator_only_if_its_only_person_asks(
    quiet_garden: Member, hanna: Person, cyra: Person
) -> None:
    other = make_person("other", "Other")
    give_mandate(other, quiet_garden)
    proposal = shown_by(hanna, quiet_garden, "network")
    assert not sees(cyra, proposal)
    refuse(proposal=proposal, by=other.pk, reason="Not yet.", at=timezone.now())
    other.mandates.update(until_on=timezone.now().date())
    again = shown_by(hanna, quiet_garden, "network")
    assert sees(cyra, again)
    agree(again, cyra)
    now = fresh(quiet_garden)
    assert now.exposure == ExposureLevel.NETWORK and now.guarded == ""
    assert now.profile["names"]["en"] == "Example Quiet Garden"


def test_hiding_stays_one_persons_act_and_ends_an_older_wish(
    quiet_lake: Member, aygul: Person, dana: Person
) -> None:
    proposal = shown_by(aygul, quiet_lake)
    client = signed_in(dana)
    assert "Saved." in save(client, quiet_lake, exposure="circle")
    with pytest.raises(NotTheSecond, match="no longer open"):
        agree(proposal, dana)


def test_two_who_propose_the_same_meet_on_one_page(quiet_lake: Member, aygul: Person, dana: Person) -> None:
    first = shown_by(aygul, quiet_lake)
    again = shown_by(aygul, quiet_lake)
    first.refresh_from_db()
    assert first.stage == Stage.WITHDRAWN
    with pytest.raises(AlreadyProposed):
        shown_by(dana, quiet_lake)
    client = signed_in(dana)
    assert str(again.pk) in client.get("/en/proposals/").content.decode()
    assert "answer that first" in save(client, quiet_lake, exposure="public")


# --- status and dates -----------------------------------------------------------------------


def test_a_delegate_proposes_status_and_dates_and_a_coordinator_confirms_them(
    green_lake: Member, aygul: Person, dana: Person, cyra: Person
) -> None:
    client = signed_in(aygul)
    asked = {"status": "observer", "status_from_on": "2024-02-01", "joined_on": "2018-05-01"}
    said = save(client, green_lake, **asked, story_en="We count birds.")
    assert "wait for a second person" in said
    now = fresh(green_lake)
    assert (now.status, str(now.joined_on)) == ("active", "2020-01-01"), "nothing is rewritten alone"
    assert now.profile["stories"]["en"] == "We count birds."
    proposal = Proposal.objects.get()
    for person in (aygul, dana):
        with pytest.raises(NotTheSecond):
            agree(proposal, person)
    second = sign_in(Client(), cyra)
    page = second.get(f"/en/proposals/{proposal.pk}/").content.decode()
    assert "active → observer" in page and "1 January 2020 → 1 May 2018" in page
    assert "1 February 2024" in page
    agree_on(second, proposal.pk)
    now = fresh(green_lake)
    assert (now.status, str(now.joined_on)) == ("observer", "2018-05-01")
    kept = client.get(f"/en/members/{now.slug}/edit/").content.decode()
    assert "Status: active → observer" in kept
    assert "Proposed by Aygul Example, confirmed by Cyra Example." in kept


def test_a_coordinators_own_change_is_kept_in_the_history(green_lake: Member, cyra: Person) -> None:
    client = signed_in(cyra)
    save(client, green_lake, left_on="2026-01-01")
    change = green_lake.membership_changes.get()
    assert (change.proposed_by, change.confirmed_by, str(change.left_on)) == (cyra, None, "2026-01-01")


def test_no_service_takes_status_from_one_who_does_not_coordinate(green_lake: Member, aygul: Person) -> None:
    facts = facts_of(green_lake, status="observer")
    with pytest.raises(TakesTwo):
        change_member(member=green_lake, version=1, facts=facts, actor=aygul.pk, at=timezone.now())


def test_status_of_a_sealed_member_is_confirmed_among_its_own(
    quiet_garden: Member, hanna: Person, cyra: Person
) -> None:
    other = make_person("other", "Other")
    give_mandate(other, quiet_garden)
    client = signed_in(hanna)
    save(client, quiet_garden, status="inactive")
    proposal = Proposal.objects.get()
    assert not sees(cyra, proposal)
    with pytest.raises(NotTheSecond):
        agree(proposal, cyra)
    agree(proposal, other)
    assert fresh(quiet_garden).status == "inactive"


def test_a_member_that_hides_after_asking_is_told_to_no_coordinator(
    quiet_lake: Member, aygul: Person, cyra: Person
) -> None:
    proposal = shown_by(aygul, quiet_lake)
    assert sees(cyra, proposal)
    client = signed_in(aygul)
    save(client, quiet_lake, exposure="sealed")
    assert not sees(cyra, proposal)

"""Invite somebody to act for a member, to a role, to a circle; and what an invitation never does."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from tests.entry import PASSWORD, agree, form_key, join, make_link, sign_in
from tests.people import with_role

from tamyr.accounts.models import Person
from tamyr.accounts.services.ways_in import app_code
from tamyr.network.models import Circle, Invitation, Mandate, Member, Role, RoleGrant
from tamyr.network.queries import visitor_on
from tamyr.network.services.invitations import invite
from tamyr.safety.models import AuditLine, Proposal
from tamyr.safety.queries import chain_faults
from tamyr.safety.services.proposals import approve

pytestmark = pytest.mark.django_db


@pytest.fixture
def delegate(client: Client, aygul: Person) -> Client:
    return sign_in(client, aygul)


@pytest.fixture
def coordinator(cyra: Person) -> Client:
    return sign_in(Client(), cyra)


@pytest.fixture
def link(aygul: Person, green_lake: Member) -> str:
    """What Aygul may send to somebody who is to be a delegate of her member."""
    by = visitor_on(aygul, timezone.now())
    _made, secret = invite(form_key=uuid4(), by=by, member=green_lake, mandate_kind="delegate")
    return f"/en/invitation/{secret}/"


def invite_page(member: Member) -> str:
    return f"/en/people/{member.slug}/invite/"


def test_a_delegate_invites_a_deputy_who_joins(delegate: Client, green_lake: Member) -> None:
    link = make_link(delegate, invite_page(green_lake), mandate_kind="deputy")
    guest = join(Client(), link, "quiet.hare", name="Zarina Example")
    assert guest.get("/en/desk/").status_code == 200
    mandate = Mandate.objects.get(person__sign_in_name="quiet.hare")
    assert (mandate.member, mandate.kind, mandate.from_on) == (green_lake, "deputy", timezone.now().date())
    assert mandate.person.time_zone == "Asia/Almaty", (
        "deadlines are shown by the clock of the member's country"
    )
    assert "Zarina Example" in delegate.get(f"/en/people/{green_lake.slug}/").content.decode()
    assert not list(chain_faults())


def test_the_account_is_not_there_before_the_last_step(link: str) -> None:
    guest = Client()
    guest.post(link, {"sign_in_name": "quiet.hare", "way": "app"})
    assert guest.get("/en/joining/codes/").status_code == 404
    assert not Person.objects.filter(sign_in_name="quiet.hare")
    assert guest.get("/en/desk/").status_code == 302


def test_the_last_step_sent_twice_makes_one_account(link: str) -> None:
    guest = join(Client(), link, "quiet.hare")
    assert guest.post("/en/joining/codes/", {"kept": "on"})["Location"] == "/en/desk/"
    assert Person.objects.filter(sign_in_name="quiet.hare").count() == 1


def test_the_link_is_shown_once_and_not_kept(delegate: Client, green_lake: Member) -> None:
    link = make_link(delegate, invite_page(green_lake), mandate_kind="delegate")
    made = Invitation.objects.get()
    again = delegate.get(f"/en/people/invitations/{made.pk}/").content.decode()
    assert link not in again and "is not kept" in again
    assert made.secret_hash not in link


def test_the_form_sent_twice_makes_one_invitation(delegate: Client, green_lake: Member) -> None:
    key = form_key(delegate, invite_page(green_lake))
    for _time in range(2):
        delegate.post(invite_page(green_lake), {"form_key": key, "mandate_kind": "deputy"})
    assert Invitation.objects.count() == 1


def test_unknown_used_taken_back_and_run_out_links_look_the_same(
    delegate: Client, green_lake: Member
) -> None:
    used, back, old = (
        make_link(delegate, invite_page(green_lake), mandate_kind="delegate") for _n in range(3)
    )
    join(Client(), used, "quiet.hare")
    taken_back = Invitation.objects.filter(used_at=None).last()
    assert taken_back
    delegate.post(f"/en/people/invitations/{taken_back.pk}/revoke/")
    Invitation.objects.filter(used_at=None).update(expires_at=timezone.now() - timedelta(seconds=1))
    links = (used, back, old, f"/en/invitation/{'x' * 43}/")
    answers = [Client().get(link) for link in links]
    assert [answer.status_code for answer in answers] == [404] * 4
    pages = {
        answer.content.replace(link.removeprefix("/en/").encode(), b"")
        for answer, link in zip(answers, links, strict=True)
    }
    assert len(pages) == 1


def test_a_name_that_is_taken_is_refused_in_any_letters(link: str) -> None:
    answer = Client().post(link, {"sign_in_name": "AYGUL", "way": "app"})
    assert "is taken" in answer.content.decode() and Mandate.objects.count() == 1


@pytest.mark.parametrize(
    "name",
    [
        "a",
        "two words",
        "<b>",
        *(pytest.param(name, marks=pytest.mark.whole) for name in ("-hare-", "x" * 41)),
    ],
)
def test_odd_names_are_refused(link: str, name: str) -> None:
    assert Client().post(link, {"sign_in_name": name, "way": "app"}).status_code == 422


@pytest.mark.parametrize("password", ["short", "password1234", "123456789012", "quiet.hare.1"])
def test_weak_passwords_are_refused(link: str, password: str) -> None:
    guest = Client()
    guest.post(link, {"sign_in_name": "quiet.hare", "way": "app"})
    answer = guest.post("/en/joining/app/", {"password": password, "code": "000000"})
    assert answer.content.decode().count('class="wrong"') == 1


def test_somebody_with_an_account_adds_the_mandate_to_it(
    delegate: Client, green_lake: Member, bela: Person
) -> None:
    link = make_link(delegate, invite_page(green_lake), mandate_kind="deputy", until_on="2999-01-01")
    guest = sign_in(Client(), bela)
    assert "Accept" in guest.get(link).content.decode()
    guest.post(link + "accept/")
    assert bela.mandates.filter(member=green_lake, kind="deputy").exists()
    assert guest.post(link + "accept/").status_code == 404


def test_a_deputy_and_another_members_delegate_invite_nobody(
    green_lake: Member, dana: Person, bela: Person, aygul: Person
) -> None:
    for person in (dana, bela):
        client = sign_in(Client(), person)
        typed = {"form_key": str(uuid4()), "mandate_kind": "delegate", "note": "kept for you"}
        answer = client.post(invite_page(green_lake), typed)
        assert answer.status_code == 403
        assert "kept for you" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_a_mandate_that_ended_refuses_the_form_and_keeps_its_text(
    delegate: Client, green_lake: Member, aygul: Person
) -> None:
    key = form_key(delegate, invite_page(green_lake))
    aygul.mandates.update(until_on=timezone.now().date())
    answer = delegate.post(
        invite_page(green_lake), {"form_key": key, "mandate_kind": "deputy", "note": "for Zarina"}
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "You no longer act for Example Green Lake: your mandate ended on" in page and "for Zarina" in page
    assert not Invitation.objects.exists()


def test_a_coordinator_invites_for_members_in_sight_alone(
    coordinator: Client, green_lake: Member, quiet_garden: Member
) -> None:
    assert make_link(coordinator, invite_page(green_lake), mandate_kind="delegate")
    assert coordinator.get(invite_page(quiet_garden)).status_code == 404


def test_the_first_coordinator_comes_by_a_command_once(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("first_coordinator")
    first = capsys.readouterr().out.strip()
    call_command("first_coordinator", "--site", "https://tamyr.example.org")
    second = capsys.readouterr().out.strip()
    assert second.startswith("https://tamyr.example.org/")
    assert Client().get(first).status_code == 404
    join(Client(), second.removeprefix("https://tamyr.example.org"), "first.hare")
    assert RoleGrant.objects.get().role == Role.COORDINATOR
    for language, refused in (("en", "Somebody coordinates already"), ("ru", "Координатор уже есть")):
        with override(language), pytest.raises(CommandError, match=refused):
            call_command("first_coordinator")


ROLES = "/en/people/roles/invite/"


def test_a_single_coordinator_invites_a_second(coordinator: Client) -> None:
    join(Client(), make_link(coordinator, ROLES, role="coordinator"), "quiet.hare")
    assert RoleGrant.objects.filter(role=Role.COORDINATOR).count() == 2


def confirm(second: Client, made: Invitation) -> int:
    return int(agree(second, made.pk).status_code)


def test_a_third_coordinator_takes_two(coordinator: Client) -> None:
    second = sign_in(Client(), with_role("second", "Second", Role.COORDINATOR))
    link = make_link(coordinator, ROLES, role="coordinator")
    made = Invitation.objects.get(used_at=None)
    assert confirm(coordinator, made) == 403
    assert Client().get(link).status_code == 404
    assert "Waiting for your word" in second.get("/en/proposals/").content.decode()
    assert second.get(f"/en/proposals/{made.pk}/").status_code == 200
    assert confirm(second, made) == 302
    join(Client(), link, "third.hare")
    assert RoleGrant.objects.filter(role=Role.COORDINATOR).count() == 3
    assert Person.objects.get(sign_in_name="third.hare").line is None, "two persons vouched for them"


def test_whom_a_coordinator_let_in_alone_is_no_second_and_the_server_helps_out(
    coordinator: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    own = join(Client(), make_link(coordinator, ROLES, role="coordinator"), "own.hare")
    for by, other in ((coordinator, own), (own, coordinator)):
        make_link(by, ROLES, role="coordinator")
        made = Invitation.objects.filter(used_at=None).latest("made_at")
        answer = agree(other, made.pk)
        assert answer.status_code == 403 and "here you count as one" in answer.content.decode()
    call_command("first_coordinator", "--another")
    link = capsys.readouterr().out.strip()
    made = Invitation.objects.get(invited_by=None)
    assert Client().get(link).status_code == 404
    assert confirm(own, made) == 302
    join(Client(), link, "third.hare")
    third = Person.objects.get(sign_in_name="third.hare")
    assert third.line is None
    waiting = Invitation.objects.filter(used_at=None).latest("made_at")
    approve(proposal=Proposal.objects.get(pk=waiting.pk), by=third.pk, at=timezone.now())


def test_nobody_accepts_what_they_gave_themselves(coordinator: Client, cyra: Person, gita: Person) -> None:
    link = make_link(coordinator, ROLES, role="editor")
    answer = coordinator.post(link + "accept/")
    assert answer.status_code == 403 and "You made it" in answer.content.decode()
    cyra.refresh_from_db()
    for person in (cyra, gita):
        person.email = "same@example.org"
        person.save()
    assert sign_in(Client(), gita).post(link + "accept/").status_code == 403
    assert not RoleGrant.objects.filter(role=Role.EDITOR).exists()


def test_nobody_makes_themselves_a_second_account_in_the_same_browser(
    coordinator: Client, cyra: Person
) -> None:
    link = make_link(coordinator, ROLES, role="editor")
    browser = Client()
    browser.post(link, {"sign_in_name": "quiet.hare", "way": "app"})
    code = app_code(browser.session["joining"]["app_secret"], timezone.now())
    browser.post("/en/joining/app/", {"password": PASSWORD, "code": code})
    sign_in(browser, cyra)
    assert browser.post("/en/joining/codes/", {"kept": "on"}).status_code == 403
    assert not Person.objects.filter(sign_in_name="quiet.hare").exists()


def test_an_editor_gives_no_roles(emin: Person) -> None:
    client = sign_in(Client(), emin)
    assert client.post(ROLES, {"form_key": str(uuid4()), "role": "guest"}).status_code == 403
    assert client.get("/en/people/roles/").status_code == 403


def test_a_convenor_invites_to_the_circle(delegate: Client, forest_circle: Circle, bela: Person) -> None:
    link = make_link(delegate, f"/en/circles/{forest_circle.slug}/invite/")
    join(Client(), link, "quiet.hare")
    assert forest_circle.seats.count() == 2
    other = sign_in(Client(), bela)
    assert other.get(f"/en/circles/{forest_circle.slug}/invite/").status_code == 404


def test_a_note_is_seen_by_the_inviter_alone(
    delegate: Client, green_lake: Member, coordinator: Client
) -> None:
    link = make_link(delegate, invite_page(green_lake), mandate_kind="deputy", note="my neighbour")
    people = f"/en/people/{green_lake.slug}/"
    assert "my neighbour" in delegate.get(people).content.decode()
    assert "my neighbour" not in coordinator.get(people).content.decode()
    assert "my neighbour" not in Client().get(link).content.decode()


def test_every_step_leaves_an_audit_line_without_names(delegate: Client, green_lake: Member) -> None:
    join(Client(), make_link(delegate, invite_page(green_lake), mandate_kind="deputy"), "quiet.hare")
    written = " ".join(line.body for line in AuditLine.objects.all())
    acts = ("invitation.made", "invitation.accepted", "person.joined", "mandate.begun", "session.begun")
    assert all(act in written for act in acts)
    assert "quiet.hare" not in written and "aygul" not in written

"""Two coordinators name who answers letters; each makes a key, of which the server learns the public half alone."""

import base64
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import sign_in
from tests.news import news_of
from tests.people import make_person, with_role

from tamyr.accounts.models import Person
from tamyr.network.models import Role
from tamyr.network.queries import visitor_on
from tamyr.network.rules import MayNot
from tamyr.protection.models import Case, Responder, SealingKey
from tamyr.protection.queries.keys import recipients_now
from tamyr.protection.services.letters import cases as acts
from tamyr.protection.services.letters.escrow import propose_shared_key
from tamyr.protection.services.letters.keys import keep_key, step_down
from tamyr.protection.services.letters.naming import propose_responder, propose_to_take_off
from tamyr.protection.tests.letters import SHARED, answers_letters, page_of, write
from tamyr.safety.logic.sealing.seeds import identity_from, public_key_of
from tamyr.safety.models import Proposal
from tamyr.safety.services.proposals import NotTheSecond, approve, refuse

pytestmark = pytest.mark.django_db
Team = tuple[Person, Person]
OTHER = public_key_of(identity_from(b"o" * 32))


@pytest.fixture
def other_coordinator(db: None) -> Person:
    return with_role("second", "Second Example", Role.COORDINATOR)


def agree(proposal: Proposal, second: Person) -> Proposal:
    return approve(proposal=proposal, by=second.pk, at=timezone.now())


def test_somebody_answers_letters_once_two_coordinators_say_so(
    cyra: Person, other_coordinator: Person, aygul: Person, dana: Person
) -> None:
    client = sign_in(Client(), cyra)
    client.post("/en/support/people/name/", {"person": str(aygul.pk)})
    proposal = Proposal.objects.get()
    for person in (cyra, dana, aygul):
        with pytest.raises(NotTheSecond):
            agree(proposal, person)
    agree(proposal, other_coordinator)
    assert Responder.objects.get().person == aygul
    assert "You were named to answer letters" in news_of(aygul, timezone.now())


def test_the_one_named_may_refuse(cyra: Person, aygul: Person) -> None:
    proposal = propose_responder(person=aygul, by=visitor_on(cyra, timezone.now()))
    refuse(proposal=proposal, by=aygul.pk, reason="", at=timezone.now())
    assert not Responder.objects.exists()


def test_taking_somebody_off_takes_two_and_ends_their_key(
    team: Team, cyra: Person, other_coordinator: Person
) -> None:
    responder = Responder.objects.get(person=team[0])
    with pytest.raises(MayNot):
        propose_to_take_off(responder=responder, by=visitor_on(team[1], timezone.now()))
    proposal = propose_to_take_off(responder=responder, by=visitor_on(cyra, timezone.now()))
    with pytest.raises(NotTheSecond):
        agree(proposal, cyra)
    agree(proposal, other_coordinator)
    assert recipients_now().responders == 1 and not recipients_now().may_be_written_to


def test_a_shared_key_takes_two(cyra: Person, other_coordinator: Person) -> None:
    by = visitor_on(cyra, timezone.now())
    proposal = propose_shared_key(public=OTHER, shares=5, needed=3, by=by)
    with pytest.raises(NotTheSecond):
        agree(proposal, cyra)
    assert not recipients_now().has_shared_key
    agree(proposal, other_coordinator)
    assert recipients_now().public == [OTHER]


def test_a_new_key_is_told_to_the_others_and_the_former_one_opens_nothing_that_comes(
    client: Client, team: Team, cyra: Person
) -> None:
    former = SealingKey.objects.get(responder__person=team[0])
    answer = sign_in(Client(), team[0]).post("/en/support/key/", {"public": OTHER, "wrapped": "c2VhbGVk"})
    assert answer.status_code == 302
    assert former.public not in recipients_now().public and OTHER in recipients_now().public
    for person in (team[1], cyra):
        assert "Aygul Example has a new key for letters" in news_of(person, timezone.now())
    write(client)
    assert former.public not in {row.key.public for row in Case.objects.get().items.get().sealed_for.all()}


def test_the_wrapped_key_is_given_to_its_holder_alone_and_to_nobody_once_they_step_down(team: Team) -> None:
    by = visitor_on(team[0], timezone.now())
    keep_key(by=by, public=OTHER, wrapped=base64.b64encode(b"age-encryption.org/v1 wrapped").decode())
    own, other = Client(), Client()
    own.force_login(team[0])
    other.force_login(team[1])
    assert own.get("/en/support/key/file/").content == b"age-encryption.org/v1 wrapped"
    assert other.get("/en/support/key/file/").status_code == 404
    step_down(by=by)
    assert own.get("/en/support/key/file/").status_code == 403
    assert not any(SealingKey.objects.filter(responder__person=team[0]).exclude(ended_at__isnull=False))


def test_a_secret_key_pasted_by_mistake_is_refused_and_not_kept(team: Team) -> None:
    said = sign_in(Client(), team[0]).post("/en/support/key/", {"public": SHARED})
    assert said.status_code == 422 and "never paste a secret key" in said.content.decode()
    assert SealingKey.objects.count() == 3


def test_a_key_is_not_changed_by_a_session_left_open(team: Team) -> None:
    client = Client()
    client.force_login(team[0])
    client.get("/en/support/key/")
    assert client.post("/en/support/key/", {"public": OTHER}).status_code == 302, "led to confirm themselves"
    assert OTHER not in recipients_now().public


def test_a_letter_goes_from_hand_to_hand_and_is_closed(client: Client, team: Team) -> None:
    write(client)
    case = Case.objects.get()
    for person, act, state in (
        (team[0], "take", ("taken", team[0])),
        (team[1], "take", ("taken", team[1])),
        (team[1], "close", ("closed", team[1])),
    ):
        client.force_login(person)
        assert client.post(f"/en/support/letters/{case.pk}/{act}/").status_code == 302
        case.refresh_from_db()
        assert case.taken_by is not None and (case.state, case.taken_by.person) == state


def test_who_was_taken_off_meanwhile_answers_nothing(client: Client, team: Team) -> None:
    write(client)
    by = visitor_on(team[0], timezone.now())
    step_down(by=by)
    with pytest.raises(MayNot):
        acts.take_over(case=Case.objects.get(), by=by)


def test_the_promise_stands_on_the_form(client: Client, team: Team) -> None:
    assert "an answer within 72 hours" in page_of(client, "/en/support/write/")
    own = Client()
    own.force_login(team[0])
    assert own.post("/en/support/people/pace/", {"hours": "24"}).status_code == 302
    assert own.post("/en/support/people/pace/", {"hours": "1"}).status_code == 422
    assert "an answer within 24 hours" in page_of(client, "/en/support/write/")


def test_whoever_closed_their_account_is_sealed_nothing(team: Team) -> None:
    Person.objects.filter(pk=team[0].pk).update(is_active=False)
    assert recipients_now().responders == 1


def test_letters_are_not_kept_for_a_hidden_person_to_be_proposed(cyra: Person) -> None:
    hidden = make_person("hidden", "Hidden", exposure="sealed")
    with pytest.raises(MayNot):
        propose_responder(person=hidden, by=visitor_on(cyra, timezone.now()))


def test_a_third_who_answers_reads_what_comes_from_then_on(client: Client, team: Team, dana: Person) -> None:
    write(client)
    answers_letters(dana)
    write(client, text="Второе.")
    sealed_to = [
        item.sealed_for.count() for case in Case.objects.order_by("opened_at") for item in case.items.all()
    ]
    assert sealed_to == [3, 4]
    assert Case.objects.latest("opened_at").kept_until - timezone.now() <= timedelta(days=90)

"""Two coordinators name who answers letters; each makes a key, of which the server learns the public half alone."""

import base64
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import sign_in, signed_in
from tests.news import news_of
from tests.people import make_person, with_role

from tamyr.accounts.models import Person
from tamyr.network.models import Country, Role
from tamyr.network.queries import visitor_on
from tamyr.network.rules import MayNot
from tamyr.protection.models import Case, Responder, SealingKey
from tamyr.protection.queries.keys import recipients_now
from tamyr.protection.services.letters import cases as acts
from tamyr.protection.services.letters.escrow import propose_shared_key
from tamyr.protection.services.letters.keys import keep_key, step_down
from tamyr.protection.services.letters.naming import propose_responder, propose_to_take_off
from tamyr.protection.services.travels import set_out
from tamyr.protection.tests.letters import SHARED, answers_letters, identity_for, page_of, write
from tamyr.protection.tests.trusted import make_keyholders
from tamyr.safety.logic.sealing.seeds import identity_from, public_key_of
from tamyr.safety.logic.sealing.texts import open_sealed, seal
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
    client.post("/en/support/people/name/", {"person": str(aygul.pk), "country": "KAZ"})
    proposal = Proposal.objects.get()
    for person in (cyra, dana, aygul):
        with pytest.raises(NotTheSecond):
            agree(proposal, person)
    agree(proposal, other_coordinator)
    assert Responder.objects.get().person == aygul
    assert "You were named to answer letters" in news_of(aygul, timezone.now())


def test_the_one_named_may_refuse(cyra: Person, aygul: Person) -> None:
    proposal = propose_responder(person=aygul, country=Country(pk="KAZ"), by=visitor_on(cyra, timezone.now()))
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
    assert (
        recipients_now(timezone.now()).responders == 1
        and not recipients_now(timezone.now()).may_be_written_to
    )


def test_not_all_who_answer_live_in_one_country(
    cyra: Person, other_coordinator: Person, aygul: Person, bela: Person
) -> None:
    answers_letters(aygul, "KAZ")
    client = sign_in(Client(), cyra)
    said = client.post("/en/support/people/name/", {"person": str(bela.pk), "country": "KAZ"})
    assert said.status_code == 403 and "another country first" in said.content.decode()
    by = visitor_on(cyra, timezone.now())
    proposal = propose_responder(person=bela, country=Country(pk="GEO"), by=by)
    # Asked again when it is agreed to: meanwhile the other one may live there too.
    Responder.objects.update(country_id="GEO")
    with pytest.raises(NotTheSecond, match="another country first"):
        agree(proposal, other_coordinator)
    Responder.objects.update(country_id="KAZ")
    agree(proposal, other_coordinator)
    assert Responder.objects.get(person=bela).country_id == "GEO"
    assert "All of them live in one country" not in page_of(client, "/en/support/people/")
    Responder.objects.update(country_id="KAZ")
    assert "All of them live in one country" in page_of(client, "/en/support/people/")


@pytest.mark.parametrize(
    ("countries", "said"),
    [
        (("KAZ", "GEO", "ARM"), "fewer keyholders"),
        (("KAZ", "KAZ", "KAZ", "GEO", "ARM"), "of one country alone"),
    ],
)
def test_a_shared_key_is_shared_among_keyholders_of_two_countries(
    cyra: Person, countries: tuple[str, ...], said: str
) -> None:
    make_keyholders(*countries)
    with pytest.raises(MayNot, match=said):
        propose_shared_key(public=OTHER, shares=5, needed=3, by=visitor_on(cyra, timezone.now()))


def test_a_shared_key_takes_two(cyra: Person, other_coordinator: Person) -> None:
    make_keyholders("KAZ", "KAZ", "GEO", "GEO", "ARM")
    by = visitor_on(cyra, timezone.now())
    proposal = propose_shared_key(public=OTHER, shares=5, needed=3, by=by)
    with pytest.raises(NotTheSecond):
        agree(proposal, cyra)
    assert not recipients_now(timezone.now()).has_shared_key
    agree(proposal, other_coordinator)
    assert recipients_now(timezone.now()).public == [OTHER]


def test_a_new_key_is_told_to_the_others_and_the_former_one_opens_nothing_that_comes(
    client: Client, team: Team, cyra: Person
) -> None:
    former = SealingKey.objects.get(responder__person=team[0])
    answer = sign_in(Client(), team[0]).post("/en/support/key/", {"public": OTHER})
    assert answer.status_code == 302
    assert (
        former.public not in recipients_now(timezone.now()).public
        and OTHER in recipients_now(timezone.now()).public
    )
    for person in (team[1], cyra):
        assert "Aygul Example has a new key for letters" in news_of(person, timezone.now())
    write(client)
    assert former.public not in {row.key.public for row in Case.objects.get().items.get().sealed_for.all()}


def test_the_wrapped_key_is_given_to_its_holder_alone_and_to_nobody_once_they_step_down(team: Team) -> None:
    by = visitor_on(team[0], timezone.now())
    keep_key(by=by, public=OTHER, wrapped=base64.b64encode(b"age-encryption.org/v1 wrapped").decode())
    own, other = signed_in(team[0]), signed_in(team[1])
    assert own.get("/en/support/key/file/").content == b"age-encryption.org/v1 wrapped"
    assert other.get("/en/support/key/file/").status_code == 404
    step_down(by=by)
    assert own.get("/en/support/key/file/").status_code == 403
    assert not any(SealingKey.objects.filter(responder__person=team[0]).exclude(ended_at__isnull=False))


def locked(way: str, also: str = "") -> str:
    """Return a secret key as a browser locks it, but for its bytes."""
    head = f"age-encryption.org/v1\n-> {way} abc\nxyz\n{also}--- mac\n"
    return base64.b64encode(head.encode() + b"\0" * 100).decode()


def test_a_key_is_opened_by_a_passphrase_or_a_passkey_and_one_may_be_added_later(team: Team) -> None:
    by_passkey, by_words = locked("age-encryption.org/fido2prf"), locked("scrypt")
    own, other = sign_in(Client(), team[0]), sign_in(Client(), team[1])
    passkey = {"public": OTHER, "passkey": "AGE-PLUGIN-FIDO2PRF-1X", "passkey_wrapped": by_passkey}
    for spoilt in (
        {"public": OTHER, "wrapped": by_passkey},
        {"public": OTHER, "wrapped": locked("scrypt", also="-> X25519 abc\nxyz\n")},
        {"public": OTHER, "wrapped": "AGE-SECRET-KEY-1"},
        {**passkey, "passkey": ""},
        {**passkey, "passkey_wrapped": by_words},
    ):
        assert own.post("/en/support/key/", spoilt).status_code == 422
    assert own.post("/en/support/key/", passkey).status_code == 302
    assert "If you lose that device, you lose your letters" in page_of(own, "/en/support/key/")
    assert own.post("/en/support/key/way/", {"public": OTHER}).status_code == 422
    assert [
        device.post("/en/support/key/way/", {"public": OTHER, "wrapped": by_words}).status_code
        for device in (other, own)
    ] == [403, 302]
    key = SealingKey.objects.get(public=OTHER)
    assert (key.wrapped, key.passkey_wrapped) == (by_words, by_passkey)
    assert "It opens with your passkey, and with your passphrase." in page_of(own, "/en/support/key/")
    step_down(by=visitor_on(team[0], timezone.now()))
    key.refresh_from_db()
    assert (key.wrapped, key.passkey, key.passkey_wrapped) == ("", "", "")


def test_a_secret_key_pasted_by_mistake_is_refused_and_not_kept(team: Team) -> None:
    said = sign_in(Client(), team[0]).post("/en/support/key/", {"public": SHARED})
    assert said.status_code == 422 and "never paste a secret key" in said.content.decode()
    assert SealingKey.objects.count() == 3


def test_a_key_is_not_changed_by_a_session_left_open(team: Team) -> None:
    client = signed_in(team[0])
    client.get("/en/support/key/")
    assert client.post("/en/support/key/", {"public": OTHER}).status_code == 302, "led to confirm themselves"
    assert OTHER not in recipients_now(timezone.now()).public


def test_a_letter_goes_from_hand_to_hand_and_is_closed(client: Client, team: Team) -> None:
    write(client)
    case = Case.objects.get()
    for person, act, state in (
        (team[0], "take", ("taken", team[0])),
        (team[1], "take", ("taken", team[1])),
        (team[1], "close", ("closed", team[1])),
    ):
        client = signed_in(person)
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
    own = signed_in(team[0])
    assert own.post("/en/support/people/pace/", {"hours": "24"}).status_code == 302
    assert own.post("/en/support/people/pace/", {"hours": "1"}).status_code == 422
    assert "an answer within 24 hours" in page_of(client, "/en/support/write/")


def test_whoever_closed_their_account_is_sealed_nothing(team: Team) -> None:
    Person.objects.filter(pk=team[0].pk).update(is_active=False)
    assert recipients_now(timezone.now()).responders == 1


def test_whoever_travels_is_sealed_nothing_until_they_are_back(team: Team) -> None:
    now = timezone.now()
    set_out(by=visitor_on(team[0], now), until_at=now + timedelta(days=3))
    assert recipients_now(now).responders == 1
    assert recipients_now(now + timedelta(days=3)).responders == 2


def test_what_came_before_is_given_on_by_one_who_can_open_it(
    client: Client, team: Team, dana: Person, emin: Person
) -> None:
    """As their browser does: it opens a letter and seals it anew to the key of one named since."""
    write(client)
    case = Case.objects.get()
    item = case.items.get()
    answers_letters(dana)
    sender, later = signed_in(team[0]), signed_in(dana)
    public = public_key_of(identity_for(dana))
    assert f'data-missing="{public}"' in page_of(sender, f"/en/support/letters/{case.pk}/")
    text = open_sealed(item.sealed, [identity_for(team[0])])

    def given(by: Client, key: str, *to: str) -> int:
        sealed = base64.b64encode(seal(text, to, least=acts.LETTER_SIZE)).decode()
        return by.post(
            f"/en/support/letters/items/{item.pk}/give/", {"key": key, "sealed": sealed}
        ).status_code

    client = signed_in(emin)
    own = public_key_of(identity_for(team[1]))
    assert [given(client, public, public), given(sender, OTHER, OTHER), given(sender, own, own)] == [
        403,
        409,
        409,
    ]
    assert given(sender, public, public, OTHER) == 422
    assert [given(sender, public, public) for _ in range(2)] == [201, 201] and item.copies.count() == 1
    assert 'data-missing=""' in page_of(sender, f"/en/support/letters/{case.pk}/")
    page = page_of(later, f"/en/support/letters/{case.pk}/")
    assert "Sealed to you by Aygul Example" in page
    file = later.get(f"/en/support/letters/items/{item.pk}/").content
    assert open_sealed(file, [identity_for(dana)]) == text
    assert sender.get(f"/en/support/letters/items/{item.pk}/").content == item.sealed


def test_letters_are_not_kept_for_a_hidden_person_to_be_proposed(cyra: Person) -> None:
    hidden = make_person("hidden", "Hidden", exposure="sealed")
    with pytest.raises(MayNot):
        propose_responder(person=hidden, country=Country(pk="KAZ"), by=visitor_on(cyra, timezone.now()))


def test_a_third_who_answers_reads_what_comes_from_then_on(client: Client, team: Team, dana: Person) -> None:
    write(client)
    answers_letters(dana)
    write(client, text="Второе.")
    sealed_to = [
        item.sealed_for.count() for case in Case.objects.order_by("opened_at") for item in case.items.all()
    ]
    assert sealed_to == [3, 4]
    assert Case.objects.latest("opened_at").kept_until - timezone.now() <= timedelta(days=90)

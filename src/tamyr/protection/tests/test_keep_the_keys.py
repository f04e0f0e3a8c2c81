"""Keyholders: named by two, listed for all signed in, and never too few once there are enough."""

import base64

import pyrage
import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests.entry import sign_in, signed_in
from tests.people import with_role

from tamyr.accounts.models import Person
from tamyr.network.models import Country, Role
from tamyr.network.queries import visitor_on
from tamyr.network.services.example import PASSWORD
from tamyr.network.services.members import NobodyLeft
from tamyr.network.services.people import close_account
from tamyr.protection.models import Keyholder
from tamyr.protection.queries.keyholders import are_enough, keyholders_at
from tamyr.protection.queries.keys import recipients_now
from tamyr.protection.services.keyholders import propose_keyholder, propose_to_end
from tamyr.protection.tests.trusted import hold_key, make_keyholders
from tamyr.safety.logic.sealing.seeds import public_key_of
from tamyr.safety.models import Proposal
from tamyr.safety.services.proposals import NotTheSecond, approve


@pytest.fixture
def chingiz(db: None) -> Person:
    return with_role("chingiz", "Chingiz Example", Role.COORDINATOR)


def test_one_proposes_and_another_agrees(
    client: Client, cyra: Person, chingiz: Person, bela: Person, dana: Person, gita: Person
) -> None:
    sign_in(client, cyra)
    answer = client.post("/en/support/keyholders/name/", {"sign_in_name": "bela", "country": "GEO"})
    assert answer.status_code == 302
    made, now = Proposal.objects.get(), timezone.now()
    for person in (cyra, bela):
        with pytest.raises(NotTheSecond), transaction.atomic():
            approve(proposal=made, by=person.pk, at=now)
    client = signed_in(dana)
    assert "Bela" not in client.get("/en/support/keyholders/").content.decode()
    approve(proposal=made, by=chingiz.pk, at=now)
    page = client.get("/en/support/keyholders/").content.decode()
    assert "Bela Example" in page and "Georgia" in page and "Too few" in page
    client = signed_in(gita)
    assert "Bela" not in client.get("/en/support/keyholders/").content.decode()


def test_three_in_two_countries_stay(cyra: Person, chingiz: Person) -> None:
    now = timezone.now()
    people = make_keyholders("KAZ", "KAZ", "GEO", "GEO")
    for person in (people[0], people[2]):
        propose_to_end(keyholder=Keyholder.objects.get(person=person), by=visitor_on(cyra, now))
    first, second = Proposal.objects.order_by("proposed_at")
    approve(proposal=first, by=chingiz.pk, at=now)
    with pytest.raises(NotTheSecond, match="must stay"), transaction.atomic():
        approve(proposal=second, by=chingiz.pk, at=now)
    with pytest.raises(NobodyLeft), transaction.atomic():
        close_account(by=visitor_on(people[3], now))
    assert len(keyholders_at(now)) == 3


def test_a_term_ends_where_others_are_left_and_is_renewed(
    cyra: Person, chingiz: Person, bela: Person
) -> None:
    now = timezone.now()
    make_keyholders("KAZ", "KAZ")
    hold_key(bela, "GEO", days=10)
    # Over long ago, but without it too few would be left.
    assert len(keyholders_at(now)) == 3
    made = propose_keyholder(person=bela, country=Country.objects.get(pk="GEO"), by=visitor_on(cyra, now))
    approve(proposal=made, by=chingiz.pk, at=now)
    renewed = Keyholder.objects.get(person=bela, ended_at=None)
    assert renewed.until_at > now and len(keyholders_at(now)) == 3


def test_the_example_network_has_enough_of_them(example_network: None) -> None:
    assert are_enough(keyholders_at(timezone.now()))


def test_the_example_password_opens_the_example_keys_for_letters(example_network: None) -> None:
    keys = recipients_now(timezone.now()).keys
    assert len(keys) == 2
    for key in keys:
        identity = pyrage.passphrase.decrypt(base64.b64decode(key.wrapped), PASSWORD).decode()
        assert public_key_of(identity) == key.public

"""What a thief of the database finds of people's ways to sign in: nothing that opens anything."""

import json
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import LazySettings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext

from tamyr.accounts.models import Person
from tamyr.accounts.services.ways_in import (
    Ways,
    add_passkey,
    new_app_secret,
    new_recovery_seed,
    recovery_codes_from,
    recovery_codes_left,
    replace_ways,
    spend_app_code,
)
from tamyr.safety.models.encrypted import key_ring
from tests.entry import APP_SECRET, PASSWORD, code_now, give_password_and_app, sign_in

pytestmark = pytest.mark.django_db


def everything_stored() -> str:
    """Return every value of every table as the database holds it."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(rows)


def test_no_seed_code_password_or_passkey_can_be_read(aygul: Person, settings: LazySettings) -> None:
    # Those of a real site: the tests' own are cheap. A room imports nothing from the settings.
    settings.PASSWORD_HASHERS = import_module("tamyr.config.settings.accounts").PASSWORD_HASHERS
    app, seed = new_app_secret(), new_recovery_seed()
    ways = Ways(recovery_seed=seed, password_hash=make_password(PASSWORD), app_secret=app)
    replace_ways(person=aygul, ways=ways, at=timezone.now())
    credential = {"id": "canary-credential", "rawId": "canary-credential"}
    add_passkey(person=aygul, credential=credential, name="canary-name", at=timezone.now())
    stored = everything_stored()
    codes = recovery_codes_from(seed)
    for secret in (app, seed, PASSWORD, "canary-credential", "canary-name", *codes):
        assert secret not in stored and secret.replace(" ", "") not in stored
    assert "argon2" in stored
    assert Authenticator.objects.get(type="webauthn").data["name"] == "canary-name"


def test_a_passkey_moved_to_another_account_does_not_open(aygul: Person, bela: Person) -> None:
    add_passkey(person=aygul, credential={"id": "x"}, name="mine", at=timezone.now())
    Authenticator.objects.filter(user=aygul).update(user=bela)
    moved = Authenticator.objects.get()
    assert moved.wrap().name == gettext("sealed") and "credential" not in moved.data


def test_a_secret_moved_to_another_account_opens_nothing(aygul: Person, bela: Person) -> None:
    for person in (aygul, bela):
        give_password_and_app(person)
    theirs = dict(Authenticator.objects.filter(user=bela).values_list("type", "data"))
    for kind, data in theirs.items():
        Authenticator.objects.filter(user=aygul, type=kind).update(data=data)
    assert not spend_app_code(person=aygul, code=code_now(), at=timezone.now())
    assert recovery_codes_left(aygul) == 0
    assert spend_app_code(person=bela, code=code_now(), at=timezone.now()) and recovery_codes_left(bela) == 10


def test_secrets_of_before_are_bound_to_their_person_by_the_update(aygul: Person) -> None:
    """They were encrypted alike for everybody, so that one could be put in another's place."""
    former = key_ring().encrypt(APP_SECRET, place="mfa.secret")
    Authenticator.objects.create(user=aygul, type="totp", data={})
    Authenticator.objects.update(data={"secret": former, "last_step": 3})
    import_module("tamyr.accounts.migrations.0004_factors_bound").bind(apps, None)
    kept = Authenticator.objects.get()
    assert (kept.data["secret"], kept.data["last_step"]) == (APP_SECRET, 3)


def test_a_session_is_kept_by_a_hash_without_address_or_browser(client: Client, aygul: Person) -> None:
    client.defaults.update({"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Recognisable/1.0"})
    sign_in(client, aygul)
    client.get("/en/account/")
    client.post("/en/sign-in/", {"sign_in_name": "somebody-else", "password": "x", "code": "1"})
    Client().post("/en/sign-in/", {"sign_in_name": "canary-name", "password": "canary-pass", "code": "1"})
    stored = everything_stored()
    key = client.cookies["session"].value
    for trace in (key, "203.0.113.77", "Recognisable", "canary-name", "canary-pass"):
        assert trace not in stored
    with connection.cursor() as cursor:
        cursor.execute("SELECT key_hash, data FROM network_session")
        for key_hash, data in cursor.fetchall():
            opened = Client()
            opened.cookies["session"] = key_hash
            assert opened.get("/en/account/").status_code == 302
            with pytest.raises(json.JSONDecodeError):
                json.loads(data)

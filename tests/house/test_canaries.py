"""What is not public reaches only those it is meant for: each such field carries a unique word, and
every page, file, feed, letter and log line of every role is searched for the words not meant for it.

Fields join by themselves through the registry: a new text field that is not P0 is filled here,
and a new table without a row in the cast is named.
"""

import base64
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from wagtail.models import Page

from tamyr.safety.models import EncryptedTextField, Letter
from tamyr.safety.queries import fields_of, registry
from tests.house.cast import Cast, canaries_in, canary
from tests.house.permissions import ROLES
from tests.house.routes import ours

DELEGATES = {"deputy", "delegate", "other delegate", "hidden delegate"}
IN_NETWORK = {*DELEGATES, "circle", "editor", "coordinator"}
KNOW_ADMISSIONS = {*DELEGATES, "coordinator"}
GREEN_LAKE = {"deputy", "delegate"}
IN_CIRCLE = {"circle", "hidden delegate", "coordinator"}
# Who may read a field, where it is not simply: P1 the people of the network, P2 and P3 nobody.
MEANT_FOR = {
    "admissions.admission.application": KNOW_ADMISSIONS,
    "admissions.admission.explanation": KNOW_ADMISSIONS,
    "admissions.admissiondocument.filename": KNOW_ADMISSIONS,
    "admissions.admissiondocument.content": KNOW_ADMISSIONS,
    "admissions.objection.reason": KNOW_ADMISSIONS,
    "network.circle.words": IN_CIRCLE,
    "accounts.person.name": IN_NETWORK,
    "network.member.guarded": {"hidden delegate"},
    "network.registerimport.table": {"coordinator"},
    "network.invitation.note": GREEN_LAKE,
    "accounts.session.label": {"delegate"},
    "evidence.judgement.text_en": KNOW_ADMISSIONS,
    "evidence.judgement.text_ru": KNOW_ADMISSIONS,
    "evidence.voice.reason": KNOW_ADMISSIONS,
}
# Opened by a secret in the address, which the walk knows and nobody else does but the applicant.
OPENED_BY_SECRET = {
    "<language>/join/<slug:secret>/": {"admissions.admission.application", "admissions.admission.explanation"}
}
# Written by the software itself: no word of anybody, but hashes, codes and media types.
MACHINE_WRITTEN = {
    "admissions.admission.secret_hash",
    "network.invitation.secret_hash",
    "accounts.person.password",
    "accounts.session.key_hash",
    "accounts.session.data",
    "accounts.wrongtries.key_hash",
    "admissions.admissiondocument.media_type",
    "network.examplerow.label",
    "network.examplerow.key",
    "evidence.judgement.iso3",
    "network.memberwords.language",
    "accounts.person.language",
    "accounts.person.time_zone",
    "safety.audithead.hash",
    "safety.auditline.commitment",
    "safety.auditline.hash",
    "safety.auditline.salt",
    "safety.auditline.body",
    "safety.letter.fault",
    "safety.letter.subject",
    "safety.letter.body",
    "publishing.picture.file_hash",
    "publishing.file.file_hash",
    "publishing.rendition.filter_spec",
    "publishing.rendition.focal_point_key",
}


@dataclass(frozen=True)
class Guarded:
    """A field that is not public."""

    label: str
    level: str
    model: type[models.Model]
    name: str

    @property
    def may_read(self) -> set[str]:
        return MEANT_FOR.get(self.label, IN_NETWORK if self.level == "P1" else set())


def guarded_fields() -> Iterator[Guarded]:
    entries = registry()
    for model in apps.get_models():
        found = fields_of(model)
        for name in sorted(found.texts):
            level = entries[found.label].class_of(name) or "P3"
            label = f"{found.label}.{name}"
            if found.is_ours and level != "P0" and label not in MACHINE_WRITTEN:
                yield Guarded(label, level, model, name)
    yield Guarded("wagtailcore.page.title", "P1", Page, "title")


def words_of(field: Guarded) -> set[str]:
    """Return the canaries in a field of all rows, filling it where no row has one."""
    rows = list(field.model._default_manager.all())
    assert rows, f"{field.model.__name__} has no row in the cast: make one in tests/house/cast.py"
    found = set().union(*(canaries_in(in_words(str(getattr(row, field.name)))) for row in rows))
    if found:
        return found
    word = canary()
    setattr(rows[0], field.name, f"https://{word}.example.org/" if _is_link(field) else word)
    rows[0].save()
    return {word}


def in_words(text: str) -> str:
    """Return a text with what it holds in base64, as a kept file is."""
    try:
        return text + base64.b64decode(text, validate=True).decode("utf-8", "replace")
    except ValueError:
        return text


def _is_link(field: Guarded) -> bool:
    return isinstance(field.model._meta.get_field(field.name), models.URLField)


@pytest.fixture
def secrets(cast: Cast) -> dict[str, Guarded]:
    """Every canary, with the field that holds it."""
    return {word: field for field in guarded_fields() for word in words_of(field)}


def asked(client: Client, address: str) -> str:
    """Return all that an answer says: its headers, and its body as text."""
    answer = client.get(address)
    body = b"".join(answer) if answer.streaming else answer.content
    return unquote(f"{answer.headers}\n{body.decode('utf-8', 'replace')}")


def own_words(cast: Cast, role: str) -> set[str]:
    person = cast.people.get(role)
    return canaries_in(f"{person.sign_in_name} {person.name} {person.email}") if person else set()


@pytest.mark.whole
@pytest.mark.timeout(600)
@pytest.mark.parametrize("role", ROLES)
def test_no_page_shows_a_role_what_is_not_meant_for_it(
    role: str, cast: Cast, secrets: dict[str, Guarded], caplog: pytest.LogCaptureFixture
) -> None:
    kept_from = {
        word for word, field in secrets.items() if role not in cast.meant_for.get(word, field.may_read)
    }
    kept_from -= own_words(cast, role)
    assert kept_from or role == "coordinator"
    client = cast.client(role)
    with caplog.at_level(logging.DEBUG, logger="tamyr"):
        said = {route.pattern: asked(client, route.address(cast)) for route in ours()}
    leaks = {
        (pattern, secrets[word].label)
        for pattern, text in said.items()
        for word in canaries_in(text) & kept_from
        if secrets[word].label not in OPENED_BY_SECRET.get(pattern, ())
    }
    assert leaks == set()
    assert canaries_in(caplog.text) == set()


def test_no_letter_carries_a_word_of_anybody(secrets: dict[str, Guarded]) -> None:
    assert Letter.objects.exists()
    assert all(not canaries_in(letter.subject + letter.body) for letter in Letter.objects.all())


def test_the_database_holds_no_protected_word_readable(secrets: dict[str, Guarded]) -> None:
    protected = {word for word, field in secrets.items() if field.level in ("P2", "P3")}
    assert len(protected) > 20
    stored = " ".join(every_cell())
    assert canaries_in(stored) & protected == set()
    assert canaries_in(stored), "the canaries of P1 lie readable, so the search works"


def every_cell() -> Iterator[str]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            yield from (str(row) for row in cursor.fetchall())


def test_every_protected_text_is_an_encrypted_field(secrets: dict[str, Guarded]) -> None:
    in_clear = [
        field.label
        for field in secrets.values()
        if field.level in ("P2", "P3")
        and not isinstance(field.model._meta.get_field(field.name), EncryptedTextField)
    ]
    assert in_clear == []


@pytest.mark.whole
@pytest.mark.timeout(600)
def test_addresses_lead_to_what_is_guarded(cast: Cast, secrets: dict[str, Guarded]) -> None:
    """The walk proves something only if those entitled do find the words."""
    shown: set[str] = set()
    for role in ("coordinator", "delegate", "hidden delegate", "circle"):
        client = cast.client(role)
        for route in ours():
            shown |= canaries_in(asked(client, route.address(cast)))
    assert {secrets[word].label for word in shown & secrets.keys()} >= {
        "admissions.admission.application",
        "admissions.objection.reason",
        "network.circle.words",
        "accounts.person.name",
        "network.partner.names",
    }

"""What is not public reaches no letter and lies nowhere readable; that no page shows it, test_routes.py tries."""

from collections.abc import Iterator

import pytest
from django.db import connection

from tamyr.safety.models import EncryptedTextField, Letter
from tests.house.canaries import GuardedField, guarded_words
from tests.house.cast import Cast, canaries_in


@pytest.fixture
def secrets(cast: Cast) -> dict[str, GuardedField]:
    """Every canary, with the field that holds it."""
    return guarded_words()


def test_no_letter_carries_a_word_of_anybody(secrets: dict[str, GuardedField]) -> None:
    assert Letter.objects.exists()
    assert all(not canaries_in(letter.subject + letter.body) for letter in Letter.objects.all())


def test_the_database_holds_no_protected_word_readable(secrets: dict[str, GuardedField]) -> None:
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


def test_every_protected_text_is_an_encrypted_field(secrets: dict[str, GuardedField]) -> None:
    in_clear = [
        field.label
        for field in secrets.values()
        if field.level in ("P2", "P3")
        and not isinstance(field.model._meta.get_field(field.name), EncryptedTextField)
    ]
    assert in_clear == []

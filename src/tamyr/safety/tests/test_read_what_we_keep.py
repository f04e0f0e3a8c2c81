"""Anybody reads in plain words what is stored, for how long, and what cannot be promised."""

import pytest
from django.test import Client

from tamyr.safety.logic.inventory import KEPT
from tamyr.safety.queries import kept_things
from tamyr.safety.views import WORDS


@pytest.mark.parametrize(("language", "title"), [("en", "What we keep"), ("ru", None)])
def test_the_page_is_open_to_all(client: Client, db: None, language: str, title: str | None) -> None:
    answer = client.get(f"/{language}/safety/")
    assert answer.status_code == 200
    assert (title or "") in answer.content.decode()
    assert "accounts.person" in answer.content.decode()


def test_every_rule_of_keeping_has_its_words() -> None:
    assert set(WORDS) == set(KEPT)


def test_the_numbers_are_those_of_the_registry() -> None:
    month = next(thing for thing in kept_things() if thing.kept == "month")
    assert set(month.tables) >= {"safety.letter", "network.invitation"}
    assert month.encrypted >= 4

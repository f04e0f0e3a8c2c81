"""What is typed into the forms of a clause and refused comes back at its field, with what is wrong there."""

import pytest
from django.test import Client

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.positions.models import Version
from tamyr.positions.queries.texts import places_of
from tamyr.positions.services import amending
from tamyr.positions.tests.writing import NOON, amendment, translate

pytestmark = pytest.mark.django_db


def test_words_that_are_refused_are_given_back_where_they_were_typed(
    draft: Version, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    place, by_hand = places_of(draft)[1], f"/en/positions/{draft.position.number}"
    translate(draft, place, "Правительства называют год.", bela, NOON)
    waiting, overtaken = (
        amendment(draft, place, mountain_voice, bela, "Every government names the year.")
        for _twice in range(2)
    )
    amending.accept_amendment(amendment=waiting, sha=waiting.sha, actor=aygul.pk, at=NOON)
    sha = places_of(draft)[1].authoritative.sha
    another = amendment(draft, places_of(draft)[1], mountain_voice, bela, "Governments name it.")
    for person, address, typed, said in (
        (bela, f"amendments/{overtaken.pk}/anew/", {"text": "coal " * 1000, "base_sha": sha}, "at most 4000"),
        (bela, f"amendments/{overtaken.pk}/anew/", {"text": "", "base_sha": sha}, "This field is required"),
        (
            aygul,
            f"amendments/{another.pk}/decided/",
            {"how": "The meeting of May."},
            "This field is required",
        ),
        (
            aygul,
            f"clauses/{place.code}/unchanged/",
            {"language": "ru", "base_sha": "0" * 64, "why": "A word. " * 300},
            "2000 characters",
        ),
    ):
        client = Client()
        client.force_login(person)
        answer = client.post(f"{by_hand}/{address}", typed)
        page = answer.content.decode()
        assert answer.status_code == 422 and said in page
        assert next(text for name, text in typed.items() if name in ("text", "how", "why")) in page

"""What was adopted stays letter by letter: by the services, by the database, and by its hash."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.positions.logic.texts import position_hash, text_sha
from tamyr.positions.models import Clause, ClauseText, Position, Stage, Version
from tamyr.positions.queries.texts import places_of
from tamyr.positions.services import beginning, writing
from tamyr.positions.services.locking import Bound
from tamyr.positions.tests.scenes import TranslatedPosition
from tamyr.positions.tests.writing import CLAUSES, NOON, RUSSIAN, TITLE, adopted, check, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def bound(adopted_position: Version) -> Version:
    return adopted_position


def test_the_hash_can_be_found_again_from_the_words_alone(
    translated_position: TranslatedPosition, position: Position, aygul: Person
) -> None:
    ended = adopted(position, aygul)
    codes = [place.code for place in places_of(ended)]
    texts = {
        "en": text_sha(zip(codes, (TITLE, *CLAUSES), strict=True)),
        "ru": text_sha(zip(codes, RUSSIAN, strict=True)),
    }
    assert (ended.text_hash, ended.bound) == (position_hash("en", texts), "en ru")


def test_the_database_itself_refuses_to_change_it(bound: Version) -> None:
    row = ClauseText.objects.filter(clause__version=bound, language="en")[:1].get()
    clause = row.clause
    attempts = (
        lambda: ClauseText.objects.filter(pk=row.pk).update(text="Forged."),
        lambda: ClauseText.objects.filter(pk=row.pk).update(sha="0" * 64),
        lambda: Clause.objects.filter(pk=clause.pk).update(place=9),
        lambda: Clause.objects.filter(pk=clause.pk).update(removed_at=NOON),
        lambda: Clause.objects.create(version=bound, code="forged00", place=9),
        lambda: Version.objects.filter(pk=bound.pk).update(text_hash="0" * 64),
        lambda: Version.objects.filter(pk=bound.pk).update(bound="en ru"),
    )
    for attempt in attempts:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
    Clause.objects.filter(pk=clause.pk).update(member=None)


def test_an_edit_is_answered_with_the_offer_of_a_new_decision(
    bound: Version, aygul: Person, green_lake: Member
) -> None:
    place = places_of(bound)[1]
    with pytest.raises(Bound):
        writing.write_clause(
            version=bound,
            code=place.code,
            text="Forged.",
            base_sha=place.authoritative.sha,
            actor=aygul.pk,
            at=NOON,
        )
    client = signed_in(aygul)
    number = bound.position.number
    words = {"text": "Coal leaves a year later.", "base_sha": place.authoritative.sha}
    answer = client.post(f"/en/positions/{number}/clauses/{place.code}/write/", words)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "offer members a new decision" in page and "Coal leaves a year later." in page


def test_a_translation_finished_later_stands_beside_it_and_is_not_bound(
    bound: Version, bela: Person, dana: Person
) -> None:
    for place, text in zip(places_of(bound), RUSSIAN, strict=True):
        translate(bound, place, text, bela, NOON)
        check(bound, place.code, dana, NOON)
    bound.refresh_from_db()
    assert bound.bound == "en"
    page = Client().get(f"/ru/positions/{bound.position.number}/").content.decode()
    assert RUSSIAN[1] in page


def test_another_version_begins_with_the_same_words_and_codes_and_leaves_the_adopted_one(
    bound: Version, aygul: Person
) -> None:
    key = uuid4()
    first, again = (
        beginning.begin_another_version(version=bound, form_key=key, actor=aygul.pk, at=NOON)
        for _twice in range(2)
    )
    assert first == again and (first.number, first.stage) == (2, Stage.DRAFT)
    old, new = (
        [(place.code, place.authoritative.text) for place in places_of(version)] for version in (bound, first)
    )
    assert old == new
    place = places_of(first)[1]
    writing.write_clause(
        version=first,
        code=place.code,
        text="By 2035.",
        base_sha=place.authoritative.sha,
        actor=aygul.pk,
        at=NOON,
    )
    assert places_of(bound)[1].authoritative.text == CLAUSES[0]
    assert CLAUSES[0] in Client().get(f"/en/positions/{bound.position.number}/").content.decode()

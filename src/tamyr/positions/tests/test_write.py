"""Whoever facilitates writes the text until it is before the members: clauses keep their codes."""

import pytest
from tests.entry import signed_in
from tests.people import give_mandate

from tamyr.accounts.models import Person
from tamyr.network.models import MandateKind, Member
from tamyr.network.rules import MayNot
from tamyr.positions.models import Version
from tamyr.positions.queries.positions import newest_version
from tamyr.positions.queries.texts import places_of
from tamyr.positions.services import writing
from tamyr.positions.tests.writing import CLAUSES, NOON, begun, opened
from tamyr.procedures.models import Whose
from tamyr.procedures.services import NotNow

pytestmark = pytest.mark.django_db


def test_splitting_merging_and_moving_keep_codes_and_say_where_words_came_from(
    draft: Version, aygul: Person
) -> None:
    first, second = places_of(draft)[1:3]
    halves = {"first": "Governments name a year.", "second": "It is law."}
    new = writing.split_clause(
        version=draft, code=first.code, base_sha=first.authoritative.sha, actor=aygul.pk, at=NOON, **halves
    )
    assert new.came_from == first.code
    places = places_of(draft)
    assert [place.code for place in places[1:4]] == [first.code, new.code, second.code]
    writing.move_clause(version=draft, code=second.code, up=True, actor=aygul.pk, at=NOON)
    assert [place.code for place in places_of(draft)[1:4]] == [first.code, second.code, new.code]
    writing.move_clause(version=draft, code=first.code, up=True, actor=aygul.pk, at=NOON)
    assert places_of(draft)[1].code == first.code, "nothing moves above the title"
    merged = writing.merge_with_next(version=draft, code=second.code, actor=aygul.pk, at=NOON)
    assert (merged.code, merged.came_from) == (second.code, new.code)
    assert places_of(draft)[2].authoritative.text == f"{CLAUSES[1]} It is law."


def test_while_it_is_before_the_members_the_facilitator_writes_nothing_alone(
    draft: Version, aygul: Person
) -> None:
    place = places_of(draft)[1]
    opened(draft, aygul)
    with pytest.raises(NotNow):
        writing.write_clause(
            version=draft,
            code=place.code,
            text="Alone.",
            base_sha=place.authoritative.sha,
            actor=aygul.pk,
            at=NOON,
        )


def test_a_deputy_of_the_facilitators_organisation_does_not_facilitate(draft: Version, dana: Person) -> None:
    assert dana.mandates.get().kind == MandateKind.DEPUTY
    place = places_of(draft)[1]
    with pytest.raises(MayNot):
        writing.write_clause(
            version=draft,
            code=place.code,
            text="Other.",
            base_sha=place.authoritative.sha,
            actor=dana.pk,
            at=NOON,
        )


def test_a_clause_is_of_an_organisation_that_is_heard_on_the_position(
    aygul: Person, green_lake: Member, mountain_voice: Member
) -> None:
    give_mandate(aygul, mountain_voice)
    position = begun(aygul, mountain_voice, whose=Whose("coalition", named=[mountain_voice]))
    client = signed_in(aygul)
    typed = {"after": places_of(newest_version(position))[-1].code, "kind": "clause", "text": "It is law."}
    client.post(f"/en/positions/{position.number}/making/add/", typed)
    assert places_of(newest_version(position))[-1].clause.member == mountain_voice, "not the first of hers"


def test_two_clauses_too_long_together_are_not_merged_and_the_page_says_so(
    draft: Version, aygul: Person
) -> None:
    for place in places_of(draft)[1:3]:
        writing.write_clause(
            version=draft,
            code=place.code,
            text="coal " * 500,
            base_sha=place.authoritative.sha,
            actor=aygul.pk,
            at=NOON,
        )
    client = signed_in(aygul)
    address = f"/en/positions/{draft.position.number}/clauses/{places_of(draft)[1].code}/arrange/"
    answer = client.post(address, {"act": "mergee"})
    assert answer.status_code == 400 and "cannot be read" in answer.content.decode()
    answer = client.post(address, {"act": "merge"})
    assert answer.status_code == 409 and "at most 4000 characters" in answer.content.decode()
    assert len(places_of(draft)) == 4

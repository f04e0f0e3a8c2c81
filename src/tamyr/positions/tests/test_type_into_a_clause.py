"""What is typed into the forms of a clause and refused comes back at its field, with what is wrong there."""

from dataclasses import dataclass

import pytest
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.positions.models import Amendment, Version
from tamyr.positions.queries.texts import places_of
from tamyr.positions.services import amending
from tamyr.positions.tests.writing import NOON, amendment, translate

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Clause:
    """A clause that was amended: one amendment was overtaken by that, another waits."""

    at: str
    code: str
    sha: str
    overtaken: Amendment
    waiting: Amendment


@pytest.fixture
def clause(draft: Version, aygul: Person, bela: Person, mountain_voice: Member) -> Clause:
    place = places_of(draft)[1]
    translate(draft, place, "Правительства называют год.", bela, NOON)
    taken, overtaken = (
        amendment(draft, place, mountain_voice, bela, "Every government names the year.")
        for _twice in range(2)
    )
    amending.accept_amendment(amendment=taken, sha=taken.sha, actor=aygul.pk, at=NOON)
    now = places_of(draft)[1]
    waiting = amendment(draft, now, mountain_voice, bela, "Governments name it.")
    return Clause(
        f"/en/positions/{draft.position.number}", place.code, now.authoritative.sha, overtaken, waiting
    )


def refused(person: Person, address: str, typed: dict[str, str]) -> str:
    client = signed_in(person)
    answer = client.post(address, typed)
    assert answer.status_code == 422
    return answer.content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("coal " * 1000, "at most 4000"),
        pytest.param("", "This field is required", marks=pytest.mark.whole),
    ],
    ids=["too long", "nothing"],
)
def test_words_that_are_refused_are_given_back_where_they_were_typed(
    text: str, said: str, clause: Clause, bela: Person
) -> None:
    address = f"{clause.at}/amendments/{clause.overtaken.pk}/anew/"
    page = refused(bela, address, {"text": text, "base_sha": clause.sha})
    assert said in page and text in page


def test_why_the_meaning_is_unchanged_is_given_back_where_it_was_typed(clause: Clause, aygul: Person) -> None:
    typed = {"language": "ru", "base_sha": "0" * 64, "why": "A word. " * 300}
    page = refused(aygul, f"{clause.at}/clauses/{clause.code}/unchanged/", typed)
    assert "2000 characters" in page and typed["why"] in page


@pytest.mark.whole
def test_how_it_was_decided_is_given_back_where_it_was_typed(clause: Clause, aygul: Person) -> None:
    typed = {"how": "The meeting of May."}
    page = refused(aygul, f"{clause.at}/amendments/{clause.waiting.pk}/decided/", typed)
    assert "This field is required" in page and typed["how"] in page

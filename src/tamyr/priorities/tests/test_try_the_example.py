"""The example network has chosen priorities in one round and collects proposals in another: visibly invented."""

import pytest
from django.test import Client
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.network.services.example import example_people, remove_example_network
from tamyr.priorities.models import Proposal, Round, Stage
from tamyr.priorities.queries.texts import texts_stand
from tamyr.priorities.tests.writing import NOON, page_of

pytestmark = pytest.mark.whole


@pytest.fixture
def people(example_of_today: None) -> dict[str, Person]:
    return {person.sign_in_name: person for person in example_people()}


def test_a_stranger_reads_both_rounds_and_the_chosen_priorities(people: dict[str, Person]) -> None:
    done, running = Round.objects.get(stage=Stage.ADOPTED), Round.objects.get(stage=Stage.OPEN)
    read = page_of(Client(), f"/ru/priorities/{done.number}/")
    assert "Пример: справедливый отказ от угля" in read and "Зелёное озеро" in read
    assert Proposal.objects.filter(round=done, chosen__isnull=False).count() == done.seats == 3
    assert texts_stand(done)
    assert "warm schools" in page_of(Client(), f"/en/priorities/{running.number}/")
    for proposal in Proposal.objects.all():
        assert all(wording.title.startswith(("Пример:", "Example:")) for wording in proposal.wordings.all())


def test_an_example_delegate_may_try_and_the_author_has_something_to_answer(
    people: dict[str, Person],
) -> None:
    desk = page_of(signed_in(people["aygul"]), "/en/desk/")
    assert "1 argument has no answer of yours yet." in desk


def test_the_example_goes_with_its_rounds(people: dict[str, Person]) -> None:
    assert remove_example_network(at=NOON) > 0
    assert not Round.objects.exists() and not Proposal.objects.exists()

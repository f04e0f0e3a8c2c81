"""The example network has one demand that was answered and judged, and one letter that is late: visibly invented."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from tamyr.accounts.models import Person
from tamyr.demands.models import Demand, Event
from tamyr.demands.queries.letters.late import overdue
from tamyr.evidence.models import PromiseOutcome
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.services.example import example_people, load_example_network, remove_example_network

pytestmark = pytest.mark.whole
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    load_example_network(at=NOON)
    return {person.sign_in_name: person for person in example_people()}


def test_a_stranger_reads_both_and_what_became_of_one(people: dict[str, Person]) -> None:
    answered, late = Demand.objects.order_by("number")
    page = Client().get(f"/ru/demands/{answered.number}/").content.decode()
    assert "Пример требования" in page and "Вымышленный ответ" in page and "Вымышленное мнение" in page
    assert page.count("Вымышленная оценка") == 2 and "<b>выполнено</b>" in page
    kept = PromiseOutcome.objects.get()
    assert (kept.iso3, kept.is_kept, kept.readings.count()) == ("KAZ", True, 2)
    english = Client().get(f"/en/demands/{answered.number}/").content.decode()
    assert "2 organisations read it alike: partly met" in english
    assert Client().get(f"/en/demands/{late.number}/").status_code == 200
    found = Client().get("/ru/addressees/", {"part": "министерство энергетики"}).content.decode()
    assert "Пример: министерство энергетики" in found
    assert [letter.demand for letter in overdue(visitor_on(people["cyra"], NOON))] == [late]


def test_the_example_goes_with_all_that_happened_in_it(people: dict[str, Person]) -> None:
    assert Event.objects.exists() and remove_example_network(at=NOON) > 0
    assert not Demand.objects.exists() and not Event.objects.exists() and not PromiseOutcome.objects.exists()

"""A letter that came back lies with nobody: it counts against no body, and goes again, also by another road."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.demands.logic.history import ClockEvent, as_far_as_possible
from tamyr.demands.models import Delivery, Demand
from tamyr.demands.queries import answering
from tamyr.demands.queries.demands import STATES, Choice
from tamyr.demands.queries.public.lists import listed, states_of
from tamyr.demands.services.delivering import ThereAlready
from tamyr.demands.services.making import withdraw_demand
from tamyr.demands.tests.asking import NOON, happens, letter, ministry, stands
from tamyr.network.models import Member
from tamyr.network.queries.visitors import visitor_on
from tamyr.safety.queries import acts_since, chain_head

pytestmark = pytest.mark.django_db
JUNE = datetime(2026, 6, 1, 12, tzinfo=UTC)


def march(day: int) -> date:
    return date(2026, 3, day)


def told() -> list[tuple[int, int, int | None]]:
    """Return of each body how many letters, how many answered, and the median of the days, as strangers are told."""
    found = answering.by_institution(visitor_on(None, JUNE))
    return [(row.letters, row.answered, row.median_days) for row in found]


def state_of(demand: Demand) -> str:
    """Return how far a demand has come as its card says; the list that is narrowed so has it, and no other one."""
    (said,) = states_of([Demand.objects.get(pk=demand.pk)], JUNE).values()
    stranger = visitor_on(None, JUNE)
    assert [state for state in STATES if demand in listed(stranger, Choice(state=state))] == [said]
    return said


@pytest.fixture
def sent(demand: Demand, aygul: Person, green_lake: Member) -> Delivery:
    made = letter(demand, aygul, ministry(), green_lake, way="portal")
    happens(made, aygul, "sent", march(3))
    return made


def test_one_that_came_back_counts_once_it_is_out_again_and_from_that_day(
    demand: Demand, sent: Delivery, aygul: Person
) -> None:
    assert told() == [(1, 0, None)] and state_of(demand) == "overdue"
    happens(sent, aygul, "returned", march(5))
    assert told() == [] and state_of(demand) == "unsent" and stands(sent, JUNE.date()) == "returned"
    happens(sent, aygul, "sent", date(2026, 4, 20))
    happens(sent, aygul, "answered", date(2026, 4, 24))
    assert told() == [(1, 1, 4)] and state_of(demand) == "heard"


def test_what_comes_back_after_an_answer_takes_nothing_from_it(sent: Delivery, aygul: Person) -> None:
    happens(sent, aygul, "answered", march(6))
    happens(sent, aygul, "returned", march(7))
    assert told() == [(1, 1, 3)]


def test_one_that_was_taken_back_counts_where_it_was_answered(
    demand: Demand, sent: Delivery, aygul: Person
) -> None:
    happens(sent, aygul, "taken_back", march(4))
    assert told() == [] and state_of(demand) == "unsent"
    happens(sent, aygul, "answered", march(6))
    assert told() == [(1, 1, 3)] and state_of(demand) == "heard"


def test_silence_on_a_demand_that_was_withdrawn_is_nobodys(
    demand: Demand, sent: Delivery, aygul: Person, green_lake: Member
) -> None:
    other = letter(demand, aygul, ministry(90002), green_lake)
    happens(other, aygul, "delivered", march(3))
    happens(other, aygul, "refused", march(9))
    assert [letters for letters, *_rest in told()] == [1, 1]
    withdraw_demand(demand=demand, why="The law was passed.", actor=aygul.pk, at=JUNE)
    assert told() == [(1, 0, 6)] and state_of(demand) == "withdrawn"


def test_one_that_came_back_goes_again_on_the_same_day(sent: Delivery, aygul: Person) -> None:
    at = [datetime(2026, 3, 3, 15 + hour, tzinfo=UTC) for hour in range(6)]
    back = happens(sent, aygul, "returned", march(3), at[1])
    again = happens(sent, aygul, "sent", march(3), at[2])
    happens(sent, aygul, "returned", march(3), at[3])
    assert stands(sent, march(4)) == "returned"
    happens(sent, aygul, "sent", march(3), at[4])
    # A correction does not move what it corrects to the end of the day.
    happens(sent, aygul, "returned", march(3), at[5], replaces=back, reason="The box was full.")
    happens(sent, aygul, "sent", march(3), at[5], replaces=again, reason="By another office.")
    assert stands(sent, march(4)) == "open" and told() == [(1, 0, None)]


def test_before_and_after_it_came_back_a_day_keeps_its_order() -> None:
    kinds = ("sent", "returned", "sent", "delivered", "registered")
    day = [ClockEvent(place, kind, march(3), NOON.replace(minute=place)) for place, kind in enumerate(kinds)]
    found, faults = as_far_as_possible("demand", [day[1], day[4], day[0], day[3], day[2]])
    assert not faults and found.is_away and set(found.days) == {"sent", "delivered", "registered"}


def test_one_that_came_back_takes_another_road_and_another_language(
    demand: Demand, sent: Delivery, aygul: Person
) -> None:
    client, page = signed_in(aygul), f"/en/demands/{demand.number}/letters/{sent.pk}/"
    address = f"/en/demands/{demand.number}/letters/new/?instead={sent.pk}"
    asked = {
        "institution": sent.institution_id,
        "letter": "demand",
        "way": "post",
        "language": "en",
        "form_key": uuid4(),
    }
    refused = client.post(address, asked)
    assert refused.status_code == 409 and "it went out" in refused.content.decode()
    assert "Send it by another road" not in client.get(page).content.decode()
    happens(sent, aygul, "returned", march(5))
    assert f"?instead={sent.pk}" in client.get(page).content.decode()
    form = client.get(address).content.decode()
    assert "Send it by another road" in form
    assert f'value="{sent.institution_id}" selected' in form
    assert client.post(address, {**asked, "way": "portal", "language": "ru"}).status_code == 409
    before = chain_head()
    assert client.post(address, asked).status_code == 302
    moved = Delivery.objects.get()
    assert (moved.pk, moved.way, moved.language) == (sent.pk, "post", "en")
    assert [done.act for done in acts_since(before, most=9) or []] == ["demand.delivery_moved"]
    happens(sent, aygul, "sent", march(9))
    assert client.post(address, asked).status_code == 409


def test_one_that_was_taken_back_takes_no_other_road(
    demand: Demand, sent: Delivery, aygul: Person, green_lake: Member
) -> None:
    happens(sent, aygul, "taken_back", march(4))
    with pytest.raises(ThereAlready):
        letter(demand, aygul, sent.institution, green_lake, way="post")


def test_one_that_never_went_out_takes_another_road(
    demand: Demand, aygul: Person, green_lake: Member
) -> None:
    body = ministry()
    first = letter(demand, aygul, body, green_lake, way="portal")
    assert letter(demand, aygul, body, green_lake, way="post") == first
    assert Delivery.objects.get().way == "post"

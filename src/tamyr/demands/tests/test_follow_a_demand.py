"""What happens to a demand's letters is recorded, corrected and counted; the next lawful step is offered in time."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.demands.logic.history import NotPossible
from tamyr.demands.logic.projection import NotInOrder
from tamyr.demands.models import Delivery, Demand, Event
from tamyr.demands.queries.deliveries import shown
from tamyr.demands.services import delivering
from tamyr.demands.tests.asking import NOON, happens, letter, ministry, stands
from tamyr.network.models import Member

pytestmark = pytest.mark.django_db


def test_an_addressee_is_added_and_what_happened_recorded_on_pages(
    demand: Demand, body: Institution, aygul: Person
) -> None:
    client, address = signed_in(aygul), f"/en/demands/{demand.number}/letters/"
    page = client.get(f"{address}new/").content.decode()
    assert 0 < page.index("Example Ministry of Energy") < page.index("World Bank"), (
        "its own bodies stand first"
    )
    typed = {
        "institution": str(body.pk),
        "letter": "demand",
        "way": "post",
        "language": "ru",
        "form_key": str(uuid4()),
    }
    for _time in range(2):
        assert client.post(f"{address}new/", typed).status_code == 302
    made_letter = Delivery.objects.get()
    event = {"kind": "delivered", "on": "2026-03-09", "number": "No 17", "form_key": str(uuid4())}
    for _time in range(2):
        assert client.post(f"{address}{made_letter.pk}/record/", event).status_code == 302
    assert Event.objects.count() == 1
    assert (
        f"{address}{made_letter.pk}/record/" in client.get(f"/en/demands/{demand.number}/").content.decode()
    )
    page = Client().get(f"/en/demands/{demand.number}/").content.decode()
    assert f"{address}{made_letter.pk}/record/" not in page
    assert "number No 17" in page and "the answer is due: until" in page
    assert "15 working days after" in page


def test_the_clock_follows_what_happened(sent: Delivery, aygul: Person) -> None:
    assert stands(sent, date(2026, 3, 3)) == "not_sent"
    happens(sent, aygul, "sent", date(2026, 3, 4))
    assert stands(sent, date(2026, 6, 1)) == "unproved"
    happens(sent, aygul, "delivered", date(2026, 3, 9))
    assert stands(sent, date(2026, 3, 20)) == "open"
    assert stands(sent, date(2026, 6, 1)) == "silent"
    happens(sent, aygul, "clarification", date(2026, 3, 12))
    assert stands(sent, date(2026, 6, 1)) == "asked"
    happens(sent, aygul, "clarified", date(2026, 5, 28))
    assert stands(sent, date(2026, 6, 1)) == "open"
    happens(sent, aygul, "in_part", date(2026, 6, 2))
    assert stands(sent, date(2026, 6, 3)) == "in_part"
    happens(sent, aygul, "refused", date(2026, 6, 4), ground="A secret.")
    assert stands(sent, date(2026, 6, 5)) == "refused"
    happens(sent, aygul, "appealed", date(2026, 6, 8))
    happens(sent, aygul, "answered", date(2026, 7, 1))
    assert stands(sent, date(2026, 7, 2)) == "answered"


def test_a_letter_that_comes_back_waits_to_be_sent_again(sent: Delivery, aygul: Person) -> None:
    happens(sent, aygul, "sent", date(2026, 3, 4))
    happens(sent, aygul, "returned", date(2026, 3, 10))
    assert stands(sent, date(2026, 6, 1)) == "returned"
    happens(sent, aygul, "sent", date(2026, 3, 11))
    assert stands(sent, date(2026, 3, 12)) == "open"


def test_a_body_that_takes_it_over_has_its_own_clock(sent: Delivery, aygul: Person) -> None:
    happens(sent, aygul, "delivered", date(2026, 3, 4))
    other = ministry(90002, name="Example Agency")
    happens(sent, aygul, "forwarded", date(2026, 3, 31), to=other)
    assert stands(sent, date(2026, 4, 3)) == "open"
    happens(sent, aygul, "registered", date(2026, 4, 2), number="5")
    found = shown(Delivery.objects.get(), NOON).followed
    assert dict(found.history.days) == {"registered": date(2026, 4, 2)}


def test_another_law_is_another_clock_and_the_old_one_stays_readable(
    demand: Demand, aygul: Person, green_lake: Member
) -> None:
    kyiv = letter(demand, aygul, ministry(90003, "UKR"), green_lake, letter="information", way="email")
    happens(kyiv, aygul, "delivered", date(2026, 3, 3))
    assert stands(kyiv, date(2026, 3, 11)) == "silent"
    happens(kyiv, aygul, "regime", date(2026, 3, 6), letter="demand")
    assert stands(kyiv, date(2026, 3, 11)) == "open"
    page = Client().get(f"/en/demands/{demand.number}/").content.decode()
    assert "The body answers by another law" in page and "the answer was due: until 10 March 2026" in page


def test_a_mistake_is_corrected_by_another_event_and_stays_readable(
    demand: Demand, sent: Delivery, aygul: Person
) -> None:
    wrong = happens(sent, aygul, "delivered", date(2026, 3, 4))
    address = f"/en/demands/{demand.number}/letters/{sent.pk}/events/{wrong.pk}/"
    client = signed_in(aygul)
    typed = {"kind": "delivered", "on": "2026-03-09", "form_key": str(uuid4())}
    assert client.post(f"{address}correct/", typed).status_code == 422, "a correction says why"
    assert (
        client.post(f"{address}correct/", {**typed, "reason": "The stamp says 9 March."}).status_code == 302
    )
    page = Client().get(f"/en/demands/{demand.number}/").content.decode()
    assert "corrected later" in page and "The stamp says 9 March." in page and "the answer was due" in page
    assert (
        client.post(f"{address}take-out/", {"reason": "Again.", "form_key": str(uuid4())}).status_code == 404
    )


def test_what_did_not_happen_is_taken_out(demand: Demand, sent: Delivery, aygul: Person) -> None:
    wrong = happens(sent, aygul, "delivered", date(2026, 3, 4))
    address = f"/en/demands/{demand.number}/letters/{sent.pk}/events/{wrong.pk}/take-out/"
    typed = {"reason": "It was another letter.", "form_key": str(uuid4())}
    assert signed_in(aygul).post(address, typed).status_code == 302
    assert stands(sent, date(2026, 3, 20)) == "not_sent"
    assert "Taken out: it did not happen" in Client().get(f"/en/demands/{demand.number}/").content.decode()


def test_what_cannot_have_happened_is_refused(demand: Demand, sent: Delivery, aygul: Person) -> None:
    with pytest.raises(NotPossible):
        happens(sent, aygul, "answered", date(2026, 3, 4))
    happens(sent, aygul, "sent", date(2026, 3, 9))
    with pytest.raises(NotPossible):
        happens(sent, aygul, "sent", date(2026, 3, 10))
    with pytest.raises(NotPossible):
        happens(sent, aygul, "answered", date(2026, 3, 8))
    with pytest.raises(NotPossible):
        happens(sent, aygul, "clarified", date(2026, 3, 10))
    with pytest.raises(delivering.StillToCome):
        happens(sent, aygul, "delivered", date(2026, 3, 20), at=NOON)
    with pytest.raises(delivering.StillToCome):
        happens(sent, aygul, "put_off", date(2026, 3, 10), until=date(2026, 3, 10))
    with pytest.raises((NotPossible, NotInOrder)):
        happens(sent, aygul, "delivered", date(2026, 3, 8))
    assert [event.kind for event in Event.objects.all()] == ["sent"]
    client, address = signed_in(aygul), f"/en/demands/{demand.number}/letters/{sent.pk}/record/"
    typed = {"kind": "sent", "on": "2026-03-10", "reason": "Sent once more.", "form_key": str(uuid4())}
    answer = client.post(address, typed)
    assert answer.status_code == 409 and "is recorded already" in answer.content.decode()
    assert "Sent once more." in answer.content.decode()


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_lets_nobody_rewrite_what_happened(
    sent: Delivery, aygul: Person, act: str
) -> None:
    event = happens(sent, aygul, "sent", date(2026, 3, 4))
    rows = Event.objects.filter(pk=event.pk)
    acts = {
        "update": lambda: rows.update(happened_on=date(2026, 3, 5)),
        "delete": lambda: rows._raw_delete(connection.alias),
    }
    with pytest.raises(DatabaseError, match="another event corrects it"), transaction.atomic():
        acts[act]()
    assert rows.get().happened_on == date(2026, 3, 4)


def test_whoever_leaves_the_network_is_forgotten_and_the_event_stays(sent: Delivery, aygul: Person) -> None:
    event = happens(sent, aygul, "sent", date(2026, 3, 4))
    Event.objects.filter(pk=event.pk).update(by=None, member=None)
    assert Event.objects.get().by_id is None

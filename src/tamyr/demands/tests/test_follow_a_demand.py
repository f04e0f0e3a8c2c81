"""What happens to a demand's letters is recorded, corrected and counted; the next lawful step is offered in time."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tamyr.accounts.models import Person
from tamyr.addressees.models import Channel, Institution
from tamyr.demands.logic.history import NotPossible
from tamyr.demands.logic.projection import NotInOrder
from tamyr.demands.models import Delivery, Demand, Event
from tamyr.demands.queries.deliveries import overdue, shown
from tamyr.demands.services import delivering, making
from tamyr.demands.services.locking import AtAnotherStage
from tamyr.demands.tests.asking import NOON, agreed, happens, letter, made, ministry
from tamyr.network.models import Member
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot

pytestmark = pytest.mark.django_db


@pytest.fixture
def demand(aygul: Person, dana: Person, green_lake: Member) -> Demand:
    return agreed(aygul, dana, green_lake)


@pytest.fixture
def body(db: None) -> Institution:
    return ministry()


@pytest.fixture
def sent(demand: Demand, aygul: Person, body: Institution, green_lake: Member) -> Delivery:
    return letter(demand, aygul, body, green_lake)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def stands(delivery: Delivery, on: date) -> str:
    fresh = Delivery.objects.get(pk=delivery.pk)
    return shown(fresh, datetime(on.year, on.month, on.day, 12, tzinfo=UTC)).followed.state


def test_an_addressee_is_added_and_what_happened_recorded_on_pages(
    demand: Demand, body: Institution, aygul: Person
) -> None:
    client, address = client_of(aygul), f"/en/demands/{demand.number}/letters/"
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
    client = client_of(aygul)
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
    assert client_of(aygul).post(address, typed).status_code == 302
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
    client, address = client_of(aygul), f"/en/demands/{demand.number}/letters/{sent.pk}/record/"
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


def test_a_road_that_the_law_does_not_take_is_refused_with_those_it_takes(
    demand: Demand, aygul: Person, green_lake: Member
) -> None:
    chisinau = ministry(90004, "MDA")
    with pytest.raises(delivering.Unlawful) as refused:
        letter(demand, aygul, chisinau, green_lake, way="email")
    assert "signed_email" in refused.value.lawful
    assert letter(demand, aygul, chisinau, green_lake, way="signed_email")


def test_what_the_body_says_of_a_road_goes_before_the_law(
    demand: Demand, body: Institution, aygul: Person, green_lake: Member
) -> None:
    Channel.objects.create(
        institution=body, letter="demand", way="hearing", value="Room 1, Tuesdays", is_lawful=False, status="seen",
        source_url="https://ministry.example.org/", source_seen_on=NOON.date(), entered_at=NOON,
    )  # fmt: skip
    Channel.objects.create(
        institution=body, letter="demand", way="hand", value="Example Street 1", is_lawful=True, status="seen",
        source_url="https://ministry.example.org/", source_seen_on=NOON.date(), entered_at=NOON,
    )  # fmt: skip
    with pytest.raises(delivering.Unlawful) as refused:
        letter(demand, aygul, body, green_lake, way="hearing")
    assert "hand" in refused.value.lawful
    added = letter(demand, aygul, body, green_lake, way="hand")
    address = f"/en/demands/{demand.number}/letters/{added.pk}/"
    assert "Example Street 1" in client_of(aygul).get(address).content.decode()


@pytest.mark.parametrize("iso3", ["BLR", "RUS"])
def test_where_signing_is_dangerous_nothing_is_sent_unless_somebody_says_that_they_know(
    aygul: Person, dana: Person, green_lake: Member, iso3: str
) -> None:
    demand, body = agreed(aygul, dana, green_lake, iso3=iso3), ministry(90005, iso3)
    with pytest.raises(delivering.SendingIsOff):
        letter(demand, aygul, body, green_lake)
    with pytest.raises(delivering.Unlawful):
        letter(demand, aygul, body, green_lake, way="email", knows_the_danger=True)
    page = client_of(aygul).get(f"/en/demands/{demand.number}/letters/new/").content.decode()
    assert "Dangerous for who signs" in page and "knows_the_danger" in page
    assert letter(demand, aygul, body, green_lake, knows_the_danger=True)


def test_nobody_else_adds_letters_or_records(
    demand: Demand,
    sent: Delivery,
    bela: Person,
    cyra: Person,
    body: Institution,
    aygul: Person,
    green_lake: Member,
) -> None:
    with pytest.raises(MayNot):
        letter(demand, bela, body, letter="information")
    with pytest.raises(MayNot):
        happens(sent, bela, "sent", date(2026, 3, 4))
    assert happens(sent, cyra, "sent", date(2026, 3, 4)), "coordinators help with what is in the open"
    draft = made(aygul, green_lake)
    with pytest.raises(AtAnotherStage):
        letter(draft, aygul, body)


def test_the_next_lawful_step_is_offered_when_it_is_open(
    demand: Demand, sent: Delivery, aygul: Person
) -> None:
    happens(sent, aygul, "delivered", date(2026, 3, 9), number="17-04")
    client, address = client_of(aygul), f"/en/demands/{demand.number}/letters/{sent.pk}/"
    page = client.get(address).content.decode()
    assert "The next lawful step" in page, "by the real clock it is late"
    for kind in ("reminder", "superior", "court"):
        text = client.get(f"{address}next/{kind}/").content.decode()
        assert "Example Ministry of Energy" in text and "17-04" in text and "Publish the coal plan" in text
        assert "Опубликуйте план по углю" in text and "Пример: министерство энергетики" in text
        assert "(receipt number 17-04)" in text and "registered under 17-04" not in text
    assert client.get(f"{address}next/aarhus/").status_code == 404, (
        "it asked for no environmental information"
    )
    happens(sent, aygul, "registered", date(2026, 3, 10), number="OUR-5")
    assert "(registered under OUR-5)" in client.get(f"{address}next/reminder/").content.decode()
    happens(sent, aygul, "answered", date(2026, 3, 20))
    assert client.get(f"{address}next/superior/").status_code == 404
    assert "The next lawful step" not in client.get(address).content.decode()


def test_an_appeal_is_a_letter_of_its_own_that_follows_the_first(
    demand: Demand, sent: Delivery, body: Institution, aygul: Person
) -> None:
    happens(sent, aygul, "delivered", date(2026, 3, 9))
    above = ministry(90007, name="Example Government")
    typed = {
        "institution": str(above.pk), "letter": "demand", "way": "post", "language": "ru", "form_key": str(uuid4()),
    }  # fmt: skip
    client, address = client_of(aygul), f"/en/demands/{demand.number}/letters/new/?follows="
    assert address in client.get(f"/en/demands/{demand.number}/letters/{sent.pk}/").content.decode()
    assert client.get(f"{address}x").status_code == 404
    assert client.post(f"{address}{sent.pk}", typed).status_code == 302
    assert Delivery.objects.get(institution=above).follows == sent
    assert "follows an earlier letter" in Client().get(f"/en/demands/{demand.number}/").content.decode()


def test_a_body_of_no_country_has_no_invented_term(demand: Demand, aygul: Person, green_lake: Member) -> None:
    abroad = letter(demand, aygul, ministry(90006, ""), green_lake)
    happens(abroad, aygul, "delivered", date(2026, 3, 9))
    assert stands(abroad, date(2027, 3, 9)) == "no_term"
    assert (
        "No law with a term is kept for this body"
        in Client().get(f"/en/demands/{demand.number}/").content.decode()
    )


def test_a_desk_asks_for_what_a_letter_waits_for(sent: Delivery, aygul: Person, bela: Person) -> None:
    def asked(person: Person, at: datetime) -> list[str]:
        found = calls_for(visitor_on(person, at))
        return [call.sentence for call in found if call.title.startswith("Letter")]

    assert asked(aygul, NOON) == ["Send it, and record when and by what it is proved."]
    assert asked(bela, NOON) == []
    happens(sent, aygul, "delivered", date(2026, 3, 9))
    assert asked(aygul, datetime(2026, 3, 10, tzinfo=UTC)) == ["An answer is due. Record it when it comes."]
    late = datetime(2026, 6, 1, tzinfo=UTC)
    assert asked(aygul, late) == ["No answer came in time: choose the next step."]
    happens(sent, aygul, "answered", date(2026, 6, 2))
    assert asked(aygul, late) == []


def test_the_weekly_sheet_lists_what_is_late(sent: Delivery, aygul: Person, cyra: Person) -> None:
    happens(sent, aygul, "delivered", date(2026, 3, 9))
    assert [one.delivery for one in overdue(visitor_on(cyra, datetime(2026, 6, 1, tzinfo=UTC)))] == [sent]
    client: Any = client_of(cyra)
    assert "Publish the coal plan" in client.get("/en/demands/late/").content.decode()
    assert "Example Ministry of Energy" in client.get("/en/demands/late/table.csv").content.decode()
    assert Client().get("/en/demands/late/").status_code == 302


def test_an_answer_may_come_after_it_was_withdrawn(demand: Demand, sent: Delivery, aygul: Person) -> None:
    happens(sent, aygul, "delivered", date(2026, 3, 9))
    making.withdraw_demand(demand=demand, why="Changed.", actor=aygul.pk, at=NOON)
    assert happens(sent, aygul, "answered", date(2026, 3, 20))

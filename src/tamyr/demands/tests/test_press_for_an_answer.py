"""A letter takes a lawful road; when no answer comes in time, the next lawful step is offered."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.demands.models import Delivery, Demand
from tamyr.demands.pages.steps import next_steps
from tamyr.demands.queries.deliveries import shown
from tamyr.demands.queries.letters.late import overdue
from tamyr.demands.services import delivering, making
from tamyr.demands.tests.asking import NOON, agreed, happens, letter, made, ministry, road, stands
from tamyr.network.models import Member
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.procedures.services import AtAnotherStage

pytestmark = pytest.mark.django_db


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
    road(body, "hearing", "Room 1, Tuesdays", is_lawful=False)
    road(body, "hand", "Example Street 1")
    with pytest.raises(delivering.Unlawful) as refused:
        letter(demand, aygul, body, green_lake, way="hearing")
    assert "hand" in refused.value.lawful
    added = letter(demand, aygul, body, green_lake, way="hand")
    address = f"/en/demands/{demand.number}/letters/{added.pk}/"
    assert "Example Street 1" in signed_in(aygul).get(address).content.decode()


@pytest.mark.parametrize("iso3", ["BLR", "RUS"])
def test_where_signing_is_dangerous_nothing_is_sent_unless_somebody_says_that_they_know(
    aygul: Person, dana: Person, green_lake: Member, iso3: str
) -> None:
    demand, body = agreed(aygul, dana, green_lake, iso3=iso3), ministry(90005, iso3)
    with pytest.raises(delivering.SendingIsOff):
        letter(demand, aygul, body, green_lake)
    with pytest.raises(delivering.Unlawful):
        letter(demand, aygul, body, green_lake, way="email", knows_the_danger=True)
    page = signed_in(aygul).get(f"/en/demands/{demand.number}/letters/new/").content.decode()
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
    client, address = signed_in(aygul), f"/en/demands/{demand.number}/letters/{sent.pk}/"
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


def test_a_body_that_names_a_far_day_is_late_once_the_law_lets_it_wait_no_longer(
    demand: Demand, sent: Delivery, aygul: Person
) -> None:
    happens(sent, aygul, "delivered", date(2026, 3, 3))
    happens(sent, aygul, "put_off", date(2026, 3, 10), until=date(2036, 4, 30))
    assert Delivery.objects.get().awaited_until == date(2026, 5, 30)
    assert stands(sent, date(2026, 5, 30)) == "open" and stands(sent, date(2026, 5, 31)) == "silent"
    page: Any = Client().get(f"/en/demands/{demand.number}/").content.decode()
    assert "had to answer until 30 May 2026" in page and "has to answer until" not in page
    assert "The body itself named 30 April 2036. That is later than the law lets it be" in page
    steps = next_steps(shown(Delivery.objects.get(), datetime(2026, 11, 20, tzinfo=UTC)))
    assert "with the extension, until 30 May 2026" in steps[0].texts["en"]


def test_a_late_environmental_request_offers_the_committee_of_the_convention(
    demand: Demand, aygul: Person, green_lake: Member
) -> None:
    for iso3, number in (("KAZ", 90070), ("TKM", 90071)):
        asked = letter(demand, aygul, ministry(number, iso3), green_lake, letter="environment")
        happens(asked, aygul, "delivered", date(2026, 3, 3))
        steps = next_steps(shown(Delivery.objects.get(pk=asked.pk), datetime(2026, 6, 1, tzinfo=UTC)))
        assert [step.kind for step in steps][-1] == "aarhus"
        assert ("article 4, paragraph 2)" in steps[0].texts["en"]) is (iso3 == "TKM")


def test_an_appeal_is_a_letter_of_its_own_that_follows_the_first(
    demand: Demand, sent: Delivery, body: Institution, aygul: Person
) -> None:
    happens(sent, aygul, "delivered", date(2026, 3, 9))
    above = ministry(90007, name="Example Government")
    typed = {
        "institution": str(above.pk),
        "letter": "demand",
        "way": "post",
        "language": "ru",
        "form_key": str(uuid4()),
    }
    client, address = signed_in(aygul), f"/en/demands/{demand.number}/letters/new/?follows="
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
    assert list(overdue(visitor_on(cyra, datetime(2026, 6, 1, tzinfo=UTC)))) == [sent]
    client: Any = signed_in(cyra)
    assert "Publish the coal plan" in client.get("/en/demands/late/").content.decode()
    assert "Example Ministry of Energy" in client.get("/en/demands/late/table.csv").getvalue().decode()
    assert Client().get("/en/demands/late/").status_code == 302


def test_an_answer_may_come_after_it_was_withdrawn(demand: Demand, sent: Delivery, aygul: Person) -> None:
    happens(sent, aygul, "delivered", date(2026, 3, 9))
    making.withdraw_demand(demand=demand, why="Changed.", actor=aygul.pk, at=NOON)
    assert happens(sent, aygul, "answered", date(2026, 3, 20))

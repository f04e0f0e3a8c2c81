"""Somebody shows a demand as a card on their own site; of what is not for everybody the card says nothing."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.demands.models import Delivery, Demand
from tamyr.demands.services import making
from tamyr.demands.tests.asking import agreed, happens, made
from tamyr.network.models import Member
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.django_db
NEUTRAL = "This demand is not shown here"


@pytest.fixture
def demand(demand: Demand, sent: Delivery, aygul: Person) -> Demand:
    happens(sent, aygul, "delivered", date(2026, 3, 4))
    return demand


def test_the_lines_on_its_page_lead_to_a_card_that_any_site_may_frame(demand: Demand) -> None:
    page = Client().get(f"/en/demands/{demand.number}/").content.decode()
    address = f"/en/demands/{demand.number}/card/"
    assert (
        f"src=&quot;http://testserver{address}&quot;" in page
        and f"testserver/ru/demands/{demand.number}/card/" in page
    )
    card = Client().get(address)
    text = card.content.decode()
    assert "Publish the coal plan" in text and "No answer in time." in text
    assert "Example Ministry of Energy had to answer until" in text
    assert f'href="http://testserver/en/demands/{demand.number}/"' in text
    assert "frame-ancestors *" in card["Content-Security-Policy"] and "X-Frame-Options" not in card
    assert (
        "script-src 'none'" in card["Content-Security-Policy"] and "<script" not in text and not card.cookies
    )
    assert (
        "frame-ancestors 'none'" in Client().get(f"/en/demands/{demand.number}/")["Content-Security-Policy"]
    )


def test_it_is_read_in_russian_and_says_that_a_demand_is_withdrawn(demand: Demand, aygul: Person) -> None:
    making.withdraw_demand(
        demand=demand, why="The law was passed.", actor=aygul.pk, at=datetime(2026, 3, 5, tzinfo=UTC)
    )
    text = Client().get(f"/ru/demands/{demand.number}/card/").content.decode()
    assert "Опубликуйте план по углю" in text and "Отозвано" in text


def test_of_what_is_not_for_everybody_there_is_a_neutral_card_for_members_too(
    aygul: Person, dana: Person, green_lake: Member
) -> None:
    hidden = agreed(aygul, dana, green_lake, exposure=ExposureLevel.NETWORK)
    draft = made(aygul, green_lake)
    client = signed_in(aygul)
    answers = [client.get(f"/en/demands/{number}/card/") for number in (hidden.number, draft.number, 99_999)]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.content for answer in answers}) == 1 and NEUTRAL in answers[0].content.decode()
    assert "frame-ancestors *" in answers[0]["Content-Security-Policy"]
    assert "/card/" not in client.get(f"/en/demands/{hidden.number}/").content.decode()

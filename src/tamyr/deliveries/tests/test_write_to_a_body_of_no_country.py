"""A letter to a body of no country bears the day by the clock of the body's own rules, where these are kept."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tamyr.accounts.models import Person
from tamyr.addressees.logic.directory_file import key_of
from tamyr.addressees.models import Institution
from tamyr.deliveries.services.handing_over import TAKEN, Answer
from tamyr.deliveries.services.sending import send_due
from tamyr.deliveries.tests.releasing import PrepareBatch, released
from tamyr.deliveries.views.missives import today_there
from tamyr.demands.models import Delivery, Event
from tamyr.network.queries.visitors import visitor_on
from tamyr.replies.models import SentLetter

pytestmark = pytest.mark.django_db


def test_a_letter_to_a_body_of_no_country_is_dated_by_the_clock_of_its_own_rules(
    prepared: PrepareBatch, delivery: Delivery, aygul: Person, dana: Person, settings: Any
) -> None:
    bank = Institution.objects.get(pk=key_of("adb"))
    Institution.objects.filter(pk=delivery.institution_id).update(iso3="", level="international", parent=bank)
    delivery.refresh_from_db()
    # The second of April in Manila already, the first by UTC.
    moment = datetime(2026, 4, 1, 18, tzinfo=UTC)
    missive = released(prepared(moment), aygul, dana, moment)
    assert today_there(missive, visitor_on(aygul, moment)) == date(2026, 4, 2)
    settings.MAIL_SERVER = {"host": "127.0.0.1", "port": 9}
    send_due(clock=lambda: moment, hand=lambda *_: Answer(TAKEN))
    missive.refresh_from_db()
    assert missive.words is not None and missive.words["day"] == "2\xa0апреля 2026\xa0г."
    days = dict(Event.objects.filter(delivery=delivery).values_list("kind", "happened_on"))
    assert days == {"released": date(2026, 4, 2), "sent": date(2026, 4, 2)}
    assert SentLetter.objects.get().sent_on == date(2026, 4, 2)

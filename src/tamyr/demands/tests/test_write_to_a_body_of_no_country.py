"""A letter to a body of no country is counted by the body's own rules, where these are kept."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.addressees.logic.directory_file import key_of, shipped
from tamyr.addressees.models import Institution
from tamyr.demands.logic.calendar import calendar_of
from tamyr.demands.logic.following import awaited_until, followed
from tamyr.demands.logic.history import ClockEvent
from tamyr.demands.logic.law_file import all_laws, rules_of_bodies
from tamyr.demands.models import Delivery, Demand
from tamyr.demands.pages.steps import next_steps
from tamyr.demands.queries.deliveries import shown
from tamyr.demands.queries.letters.late import counted_anew, counted_otherwise, late_letters
from tamyr.demands.tests.asking import happens, letter, ministry, stands
from tamyr.network.models import Member

MARCH = datetime(2026, 3, 2, tzinfo=UTC)


def events(**days: date) -> list[ClockEvent]:
    return [
        ClockEvent(place, kind, on, MARCH + timedelta(days=place))
        for place, (kind, on) in enumerate(days.items())
    ]


@pytest.mark.parametrize(
    ("code", "kind", "happened", "expected_by", "is_provisional"),
    [
        ("adb", "information", {"delivered": date(2026, 3, 3)}, date(2026, 4, 2), False),
        ("adb", "environment", {"delivered": date(2026, 3, 3)}, date(2026, 4, 2), False),
        # Their own days off are not known.
        ("eu", "information", {"registered": date(2026, 3, 3)}, date(2026, 3, 24), True),
        ("eu", "information", {"delivered": date(2026, 3, 3)}, date(2026, 3, 24), True),
        ("ebrd", "information", {"delivered": date(2026, 3, 3)}, date(2026, 3, 31), True),
        ("world-bank", "information", {"delivered": date(2026, 3, 3)}, date(2026, 3, 31), True),
    ],
)
def test_the_rules_of_a_body_give_its_day(
    code: str, kind: str, happened: Mapping[str, date], expected_by: date, is_provisional: bool
) -> None:
    found = followed(code, kind, events(**happened), on=date(2027, 3, 1))
    assert found.answer and (found.answer.expected_by, found.answer.late_after) == (expected_by, expected_by)
    assert found.answer.is_provisional is is_provisional and found.is_late
    assert awaited_until(code, kind, events(**happened)) == expected_by
    assert followed(code, "demand", events(**happened), on=date(2027, 3, 1)).state == "no_term"


def test_rules_are_of_bodies_of_the_directory_that_are_of_no_country() -> None:
    of_no_country = {row.key for row in shipped() if row.subject == "body" and not row.facts["iso3"]}
    rules = rules_of_bodies()
    named = [key_of(name) for rule in rules.values() for name in rule.bodies]
    assert set(named) <= of_no_country and len(named) == len(set(named))
    assert not rules.keys() & all_laws().keys() and all(calendar_of(code) for code in rules)


@pytest.mark.django_db
def test_a_request_to_the_bank_is_late_after_thirty_days_and_is_found(
    demand: Demand, aygul: Person, cyra: Person, green_lake: Member
) -> None:
    bank = Institution.objects.get(pk=key_of("adb"))
    mission = ministry(90085, "", "Example Resident Mission")
    Institution.objects.filter(pk=mission.pk).update(parent=bank)
    former = ministry(90086, "", "Example Bank, entered twice")
    other = ministry(90087, "", "Example Secretariat")
    sent = {}
    for body in (bank, mission, former, other):
        body.refresh_from_db()
        asked = letter(demand, aygul, body, green_lake, letter="information")
        if body == former:
            # Written to while it was another: by now a demand goes to one of the two alone.
            Institution.objects.filter(pk=former.pk).update(merged_into=bank)
        happens(asked, aygul, "delivered", date(2026, 3, 3))
        sent[asked.pk] = stands(asked, date(2026, 4, 2)), stands(asked, date(2026, 4, 4))
    in_time = [("open", "silent")] * 3
    assert list(sent.values()) == [*in_time, ("no_term", "no_term")]
    kept = set(Delivery.objects.values_list("awaited_until", flat=True))
    assert kept == {date(2026, 4, 2), None} == {due.until for due in counted_anew(Delivery.objects.all())}
    # In Manila the next day has begun.
    assert not late_letters(datetime(2026, 4, 2, 15, 59, tzinfo=UTC)).exists()
    assert late_letters(datetime(2026, 4, 2, 16, 1, tzinfo=UTC)).count() == 3
    assert not counted_otherwise().exists()
    Delivery.objects.update(awaited_until=None, counted_by="former")
    assert late_letters(datetime(2026, 4, 2, 16, 1, tzinfo=UTC)).count() == 3
    page = signed_in(cyra).get("/en/demands/late/").content.decode()
    assert "Asian Development Bank" in page and "Example Secretariat" not in page


@pytest.mark.django_db
def test_what_the_bank_refuses_leads_to_its_committee_and_a_day_it_asks_for_is_its_own(
    demand: Demand, aygul: Person, green_lake: Member
) -> None:
    asked = letter(demand, aygul, Institution.objects.get(pk=key_of("adb")), green_lake, letter="information")
    happens(asked, aygul, "delivered", date(2026, 3, 3))
    page = Client().get(f"/en/demands/{demand.number}/").content.decode()
    assert "30 days after 3 March 2026: 2 April 2026" in page
    happens(asked, aygul, "put_off", date(2026, 3, 10), until=date(2026, 6, 30))
    assert stands(asked, date(2026, 6, 30)) == "open" and stands(asked, date(2026, 7, 1)) == "silent"
    happens(asked, aygul, "refused", date(2026, 7, 1), ground="Confidential.")
    (step,) = next_steps(shown(Delivery.objects.get(), datetime(2026, 7, 2, tzinfo=UTC)))
    assert (step.kind, step.until) == ("commission", "until 29 September 2026")
    assert "Access to Information Policy" in step.texts["en"]


@pytest.mark.django_db
def test_where_no_rules_are_known_a_body_is_late_after_the_day_that_it_named(
    demand: Demand, aygul: Person, green_lake: Member
) -> None:
    known = letter(demand, aygul, Institution.objects.get(pk=key_of("adb")), green_lake, letter="information")
    asked = letter(demand, aygul, ministry(90088, "", "Example Secretariat"), green_lake)
    for sent in (known, asked):
        happens(sent, aygul, "delivered", date(2026, 3, 3))
        happens(sent, aygul, "put_off", date(2026, 3, 10), until=date(2026, 5, 5))
    assert stands(asked, date(2026, 5, 5)) == "open" and stands(asked, date(2026, 5, 6)) == "silent"
    late = [late_letters(datetime(2026, 5, 5, hour, 59, tzinfo=UTC)).count() for hour in (15, 16, 23)]
    assert late == [0, 1, 1] and late_letters(datetime(2026, 5, 6, tzinfo=UTC)).count() == 2
    page = Client().get(f"/en/demands/{demand.number}/").content.decode()
    assert "The body itself named 5 May 2026: from the day after, no answer is silence." in page
    assert "No law with a term is kept for this body" not in page
    (step,) = next_steps(shown(Delivery.objects.get(pk=asked.pk), datetime(2026, 6, 2, tzinfo=UTC)))
    assert "until 5 May 2026 (the day that the body named itself)" in step.texts["en"]

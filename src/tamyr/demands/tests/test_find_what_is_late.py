"""What is late is found by a day kept with each letter, which is never other than the one that is counted."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.demands.logic.following import LATE, awaited_until, followed
from tamyr.demands.logic.history import ClockEvent
from tamyr.demands.logic.law_file import all_laws
from tamyr.demands.models import Delivery, Demand, Event
from tamyr.demands.pages.demand.page import demand_page
from tamyr.demands.pages.following import letter_shown, named_in
from tamyr.demands.pages.lists import late_rows
from tamyr.demands.pages.public.timeline import what_is_next
from tamyr.demands.pages.steps import next_steps
from tamyr.demands.queries.deliveries import happened, shown
from tamyr.demands.queries.letters.late import (
    counted_otherwise,
    late_among,
    late_letters,
    overdue,
)
from tamyr.demands.services.recounting import bring_days_in_step
from tamyr.demands.tests.asking import DAY, happens, letter, ministry, stands
from tamyr.demands.tests.counting import JUNE, MARCH, kept_and_counted
from tamyr.network.models import Member
from tamyr.network.queries.visitors import visitor_on

Steps = tuple[tuple[str, int, dict[str, Any]], ...]
# What can happen to a letter that was answered or refused: it waits for no answer a second time.
ENDED_AND_WENT_ON: tuple[Steps, ...] = (
    (("delivered", 3, {}), ("answered", 9, {}), ("forwarded", 10, {})),
    (("delivered", 3, {}), ("answered", 9, {}), ("clarification", 10, {}), ("clarified", 11, {})),
    (("delivered", 3, {}), ("refused", 9, {}), ("returned", 10, {}), ("sent", 11, {})),
)
# What can happen to a letter, by the day of March; what another one replaces, by its place.
COURSES: tuple[Steps, ...] = (
    (("sent", 2, {}),),
    (("sent", 2, {}), ("delivered", 7, {})),
    (("registered", 3, {}),),
    (("sent", 2, {}), ("returned", 5, {})),
    (("sent", 2, {}), ("returned", 5, {}), ("sent", 6, {}), ("delivered", 9, {})),
    (("delivered", 3, {}), ("forwarded", 6, {})),
    (("delivered", 3, {}), ("put_off", 5, {"until": date(2026, 4, 15)})),
    (("delivered", 3, {}), ("clarification", 4, {})),
    (("delivered", 3, {}), ("clarification", 4, {}), ("clarified", 10, {})),
    (("delivered", 3, {}), ("clarification", 4, {}), ("forwarded", 9, {})),
    (("delivered", 3, {}), ("put_off", 4, {"until": date(2026, 4, 15)}), ("clarification", 5, {})),
    (("delivered", 3, {}), ("regime", 4, {"letter": "information"})),
    (("delivered", 3, {}), ("in_part", 9, {})),
    (("delivered", 3, {}), ("answered", 9, {})),
    (("delivered", 3, {}), ("refused", 9, {}), ("appealed", 12, {})),
    (("delivered", 3, {}), ("taken_back", 9, {})),
    (("sent", 2, {}), ("delivered", 3, {}), ("delivered", 5, {"replaces": 1})),
    (("delivered", 3, {}), ("answered", 9, {}), ("void", 9, {"replaces": 1})),
    *ENDED_AND_WENT_ON,
)


def events_of(course: Steps) -> list[ClockEvent]:
    begun = datetime(2026, 3, 31, tzinfo=UTC)
    return [
        ClockEvent(place, kind, MARCH.replace(day=day), begun + place * DAY, **more)
        for place, (kind, day, more) in enumerate(course)
    ]


@pytest.mark.parametrize(
    ("countries", "most"),
    [(("KAZ", "UKR", ""), 60), pytest.param((*all_laws(), ""), 250, marks=pytest.mark.whole)],
    ids=["three", "all"],
)
def test_in_every_country_a_letter_is_late_on_the_days_after_the_kept_one_and_on_no_other(
    countries: Sequence[str], most: int
) -> None:
    counted = 0
    for iso3, kind, course in product(countries, ("information", "environment", "demand"), COURSES):
        events = events_of(course)
        until = awaited_until(iso3, kind, events)
        counted += until is not None
        assert until is None or course not in ENDED_AND_WENT_ON
        for on in (MARCH, *((until - DAY, until, until + DAY) if until else ()), date(2031, 1, 1)):
            is_late = followed(iso3, kind, events, on=on).is_late
            assert is_late == (until is not None and on > until), (iso3, kind, course, on)
    assert counted > most


@pytest.mark.parametrize("ends", [("answered", "refused"), ("refused", "answered")])
def test_of_an_answer_and_a_refusal_the_later_counts_as_it_stands(ends: tuple[str, str]) -> None:
    first, last = ends
    events = events_of((("sent", 2, {}), (first, 9, {}), (last, 12, {})))
    found = followed("KAZ", "demand", events, on=date(2026, 3, 31))
    assert (found.state, found.ended_as) == (last, last)


@pytest.mark.django_db
def test_while_a_body_waits_for_what_it_asked_us_no_answer_of_it_is_late(
    sent: Delivery, aygul: Person, cyra: Person
) -> None:
    happens(sent, aygul, "delivered", MARCH.replace(day=3))
    assert list(late_letters(JUNE)) == [sent]
    happens(sent, aygul, "clarification", MARCH.replace(day=10))
    assert kept_and_counted(sent) == (None, None) and not late_letters(JUNE).exists()
    found = shown(Delivery.objects.get(), JUNE)
    assert found.followed.due_on is None and next_steps(found) == []
    told = letter_shown(found, visitor_on(cyra, JUNE), named_in([found], visitor_on(cyra, JUNE)))
    assert "until it is given, no answer is late" in told.notes[0] and told.box and not told.box["turns"]
    # Passed on, it lies with a body that asked nothing; what the first one asked for can still be given.
    passed = happens(sent, aygul, "forwarded", MARCH.replace(day=20), to=ministry(90100))
    assert list(late_letters(JUNE)) == [sent]
    happens(sent, aygul, "void", MARCH.replace(day=21), replaces=passed, reason="Another letter.")
    happens(sent, aygul, "clarified", date(2026, 5, 28))
    kept, counted = kept_and_counted(sent)
    assert kept == counted and kept is not None and kept > JUNE.date() and not late_letters(JUNE).exists()


@pytest.mark.django_db
def test_each_event_keeps_the_day_that_is_counted_of_all_of_them(sent: Delivery, aygul: Person) -> None:
    days = []
    course: Steps = (
        ("sent", 2, {}),
        ("delivered", 6, {}),
        ("put_off", 10, {"until": date(2026, 5, 4)}),
        ("answered", 20, {}),
    )
    for kind, on, more in course:
        event = happens(sent, aygul, kind, MARCH.replace(day=on), **more)
        kept, counted = kept_and_counted(sent)
        assert kept == counted
        days.append(kept)
    happens(sent, aygul, "void", date(2026, 3, 21), replaces=event, reason="Another letter’s answer.")
    kept, counted = kept_and_counted(sent)
    assert kept == counted == date(2026, 5, 4)
    assert days == [date(2026, 3, 27), date(2026, 4, 2), date(2026, 5, 4), None]


@pytest.mark.django_db
@pytest.mark.parametrize("course", ENDED_AND_WENT_ON)
def test_a_letter_that_was_answered_and_went_on_is_not_late(
    sent: Delivery, aygul: Person, cyra: Person, course: Steps
) -> None:
    for kind, on, more in course:
        happens(sent, aygul, kind, MARCH.replace(day=on), **more)
    assert kept_and_counted(sent) == (None, None) and stands(sent, JUNE.date()) not in LATE
    steps = next_steps(shown(Delivery.objects.get(), JUNE))
    assert bool(steps) is (course[1][0] == "refused"), (
        "whom a body refused turns to another, whatever came after"
    )
    assert all("On 9 March 2026 it was refused" in step.texts["en"] for step in steps)
    # As a release kept it that took no notice of how it had ended.
    Delivery.objects.update(awaited_until=date(2026, 4, 1))
    assert not late_letters(JUNE).exists() and not late_among(Demand.objects.all(), JUNE)
    assert "Publish the coal plan" not in signed_in(cyra).get("/en/demands/late/").content.decode()


@pytest.mark.django_db
def test_days_late_are_those_of_the_body_s_own_clock(sent: Delivery, aygul: Person) -> None:
    happens(sent, aygul, "delivered", MARCH.replace(day=6))
    # In Astana the third of April has begun.
    reader = visitor_on(None, datetime(2026, 4, 2, 20, tzinfo=UTC))
    (row,) = late_rows(overdue(reader), reader)
    assert row.days == 1
    next_one = what_is_next(demand_page(sent.demand, reader), reader.on)[0]
    assert next_one.is_late and "had to answer until 2 April 2026: 1 day late" in next_one.words


@pytest.mark.django_db
def test_a_letter_whose_events_cannot_be_so_hides_no_other_one(
    demand: Demand, aygul: Person, cyra: Person, green_lake: Member
) -> None:
    bodies = (ministry(90100), ministry(90101, ""))
    letters = [letter(demand, aygul, body, green_lake) for body in bodies]
    # As a release wrote it that asked no order of a body without a law.
    for kind, on in (("delivered", 3), ("answered", 5), ("registered", 7)):
        day = {"happened_on": MARCH.replace(day=on), "at": JUNE - (9 - on) * DAY}
        Event.objects.create(form_key=uuid4(), delivery=letters[1], kind=kind, **day)
    happens(letters[0], aygul, "delivered", MARCH.replace(day=3))
    Institution.objects.filter(pk=bodies[1].pk).update(iso3="KAZ", level="national")
    # As if its answer had not ended it: by today's rules alone, an open letter may be in no order either.
    Delivery.objects.update(is_out=True, awaited_until=MARCH, counted_by="", ended_as="", days_taken=None)
    assert awaited_until("KAZ", "demand", [happened(event) for event in letters[1].events.all()]) is None
    assert list(late_letters(JUNE)) == letters[:1] and late_among(Demand.objects.all(), JUNE) == {demand.pk}
    assert signed_in(cyra).get("/en/demands/").status_code == 200
    bring_days_in_step()
    assert list(late_letters(JUNE)) == letters[:1] and not counted_otherwise().exists()


@pytest.mark.django_db
def test_the_day_is_that_of_the_country_at_the_moment_of_the_question(
    demand: Demand, aygul: Person, green_lake: Member
) -> None:
    bodies = (ministry(90100, "KAZ"), ministry(90101, "UKR"))
    letters = [letter(demand, aygul, body, green_lake) for body in bodies]
    for sent in letters:
        happens(sent, aygul, "delivered", date(2026, 3, 3))
    Delivery.objects.update(awaited_until=date(2026, 4, 3))
    # In Astana it is five hours later than in London, in Kyiv three in summer.
    for hour, late in ((18, []), (20, letters[:1]), (22, letters)):
        assert (
            list(late_letters(datetime(2026, 4, 3, hour, tzinfo=UTC)).order_by("institution__iso3")) == late
        )

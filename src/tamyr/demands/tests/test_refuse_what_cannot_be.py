"""Days of a letter that cannot be are refused under any law and none; those that an older release took are told as such."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.test import Client
from django.utils.formats import date_format
from django.utils.translation import override
from tests.entry import browser_of, signed_in

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.demands.logic.following import awaited_until
from tamyr.demands.logic.history import ClockEvent
from tamyr.demands.logic.projection import NotInOrder
from tamyr.demands.models import Delivery, Demand, Event
from tamyr.demands.queries.answering import by_country
from tamyr.demands.tests.asking import NOON, happens, letter, ministry, stands
from tamyr.network.models import Member
from tamyr.network.queries.desk.calls import Call, calls_for
from tamyr.network.queries.visitors import visitor_on

pytestmark = pytest.mark.django_db
JUNE = datetime(2026, 6, 1, 12, tzinfo=UTC)
Step = tuple[str, int]
# What happened in March; what is said then, of which day, and of a correction of which event.
IMPOSSIBLE: dict[str, tuple[tuple[Step, ...], Step, int | None]] = {
    "registered after the answer": ((("delivered", 3), ("answered", 5)), ("registered", 7), None),
    "came in after the refusal": ((("sent", 2), ("refused", 5)), ("delivered", 7), None),
    "answered before it was sent": ((("sent", 4),), ("answered", 3), None),
    "answered and never sent": ((), ("answered", 3), None),
    "came in before it was sent": ((("sent", 4),), ("delivered", 3), None),
    "registered before it came in": ((("sent", 2), ("delivered", 5)), ("registered", 4), None),
    "answered twice": ((("delivered", 3), ("answered", 5)), ("answered", 6), None),
    "the answer moved before the registration": (
        (("delivered", 3), ("registered", 5), ("answered", 9)),
        ("answered", 4),
        2,
    ),
    "the registration moved behind the answer": (
        (("delivered", 3), ("registered", 5), ("answered", 9)),
        ("registered", 12),
        1,
    ),
    "the sending moved behind the answer": ((("sent", 2), ("answered", 5)), ("sent", 6), 0),
    "the sending taken out": ((("sent", 2), ("answered", 5)), ("void", 2), 0),
}


def march(day: int) -> date:
    return date(2026, 3, day)


@pytest.mark.parametrize(
    ("iso3", "names"),
    [
        ("KAZ", ("registered after the answer", "answered and never sent", "registered before it came in")),
        ("KAZ", ("answered twice", "the answer moved before the registration")),
        ("", ("came in before it was sent", "the sending moved behind the answer", "the sending taken out")),
        pytest.param("KAZ", IMPOSSIBLE, marks=pytest.mark.whole),
        pytest.param("", IMPOSSIBLE, marks=pytest.mark.whole),
    ],
    ids=["days", "corrections", "of no law", "KAZ", ""],
)
def test_what_cannot_be_is_refused_at_its_field_and_the_words_come_back(
    demand: Demand, aygul: Person, green_lake: Member, iso3: str, names: Iterable[str]
) -> None:
    client = signed_in(aygul)
    for place, name in enumerate(names):
        before, (kind, day), corrected = IMPOSSIBLE[name]
        sent = letter(demand, aygul, ministry(90100 + place, iso3), green_lake)
        events = [happens(sent, aygul, what, march(on)) for what, on in before]
        at = f"/en/demands/{demand.number}/letters/{sent.pk}/"
        if corrected is not None:
            at += f"events/{events[corrected].pk}/"
        way = "record" if corrected is None else "take-out" if kind == "void" else "correct"
        typed = {"kind": kind, "on": march(day).isoformat(), "reason": "Said by phone."}
        answer = client.post(f"{at}{way}/", {**typed, "form_key": str(uuid4())})
        page = answer.content.decode()
        assert answer.status_code == 409, name
        assert "Not recorded" in page and "Said by phone." in page, name
        assert way == "take-out" or 'id="id_on_error"' in page, name
        assert list(Event.objects.filter(delivery=sent).order_by("at", "id")) == events, name


def written(sent: Delivery, *steps: Step) -> None:
    """Write events as a release did that asked a letter’s law alone, sum them up as it did, and upgrade."""
    for kind, day in steps:
        at = datetime(2026, 3, 20, day, tzinfo=UTC)
        Event.objects.create(form_key=uuid4(), delivery=sent, kind=kind, happened_on=march(day), at=at)
    kinds = {kind for kind, _day in steps}
    ended = "answered" if "answered" in kinds else ""
    kept = {"ended_as": ended, "days_taken": 2 if ended else None, "counted_by": "0" * 16}
    Delivery.objects.filter(pk=sent.pk).update(is_out=True, awaited_until=march(26), **kept)
    import_module("tamyr.demands.migrations.0007_no_days_of_what_cannot_be").forget_days(apps, None)


@pytest.fixture
def old(demand: Demand, aygul: Person, green_lake: Member) -> list[Delivery]:
    """Return a letter that was answered before it was registered, and one registered before it came in."""
    bodies = [ministry(90100 + place, "", f"Example Body {place}") for place in range(2)]
    letters = [letter(demand, aygul, body, green_lake) for body in bodies]
    written(letters[0], ("delivered", 3), ("answered", 5), ("registered", 7))
    written(letters[1], ("registered", 3), ("delivered", 7))
    return letters


def calls(person: Person) -> list[Call]:
    with override("en"):
        return [call for call in calls_for(visitor_on(person, JUNE)) if "/letters/" in call.address]


# What everybody may ask for, and what those of the network may.
OPEN = (
    "/demands/", "/demands/?state=overdue", "/demands/?state=heard", "/demands/table.csv", "/demands/demands.json",
    "/demands/feed.xml", "/demands/answers/", "/demands/answers/table.csv", "/demands/answers/map.svg",
    "/demands/{number}/", "/demands/{number}/card/", "/demands/{number}/letters/{first}/",
    "/demands/{number}/letters/{second}/",
)  # fmt: skip
TOLD = ("/demands/{number}/", "/demands/{number}/letters/{first}/")
INSIDE = ("/demands/late/", "/demands/late/table.csv", "/desk/", *OPEN)


def wrong_days() -> set[str]:
    """Return the days that would be counted from the first event alone, as pages and programmes write them."""
    until = awaited_until("KAZ", "demand", [ClockEvent(1, "delivered", march(3), NOON)])
    assert until is not None
    days = {until.isoformat()}
    for code in ("en", "ru"):
        with override(code):
            days.add(date_format(until))
    return days


WHOLE = pytest.mark.whole
BOTH = ("en", "ru")


# Few: a stranger’s pages in the one language, those of the network in the other.
@pytest.mark.parametrize(
    ("iso3", "strangers", "members"),
    [
        ("KAZ", ("en",), ("ru",)),
        pytest.param("", BOTH, BOTH, marks=WHOLE),
        pytest.param("KAZ", BOTH, BOTH, marks=WHOLE),
    ],
    ids=["few", "", "KAZ"],
)
def test_every_reader_is_told_of_days_that_cannot_be_and_of_no_clock(
    demand: Demand,
    old: Sequence[Delivery],
    aygul: Person,
    iso3: str,
    strangers: Sequence[str],
    members: Sequence[str],
) -> None:
    if iso3:
        Institution.objects.filter(number__in=(90100, 90101)).update(iso3=iso3, level="national")
    names = {"number": demand.number, "first": old[0].pk, "second": old[1].pk}
    asked: list[tuple[Person | None, str, str]] = [
        (None, code, address) for code in strangers for address in OPEN
    ]
    asked += [(aygul, code, address) for code in members for address in INSIDE]
    asked += [(aygul, "en", address) for address in TOLD if "en" not in members]
    pages = {}
    for who, code, address in asked:
        answer: Any = browser_of(who).get(f"/{code}{address.format(**names)}")
        page = pages[who, code, address] = b"".join(answer).decode()
        assert answer.status_code == 200, (code, address)
        assert not any(day in page for day in wrong_days()), (code, address)
    for who in (None, aygul):
        for address in TOLD:
            page = pages[who, "en", address]
            assert "Its days stand in an order that cannot be" in page
            assert "“answered” is earlier than “registered by the body”." in page
            assert ("To be corrected" in page) == (who is not None)
    row = Client().get(f"/api/v1/demands/{demand.number}").json()
    assert [(letter["state"], letter["late_after"], letter["is_late"]) for letter in row["letters"]] == [
        ("not_in_order", None, False)
    ] * 2
    assert Client().get("/api/v1/who-answers").status_code == 200
    assert [(call.act, call.due_at) for call in calls(aygul)] == [("Correct it", None)] * 2


def test_no_days_are_kept_of_what_was_answered_before_it_was_registered(old: Sequence[Delivery]) -> None:
    (found,) = by_country(visitor_on(None, JUNE))
    assert (found.letters, found.answered, found.median_days) == (2, 1, None)


def test_days_that_cannot_be_are_corrected_one_by_one_and_then_counted(
    demand: Demand, aygul: Person, green_lake: Member
) -> None:
    sent = letter(demand, aygul, ministry(90100), green_lake)
    written(sent, ("sent", 2), ("answered", 5), ("delivered", 7), ("registered", 9))
    wrong = {event.kind: event for event in sent.events.all()}
    client, at = signed_in(aygul), f"/en/demands/{demand.number}/letters/{sent.pk}/events/"

    def correct(kind: str, day: int) -> int:
        typed: dict[str, Any] = {"kind": kind, "on": march(day).isoformat(), "form_key": str(uuid4())}
        return client.post(f"{at}{wrong[kind].pk}/correct/", {**typed, "reason": "By the stamp."}).status_code

    assert correct("delivered", 3) == 302 and stands(sent, JUNE.date()) == "not_in_order"
    assert correct("registered", 4) == 302 and stands(sent, JUNE.date()) == "answered"
    sent.refresh_from_db()
    assert (sent.ended_as, sent.days_taken, sent.awaited_until) == ("answered", 3, None) and not calls(aygul)


def test_where_two_days_are_wrong_each_may_be_put_right_first(
    demand: Demand, aygul: Person, green_lake: Member
) -> None:
    sent = letter(demand, aygul, ministry(90100), green_lake)
    written(sent, ("sent", 1), ("delivered", 1), ("registered", 5), ("answered", 1))
    wrong = {event.kind: event for event in sent.events.all()}

    def correct(kind: str, day: int) -> None:
        wrong[kind] = happens(
            sent, aygul, kind, march(day), JUNE, replaces=wrong[kind], reason="By the stamp."
        )

    with pytest.raises(NotInOrder):
        happens(sent, aygul, "appealed", march(6), JUNE)
    with pytest.raises(NotInOrder):
        correct("delivered", 2)
    for kind, day, stays in (
        ("answered", 4, "not_in_order"),
        ("answered", 1, "not_in_order"),
        ("registered", 3, "not_in_order"),
        ("answered", 4, "answered"),
        ("delivered", 2, "answered"),
    ):
        correct(kind, day)
        assert stands(sent, JUNE.date()) == stays, (kind, day)
    sent.refresh_from_db()
    assert (sent.ended_as, sent.days_taken) == ("answered", 3) and not calls(aygul)
    with pytest.raises(NotInOrder):
        correct("registered", 5)


def test_a_letter_that_went_on_lawfully_after_its_answer_calls_nobody(
    demand: Demand, aygul: Person, green_lake: Member
) -> None:
    sent = letter(demand, aygul, ministry(90100), green_lake)
    for kind, day in (("delivered", 3), ("answered", 5), ("forwarded", 6), ("registered", 8)):
        happens(sent, aygul, kind, march(day))
    assert not calls(aygul)

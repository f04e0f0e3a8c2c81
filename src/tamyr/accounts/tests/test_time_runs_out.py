"""How long signing in, confirming and trying last, to the second and the day."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from tests.entry import APP_SECRET, PASSWORD, code_at, give_password_and_app, sign_in
from tests.people import make_person

from tamyr.accounts.models import Person, Session, WrongTries
from tamyr.accounts.models.sessions import SessionStore, forget_sessions, has_run_out
from tamyr.accounts.rules import has_just_confirmed
from tamyr.accounts.services.sign_in import WrongSignIn, check_sign_in, confirm_person
from tamyr.accounts.services.ways_in import app_code_step, spend_app_code
from tamyr.safety.services.expiry import forget_what_ran_out

pytestmark = pytest.mark.django_db
# Whose confirmations a session holds, as allauth names it.
OF_WHOM = "account_authentication_methods_user"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY, DAY, SECOND = NOW.date(), timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def ready(aygul: Person) -> Person:
    return give_password_and_app(aygul)


# --- confirming -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "holds"), [(0, True), (15 * 60 - 1, True), (15 * 60, False), (3600, False)]
)
def test_a_confirmation_holds_a_quarter_of_an_hour(aygul: Person, seconds: int, holds: bool) -> None:
    request = RequestFactory().get("/en/account/")
    request.user = aygul
    confirmed = {"method": "tamyr", "at": NOW.timestamp() - seconds}
    long_ago = {"method": "tamyr", "at": NOW.timestamp() - 10**6}
    kept = {"account_authentication_methods": [long_ago, confirmed], OF_WHOM: str(aygul.pk)}
    request.session = kept  # type: ignore[assignment]
    assert has_just_confirmed(request, NOW) is holds
    request.session = {}  # type: ignore[assignment]
    assert not has_just_confirmed(request, NOW)


def test_after_a_quarter_of_an_hour_a_way_in_asks_again_who_it_is(client: Client, aygul: Person) -> None:
    sign_in(client, aygul)
    page = "/en/account/ways/passkey/"
    assert client.get(page).status_code == 200
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 15 * 60 + 1
    session.save()
    assert client.get(page)["Location"] == "/en/confirm/?next=%2Fen%2Faccount%2Fways%2Fpasskey%2F"
    assert client.get("/en/account/ways/").status_code == 200


def test_only_their_own_name_password_and_code_confirm(ready: Person, bela: Person) -> None:
    confirm_person(person=ready, password=PASSWORD, code=code_at(NOW), at=NOW)
    with pytest.raises(WrongSignIn):
        confirm_person(person=bela, password=PASSWORD, code=code_at(NOW + timedelta(seconds=30)), at=NOW)


# --- codes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("half_minutes", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_code_of_this_half_minute_and_its_neighbours_opens(
    ready: Person, half_minutes: int, opens: bool
) -> None:
    moment = NOW + half_minutes * timedelta(seconds=30)
    step = app_code_step(APP_SECRET, code_at(moment), NOW)
    assert step == (int(NOW.timestamp()) // 30 + half_minutes if opens else None)
    assert spend_app_code(person=ready, code=code_at(moment), at=NOW) is opens


def test_after_a_code_neither_it_nor_an_older_one_opens_but_the_next_does(ready: Person) -> None:
    half = timedelta(seconds=30)
    assert spend_app_code(person=ready, code=code_at(NOW), at=NOW)
    assert not spend_app_code(person=ready, code=code_at(NOW), at=NOW)
    assert not spend_app_code(person=ready, code=code_at(NOW - half), at=NOW)
    assert spend_app_code(person=ready, code=code_at(NOW + half), at=NOW)


def test_twenty_wrong_codes_close_the_app_until_tomorrow(ready: Person, bela: Person) -> None:
    def tried(code: str, at: datetime) -> bool:
        try:
            return check_sign_in(name="aygul", password=PASSWORD, code=code, at=at) == ready
        except WrongSignIn:
            return False

    for _n in range(19):
        assert not tried("000000", NOW)
    assert tried(code_at(NOW), NOW), "nineteen wrong ones close nothing, and a right one forgets them"
    for _n in range(20):
        assert not tried("000000", NOW)
    later = NOW + timedelta(minutes=5)
    assert not tried(code_at(later), later)
    assert tried(code_at(later + DAY), later + DAY)


def test_the_eleventh_wrong_try_is_told_and_a_right_one_ends_the_count(ready: Person) -> None:
    def told(at: datetime = NOW) -> bool:
        with pytest.raises(WrongSignIn) as refused:
            check_sign_in(name="aygul", password="guess", code="000000", at=at)
        return refused.value.too_often

    assert [told() for _n in range(11)] == [False] * 10 + [True]
    assert not told(NOW + DAY)
    check_sign_in(name="Aygul ", password=PASSWORD, code=code_at(NOW + DAY), at=NOW + DAY)
    assert not WrongTries.of("name aygul", TODAY + DAY)


# --- tries and sessions that are forgotten --------------------------------------------------


def test_tries_are_counted_by_name_and_day_and_forgotten_the_next_day() -> None:
    assert WrongTries.of("name a", TODAY) == 0
    assert [WrongTries.add("name a", TODAY) for _n in range(3)] == [1, 2, 3]
    assert WrongTries.of("name b", TODAY) == WrongTries.of("name a", TODAY + DAY) == 0
    WrongTries.add("name b", TODAY)
    WrongTries.forget("name a", TODAY)
    assert (WrongTries.of("name a", TODAY), WrongTries.of("name b", TODAY)) == (0, 1)
    assert forget_what_ran_out(at=NOW).get("tries", 0) == 0
    assert forget_what_ran_out(at=NOW + DAY).get("tries", 0) == 1
    WrongTries.add("name b", TODAY)
    WrongTries.add("name c", TODAY + DAY)
    assert WrongTries.objects.count() == 1


def session(name: str, person: Person | None, *, seen_on: int = 0, ends_on: int = 0) -> Session:
    days = {"seen_on": TODAY + seen_on * DAY, "ends_on": TODAY + ends_on * DAY}
    return Session.objects.create(key_hash=name, person=person, began_on=TODAY - 14 * DAY, **days)


def test_sessions_that_ran_out_are_forgotten_and_no_other(aygul: Person) -> None:
    session("over", aygul, ends_on=-1)
    session("last day", aygul, seen_on=-13)
    session("long unseen", aygul, seen_on=-5, ends_on=5)
    session("nobody's of yesterday", None, seen_on=-1, ends_on=5)
    session("nobody's of today", None, ends_on=5)
    kept = {"last day", "long unseen", "nobody's of today"}
    forget_what_ran_out(at=NOW)
    assert set(Session.objects.values_list("key_hash", flat=True)) == kept
    session("over", aygul, ends_on=-1)
    forget_sessions(day=TODAY)
    assert set(Session.objects.values_list("key_hash", flat=True)) == kept


def test_signing_in_sweeps_the_sessions_that_ran_out(client: Client, aygul: Person) -> None:
    session("over", aygul, ends_on=-10_000)
    sign_in(client, aygul)
    assert not Session.objects.filter(key_hash="over").exists()


@pytest.mark.parametrize(
    ("signed_in", "idle", "age", "over"),
    [
        (True, timedelta(hours=12), timedelta(hours=12), False),
        (True, timedelta(hours=12) + SECOND, timedelta(hours=13), True),
        (True, timedelta(0), timedelta(days=14), False),
        (True, timedelta(0), timedelta(days=14) + SECOND, True),
        (False, timedelta(hours=1), timedelta(hours=1), False),
        (False, timedelta(hours=1) + SECOND, timedelta(hours=2), True),
    ],
)
def test_a_session_runs_out_to_the_second(
    signed_in: bool, idle: timedelta, age: timedelta, over: bool
) -> None:
    data = {"seen_at": (NOW - idle).isoformat(), "began_at": (NOW - age).isoformat()}
    assert has_run_out({**data, "_auth_user_id": "1"} if signed_in else data, NOW) is over


def test_a_session_ends_two_weeks_after_it_began_however_often_it_is_used(aygul: Person) -> None:
    store = SessionStore("k" * 32)
    store._session_cache = {"_auth_user_id": str(aygul.pk)}
    store.save_at(NOW, must_create=True)
    store.save_at(NOW + 5 * DAY, must_create=False)
    row = Session.objects.get()
    assert (row.began_on, row.seen_on, row.ends_on) == (TODAY, TODAY + 5 * DAY, TODAY + 14 * DAY)
    assert json.loads(row.data)["began_at"] == NOW.isoformat()
    assert row.person == aygul


@pytest.mark.parametrize(("minutes", "written"), [(59, False), (60, False), (61, True)])
def test_reading_pages_is_a_write_once_an_hour(aygul: Person, minutes: int, written: bool) -> None:
    store = SessionStore("k" * 32)
    store._session_cache = {"_auth_user_id": str(aygul.pk)}
    store.save_at(NOW, must_create=True)
    again = SessionStore("k" * 32)
    assert again.load_at(NOW + timedelta(minutes=minutes))["_auth_user_id"] == str(aygul.pk)
    assert bool(again.modified) is written


def test_one_ends_their_own_sessions_and_no_other(client: Client, aygul: Person, bela: Person) -> None:
    sign_in(client, aygul)
    session("hers", bela, ends_on=5)
    session("another", aygul, ends_on=5)
    client.post("/en/account/sessions/end-others/")
    assert Session.objects.filter(person=aygul).count() == Session.objects.filter(person=bela).count() == 1
    assert client.get("/en/account/").status_code == 200


def test_a_person_without_an_app_signs_in_by_no_code() -> None:
    nobody = make_person("nobody", "Nobody")
    assert not spend_app_code(person=nobody, code="000000", at=timezone.now())

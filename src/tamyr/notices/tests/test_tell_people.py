"""What happened is told once to each whom it concerns, by a letter that says nothing."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from tests.entry import sign_in

from tamyr.accounts.models import Person
from tamyr.notices.models import Happening, MailPlan, Notice
from tamyr.notices.queries.news import news_for
from tamyr.notices.services import announce, forget_scope, settle
from tamyr.notices.services.expiry import what_runs_out
from tamyr.notices.services.happenings import look_at
from tamyr.notices.services.telling import choose_pace
from tamyr.notices.tests.newsroom import KIND, SCOPE, Newsroom, Someone, act, tell_at, thing
from tamyr.safety.models import Letter
from tamyr.safety.services.expiry import forget_what_ran_out
from tamyr.safety.services.faults import Faults

NOW = datetime(2027, 3, 24, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=30)
THING = uuid4()


@pytest.fixture
def ira(newsroom: Newsroom) -> Person:
    return newsroom.newcomer("ira")


def recipients() -> list[str]:
    return sorted(letter.recipient for letter in Letter.objects.all())


def titles(person: Person, at: datetime = LATER) -> list[str]:
    return [told.news.title for told in news_for(Someone(person, at))]


def test_those_concerned_are_told_once_and_never_who_did_it(newsroom: Newsroom, ira: Person) -> None:
    oleg = newsroom.newcomer("oleg")
    for _time in range(2):
        act(THING, NOW, actor=oleg.pk)
        tell_at(NOW)
    assert (titles(ira), titles(oleg)) == ([f"Act {THING}"], [])
    assert Letter.objects.count() == 0, "ten minutes are gathered"
    for _time in range(2):
        tell_at(LATER)
    assert recipients() == ["ira@example.org"]
    assert Happening.objects.get().actor is None, "who did it is not kept"


def test_whoever_may_not_know_any_more_gets_no_letter_and_sees_nothing(
    newsroom: Newsroom, ira: Person
) -> None:
    act(THING, NOW)
    tell_at(NOW)
    newsroom.knowing.clear()
    tell_at(LATER)
    assert titles(ira) == [] and recipients() == []
    newsroom.knowing.add(ira.pk)
    for minutes in (1, 40):
        tell_at(LATER + timedelta(minutes=minutes))
    assert titles(ira) and recipients() == ["ira@example.org"], "a letter that was dropped is not lost"


def test_what_was_withdrawn_is_gone(newsroom: Newsroom, ira: Person) -> None:
    act(THING, NOW)
    tell_at(NOW)
    newsroom.withdrawn.add(THING)
    tell_at(LATER)
    assert titles(ira) == [] and recipients() == []


def test_looking_acting_and_leaving_end_a_notice(newsroom: Newsroom, ira: Person) -> None:
    things = [uuid4() for _ in range(3)]
    for key in things:
        act(key, NOW)
    tell_at(NOW)
    assert len(titles(ira)) == 3
    first = Notice.objects.get(happening__about=things[0])
    assert look_at(person=ira, keys=[first.pk], at=NOW) and look_at(person=ira, keys=[first.pk], at=LATER)
    first.refresh_from_db()
    assert first.done_at == NOW
    settle(about=thing(things[1]), person=ira.pk, at=NOW)
    assert titles(ira) == [f"Act {things[2]}"]
    forget_scope(scope=SCOPE, person=ira.pk)
    tell_at(LATER)
    assert titles(ira) == [] and recipients() == [] and not Notice.objects.exists()


def test_a_pace_is_chosen_once_and_holds_at_once(ira: Person) -> None:
    act(THING, NOW)
    tell_at(NOW)
    assert choose_pace(person=ira, pace="weekly", at=NOW) and not choose_pace(
        person=ira, pace="weekly", at=NOW
    )
    tell_at(LATER)
    assert MailPlan.objects.get().next_at == datetime(2027, 3, 29, 9, tzinfo=UTC)
    assert choose_pace(person=ira, pace="none", at=LATER)
    tell_at(LATER + timedelta(days=9))
    assert recipients() == [] and titles(ira)


@pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.whole)], ids=["6 hours", "each hour"])
def test_daily_letters_are_one_a_local_day_though_one_went_out_late(newsroom: Newsroom, step: int) -> None:
    newsroom.newcomer("timur", pace="daily", zone="Asia/Almaty")
    act(THING, NOW)
    tell_at(NOW)
    late = datetime(2027, 3, 25, 22, tzinfo=UTC)  # 03:00 of the 26th in Almaty
    tell_at(late)
    assert len(recipients()) == 1
    act(uuid4(), late)
    for hours in range(1, 20, step):
        tell_at(late + timedelta(hours=hours))
    assert len(recipients()) == 1, "the 26th has had its letter"
    for hours in range(20, 40, step):
        tell_at(late + timedelta(hours=hours))
    assert len(recipients()) == 2


@pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.whole)], ids=["6 hours", "each hour"])
def test_whoever_travels_has_one_letter_a_day_of_where_they_are(newsroom: Newsroom, step: int) -> None:
    nora = newsroom.newcomer("nora", pace="daily", zone="America/New_York")
    act(THING, NOW)
    tell_at(NOW)
    late = datetime(
        2027, 3, 26, 3, 30, tzinfo=UTC
    )  # 23:30 of the 25th in New York, 08:30 of the 26th in Almaty
    tell_at(late)
    act(uuid4(), late)
    tell_at(late)
    Person.objects.filter(pk=nora.pk).update(time_zone="Asia/Almaty")
    for hours in range(1, 24, step):
        tell_at(late + timedelta(hours=hours))
    assert len(recipients()) == 1
    tell_at(late + timedelta(hours=26))
    assert len(recipients()) == 2


# --- what is not as it should be --------------------------------------------------------------


def test_an_act_that_is_undone_was_never_announced(newsroom: Newsroom, ira: Person) -> None:
    with transaction.atomic():
        act(THING, NOW)
        transaction.set_rollback(True)
    assert not Happening.objects.exists()


def test_a_kind_that_no_room_knows_is_refused_and_one_of_another_release_shown_as_nothing(
    newsroom: Newsroom, ira: Person
) -> None:
    with pytest.raises(LookupError, match="announce-something"):
        announce(kind="never-said", about=thing(THING), actor=None, at=NOW)
    act(THING, NOW)
    tell_at(NOW)
    other = Happening.objects.create(id=uuid4(), kind="of-tomorrow", about=THING, at=NOW)
    Notice.objects.create(person=ira, happening=other, at=NOW)
    tell_at(LATER)
    assert titles(ira) == [f"Act {THING}"]
    other.refresh_from_db()
    assert other.spread_at is None, "it waits for the release that knows it"


def test_nobody_without_an_address_is_written_to(newsroom: Newsroom, ira: Person) -> None:
    ira.email = ""
    ira.save()
    newsroom.newcomer("oleg")
    act(THING, NOW)
    for at in (NOW, LATER):
        tell_at(at)
    assert recipients() == ["oleg@example.org"] and titles(ira)


def test_an_address_that_does_not_open_keeps_nobody_waiting(newsroom: Newsroom, ira: Person) -> None:
    newsroom.newcomer("oleg")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE network_person SET email = 'k1.changed' WHERE sign_in_name = 'ira'")
    act(THING, NOW)
    tell_at(NOW)
    tell_at(LATER)
    assert recipients() == ["oleg@example.org"]


def test_a_clock_that_ran_ahead_forgets_nobody(ira: Person) -> None:
    far = NOW + timedelta(days=400)
    MailPlan.objects.update(mailed_at=far)
    act(THING, far)
    tell_at(far)
    for minutes in (0, 10, 30):
        tell_at(NOW + timedelta(minutes=minutes))
    assert recipients() == ["ira@example.org"]


@pytest.mark.parametrize(("hours", "kept"), [(9 * 24, True), (9 * 24 + 1, False)])
def test_a_window_further_ahead_than_any_is_drawn_anew(ira: Person, hours: int, kept: bool) -> None:
    planned = NOW + timedelta(hours=hours)
    act(THING, NOW)
    tell_at(NOW)
    MailPlan.objects.update(next_at=planned)
    tell_at(NOW)
    assert (MailPlan.objects.get(person=ira).next_at == planned) is kept


def forget_notices(at: datetime) -> int:
    return what_runs_out(at=at)["notices"](Faults())


def test_notices_go_a_month_after_they_were_done_and_after_three_at_most(
    newsroom: Newsroom, ira: Person
) -> None:
    newsroom.newcomer("oleg")
    act(THING, NOW)
    tell_at(NOW)
    settle(about=thing(THING), person=ira.pk, at=NOW)
    assert forget_what_ran_out(at=NOW + timedelta(days=30)) == {}
    assert forget_notices(NOW + timedelta(days=30, seconds=1)) == 1
    assert Happening.objects.exists()
    assert forget_notices(NOW + timedelta(days=90, seconds=1)) == 1
    assert not Happening.objects.exists() and not Notice.objects.exists()


def test_what_is_old_when_it_is_told_is_told_to_nobody(newsroom: Newsroom, ira: Person) -> None:
    act(THING, NOW - timedelta(days=91))
    tell_at(NOW)
    assert not Notice.objects.exists() and Happening.objects.get().spread_at == NOW


def test_what_nobody_has_a_notice_of_is_known_for_a_month_and_untold_for_three(newsroom: Newsroom) -> None:
    act(THING, NOW)
    for days, told in ((90, False), (30, True)):
        if told:
            act(THING, NOW)
            tell_at(NOW)
        assert not Notice.objects.exists()
        forget_notices(NOW + timedelta(days=days))
        assert Happening.objects.exists()
        forget_notices(NOW + timedelta(days=days, seconds=1))
        assert not Happening.objects.exists()


def test_the_newest_news_stands_first(newsroom: Newsroom, ira: Person) -> None:
    things = [uuid4() for _ in range(3)]
    for key, minutes in zip(things, (1, 3, 2), strict=True):
        act(key, NOW - timedelta(minutes=minutes))
    tell_at(NOW)
    assert titles(ira) == [f"Act {things[number]}" for number in (0, 2, 1)]


# --- the button -------------------------------------------------------------------------------


def test_ones_own_are_marked_and_anothers_are_as_if_they_were_not(newsroom: Newsroom, ira: Person) -> None:
    oleg = newsroom.newcomer("oleg")
    act(THING, NOW)
    tell_at(NOW)
    own, other = (Notice.objects.get(person=person) for person in (ira, oleg))
    client = sign_in(Client(), ira)
    for keys in ([other.pk], [uuid4()], ["x"], []):
        assert client.post("/en/notices/seen/", {"notice": keys}).status_code == 404
    assert client.post("/en/notices/seen/", {"notice": [own.pk, other.pk]})["Location"] == "/en/desk/"
    own.refresh_from_db()
    other.refresh_from_db()
    assert own.done_at is not None and other.done_at is None
    assert client.get("/en/notices/seen/").status_code == 405
    assert Client().post("/en/notices/seen/", {"notice": [own.pk]}).status_code == 302
    assert KIND not in client.get("/en/desk/").content.decode()

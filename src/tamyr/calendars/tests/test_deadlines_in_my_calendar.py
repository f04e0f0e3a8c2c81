"""What waits, at a private address: neutral, asked anew each time, ended with the right to it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from tests.entry import sign_in
from tests.people import give_mandate, seal

from tamyr.accounts.models import Person
from tamyr.accounts.services.standing import lock_account, set_journey
from tamyr.calendars.models import MOST_ADDRESSES, Deadline, PrivateAddress
from tamyr.calendars.queries import ASK_AGAIN_SECONDS, MOST_ASKED
from tamyr.calendars.services.addresses import end_what_holds_no_more, make_address
from tamyr.network.models import Member, Visitor
from tamyr.network.queries import visitor_on
from tamyr.network.queries.desk import calls as desk
from tamyr.network.queries.desk.calls import Call

pytestmark = pytest.mark.django_db
TITLE = "Приоритеты сети на следующий год: уголь, реки, автобусы и чистый воздух; решаем вместе"
DUE = datetime(2040, 1, 2, 12, tzinfo=UTC)


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch, green_lake: Member) -> list[Call]:
    """What a later room asks Green Lake for."""
    asked = [Call(TITLE, "Прочтите.", "/en/decisions/7/", "Vote", DUE, green_lake, may_leave=True)]

    def source(visitor: Visitor) -> Iterator[Call]:
        yield from (replace(call, address=call.address) for call in asked if visitor.acts_for(green_lake.pk))

    monkeypatch.setattr(desk, "_sources", [source])
    return asked


def address_for(person: Person, *, has_titles: bool = False) -> str:
    by = visitor_on(person, timezone.now())
    _made, secret = make_address(label="telephone", has_titles=has_titles, by=by)
    return f"/en/calendars/at/{secret}/"


def asked(address: str, name: str = "deadlines.ics") -> tuple[int, str]:
    answer = Client().get(address + name)
    return answer.status_code, answer.content.decode()


def field(file: str, name: str) -> list[str]:
    """Return a field's values, as a reader that knows only how lines are unfolded finds them."""
    whole = file.replace("\r\n ", "").split("\r\n")
    return [line.partition(":")[2] for line in whole if line.partition(":")[0].partition(";")[0] == name]


def test_an_address_is_made_in_two_presses_shown_once_and_kept_as_a_hash(
    aygul: Person, waiting: list[Call]
) -> None:
    owner = sign_in(Client(), aygul)
    assert "/en/calendars/" in owner.get("/en/desk/").content.decode()
    page = owner.post("/en/calendars/new/", {"label": "telephone"}, follow=True).content.decode()
    place = page.split("/en/calendars/at/")[1].split("/deadlines.ics")[0]
    made = PrivateAddress.objects.get()
    again = owner.get(f"/en/calendars/{made.pk}/").content.decode()
    assert place not in again and "not kept" in again and place not in made.secret_hash
    assert asked(f"/en/calendars/at/{place}/")[0] == 200
    listed = owner.get("/en/calendars/").content.decode()
    assert "telephone" in listed and "It shows times alone." in listed


def test_a_calendar_hears_no_word_of_what_waits_unless_titles_were_chosen(
    aygul: Person, waiting: list[Call]
) -> None:
    waiting.append(Call("A way back for Dana", "x", "/en/proposals/1/", "Look", DUE))
    neutral, open_one = address_for(aygul), address_for(aygul, has_titles=True)
    for name in ("deadlines.ics", "waiting.xml"):
        status, file = asked(neutral, name)
        assert status == 200 and not any(
            word in file for word in ("Приоритеты", "decisions", "Dana", "Green Lake", "Прочтите")
        )
    assert field(asked(neutral)[1], "DTSTART") == ["20400102T120000Z"] * 2
    file = asked(open_one)[1]
    assert f"Tamyr: {TITLE}".replace(";", "\\;").replace(",", "\\,") in field(file, "SUMMARY")
    assert "Dana" not in file and "Dana" not in asked(open_one, "waiting.xml")[1]
    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))
    entries = ElementTree.fromstring(asked(open_one, "waiting.xml")[1]).findall("{*}entry/{*}title")  # noqa: S314
    assert {entry.text for entry in entries} == {f"Tamyr: {TITLE}", "Tamyr: something waits"}
    assert set(field(file, "UID")).isdisjoint(field(asked(neutral)[1], "UID"))


def test_what_moves_keeps_its_name_and_what_is_done_is_cancelled(aygul: Person, waiting: list[Call]) -> None:
    address = address_for(aygul, has_titles=True)
    first = asked(address)[1]
    assert first == asked(address)[1] and field(first, "SEQUENCE") == ["0"]
    waiting[0] = replace(waiting[0], due_at=DUE + timedelta(days=2), address="/ru/decisions/7/")
    moved = asked(address)[1]
    assert field(moved, "UID") == field(first, "UID") and field(moved, "SEQUENCE") == ["1"]
    assert field(moved, "DTSTART") == ["20400104T120000Z"] and "STATUS" not in moved
    waiting.clear()
    done = asked(address)[1]
    assert field(done, "STATUS") == ["CANCELLED"] and field(done, "SEQUENCE") == ["2"]
    assert "Приоритеты" not in done and "<entry" not in asked(address, "waiting.xml")[1]
    Deadline.objects.update(due_at=timezone.now() - timedelta(days=1))
    assert "BEGIN:VEVENT" not in asked(address)[1] and not Deadline.objects.exists()


def test_an_ended_address_is_answered_like_an_unknown_one_and_nobody_keeps_an_answer(
    aygul: Person, bela: Person, waiting: list[Call]
) -> None:
    owner, other = sign_in(Client(), aygul), sign_in(Client(), bela)
    address = address_for(aygul)
    assert Client().get(f"{address}deadlines.ics")["Cache-Control"] == "private, no-store"
    key = PrivateAddress.objects.get().pk
    assert other.post(f"/en/calendars/{key}/end/").status_code == 404
    assert other.post(f"/en/calendars/{key}/renew/").status_code == 404
    assert owner.post(f"/en/calendars/{key}/renew/").status_code == 302
    assert asked(address)[0] == 404, "the former secret opens nothing"
    address = address_for(aygul)
    owner.post(f"/en/calendars/{PrivateAddress.objects.exclude(pk=key).get().pk}/end/")
    secret = address.split("/")[-2]
    status, page = asked(address)
    assert (status, page.replace(secret, "x")) == (404, asked("/en/calendars/at/x/")[1])


def test_no_more_addresses_than_a_few(aygul: Person, waiting: list[Call]) -> None:
    for _time in range(MOST_ADDRESSES):
        address_for(aygul)
    owner = sign_in(Client(), aygul)
    # A new password has ended them all; they still count until they are ended.
    answer = owner.post("/en/calendars/new/", {"label": "tablet"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "more are not possible" in page and 'value="tablet"' in page
    assert PrivateAddress.objects.count() == MOST_ADDRESSES


def locked(person: Person, _member: Member) -> None:
    lock_account(person=person, at=timezone.now())


def on_a_journey(person: Person, _member: Member) -> None:
    now = timezone.now()
    set_journey(person=person, from_at=now, until_at=None, actor=person.pk, at=now)


def without_a_mandate(person: Person, _member: Member) -> None:
    person.mandates.update(until_on=timezone.now().date())


def of_a_hidden_member(_person: Person, member: Member) -> None:
    seal(member)


@pytest.mark.parametrize(
    "becomes",
    [
        locked,
        of_a_hidden_member,
        pytest.param(on_a_journey, marks=pytest.mark.whole),
        pytest.param(without_a_mandate, marks=pytest.mark.whole),
    ],
)
def test_an_address_ends_with_the_right_to_it_and_does_not_come_back(
    becomes: object, aygul: Person, green_lake: Member, waiting: list[Call]
) -> None:
    address = address_for(aygul)
    assert asked(address)[0] == 200
    becomes(aygul, green_lake)  # type: ignore[operator]
    assert asked(address)[0] == 404
    end_what_holds_no_more(clock=timezone.now)
    assert not PrivateAddress.objects.exists()


def test_who_acts_for_a_hidden_member_is_told_why_and_can_make_none(
    quiet_garden: Member, hanna: Person, waiting: list[Call]
) -> None:
    owner = sign_in(Client(), hanna)
    page = owner.get("/en/calendars/").content.decode()
    assert "hidden organisation" in page and "/en/calendars/new/" not in page
    assert owner.post("/en/calendars/new/", {"label": ""}).status_code == 403
    assert not PrivateAddress.objects.exists()


def test_rights_are_asked_anew_at_each_fetch(
    aygul: Person, mountain_voice: Member, green_lake: Member, waiting: list[Call]
) -> None:
    give_mandate(aygul, mountain_voice)
    address = address_for(aygul)
    assert "BEGIN:VEVENT" in asked(address)[1]
    aygul.mandates.filter(member=green_lake).update(until_on=timezone.now().date())
    status, file = asked(address)
    assert status == 200 and field(file, "STATUS") == ["CANCELLED"]


def test_what_did_not_change_is_not_sent_again(aygul: Person, waiting: list[Call]) -> None:
    address, anybody = address_for(aygul), Client()
    for name in ("deadlines.ics", "waiting.xml"):
        tag = anybody.get(address + name)["ETag"]
        again = anybody.get(address + name, headers={"if-none-match": tag})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
        assert again["Cache-Control"] == "private, no-store"
    tag = anybody.get(f"{address}deadlines.ics")["ETag"]
    waiting[0] = replace(waiting[0], due_at=DUE + timedelta(days=1))
    moved = anybody.get(f"{address}deadlines.ics", headers={"if-none-match": tag})
    assert moved.status_code == 200 and moved["ETag"] != tag


def test_an_address_that_is_asked_too_often_says_when_to_ask_again_and_nothing_is_kept(
    aygul: Person, bela: Person, waiting: list[Call], django_assert_max_num_queries: object
) -> None:
    address, another = address_for(aygul), address_for(bela)
    for _time in range(MOST_ASKED):
        assert asked(address)[0] == 200
    kept = [list(model.objects.values()) for model in (PrivateAddress, Deadline)]
    # What waits is not asked of the rooms, and nothing is locked.
    with django_assert_max_num_queries(7):  # type: ignore[operator]
        refused = Client().get(f"{address}waiting.xml")
    assert (refused.status_code, refused["Retry-After"]) == (429, str(ASK_AGAIN_SECONDS))
    assert refused["Cache-Control"] == "private, no-store"
    assert refused.content.decode() == "This address was asked too often just now. Ask again in a minute."
    assert [list(model.objects.values()) for model in (PrivateAddress, Deadline)] == kept
    assert asked(another)[0] == 200, "each address is counted by itself"
    caches["moment"].clear()
    assert asked(address)[0] == 200, "after a minute"

"""Small things that every room leans on, to the last letter, byte and second."""

import gc
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tamyr.accounts.models import Person
from tamyr.config.loading import loading
from tamyr.config.uploads import refuse_unread_bodies
from tamyr.network.logic.calendar_file import deadlines_file
from tamyr.network.logic.country_names import countries_by_name, country_name, iso2_by_iso3
from tamyr.network.logic.dated_counts import is_another_register, quarter_begin, rounded
from tamyr.network.logic.directory import DirectoryChoice
from tamyr.network.logic.member_entry import changed_names, differences, merged
from tamyr.network.logic.name_order import name_key, sort_text
from tamyr.network.logic.register.values import read_country
from tamyr.network.models import Member
from tamyr.network.models.members import best_of
from tamyr.safety.logic.chain import START, Link, commitment_of, faults, hash_of
from tamyr.safety.logic.field_encryption import KEY_BYTES, KeyRing, UnreadableField
from tamyr.shared.answers import NETWORK_BEGAN_AT, DatedFeed, csv_file
from tamyr.shared.choices import UnknownChoice, one_of, page_number
from tamyr.shared.spreadsheet import harmless, neutral, taken_back
from tests.entry import give_password_and_app, typed

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


# --- a process at its start -----------------------------------------------------------------


@pytest.mark.whole
def test_what_a_process_loads_is_not_looked_through_for_waste_then_or_later() -> None:
    assert gc.isenabled()
    before = gc.get_freeze_count()
    with loading():
        assert not gc.isenabled()
        loaded = [[n] for n in range(10_000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(loaded)


def test_waste_is_looked_for_again_also_where_loading_failed() -> None:
    with pytest.raises(ImportError), loading():
        raise ImportError
    assert gc.isenabled()


# --- cookies and bodies ---------------------------------------------------------------------


def test_cookies_are_for_the_server_alone_and_for_no_other_site(client: Client, aygul: Person) -> None:
    client.get("/en/sign-in/")
    give_password_and_app(aygul)
    assert client.post("/en/sign-in/", typed("aygul")).status_code == 302
    assert set(client.cookies) == {"csrf", "session"}
    for name, cookie in client.cookies.items():
        assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/", name
        assert not cookie["domain"], name
    assert client.cookies["session"]["max-age"] == 12 * 60 * 60
    # Plain HTTP on the loopback would never send back a cookie that asks for HTTPS.
    assert not client.cookies["session"]["secure"]


def test_a_form_without_its_token_is_refused_by_every_door(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    for address in ("/en/sign-in/", "/en/join/", "/en/sign-out/", "/en/sign-in/passkey/"):
        assert strict.post(address, {"name": "x"}).status_code == 403, address


@pytest.mark.parametrize(("size", "status"), [(20_000_000, 200), (20_000_001, 413)])
def test_a_body_is_taken_up_to_its_bound(db: None, size: int, status: int) -> None:
    request = RequestFactory().post("/en/join/", CONTENT_LENGTH=str(size))
    assert refuse_unread_bodies(lambda _request: HttpResponse())(request).status_code == status
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE == 20_000_000


# --- cells, choices, feeds ------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t1", "\r1", "'=1", "''a"])
def test_a_cell_that_would_be_computed_is_shielded_and_taken_back(text: str) -> None:
    assert neutral(text) == f"'{text}" and taken_back(neutral(text)) == text


@pytest.mark.parametrize("text", ["plain", "a=1", "'tis", "", "1-2"])
def test_any_other_cell_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text == taken_back(text)


def test_numbers_in_a_file_stay_numbers() -> None:
    assert [harmless(cell) for cell in (-1.5, "-1.5", "+2", "-a", "=1", None)] == [
        -1.5,
        "-1.5",
        "+2",
        "'-a",
        "'=1",
        None,
    ]
    answer = csv_file([("é", "=1"), (1, "-2")], "list")
    assert answer.content == "\ufeffé,'=1\r\n1,-2\r\n".encode()
    assert answer["Content-Disposition"] == 'attachment; filename="list.csv"'


def test_an_address_chooses_what_is_offered_and_a_page_that_can_be() -> None:
    assert (one_of("", "ab"), one_of("a", "ab")) == ("", "a")
    with pytest.raises(UnknownChoice) as refused:
        one_of("c" * 99, "ab")
    assert refused.value.value == "c" * 40
    assert [page_number(text) for text in ("0", "1", "2", "99999")] == [1, 1, 2, 99999]
    for text in ("", "-1", "²", "1.5", "100000", "x"):
        with pytest.raises(UnknownChoice):
            page_number(text)


def test_an_address_of_the_directory_holds_what_was_chosen_and_no_more() -> None:
    assert DirectoryChoice().is_open and DirectoryChoice(page=3).is_open
    chosen = DirectoryChoice(country="KAZ", part="лес", page=4)
    assert not chosen.is_open
    assert chosen.query() == "country=KAZ&part=%D0%BB%D0%B5%D1%81"
    assert chosen.query(page=2, part="") == "country=KAZ&page=2"


def test_a_feed_is_as_old_as_its_newest_entry() -> None:
    feed: Any = DatedFeed("title", "/", "")
    assert feed.latest_post_date() == NETWORK_BEGAN_AT
    for days in (1, 3, 2):
        feed.add_item("a", "/", "", updateddate=NOW + timedelta(days=days))
    assert feed.latest_post_date() == NOW + timedelta(days=3)


# --- counts, names, entries, deadlines ------------------------------------------------------


def test_a_count_is_said_to_the_nearest_five_from_ten_on_once_a_quarter() -> None:
    assert [rounded(count) for count in (0, 9, 10, 12, 13, 17, 18, 100)] == [
        *(None, None, 10, 10, 15, 15, 20, 100)
    ]
    begins = {month: quarter_begin(date(2026, month, 28)).month for month in range(1, 13)}
    assert list(begins.values()) == [1, 1, 1, 4, 4, 4, 7, 7, 7, 10, 10, 10]
    assert quarter_begin(date(2026, 11, 23)) == date(2026, 10, 1)
    assert [is_another_register(50, counted) for counted in (41, 59, 40, 60)] == [False, False, True, True]


def test_names_are_ordered_as_a_reader_reads_them() -> None:
    names = ["«Ясень»", "ёлка", "Ель", "берёза 2", "Zebra", "apple"]
    assert sorted(names, key=name_key) == ["apple", "Zebra", "берёза 2", "ёлка", "Ель", "«Ясень»"]
    assert sort_text("«Ёлка»") == "елка" and sort_text("«»") == "«»"
    assert len(sort_text("я" * 300)) == 200


def test_what_two_people_changed_is_put_together() -> None:
    before, theirs = {"a": "1", "b": "1", "c": "1"}, {"a": "2", "b": "1", "c": "2"}
    mine = {"a": "3", "b": "3", "c": "1", "d": ""}
    assert merged(before, theirs, mine) == {"a": "3", "b": "3", "c": "2", "d": ""}
    found = differences(before, theirs, mine)
    assert [(each.name, each.before, each.theirs, each.mine) for each in found] == [
        ("a", "1", "2", "3"),
        ("c", "1", "2", "1"),
    ]
    assert [each.is_clash for each in found] == [True, False]
    same = differences(before, theirs, {"a": "2"})
    assert [each.is_clash for each in same] == [False]
    assert changed_names(before, {**mine, "c": "1"}) == ["a", "b"]


def test_a_calendar_holds_each_moment_once_in_order() -> None:
    almaty = (NOW + timedelta(days=1)).astimezone()
    file = deadlines_file([almaty, NOW, NOW], summary="a, b; c\\d\ne", made_at=NOW)
    starts = [line for line in file.split("\r\n") if line.startswith("DTSTART")]
    assert starts == ["DTSTART:20261123T120000Z", "DTSTART:20261124T120000Z"]
    assert "SUMMARY:a\\, b\\; c\\\\d\\ne\r\n" in file and file.endswith("END:VCALENDAR\r\n")
    assert file == deadlines_file([NOW, almaty], summary="a, b; c\\d\ne", made_at=NOW)


# --- encryption and the chain ---------------------------------------------------------------


def test_a_key_ring_has_whole_keys_and_its_current_one() -> None:
    whole = b"1" * KEY_BYTES
    KeyRing("a", {"a": whole, "b": whole})
    for current, keys in (("c", {"a": whole}), ("a", {"a": whole[:-1]}), ("a", {"a": whole, "b": b""})):
        with pytest.raises(ValueError, match="field keys"):
            KeyRing(current, keys)
    ring = KeyRing("a", {"a": whole})
    token = ring.encrypt("words", place="here")
    assert ring.decrypt(token, place="here") == "words" and token != ring.encrypt("words", place="here")
    with pytest.raises(UnreadableField):
        ring.decrypt(token, place="there")


def links(count: int) -> list[Link]:
    made, previous = [], START
    for n in range(1, count + 1):
        commitment = commitment_of("salt", f"line {n}")
        previous = hash_of(previous, n, commitment)
        made.append(Link(n, "salt", f"line {n}", commitment, previous))
    return made


def test_a_chain_names_its_one_break_and_no_line_after_it() -> None:
    whole = links(5)

    def said(*given: Any, **named: Any) -> list[str]:
        return [fault.words % fault.lines for fault in faults(*given, **named)]

    assert said(whole, witnessed=[(0, START), (5, whole[-1].hash)]) == []
    assert said([*whole[:2], *whole[3:]]) == [
        "line 3 is missing: line 4 follows",
        "line 4 does not follow from the one before",
    ]
    changed = Link(2, "salt", "another", whole[1].commitment, whole[1].hash)
    assert said([whole[0], changed, *whole[2:]]) == ["line 2 was changed: its text is not what was committed"]
    assert said(whole, witnessed=[(4, "0")]) == ["line 4 is not what its witness wrote down"]
    assert commitment_of("a", "bc") != commitment_of("ab", "c")


# --- members' words -------------------------------------------------------------------------


def test_a_text_is_shown_in_the_readers_language_or_the_next_best() -> None:
    texts = {"kk": "k", "ru": "r", "en": "e", "hy": ""}
    assert [best_of(texts, code) for code in ("kk", "ru", "ka", "hy")] == [
        *(("k", "kk"), ("r", "ru"), ("e", "en"), ("e", "en"))
    ]
    assert best_of({"uz": "u", "ka": "g"}, "en") == ("g", "ka")
    assert best_of({"ru": "r", "az": "a"}, "hy") == ("r", "ru") and best_of({}, "hy") == ("", "hy")


def test_a_member_belongs_from_its_first_day_and_hides_by_level() -> None:
    day = NOW.date()
    member = Member(joined_on=day, left_on=day + timedelta(days=2))
    belongs = [member.belonged_on(day + timedelta(days=n)) for n in (-1, 0, 1, 2)]
    assert belongs == [False, True, True, False]
    assert Member(joined_on=day).belonged_on(day)
    hides = {level: Member(exposure=level).is_guarded for level in ("public", "network", "circle", "sealed")}
    assert hides == {"public": False, "network": False, "circle": True, "sealed": True}


def test_a_country_bears_the_name_of_its_language_or_its_code() -> None:
    assert [country_name("KAZ", code) for code in ("ru", "en", "uk")] == [
        *("Казахстан", "Kazakhstan", "Казахстан")
    ]
    assert country_name("DEU", "ru") == "Германия" and country_name("XYZ", "en") == "XYZ"
    codes = iso2_by_iso3()
    assert (codes["KAZ"], codes["DEU"]) == ("KZ", "DE") and "SUN" not in codes
    assert all(len(iso3) == 3 and iso3.isalpha() for iso3 in codes)
    assert len(set(codes.values())) == len(codes), "what fell apart is no second country of one name"
    said = {
        "Россия": "RUS",
        "RU": "RUS",
        "Serbia": "SRB",
        "Сербия": "SRB",
        "Saudi Arabia": "SAU",
        "CW": "CUW",
    }
    assert {text: read_country(text) for text in said} == said
    assert [code for code, _name in countries_by_name(["UZB", "ARM"], "en")] == ["ARM", "UZB"]

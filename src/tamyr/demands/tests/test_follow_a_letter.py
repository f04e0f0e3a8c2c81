"""From what happened to a letter follow its clocks, how it stands, and where one may turn."""

from datetime import date
from pathlib import Path
from shutil import copyfile, copytree

import pytest

from tamyr.demands.logic.calendar import calendar_of
from tamyr.demands.logic.law_file import (
    FOLDER,
    LawFault,
    all_laws,
    law_of,
    laws_in,
    read_law,
    rules_of_bodies,
)
from tamyr.demands.logic.projection import NotInOrder, Reckoning, reckon


def follow(country: str, kind: str, on: date, **events: date) -> Reckoning:
    law = law_of(country)
    letter = law.letter(kind)
    assert letter is not None
    return reckon(law, letter, events, calendar_of(country), on=on)


def test_without_proof_the_clock_is_provisional_and_silence_only_probable() -> None:
    sent = follow("UKR", "information", date(2026, 3, 20), sent=date(2026, 3, 3))
    assert sent.answer and sent.answer.expected_by == date(2026, 3, 10)
    assert sent.answer.doubts == ("no_proof",)
    assert sent.state == "unproved"


def test_with_proof_silence_is_certain_and_opens_the_next_steps() -> None:
    proved = follow(
        "UKR", "information", date(2026, 3, 20), sent=date(2026, 3, 3), delivered=date(2026, 3, 3)
    )
    assert proved.state == "silent"
    assert {turn.step.kind: turn.until for turn in proved.turns} == {
        "superior": None,
        "court": date(2026, 9, 10),
        "ombudsman": None,
    }


def test_on_the_last_day_itself_nothing_is_late() -> None:
    assert follow("UKR", "information", date(2026, 3, 10), delivered=date(2026, 3, 3)).state == "open"
    assert follow("UKR", "information", date(2026, 3, 11), delivered=date(2026, 3, 3)).state == "silent"


def test_a_disputed_rule_shows_two_days_and_is_late_for_certain_only_after_the_second() -> None:
    between = follow("GEO", "information", date(2026, 1, 15), delivered=date(2025, 12, 30))
    assert between.answer
    assert (between.answer.expected_by, between.answer.late_after) == (date(2026, 1, 9), date(2026, 1, 21))
    assert between.state == "disputed" and not between.turns
    assert follow("GEO", "information", date(2026, 1, 22), delivered=date(2025, 12, 30)).state == "silent"


def test_a_bill_of_which_nobody_knows_whether_it_is_in_force_gives_two_days() -> None:
    found = follow("KGZ", "demand", date(2026, 4, 1), delivered=date(2026, 4, 1)).answer
    assert found and (found.expected_by, found.late_after) == (date(2026, 4, 15), date(2026, 4, 21))


def test_a_letter_that_comes_in_on_a_day_off_is_registered_on_the_next_working_day() -> None:
    found = follow("KAZ", "demand", date(2026, 3, 7), delivered=date(2026, 3, 7)).answer
    assert found and found.shortest.began_on == date(2026, 3, 10)


def test_registration_starts_the_clock_where_the_law_says_so() -> None:
    assumed = follow("MDA", "demand", date(2026, 6, 1), delivered=date(2026, 6, 1)).answer
    assert assumed and assumed.expected_by == date(2026, 7, 1) and "no_proof" in assumed.doubts
    known = follow(
        "MDA", "demand", date(2026, 6, 3), delivered=date(2026, 6, 1), registered=date(2026, 6, 3)
    ).answer
    assert known and known.expected_by == date(2026, 7, 3) and "no_proof" not in known.doubts


def test_an_extension_runs_from_the_end_of_the_first_term() -> None:
    found = {
        clock.clock.kind: clock
        for clock in follow("KAZ", "demand", date(2026, 3, 10), delivered=date(2026, 3, 9)).further
    }
    assert found["extension"].expected_by == date(2026, 6, 3)
    assert found["extension_notice"].shortest.began_on == date(2026, 6, 3)


def test_a_letter_that_is_passed_on_begins_anew_and_its_coming_in_is_not_proved() -> None:
    found = follow(
        "UKR", "information", date(2026, 3, 9), delivered=date(2026, 3, 3), forwarded=date(2026, 3, 6)
    )
    assert found.answer and found.answer.shortest.began_on == date(2026, 3, 6)
    assert "no_proof" in found.answer.doubts


def test_the_day_a_body_names_is_kept_and_measured_by_the_law() -> None:
    within = follow(
        "UKR", "information", date(2026, 3, 20), delivered=date(2026, 3, 3), put_off=date(2026, 3, 31)
    )
    assert within.state == "open" and not within.beyond_the_law
    beyond = follow(
        "UKR", "information", date(2026, 4, 20), delivered=date(2026, 3, 3), put_off=date(2026, 4, 15)
    )
    assert beyond.state == "silent" and beyond.beyond_the_law


def test_an_answer_ends_the_waiting_and_a_refusal_opens_the_steps_from_its_day() -> None:
    assert not follow(
        "KAZ", "demand", date(2026, 12, 1), delivered=date(2026, 3, 9), answered=date(2026, 12, 1)
    ).turns
    refused = follow(
        "KAZ", "demand", date(2026, 3, 20), delivered=date(2026, 3, 9), refused=date(2026, 3, 16)
    )
    assert {turn.step.kind: turn.until for turn in refused.turns}["superior"] == date(2026, 6, 16)


def test_the_convention_is_the_outer_clock_of_parties_for_environmental_information_alone() -> None:
    party = follow("UKR", "environment", date(2026, 3, 9), delivered=date(2026, 3, 3))
    assert [span.ends_on for span in party.aarhus] == [date(2026, 4, 3), date(2026, 5, 3)]
    assert not follow("UKR", "information", date(2026, 3, 9), delivered=date(2026, 3, 3)).aarhus
    assert not follow("RUS", "environment", date(2026, 3, 9), delivered=date(2026, 3, 3)).aarhus


def test_where_no_term_was_found_none_is_invented() -> None:
    found = follow("TKM", "demand", date(2026, 12, 1), delivered=date(2026, 3, 3))
    assert found.answer is None and found.state == "no_term" and not found.turns


def test_events_that_cannot_have_happened_are_refused() -> None:
    with pytest.raises(NotInOrder) as refused:
        follow("KAZ", "demand", date(2026, 12, 1), sent=date(2026, 3, 9), delivered=date(2026, 3, 8))
    assert (refused.value.earlier, refused.value.later) == ("sent", "delivered")


def test_every_country_is_kept_and_the_dangerous_ones_are_off() -> None:
    laws = all_laws()
    assert len(laws) == 12
    assert {code for code, law in laws.items() if law.sending_is_off} == {"BLR", "RUS"}
    assert {code for code, law in laws.items() if not law.aarhus.party} == {"BLR", "RUS"}
    assert not [
        law
        for law in laws.values()
        for letter in law.letters
        for clock in letter.clocks
        if clock.known.status == "verified"
    ]


def test_a_law_under_the_name_of_another_country_or_body_is_refused(tmp_path: Path) -> None:
    copytree(FOLDER, tmp_path / "law")
    folders = (tmp_path / "law", tmp_path / "law" / "bodies")
    assert [laws_in(folder) for folder in folders] == [all_laws(), rules_of_bodies()]
    # Beside the country's own file: one of the two laws would be lost unseen.
    copyfile(FOLDER / "kaz.toml", folders[0] / "kgz.toml")
    copyfile(FOLDER / "bodies/adb.toml", folders[1] / "bank.toml")
    for folder, said in zip(folders, ("kgz.toml: .*“KAZ”.*kaz.toml", "bank.toml: .*“adb”"), strict=True):
        with pytest.raises(LawFault, match=said):
            laws_in(folder)


def test_no_letter_is_led_to_a_road_that_the_law_does_not_take() -> None:
    roads = {
        (law.country, kind): {road.way: road.lawful for road in law.roads(kind)}
        for law in all_laws().values()
        for kind in ("information", "environment", "demand")
    }
    refused = {asked for asked, by_way in roads.items() if by_way.get("email") is False}
    everywhere = {
        (country, kind)
        for country in ("BLR", "RUS", "KAZ")
        for kind in ("information", "environment", "demand")
    }
    assert refused == everywhere | {("MDA", "demand")}
    # Whoever is refused is led to what is taken.
    assert [asked for asked in refused if True not in roads[asked].values()] == []
    # What a kind of letter has of its own is not mixed with what is known of another.
    assert roads["MDA", "information"] == roads["MDA", "environment"] == {"email": True}
    assert roads["KAZ", "information"] == {"portal": True, "email": False}
    assert roads["BLR", "environment"] == roads["BLR", "demand"]


GOOD = """
country = "UKR"
zone = "Europe/Kyiv"
looked_up = 2026-11-28
languages = ["uk"]
languages_status = "unverified"
[sources]
page = "https://example.org/"
[[law]]
key = "law"
en = "A law"
ru = "Закон"
sources = ["page"]
[[letter]]
kind = "demand"
law = "law"
[[letter.clock]]
kind = "answer"
amount = 5
unit = "days"
start = "received"
status = "seen"
sources = ["page"]
[aarhus]
party = true
status = "unverified"
[consultation]
status = "unverified"
en = "Nothing."
ru = "Ничего."
"""
FAULTS = {
    'unit = "days"': ('unit = "weeks"', "letter 1, clock 1: “unit” is 'weeks'"),
    "amount = 5": ("amount = 0", "letter 1, clock 1: “amount” is 0"),
    'kind = "answer"': ('kind = "answer"\nnots = 1', "clock 1: does not know ['nots']"),
    'sources = ["page"]\n[aarhus]': ("sources = []\n[aarhus]", "clock 1: names no source"),
    'status = "seen"': ('status = "disputed"', "clock 1: a disputed term has two readings"),
    'ru = "Ничего."': ("", "consultation: has words in one language alone"),
    'law = "law"': ('law = "other"', "letter 1: “law” is 'other'"),
    'page = "https://example.org/"': ('page = "example.org"', "sources.page: no web address"),
    'country = "UKR"': ('country = "SUN"', "“country” is 'SUN'"),
}


def test_a_whole_file_is_read() -> None:
    assert read_law(GOOD, "x.toml").country == "UKR"


@pytest.mark.parametrize("good", FAULTS, ids=str)
def test_what_is_not_understood_is_refused_with_its_place(good: str) -> None:
    bad, words = FAULTS[good]
    assert GOOD.count(good) == 1
    with pytest.raises(LawFault) as refused:
        read_law(GOOD.replace(good, bad), "x.toml")
    assert str(refused.value).startswith("x.toml") and words in str(refused.value)

"""A correction of law, calendar or body counts at once, and the day kept with each letter follows soon."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.demands.logic import calendar, law_file, versions
from tamyr.demands.models import Delivery, Demand
from tamyr.demands.queries.letters import late as queries
from tamyr.demands.queries.letters.late import (
    counted_otherwise,
    late_letters,
    overdue,
)
from tamyr.demands.services.recounting import bring_days_in_step
from tamyr.demands.tests.asking import DAY, happens, letter, ministry
from tamyr.demands.tests.counting import JUNE, MARCH, kept_and_counted
from tamyr.network.models import Member
from tamyr.network.queries.visitors import visitor_on


@pytest.fixture
def corrected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str, str], None]]:
    """Let a later release say something else in a file of the law, or in that of days off."""
    kept = (
        law_file.all_laws,
        calendar.calendars,
        versions.law_sha,
        versions.calendar_sha,
        versions.counting_sha,
    )
    folder = Path(copytree(law_file.FOLDER.parent, tmp_path / "demands"))

    def release() -> None:
        for cached in (*kept, queries._awaited_until):
            cached.cache_clear()

    def correct(name: str, was: str, becomes: str) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert was in text
        (folder / name).write_text(text.replace(was, becomes, 1), encoding="utf-8")
        monkeypatch.setattr(law_file, "FOLDER", folder / "law")
        monkeypatch.setattr(calendar, "FILE", folder / "calendar.toml")
        release()

    yield correct
    monkeypatch.undo()
    release()


TERM = 'law = "code"\nregistered_on_working_days = true\n\n[[letter.clock]]\nkind = "answer"\namount = '
KURBAN_AIT = 'дата Курбан-айта оценена приблизительно."\n'
DAYS_OFF = '[[country.day]]\noff = 2026-03-11\nuntil = 2026-05-29\nsource = "https://example.org/"\n'
CORRECTIONS = {
    "law": ("law/kaz.toml", f"{TERM}15", f"{TERM}60"),
    "days off": ("calendar.toml", KURBAN_AIT, KURBAN_AIT + DAYS_OFF),
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", CORRECTIONS)
def test_a_correction_counts_at_once_and_is_kept_soon(
    sent: Delivery, aygul: Person, corrected: Callable[[str, str, str], None], what: str
) -> None:
    happens(sent, aygul, "delivered", date(2026, 3, 9))
    assert list(late_letters(JUNE)) == [sent] and not counted_otherwise().exists()
    corrected(*CORRECTIONS[what])
    kept, counted = kept_and_counted(sent)
    assert kept and counted and kept < JUNE.date() < counted
    assert list(counted_otherwise()) == [sent] and not late_letters(JUNE).exists()
    assert list(late_letters(JUNE + 30 * DAY)) == [sent]
    bring_days_in_step()
    assert kept_and_counted(sent) == (counted, counted) and not counted_otherwise().exists()
    assert not late_letters(JUNE).exists() and list(late_letters(JUNE + 30 * DAY)) == [sent]


@pytest.mark.django_db
def test_a_body_that_is_entered_under_another_country_is_counted_by_its_law(
    sent: Delivery, body: Institution, aygul: Person
) -> None:
    happens(sent, aygul, "delivered", date(2026, 3, 9))
    before, _counted = kept_and_counted(sent)
    Institution.objects.filter(pk=body.pk).update(iso3="MDA")
    kept, counted = kept_and_counted(sent)
    assert kept == before != counted and list(counted_otherwise()) == [sent]
    bring_days_in_step()
    assert kept_and_counted(sent) == (counted, counted)


@pytest.mark.django_db
def test_the_list_and_the_sheet_follow_a_letter_counted_by_no_release_yet(
    sent: Delivery, aygul: Person, cyra: Person
) -> None:
    happens(sent, aygul, "delivered", date(2026, 3, 9))
    # As a letter stands that was there before its day was kept.
    Delivery.objects.update(awaited_until=None, counted_by="")
    for address in ("/en/demands/?state=overdue", "/en/demands/late/", "/en/demands/late/table.csv"):
        assert "Publish the coal plan" in signed_in(cyra).get(address).getvalue().decode()


@pytest.mark.django_db
def test_only_some_letters_are_counted_for_one_reader_and_then_all_are_in_step(
    demand: Demand, aygul: Person, green_lake: Member, cyra: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = [letter(demand, aygul, ministry(90100 + place), green_lake) for place in range(3)]
    for day, sent in zip((9, 3, 6), letters, strict=True):
        happens(sent, aygul, "delivered", MARCH.replace(day=day))
    Delivery.objects.update(awaited_until=None, counted_by="")
    monkeypatch.setattr(queries, "AT_MOST", 2)
    assert late_letters(JUNE).count() == 2
    bring_days_in_step()
    longest_first = [letters[1], letters[2], letters[0]]
    assert list(overdue(visitor_on(cyra, JUNE))) == longest_first and not counted_otherwise().exists()

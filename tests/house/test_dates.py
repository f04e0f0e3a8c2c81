"""A date is said in one way: day, month in words, year; on pages, in files, in pictures."""

import ast
import io
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.formats import FORMAT_SETTINGS, date_format

from climate_pathways.core.wording import say_date
from tamyr.accounts.queries import moment_by
from tamyr.procedures.forms import END_OF_TIME, end_of
from tests.architecture.plan import nodes_in
from tests.house.dates import AMERICAN

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_site_and_the_science_say_a_date_alike(language: str) -> None:
    day = date(2025, 11, 6)
    said = {"en": "6 November 2025", "ru": "6\N{NO-BREAK SPACE}ноября 2025\N{NO-BREAK SPACE}г."}[language]
    with translation.override(language):
        assert date_format(day) == said
        assert date_format(datetime(2025, 11, 6, 18, 5, tzinfo=UTC), "DATETIME_FORMAT") == f"{said}, 18:05"
        assert not AMERICAN.search(
            date_format(day, "SHORT_DATE_FORMAT") + date_format(day, "MONTH_DAY_FORMAT")
        )
    assert say_date(language, day) == say_date(language, "2025-11-06")
    # Babel keeps the Russian "г." at its year, and leaves the day alone.
    assert " ".join(say_date(language, day).split()) == " ".join(said.split())


MOMENTS = [datetime(2025, month, 6, 18, 5, tzinfo=UTC) for month in range(1, 13)]
# What stands before a word that it must not be parted from by the end of a line.
PARTED = re.compile(r"\d (?:г\.|[а-я]+)")
FORMATS = (
    "DATE_FORMAT",
    "DATETIME_FORMAT",
    "TIME_FORMAT",
    "MONTH_DAY_FORMAT",
    "YEAR_MONTH_FORMAT",
    "SHORT_DATE_FORMAT",
    "SHORT_DATETIME_FORMAT",
)


def test_no_line_ends_within_a_russian_date() -> None:
    assert {name for name in FORMAT_SETTINGS if name.endswith("_FORMAT")} == set(FORMATS), (
        "another format: try it too"
    )
    with translation.override("ru"):
        said = {name: date_format(moment, name) for moment in MOMENTS for name in FORMATS}
        said["moment"] = moment_by("Asia/Bishkek", MOMENTS[0])
    assert {name: text for name, text in said.items() if PARTED.search(text)} == {}
    assert PARTED.search("6 ноября 2025\N{NO-BREAK SPACE}г.") and PARTED.search("ноябрь 2025 г.")


def test_an_american_date_is_noticed() -> None:
    for said in ("November 6, 2025", "Nov. 6, 2025", "11/06/2025", "6:05 p.m.", "since May 17"):
        assert AMERICAN.search(said), said
    for said in ("6 November 2025", "in November 2025", "May 2025", "6/11", "18:05"):
        assert not AMERICAN.search(said), said


def test_a_russian_date_ends_its_sentence_with_its_own_stop() -> None:
    file = ROOT / "src/tamyr/locale/ru/LC_MESSAGES/django.po"
    catalogue = read_po(io.BytesIO(file.read_bytes()))
    words = [
        str(text)
        for message in catalogue
        for text in (message.string if isinstance(message.string, tuple) else (message.string,))
    ]
    assert sum("%(day)s" in text for text in words) > 20
    assert [text for text in words if re.search(r"%\(day\)s\.(?!\.)", text)] == []


def test_no_template_writes_a_date_in_a_way_of_its_own() -> None:
    ways = {
        way
        for file in ROOT.glob("src/tamyr/*/templates/**/*.html")
        for way in re.findall(r"\|date:[\"']([^\"']+)[\"']", file.read_text(encoding="utf-8"))
    }
    assert ways <= {"SHORT_DATE_FORMAT", "Y", "Y-m-d"}


BY_A_BROWSER = {"date": "%Y-%m-%d", "datetime-local": "%Y-%m-%dT%H:%M", "time": "%H:%M", "month": "%Y-%m"}


def shown_otherwise(source: str) -> list[str]:
    """Return the fields for a browser's calendar or clock that are filled in the form of the reader's language."""
    found = []
    for call in nodes_in(source):
        if not isinstance(call, ast.Call) or not ast.unparse(call.func).endswith(("DateInput", "TimeInput")):
            continue
        given = {part.arg: ast.unparse(part.value) for part in call.keywords}
        kinds = [kind for kind in BY_A_BROWSER if f"'type': '{kind}'" in given.get("attrs", "")]
        if any(given.get("format") != repr(BY_A_BROWSER[kind]) for kind in kinds):
            found.append(ast.unparse(call))
    return found


def test_every_stored_day_stands_in_the_browser_s_own_field() -> None:
    """Such a field stays empty where it is given “1 декабря 2026 г.”."""
    texts = (file.read_text(encoding="utf-8") for file in ROOT.glob("src/tamyr/**/*.py"))
    sources = [text for text in texts if "DateInput" in text or "TimeInput" in text]
    assert sum('"type": "date' in source for source in sources) > 10
    assert [call for source in sources for call in shown_otherwise(source)] == []
    planted = 'forms.DateInput(attrs={"type": "date"})'
    assert shown_otherwise(planted) == [planted.replace('"', "'")]


def test_a_day_ends_by_the_clock_that_is_there_then() -> None:
    """Moldova turned its clocks on 29 March 2026: a day before and a day after end at other hours of the world."""
    ends = [end_of(date(2026, 3, day), "Europe/Chisinau") for day in (28, 29)]
    assert [end.isoformat() for end in ends] == ["2026-03-28T21:59:00+00:00", "2026-03-29T20:59:00+00:00"]
    assert end_of(date.max, "America/Los_Angeles") == END_OF_TIME

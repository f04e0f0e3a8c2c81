"""A control character that came with a pasted text breaks no form, page, feed or file: one rule at every door."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.test import Client
from openpyxl import load_workbook

from climate_pathways.core.characters import without_harm
from tamyr.admissions.models import Admission
from tamyr.admissions.tests.application import filled
from tamyr.config.typed_text import clean
from tamyr.network.logic.calendar_file import deadlines_file
from tamyr.network.logic.register.files import csv_bytes, xlsx_bytes
from tamyr.shared.answers import DatedFeed, csv_file

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
# One of each kind: C0, C1, the soft break of Word, line ends of other systems, turned writing, half a pair, no character.
BREAKS = ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"]
GONE = ["\x00", "\x07", "\x1b", "\x7f", "\x9f", "\u202e", "\u2066", "\u200f", "\ud800", "\uffff"]
KINDS = [*BREAKS, *GONE]
TYPED = "Example" + "".join(KINDS) + "words"
LEFT = "Example" + " " * len(BREAKS) + "words"


def feed() -> str:
    made = DatedFeed(TYPED, "https://example.org/", TYPED, author_name=TYPED)
    made.add_item(TYPED, "https://example.org/a/", TYPED, pubdate=NOON, updateddate=NOON)
    root = ElementTree.fromstring(made.writeString("utf-8"))
    return root.findtext("{*}entry/{*}title") or ""


def sheet() -> str:
    return str(load_workbook(io.BytesIO(xlsx_bytes([[TYPED]]))).worksheets[0]["A1"].value)


def calendar() -> str:
    lines = deadlines_file([NOON], summary=TYPED, made_at=NOON).encode().decode().splitlines()
    return next(line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:"))


def first_cell(content: bytes) -> str:
    ((cell,),) = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    return cell


FILES: dict[str, Callable[[], str]] = {
    "feed": feed,
    "calendar": calendar,
    "CSV": lambda: first_cell(csv_file([[TYPED]], "example").content),
    "register as CSV": lambda: first_cell(csv_bytes([[TYPED]])),
    "register as XLSX": sheet,
    "a paragraph of the editor": lambda: json.loads(clean(json.dumps({"text": TYPED})))["text"],
    "a field": lambda: clean(TYPED),
}


@pytest.mark.parametrize("kind", FILES)
def test_no_file_breaks_on_what_stands_in_a_text(kind: str) -> None:
    assert FILES[kind]() == LEFT


def test_text_of_every_language_stays_as_it_is() -> None:
    kept = "Ёлка\tи\nқазақ\r\n\u00a0«…» – 🌱 e\u0301 \u200d"
    assert without_harm(kept) == clean(kept) == kept
    assert clean('{"a": "\\u0451"}') == '{"a": "ё"}' and clean("{\\u000b no JSON") == "{\\u000b no JSON"


def test_whatever_is_typed_into_a_form_is_cleaned_before_any_view(db: None) -> None:
    typed = "River\x0bwatch\x00\u202e"
    answer = Client().post("/en/join/", filled(name_en=typed, story=typed))
    assert answer.status_code == 302
    assert Admission.objects.get().name == "River watch"

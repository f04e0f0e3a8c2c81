"""One row of an uploaded table → an entry of the register, or what was expected instead."""

from collections.abc import Callable, Mapping
from functools import cache

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import translation
from django.utils.translation import gettext as _

from climate_pathways.core.characters import HARMFUL
from tamyr.network.logic.member_entry import LANGUAGES, NAME_LETTERS, SITE_LETTERS, STORY_LETTERS, Value
from tamyr.network.logic.register.table import FORMULA, Row
from tamyr.network.logic.register.values import read_country, read_day
from tamyr.network.models import Theme
from tamyr.network.models.members import Status
from tamyr.safety.models import ExposureLevel
from tamyr.shared.spreadsheet import taken_back

DATES = {"joined": "joined_on", "left": "left_on", "status_from": "status_from_on"}
check_site = URLValidator(schemes=["http", "https"])
NEW_ENTRY: dict[str, Value] = {
    "country": "",
    "status": Status.ACTIVE.value,
    "status_from_on": "",
    "joined_on": "",
    "left_on": "",
    "exposure": ExposureLevel.NETWORK.value,
    "site": "",
    "themes": [],
    **{f"{kind}_{code}": "" for kind in ("name", "story") for code in LANGUAGES},
}

Wrong = list[tuple[str, str, str]]


class UnreadableCell(Exception):
    """A cell holds what it cannot hold; the text says what was expected."""


def read_row(row: Row, before: Mapping[str, Value]) -> tuple[dict[str, Value], Wrong]:
    """Return the entry with the row's cells put over it, and what could not be read."""
    entry, wrong = dict(before), []
    for column, text in row.cells.items():
        if column == "id":
            continue
        name = DATES.get(column, column)
        try:
            entry[name] = _value(column, text, before[name])
        except UnreadableCell as refused:
            wrong.append((column, text, str(refused)))
    return entry, wrong


def _value(column: str, text: str, before: Value) -> Value:
    # An export must come in again, also where a text of the register begins like a formula.
    if text.startswith(FORMULA) and text != before:
        raise UnreadableCell(_("a value; this is a formula (put an apostrophe before it if it is a text)"))
    # After the formula was asked for: what had the shield is a text, whatever it begins with.
    text = taken_back(text)
    if HARMFUL.search(text):
        raise UnreadableCell(_("a text without control characters"))
    if column in DATES:
        return _day(column, text)
    read = READERS.get(column) or (_name if column.startswith("name_") else _story)
    return read(text)


def _day(column: str, text: str) -> str:
    found = read_day(text) if text else None
    if found is None and (text or column == "joined"):
        raise UnreadableCell(
            _("a day that exists, as 2024-05-17 or 17.05.2024 (17/05/2024 and “17 May 2024” are read too)")
        )
    return found.isoformat() if found else ""


def _country(text: str) -> str:
    found = read_country(text)
    if found is None:
        raise UnreadableCell(_("a country by its code (KAZ, KZ) or its name in Russian or English"))
    return found


def _status(text: str) -> str:
    return _one_of(text, words_to_codes("status"), Status.ACTIVE.value)


def _exposure(text: str) -> str:
    return _one_of(text, words_to_codes("exposure"), ExposureLevel.NETWORK.value)


def _one_of(text: str, codes: dict[str, str], empty: str) -> str:
    # An empty cell is a value too, that of a new member; what is to stay as it is leaves its column out.
    if not text:
        return empty
    if text.casefold() not in codes:
        raise UnreadableCell(_("one of: %(values)s") % {"values": ", ".join(dict.fromkeys(codes.values()))})
    return codes[text.casefold()]


def _themes(text: str) -> list[str]:
    parts = [part.strip().casefold() for part in text.replace("|", ";").replace("\n", ";").split(";")]
    codes = words_to_codes("themes")
    unknown = [part for part in parts if part and part not in codes]
    if unknown:
        raise UnreadableCell(
            _("themes by code or word, parted by semicolons; unknown: %(themes)s")
            % {"themes": ", ".join(unknown)[:200]}
        )
    # In the order in which the register shows them: the same themes otherwise sorted are no change.
    return sorted({codes[part] for part in parts if part})


def _site(text: str) -> str:
    if len(text) > SITE_LETTERS:
        raise UnreadableCell(_("a text of at most %(most)d letters") % {"most": SITE_LETTERS})
    try:
        if text:
            check_site(text)
    except ValidationError:
        raise UnreadableCell(_("an address that begins with https:// or http://")) from None
    return text


def _name(text: str) -> str:
    if len(text) > NAME_LETTERS or "\n" in text:
        raise UnreadableCell(_("a name of one line and at most %(most)d letters") % {"most": NAME_LETTERS})
    return text


def _story(text: str) -> str:
    if len(text) > STORY_LETTERS:
        raise UnreadableCell(_("a text of at most %(most)d letters") % {"most": STORY_LETTERS})
    return text


READERS: dict[str, Callable[[str], Value]] = {
    "country": _country,
    "status": _status,
    "exposure": _exposure,
    "themes": _themes,
    "site": _site,
}


@cache
def words_to_codes(kind: str) -> dict[str, str]:
    """Return the codes of a vocabulary by code and by word in Russian and English."""
    choices = {"status": Status, "exposure": ExposureLevel, "themes": Theme}[kind]
    words = {code.casefold(): code for code in choices.values}
    for language in ("ru", "en"):
        with translation.override(language):
            for code, label in choices.choices:
                # Labels of levels explain themselves after a colon; in a table stands the word before it.
                words |= {str(label).casefold(): code, str(label).casefold().split(":")[0]: code}
    return words

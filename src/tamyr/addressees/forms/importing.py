"""A file for the directory: read, understood row by row through the forms that people type into, never kept."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from climate_pathways.core.characters import HARMFUL
from climate_pathways.core.encodings import UnknownEncoding, decoded
from tamyr.addressees.forms.rows import FORMS
from tamyr.addressees.logic.popolo import PopoloFault, read
from tamyr.addressees.logic.rows import FIELDS, Facts, FileRow
from tamyr.addressees.logic.tables import read_table
from tamyr.addressees.pages.words import EXPECTED_WORDS
from tamyr.addressees.queries.plan import Problem
from tamyr.shared.turns import Busy, read_in_turn
from tamyr.shared.typed import come_back

# The form below says it in words, with the rows of ``logic.popolo``: whoever moves one changes its text.
MOST_BYTES = 1_000_000
# Ours are seven deep: of a file of brackets alone the reader of JSON would run out of calls.
DEEPEST = 8
SALT = "addressees.import"


class UploadForm(forms.Form):
    """A file whose rows are shown before anything counts."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Popolo JSON or CSV as this site gives it out, at most 1 MB and 3,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".json,.csv"}),
    )

    def clean_file(self) -> list[FileRow]:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file has more than 1 MB. Split it into several."))
        content = file.read()
        try:
            return read_in_turn(content, read_rows, content)
        except Busy:
            raise come_back() from None
        except UnknownEncoding:
            raise forms.ValidationError(
                _("The letters of this file cannot be read. Save it as UTF-8 and send it again.")
            ) from None
        except PopoloFault as fault:
            expected = EXPECTED_WORDS.get(fault.expected, fault.expected)
            words = {"place": fault.place, "found": fault.found, "expected": expected % fault.values}
            raise forms.ValidationError(
                _("Not understood at %(place)s: “%(found)s”. Expected: %(expected)s. Nothing was taken.")
                % words
            ) from None


def read_rows(content: bytes) -> list[FileRow]:
    """Return the rows of a file as it says them; raise ``PopoloFault`` or ``UnknownEncoding``."""
    text, _encoding = decoded(content)
    if not text.lstrip().startswith(("{", "[")):
        return read_table(text)
    if _depth(text) > DEEPEST:
        raise PopoloFault("file", "…", "objects at most %(count)s deep", count=DEEPEST)
    try:
        document = json.loads(text, parse_constant=_no_number)
        # Half a sign, which JSON can spell out, is none that a page or a database takes.
        json.dumps(document, ensure_ascii=False).encode()
    except PopoloFault:
        raise
    except json.JSONDecodeError as fault:
        # What stands there, not what the library says of it: that comes in English.
        raise PopoloFault(f"line {fault.lineno}", text[fault.pos : fault.pos + 20] or "…", "JSON") from None
    except ValueError:
        raise PopoloFault("file", "…", "whole letters, and numbers of a usual length") from None
    return read(document)


def _no_number(name: str) -> None:
    raise PopoloFault("file", name, "numbers that JSON knows")


def _depth(text: str) -> int:
    """Return how deep brackets stand at most, whatever stands in texts: a bound, found without reading them."""
    depth = deepest = 0
    for letter in text:
        if letter in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in "}]":
            depth -= 1
    return deepest


def understood(rows: list[FileRow]) -> tuple[list[FileRow], list[Problem]]:
    """Return the rows with their facts as the forms understand them, and what they refuse."""
    found, problems = [], []
    for row in rows:
        faults = [*_faults_of_key(row), *_harmful(row)]
        form = FORMS[row.subject](_data(row))
        fields = _without_links(form)
        for name, errors in fields.errors.items():
            faults += [
                Problem(f"{row.place}, {name}", str(row.facts.get(name, ""))[:80], str(error))
                for error in errors
            ]
        problems += faults
        if not faults:
            found.append(FileRow(row.subject, row.key, row.of, _facts(row, fields), row.place))
    return found, problems


def _harmful(row: FileRow) -> Iterator[Problem]:
    """Yield what holds control characters: typed forms lose them on their way in, a file says them."""
    for name, value in row.facts.items():
        if HARMFUL.search(" ".join(_texts_in(value))):
            yield Problem(f"{row.place}, {name}", "…", _("a text without control characters"))


def _texts_in(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts_in(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts_in(part)]
    return [value] if isinstance(value, str) else []


def _without_links(form: Any) -> Any:
    # Rows of the same file may hang on each other: what they hang on is asked by the plan.
    for name in ("parent", "office"):
        form.fields.pop(name, None)
    return form


def _data(row: FileRow) -> dict[str, Any]:
    data = dict(row.facts)
    # A table says in words what JSON says with true and false: both become what a form is typed.
    if row.subject == "channel" and isinstance(data["is_lawful"], str):
        data["is_lawful"] = {"yes": True, "no": False}.get(data["is_lawful"])
    if row.subject == "channel" and isinstance(data["fields"], str):
        typed = data.pop("fields")
        return FORMS["channel"].data_of(data) | {"fields_typed": typed}
    return FORMS[row.subject].data_of(data)


def _facts(row: FileRow, form: Any) -> Facts:
    links = {name: row.facts[name] for name in ("parent", "office") if name in FIELDS[row.subject]}
    facts = form.facts() | links
    # A file of another site may say that two persons looked there: here nobody has.
    return {name: facts[name] for name in FIELDS[row.subject]}


def _faults_of_key(row: FileRow) -> Iterator[Problem]:
    links = [] if row.subject == "name" else [row.key]
    links += [key for key in (row.of, row.facts.get("parent"), row.facts.get("office")) if key]
    for key in links:
        try:
            # UUID() takes other spellings too, by which one row of a file would be two.
            if str(UUID(key)) != key:
                raise ValueError
        except ValueError:
            yield Problem(row.place, str(key)[:80], _("an id as this site gives it: 32 signs in five groups"))


def packed(rows: list[FileRow]) -> str:
    """Return rows as the preview's page carries them to the act, signed."""
    said = [[row.subject, row.key, row.of, row.facts, row.place] for row in rows]
    return signing.dumps(said, salt=SALT, compress=True)


class ApplyForm(forms.Form):
    rows = forms.CharField(widget=forms.HiddenInput)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean_rows(self) -> list[FileRow]:
        try:
            said = signing.loads(self.cleaned_data["rows"], salt=SALT)
        except signing.BadSignature:
            raise forms.ValidationError(_("This preview was not made here. Send the file again.")) from None
        return [FileRow(*row) for row in said]

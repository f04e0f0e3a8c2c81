"""One sequence of bytes for one document: RFC 8785 (JCS), for what the decision file may hold.

Names are ASCII, numbers are integers within ±(2⁵³−1), texts are in NFC, fractions are texts "p/q" in lowest terms. For these
``json.dumps`` with sorted names and no spaces *is* the canonical form. Anything else is refused with its place.
"""

import hashlib
import json
import re
import unicodedata
from fractions import Fraction
from typing import Any

from tamyr.decisions.logic.refusals import Refusal

Json = Any
LARGEST = 2**53 - 1
FRACTION = re.compile(r"(0|-?[1-9][0-9]*)/([1-9][0-9]*)")
# Python reads no integer of more than 4,300 digits; a fraction is refused here, with its place, before that.
MOST_DIGITS = 4000


def canonical(document: Json) -> str:
    """Return the one text of a checked document."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256_of(document: Json) -> str:
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def read_json(text: str) -> Json:
    """Return a document of the subset; raise ``Refusal`` with the place of what does not belong to it."""
    try:
        document = json.loads(
            text,
            object_pairs_hook=_fields,
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=_decimal,
        )
    except json.JSONDecodeError as error:
        raise Refusal("not-json", f"line {error.lineno}, column {error.colno}") from None
    except RecursionError:
        raise Refusal("too-deep", "file") from None
    check_document(document)
    return document


def check_document(document: Json, place: str = "") -> None:
    """Raise ``Refusal`` unless all of a document can stand in the canonical form."""
    if isinstance(document, dict):
        for name, value in document.items():
            if not isinstance(name, str) or not name.isascii():
                raise Refusal("name-not-ascii", f"{place}.{name}".lstrip("."))
            check_document(value, f"{place}.{name}".lstrip("."))
    elif isinstance(document, list | tuple):
        for number, value in enumerate(document):
            check_document(value, f"{place}[{number}]")
    elif isinstance(document, _Unfit):
        raise Refusal(document.code, place or "file", found=document.found)
    elif isinstance(document, str):
        _check_text(document, place)
    elif isinstance(document, int) and not isinstance(document, bool):
        if abs(document) > LARGEST:
            raise Refusal("integer-too-large", place or "file", found=str(document)[:40])
    elif document is not None and not isinstance(document, bool):
        raise Refusal("not-in-the-subset", place, found=type(document).__name__)


def _check_text(text: str, place: str) -> None:
    if not unicodedata.is_normalized("NFC", text):
        raise Refusal("not-nfc", place, found=text[:40])
    # JSON may write half of a pair, which no bytes of UTF-8 can say.
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise Refusal("half-a-character", place)


def written(fraction: Fraction) -> str:
    """Return ``p/q``, whole numbers too: "2/1"."""
    return f"{fraction.numerator}/{fraction.denominator}"


def read_fraction(text: Json, place: str) -> Fraction:
    """Return the fraction that a text says in lowest terms."""
    found = FRACTION.fullmatch(text) if isinstance(text, str) and len(text) < MOST_DIGITS else None
    if found is None:
        raise Refusal("not-a-fraction", place, found=str(text)[:40])
    fraction = Fraction(int(found[1]), int(found[2]))
    if written(fraction) != text:
        raise Refusal("not-in-lowest-terms", place, found=text[:40])
    return fraction


class _Unfit:
    """What JSON allows and the subset does not, kept until its place is known."""

    def __init__(self, code: str, found: str) -> None:
        self.code = code
        self.found = found


def _fields(pairs: list[tuple[str, Json]]) -> Json:
    fields = dict(pairs)
    # Python takes the last of two fields of one name, another program may take the first: one file would
    # say two things.
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        return _Unfit("field-twice", next(name for name in names if names.count(name) > 1))
    return fields


def _decimal(text: str) -> _Unfit:
    return _Unfit("decimal-number", text[:40])


def _integer(text: str) -> int | _Unfit:
    # Python refuses to read an integer of more than 4,300 digits at all.
    if len(text) > len(str(LARGEST)) + 1:
        return _Unfit("integer-too-large", text[:40])
    return int(text)

"""What was chosen or ticked in a list in the words of the list, and what was counted or dated as people write it."""

import re
from base64 import b64encode
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from copy import copy
from datetime import timedelta
from hashlib import sha256

from django.core.signing import BadSignature, TimestampSigner, b62_decode, b62_encode
from django.forms import ChoiceField, Field
from django.utils.translation import gettext as _

from tamyr.shared.languages import as_written
from tamyr.shared.room_forms import known_words

# The hidden input by which ui/form.html and ui/field.html send along the words of lists made for their reader, signed
# so that nobody else puts words there.
LISTED = "listed"
DAY = timedelta(days=1)
TICKED = "on"
KEY = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class DaySigner(TimestampSigner):
    """Signs with the day alone: what is asked for again on one day stays the same, byte by byte."""

    def timestamp(self) -> str:
        day = int(DAY.total_seconds())
        return b62_encode(b62_decode(super().timestamp()) // day * day)


SIGNER = DaySigner(salt="tamyr.shared.listed")
# At least a whole day: a session ends when it was not used for half of one, and its page comes in after that.
AGE = 2 * DAY


def words_for(said: Sequence[str], field: Field | None) -> str:
    """Return the words beside which values were ticked or chosen; of what is but a key to us, how many were."""
    known = {**known_words(field), TICKED: _("yes")}
    # What looks like a key is one, but where keys are typed. Short codes can be found again on the page.
    is_no_text = field is None or isinstance(field, ChoiceField)
    named = {text: known.get(text) or known.get(mark_of(text)) for text in said}
    keys = [text for text in said if is_no_text and not named[text] and mark_of(text) != text]
    words = [named[text] or as_written(text, field) for text in said if text not in keys]
    return ", ".join([*words, *([_("%(count)d from the list") % {"count": len(keys)}] if keys else [])])


def mark_of(value: str) -> str:
    """Return what stands for a value in a list that is sent along: of a key, which does not pack, a part of its hash."""
    if not re.fullmatch(KEY, value, re.ASCII):
        return value
    return "#" + b64encode(sha256(value.encode()).digest()[:3]).decode()


def listed_in(
    signed: Iterable[str], room: str, fixed: Mapping[str, Field], unlike: Container[str] = ()
) -> dict[str, Field]:
    """Return the ``fixed`` fields of a room with the words that its page sent along; what we did not sign for it says nothing.

    Of the names in ``unlike`` the words are those of the page alone: the fixed ones may be another form's.
    """
    told: dict[str, Field] = {}
    for name, label, words in (listed for sent in signed for listed in _read(sent, room)):
        # A page sends what its form does not know, and one list may be drawn in several parts.
        field = told.get(name, fixed.get(name))
        listed = known_words(field) if name in told or name not in unlike else {}
        known = {**listed, **dict(words)}
        told[name] = ChoiceField(label=label, choices=[*known.items()]) if known else _labelled(field, label)
    return {**fixed, **told}


def _labelled(field: Field | None, label: str) -> Field:
    # A number, a day and a text are written each in its way.
    labelled = Field() if field is None or isinstance(field, ChoiceField) else copy(field)
    labelled.label = label
    return labelled


def _read(signed: str, room: str) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    # A page from before an upgrade has them signed in another way.
    with suppress(BadSignature, ValueError, TypeError):
        of_room, lists, fields = SIGNER.unsign_object(signed, max_age=AGE)
        if of_room == room:
            yield from [(name, label, lists[place]) for name, label, place in fields]

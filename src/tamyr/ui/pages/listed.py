"""The words of a list that a form was given when it was opened: sent along, so that a door can say what was chosen."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.forms import BoundField, CharField, ChoiceField, Field
from django.utils.text import Truncator

from tamyr.shared.listed import SIGNER, known_words, words_of

# A longer list would weigh more than its words are worth: a door counts what was chosen in it.
LONGEST, MOST_LETTERS = 60, 120


def unknown_at_a_door(bound: BoundField) -> str:
    """Return, signed, what a door does not know of a field by its form; nothing where it knows it all."""
    field, is_by_name = bound.field, bound.html_name == bound.name
    bases: dict[str, Field] = getattr(bound.form, "base_fields", {})
    base = bases.get(bound.name) if is_by_name else None
    # An address holds what was asked for in it: nothing is lost there.
    if bound.is_hidden or getattr(bound.form, "method", "post") == "get":
        return ""
    unknown: dict[str, str] = {}
    if isinstance(field, ChoiceField):
        # Asked once: a list from the database is drawn from what was asked here.
        offered: list[Any] = list(field.choices)  # type: ignore[arg-type]
        field.widget.choices = offered
        known = known_words(base)
        unknown = {
            value: word for value, word in words_of(offered).items() if value and known.get(value) != word
        }
    elif base is not None or isinstance(field, CharField):
        return ""
    if base is not None and not unknown:
        return ""
    return signed(bound.html_name, bound.label, unknown.items())


def signed(name: str, label: object, words: Iterable[Sequence[object]]) -> str:
    """Return the words of a list for a form that carries them; none where the list is long."""
    told = [(str(value), Truncator(str(word)).chars(MOST_LETTERS)) for value, word, *_beside in words]
    if len(told) > LONGEST:
        return ""
    # What is its own word everywhere is told as it is.
    is_plain = all(value == word for value, word in told)
    return SIGNER.sign_object((name, str(label), [] if is_plain else told), compress=True)

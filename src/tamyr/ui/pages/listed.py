"""The words of a list that a form was given when it was opened: sent along, so that a door can say what was chosen."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.forms import BaseForm, BoundField, ChoiceField, Field
from django.utils.text import Truncator

from tamyr.shared.listed import SIGNER, mark_of
from tamyr.shared.room_forms import known_words, room_of, unlike_in, words_of

# 240 names of ministries in Russian pack to 4,100 letters. What weighs more is not worth its words: a door then says
# how many were chosen. Few long words are sent whole, many are cut.
LONGEST, HEAVIEST = 400, 5_000
WHOLE, MOST_LETTERS, LIGHT = 400, 120, 1_500

# Of a field: its name, its label, the values of its list and their words.
Unknown = tuple[str, object, Iterable[Sequence[object]]]
Told = tuple[str, str, tuple[tuple[str, str], ...]]


def unknown_at_a_door(*drawn: BoundField) -> str:
    """Return, signed for the room of their form, what a door does not know of fields by it; nothing where it knows it all."""
    unknown = [told for bound in drawn for told in _unknown(bound)]
    return signed(room_of(type(drawn[0].form).__module__), *unknown) if unknown else ""


def unknown_of(form: BaseForm) -> str:
    """Return, signed at once, what a door does not know of the fields of a form that is drawn as a whole."""
    return unknown_at_a_door(*form.visible_fields())


def _unknown(bound: BoundField) -> list[Unknown]:
    field, room = bound.field, room_of(type(bound.form).__module__)
    bases: dict[str, Field] = getattr(bound.form, "base_fields", {})
    # What a name means in several ways, a door could but guess.
    is_plain = bound.html_name == bound.name and bound.name not in unlike_in(room)
    base = bases.get(bound.name) if is_plain else None
    # Hidden fields say nothing; a form sent by GET keeps in its address what was asked.
    if bound.is_hidden or getattr(bound.form, "method", "post") == "get":
        return []
    unknown: dict[str, str] = {}
    if isinstance(field, ChoiceField):
        # Asked once: a list from the database is drawn from what was asked here.
        offered: list[Any] = list(field.choices)  # type: ignore[arg-type]
        field.widget.choices = offered
        known = known_words(base)
        unknown = {
            value: word for value, word in words_of(offered).items() if value and known.get(value) != word
        }
    if base is not None and not unknown and str(base.label) == str(bound.label):
        return []
    return [(bound.html_name, bound.label, [*unknown.items()])]


def signed(room: str, *fields: Unknown) -> str:
    """Return the words of lists for a form of a room that carries them, equal lists once; the longest not where all weigh much."""
    drawn = [(name, str(label), [*listed]) for name, label, listed in fields]
    told = _told(drawn, WHOLE)
    packed = _packed(room, told)
    if len(packed) > LIGHT:
        told = _told(drawn, MOST_LETTERS)
        packed = _packed(room, told)
    while len(packed) > HEAVIEST:
        longest = max((words for _name, _label, words in told), key=len)
        told = [listed for listed in told if listed[2] != longest]
        packed = _packed(room, told)
    return packed


def _packed(room: str, told: list[Told]) -> str:
    lists = [*dict.fromkeys(words for _name, _label, words in told)]
    placed = [(name, label, lists.index(words)) for name, label, words in told]
    return SIGNER.sign_object((room, lists, placed), compress=True) if placed else ""


def _told(drawn: Iterable[tuple[str, str, Sequence[Sequence[object]]]], most: int) -> list[Told]:
    return [(name, label, words) for name, label, listed in drawn for words in _short(listed, most)]


def _short(offered: Sequence[Sequence[object]], most: int) -> list[tuple[tuple[str, str], ...]]:
    if len(offered) > LONGEST:
        return []
    told = tuple((str(value), Truncator(str(word)).chars(most)) for value, word, *_beside in offered)
    marked = tuple((mark_of(value), word) for value, word in told)
    # Two of millions may have one mark: their list goes with its keys.
    told = marked if len(dict(marked)) == len(dict(told)) else told
    # Where every value is its own word none is sent: what was chosen is then told as it came.
    return [()] if all(value == word for value, word in told) else [told]

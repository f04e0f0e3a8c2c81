"""What somebody typed into a form that is refused: shown again to be copied, for nothing may be lost."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from django.forms import BaseForm, ChoiceField, Field, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tamyr.shared.asked import TRAP, asked_for, in_its_words, is_by_a_person, is_sealed, label_of
from tamyr.shared.listed import words_for

RETRY_SECONDS, A_LINE = 5, 80

# What says nothing without its field: a word of a list, a number, a day, a mark that a page gave to what it lists.
BARE = re.compile(
    r"[a-z][a-z0-9_-]*|[A-Z]{2,3}|[A-Z][a-z]+(/[A-Z]\w+)+|\d[\d.,:T-]*|[0-9a-f]{8}(-[0-9a-f]+){4}", re.ASCII
)


def typed_in(request: HttpRequest, form: BaseForm | None = None) -> list[str]:
    """Return what a person typed into the form that was sent, or chose, ticked, ranked in it; of a ``form`` in its own words."""
    asked = asked_for(request)
    own = {field.html_name: in_its_words(field, asked) for field in form.visible_fields()} if form else {}
    return typed_texts(request.POST.lists(), {**asked, **own})


def typed_texts(given: Iterable[tuple[str, Sequence[object]]], asked: Mapping[str, Field]) -> list[str]:
    """Return what a person gave among a form's values, after what it was ``asked`` for; never a password or code."""
    texts = []
    for name, said in texts_by_field(given, asked):
        field = asked.get(name)
        if field is None and not any(BARE.fullmatch(text) for text in said):
            # No form of ours asks for it: its name is a program's, and a text says itself what it is.
            texts += said
        elif said:
            is_list = isinstance(field, ChoiceField)
            is_long = not is_list and any("\n" in text or len(text) > A_LINE for text in said)
            # A long text begins its own line, to be copied.
            words = "\n" + "\n".join(said) if is_long else f" {words_for(said, field)}"
            texts.append(f"{label_of(name, field)}{words}")
    return texts


def texts_by_field(
    given: Iterable[tuple[str, Sequence[object]]], asked: Mapping[str, Field]
) -> Iterator[tuple[str, list[str]]]:
    """Yield what a person gave in each field, as they gave it."""
    for name, values in given:
        field = asked.get(name)
        said = [plain(str(value).strip()) for value in values if is_by_a_person(name, field)]
        empty = getattr(field, "empty_values", [""])
        yield name, [text for text in said if text not in empty and not is_sealed(text, field)]


def plain(value: str) -> str:
    """Return the words of a value; the editor sends a paragraph as JSON with its marks, and a remark as JSON."""
    if value.startswith("{"):
        with suppress(ValueError, KeyError, TypeError, RecursionError):
            told = json.loads(value)
            parts = told.values() if {*told} == {"comment"} else (block["text"] for block in told["blocks"])
            return "\n\n".join(parts).strip()
    return value


def come_back() -> ValidationError:
    """Return the fault of a form that has to wait: what was typed stays, only a file must be chosen anew."""
    words = _(
        "The site is busy with the files and questions of others, and yours was not begun. Try again in a moment; choose a file anew if you sent one."
    )
    return ValidationError(words, code="busy")


def typed_by_a_person(form: BaseForm) -> bool:
    """Whether a form that needs no account is filled in rightly, and not by a program: that is refused with why."""
    is_right = form.is_valid()
    if not form.data.get(TRAP):
        return is_right
    words = _(
        "A field that people do not see was filled in, as programs do. If your browser did it, send the form once more."
    )
    form.add_error(None, words)
    return False


def refused(form: BaseForm, answer: HttpResponse) -> HttpResponse:
    """Return the page of a form: with 422 where it holds a fault, to be asked for again where it only has to wait."""
    if any(form.has_error(name, "busy") for name in form.errors):
        answer.status_code, answer["Retry-After"] = 503, str(RETRY_SECONDS)
    elif form.errors and answer.status_code == 200:
        answer.status_code = 422
    return answer

"""What somebody typed into a form that is refused: shown again to be copied, for nothing may be lost."""

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.forms import BaseForm, ChoiceField, Field, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

# The field of ui/trap.html: people do not see it, programs that fill every field do.
TRAP = "leave_empty"
# What is secret, and marks by which a page knows itself again.
NEVER_SHOWN = {"csrfmiddlewaretoken", "password", "code", "credential", "next", "state", "sealed", TRAP}
RETRY_SECONDS = 5

# What pages put into forms for us: keys, marks of what was looked at. A form that asks people for one has it as a field.
OF_THE_PAGE = {
    *("act", "are_others", "base_sha", "basis", "beside", "digest", "draft", "form_key", "headings"),
    *("is_public", "keys", "member", "notice", "origin", "passkey", "passkey_wrapped", "person"),
    *("placement", "public", "read", "replaces", "reply_key", "rows", "sha", "source_sha"),
    *("token", "wrapped"),
}
# Buttons: who is led to the sign-in comes back to the page and presses once more.
BUTTONS = {"agree", "blank", "leave", "named", "none", "out", "outcome", "send", "verdict", "vote"}
# How Wagtail's editor numbers what it holds.
NUMBERED = re.compile(r"(\w+-)+(id|type|order|deleted|count|ORDER|DELETE|[A-Z]+_FORMS)", re.ASCII)
# Signed bundles, and what a browser sealed: no words, whatever the field.
SEALED = re.compile(r"[0-9a-f]{32,}|[\w.:=-]{60,}|age-encryption.*|-----BEGIN AGE.*", re.ASCII | re.DOTALL)
# What says nothing without its field: a word of a list, a number, a mark that a page gave to what it lists.
BARE = re.compile(
    r"[a-z][a-z0-9_-]*|[A-Z]{2,3}|[A-Z][a-z]+(/[A-Z]\w+)+|\d{1,9}|[0-9a-f]{8}(-[0-9a-f]+){4}", re.ASCII
)
TICKED = "on"


def typed_in(request: HttpRequest) -> list[str]:
    """Return what a person typed into the form that was sent, or chose, ticked, ranked in it."""
    return typed_texts(request.POST.lists(), asked_for(request))


def typed_texts(given: Iterable[tuple[str, Sequence[object]]], asked: Mapping[str, Field]) -> list[str]:
    """Return what a person gave among a form's values, whatever it is; never a password or code.

    Texts stand alone, to be copied; what says nothing alone stands after what it was ``asked`` for.
    """
    texts = []
    for name, values in given:
        field = asked.get(name)
        said = [plain(str(value).strip()) for value in values if is_by_a_person(name, field)]
        said = [text for text in said if text and not SEALED.fullmatch(text)]
        if any(isinstance(field, ChoiceField) or BARE.fullmatch(text) for text in said):
            words = ", ".join(word_for(text, field) for text in said)
            said = [f"{label_of(name, field)} {words}"]
        texts += said
    return texts


def is_by_a_person(name: str, field: Field | None) -> bool:
    if name in NEVER_SHOWN:
        # One word for two things: a code to sign in by, and the code of an option.
        return name == "code" and isinstance(field, ChoiceField)
    return field is not None or not (name in OF_THE_PAGE | BUTTONS or NUMBERED.fullmatch(name))


def label_of(name: str, field: Field | None) -> str:
    label = str(field.label or name) if field else name
    return label if label.endswith(("?", ":", ".")) else f"{label}:"


def word_for(text: str, field: Field | None) -> str:
    """Return the word beside which a value was ticked, where a form has the same for everybody."""
    if text == TICKED:
        return _("yes")
    offered = field.choices if isinstance(field, ChoiceField) else ()
    # What is asked of the database may not be for the eyes of who is signed out.
    fixed: list[tuple[Any, Any]] = list(flatten_choices(offered)) if isinstance(offered, list) else []
    return next((str(word) for value, word in fixed if str(value) == text), text)


def asked_for(request: HttpRequest) -> dict[str, Field]:
    """Return what the forms of the room behind an address ask people for; of a name, as the form most like the one sent."""
    view = getattr(request.resolver_match, "func", None)
    room = ".".join(getattr(view, "__module__", "").split(".")[:2])
    sent = request.POST.keys()
    by_likeness = sorted(forms_of(room), key=lambda fields: (len(fields.keys() & sent), -len(fields)))
    return {name: field for fields in by_likeness for name, field in fields.items()}


@cache
def forms_of(room: str) -> tuple[dict[str, Field], ...]:
    """Return the fields of each form of a room that a person sees. A room that has views has brought in its forms."""
    loaded = [module for name, module in tuple(sys.modules.items()) if name.startswith(f"{room}.forms")]
    classes = [one for module in loaded for one in vars(module).values() if isinstance(one, type)]
    forms = [one.base_fields for one in classes if issubclass(one, BaseForm) and hasattr(one, "base_fields")]
    return tuple(
        {name: field for name, field in fields.items() if not field.widget.is_hidden} for fields in forms
    )


def plain(value: str) -> str:
    """Return the words of a value; the editor sends a paragraph as JSON with its marks."""
    if not value.startswith('{"'):
        return value
    try:
        blocks = json.loads(value)["blocks"]
        return "\n\n".join(block["text"] for block in blocks)
    except (ValueError, KeyError, TypeError):
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
    """Return the page of a refused form, as one to be asked for again where it only has to wait."""
    if any(form.has_error(name, "busy") for name in form.errors):
        answer.status_code, answer["Retry-After"] = 503, str(RETRY_SECONDS)
    return answer

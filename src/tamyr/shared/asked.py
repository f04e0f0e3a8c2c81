"""What the forms of a room ask people for, as far as it can be told of a form that was sent: labels."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.forms import BoundField, ChoiceField, Field
from django.http import HttpRequest

from tamyr.shared.languages import meant_by
from tamyr.shared.listed import LISTED, listed_in
from tamyr.shared.room_forms import forms_of, known_words, room_of, unlike_in, words_of

# The field of ui/trap.html: people do not see it, programs that fill every field do.
TRAP = "leave_empty"
# What is secret, and marks by which a page knows itself again.
NEVER_SHOWN = {
    *("csrfmiddlewaretoken", "password", "code", "credential", "next", "state", "sealed"),
    *(TRAP, LISTED),
}

# What pages put into forms for us: keys, marks of what was looked at. A form that asks people for one has it as a field.
OF_THE_PAGE = {
    *("act", "base_sha", "basis", "beside", "digest", "draft", "form_key", "headings"),
    *("is_public", "key", "keys", "language", "mark", "member", "notice", "origin", "passkey"),
    *("passkey_wrapped", "person", "placement", "public", "read", "replaces", "reply_key", "revision"),
    *("rows", "seen", "sha", "source_sha", "token", "version", "wrapped"),
}
# Buttons: who is led to the sign-in comes back to the page and presses once more.
BUTTONS = {"agree", "blank", "leave", "named", "none", "out", "outcome", "send", "verdict", "vote"}
# What Wagtail's editor sends beside: how it numbers what it holds, its buttons, which version it shows, that it is open.
OF_THE_EDITOR = re.compile(
    r"(\w+-)+(id|type|order|deleted|count|ORDER|DELETE|[A-Z_]+_FORMS)|action(-.*)?|workflow-action-name|localize-.*"
    r"|(\w+_)?revision_\w+|is_editing|(\w+-)*focal_point_\w+|locale"
)
# Signed bundles, and what a browser sealed: no words, whatever the field.
SEALED = re.compile(r"[0-9a-f]{32,}|[\w.:=-]{60,}|age-encryption.*|-----BEGIN AGE.*", re.ASCII | re.DOTALL)
# What another maker's pages ask for, by the names that they send: the room that brings a maker in says it here.
OTHER_MAKERS: dict[str, Callable[[Mapping[str, Any]], dict[str, Field]]] = {}


def is_by_a_person(name: str, field: Field | None) -> bool:
    if is_secret(name):
        # One word for two things: a code to sign in by, and the code of an option.
        return name == "code" and isinstance(field, ChoiceField)
    return field is not None or not (name in OF_THE_PAGE | BUTTONS or OF_THE_EDITOR.fullmatch(name))


def is_secret(name: str) -> bool:
    return name in NEVER_SHOWN or "password" in name


def is_sealed(text: str, field: Field | None) -> bool:
    # A tick may say of what it is, by a hash.
    return SEALED.fullmatch(text) is not None and text not in known_words(field)


def label_of(name: str, field: Field | None) -> str:
    label = str(field.label or name) if field else name
    return label if label.endswith(("?", ":", ".")) else f"{label}:"


def asked_for(request: HttpRequest) -> dict[str, Field]:
    """Return what the forms of the room behind an address ask people for, in the words of the form that was sent.

    What a name means in but one of them its page sends along; without it, as the form most like the one sent has it.
    """
    match = request.resolver_match or meant_by(request.path_info)[1]
    room = room_of(getattr(match and match.func, "__module__", ""))
    sent = request.POST.keys()
    by_likeness = sorted(forms_of(room), key=lambda fields: (len(fields.keys() & sent), -len(fields)))
    fixed = {name: field for fields in by_likeness for name, field in fields.items()}
    told = listed_in(request.POST.getlist(LISTED), room, fixed, unlike_in(room))
    if other := OTHER_MAKERS.get(room.partition(".")[0]):
        told |= other(request.POST)
    # Whether what is named like a secret is a list, only a form of the room itself can say.
    return {
        name: field
        for name, field in told.items()
        if not is_secret(name) or isinstance(fixed.get(name), ChoiceField)
    }


def in_its_words(bound: BoundField, told: Mapping[str, Field]) -> Field:
    """Return a field of a form that was sent, with the words of its own list beside those that its page sent along."""
    if not isinstance(bound.field, ChoiceField):
        return bound.field
    words = {**known_words(told.get(bound.html_name)), **words_of(bound.field.choices)}
    return ChoiceField(label=bound.label, choices=[*words.items()])

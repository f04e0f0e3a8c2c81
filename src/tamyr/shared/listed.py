"""What was chosen or ticked in a list, in the words of the list."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from django.core.signing import BadSignature, Signer
from django.forms import ChoiceField, Field
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

# In ui/field.html the words of a list that was made for its reader. The signature says that they are ours.
LISTED = "listed"
SIGNER = Signer(salt="tamyr.shared.listed")
TICKED = "on"
KEY = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def words_for(said: Sequence[str], field: Field | None) -> str:
    """Return the words beside which values were ticked or chosen; of what is but a key to us, how many were."""
    known = {**known_words(field), TICKED: _("yes")}
    is_a_list = isinstance(field, ChoiceField)
    # Of a list that nothing is known of each value is a key; elsewhere what looks like one, but where keys are typed.
    looks_so = r".*" if is_a_list and len(known) == 1 else KEY if is_a_list or field is None else r"(?!)"
    keys = [text for text in said if text not in known and re.fullmatch(looks_so, text, re.ASCII | re.DOTALL)]
    words = [known.get(text, text) for text in said if text not in keys]
    return ", ".join([*words, *([_("%(count)d from the list") % {"count": len(keys)}] if keys else [])])


def known_words(field: Field | None) -> dict[str, str]:
    """Return the words of a list that is the same for everybody."""
    # What is asked of the database may not be for the eyes of who is signed out.
    if not isinstance(field, ChoiceField) or hasattr(field, "queryset"):
        return {}
    return words_of(field.choices)


def words_of(choices: Any) -> dict[str, str]:
    """Return the words of a list by their values, those of its groups among them."""
    flat: list[tuple[Any, Any]] = list(flatten_choices(choices))
    return {str(value): str(word) for value, word in flat}


def listed_in(signed: Iterable[str]) -> dict[str, Field]:
    """Return the fields whose words a page sent along, as it drew them; what we did not sign says nothing."""
    fields: dict[str, Field] = {}
    for one in signed:
        with suppress(BadSignature):
            name, label, words = SIGNER.unsign_object(one)
            # One list may be drawn in several parts.
            before = [*known_words(fields.get(name)).items()]
            fields[name] = (
                ChoiceField(label=label, choices=[*before, *words]) if words else Field(label=label)
            )
    return fields

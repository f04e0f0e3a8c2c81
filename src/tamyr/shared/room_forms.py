"""What the forms of a room ask people for, and the words of those lists that are the same for everybody."""

import sys
from collections.abc import Callable
from functools import cache
from typing import Any

from django.forms import BaseForm, ChoiceField, Field
from django.urls import get_resolver
from django.utils.choices import flatten_choices
from django.utils.translation import get_language


def room_of(module: str) -> str:
    """Return the room that a form or a view belongs to."""
    return ".".join(module.split(".")[:2])


@cache
def forms_of(room: str) -> tuple[dict[str, Field], ...]:
    """Return the fields of each form of a room that a person sees."""
    # A room that has views has brought in its forms: who draws one early would know but some of them.
    get_resolver().url_patterns  # noqa: B018
    loaded = [module for name, module in tuple(sys.modules.items()) if name.startswith(f"{room}.forms")]
    classes = [found for module in loaded for found in vars(module).values() if isinstance(found, type)]
    forms = [
        form.base_fields for form in classes if issubclass(form, BaseForm) and hasattr(form, "base_fields")
    ]
    return tuple(
        {name: field for name, field in form.items() if not field.widget.is_hidden} for form in forms
    )


def unlike_in(room: str) -> frozenset[str]:
    """Return the names by which the forms of a room ask people for several things, or offer several lists."""
    return _unlike(room, get_language() or "")


@cache
def _unlike(room: str, _language: str) -> frozenset[str]:
    asked: dict[str, tuple[object, ...]] = {}
    unlike = set()
    for name, field in (one for form in forms_of(room) for one in form.items()):
        said = (str(field.label), known_words(field))
        unlike |= {name} if asked.setdefault(name, said) != said else set()
    return frozenset(unlike)


def known_words(field: Field | None) -> dict[str, str]:
    """Return the words of a list that is the same for everybody."""
    if not isinstance(field, ChoiceField):
        return {}
    if (rows := getattr(field, "queryset", None)) is None:
        return words_of(field.choices)
    # What is asked of the database may not be for the eyes of who is signed out, but where its model says all names.
    names: Callable[[], dict[str, str]] = getattr(rows.model, "names_for_everybody", dict)
    return names()


def words_of(choices: Any) -> dict[str, str]:
    """Return the words of a list by their values, those of its groups among them."""
    flat: list[tuple[Any, Any]] = list(flatten_choices(choices))
    return {str(value): str(word) for value, word in flat}

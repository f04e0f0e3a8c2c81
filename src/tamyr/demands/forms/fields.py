"""Fields that several forms of this room share."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LANGUAGE_CHOICES = [("en", _("English")), ("ru", _("Russian"))]


def day_field(label: Any, help_text: Any = "", *, is_needed: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=is_needed,
        # Browsers fill a field of this type from no other form of a day, whatever the language of the page.
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def words_field(
    label: Any, help_text: Any = "", *, rows: int = 4, longest: int = 3000, is_needed: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=is_needed,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def source_field() -> forms.URLField:
    return forms.URLField(
        label=_("Where it can be read"), required=False, max_length=200, assume_scheme="https"
    )


def form_key_field() -> forms.UUIDField:
    """Return the field by which the same form sent twice is one."""
    # The function and not what it returns: each form that is opened needs a key of its own.
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

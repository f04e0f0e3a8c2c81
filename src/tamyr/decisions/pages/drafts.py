"""What stands in a draft otherwise than somebody typed it, by the labels of its form."""

from collections.abc import Iterator
from datetime import date

from django.forms import BoundField, CharField, Form
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tamyr.procedures.pages import unseen_words
from tamyr.shared.asked import label_of

DAYS = ("closes_on", "codes_until_on")


def differing(form: Form, zone: str, its_zone: str) -> str:
    """Say each field of a draft that holds something else than ``form`` was sent with; its days end by ``its_zone``."""
    others = {*form.changed_data, *(DAYS if zone != its_zone else ())}
    fields = [field for field in form.visible_fields() if field.name in others and not _is_alike(field)]
    return "\n".join(_said(fields, f" ({its_zone})" if zone != its_zone else "")) or unseen_words()


def _is_alike(field: BoundField) -> bool:
    # A browser ends lines otherwise than they are kept.
    if isinstance(field.field, CharField):
        return str(field.initial or "").split() == str(field.data or "").split()
    # Of a list by the words that its reader has: what they may not see differs from nothing that they typed.
    return hasattr(field.field, "choices") and _words(field, field.initial) == _words(field, field.data)


def _said(fields: list[BoundField], of_zone: str) -> Iterator[str]:
    for field in fields:
        words = _words(field, field.initial)
        gap = "\n" if "\n" in words else " "
        label = label_of(field.name, field.field)
        yield f"{label}{gap}{words}{of_zone if field.name in DAYS else ''}"


def _words(field: BoundField, held: object) -> str:
    value = field.field.prepare_value(held)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return date_format(value)
    values = value if isinstance(value, list) else [value]
    offered = getattr(field.field, "choices", None)
    if offered is None:
        return ", ".join(str(value) for value in values if value not in (None, "")) or "–"
    # Of a list what it offers this reader alone: a member that hides from them is not named.
    named = {str(key): str(word) for key, word in offered}
    return ", ".join(named[str(value)] for value in values if str(value) in named) or "–"

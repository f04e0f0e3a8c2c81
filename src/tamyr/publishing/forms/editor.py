"""What Wagtail's editor asks for, by the names of its inputs: ``body-0-value-words`` is “In words”."""

import re
from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any

from django.forms import ChoiceField, Field, ModelChoiceField
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import Block
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import get_page_models

from tamyr.network.logic.country_names import country_name, iso2_by_iso3
from tamyr.network.models import Country
from tamyr.shared.languages import language

IN_A_BODY = re.compile(r"(?P<whole>\w+)-(?P<number>\d+)-value(?P<parts>(-\w+)*)", re.ASCII)
IN_A_LIST = re.compile(r"(?P<whole>\w+)-\d+-(?P<part>\w+)", re.ASCII)


def asked_by_the_editor(sent: Mapping[str, Any]) -> dict[str, Field]:
    """Return what each input of a form was asked as, by the form of the editor most like it.

    Where several are, what they ask under other words is left out: which page it was, who is signed out may not learn.
    """
    names = {name.partition("-")[0] for name in sent}
    likeness = {form: (len(names & of), -len(of)) for form in forms() if (of := inputs_of(form))}
    alike = [form for form, like in likeness.items() if like == max(likeness.values())]
    asked = {}
    for name in sent:
        fields = [field for form in alike if (field := field_in(form, name, sent)) is not None]
        if len(fields) == len(alike) and len({field.label for field in fields}) == 1:
            asked[name] = in_words(fields[0], sent[name])
    return asked


def forms() -> Iterator[Any]:
    """Yield the form of each kind of page that somebody writes, of a picture and of a document."""
    yield from (
        model.get_edit_handler().get_form_class() for model in get_page_models() if model.is_creatable
    )
    yield get_image_form(get_image_model())
    yield get_document_form(get_document_model())


def inputs_of(form: Any) -> set[str]:
    return {*form.base_fields, *getattr(form, "formsets", {})}


def field_in(form: Any, name: str, sent: Mapping[str, Any]) -> Field | None:
    """Return the field behind the name of an input: of the form itself, of a list in it, or of a body's block."""
    if name in form.base_fields:
        return visible(form.base_fields[name])
    if found := IN_A_BODY.fullmatch(name):
        block = getattr(form.base_fields.get(found["whole"]), "block", None)
        kind = str(sent.get(f"{found['whole']}-{found['number']}-type"))
        return of_a_block(block, kind, *found["parts"].split("-")[1:])
    if found := IN_A_LIST.fullmatch(name):
        listed = getattr(form, "formsets", {}).get(found["whole"])
        return visible(listed.form.base_fields.get(found["part"])) if listed else None
    return None


def visible(field: Field | None) -> Field | None:
    return None if field is None or field.widget.is_hidden else field


def of_a_block(block: Block | None, *way: str) -> Field | None:
    for name in way:
        block = getattr(block, "child_blocks", {}).get(name)
    if block is None or not hasattr(block, "field"):
        return None
    field: Field = copy(block.field)
    field.label = capfirst(block.label)
    return field


def in_words(field: Field, value: Any) -> Field:
    """Return a field whose list can be told to anybody: countries all know, of the rest only that it was chosen."""
    if not isinstance(field, ModelChoiceField):
        return field
    words = {str(value): _("%(count)d from the list") % {"count": 1}}
    if field.queryset is not None and field.queryset.model is Country:
        words = {iso3: country_name(iso3, language()) for iso3 in iso2_by_iso3()}
    return ChoiceField(label=field.label, choices=[*words.items()])

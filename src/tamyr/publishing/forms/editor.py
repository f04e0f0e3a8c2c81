"""What Wagtail's editor asks for, by the names of its inputs: ``body-0-value-words`` is “In words”."""

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from typing import Any

from django.forms import ChoiceField, Field, ModelChoiceField
from django.forms.utils import pretty_name
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.blocks import Block
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.forms import TaskStateCommentForm
from wagtail.images import get_image_model
from wagtail.images.forms import ImageInsertionForm, URLGeneratorForm, get_image_form
from wagtail.images.views.bulk_actions.add_tags import TagForm
from wagtail.models import Locale, get_page_models
from wagtail_localize.views.submit_translations import SubmitTranslationForm
from wagtail_localize.views.update_translations import UpdateTranslationsForm

from tamyr.network.logic.country_names import country_name, iso2_by_iso3
from tamyr.network.models import Country
from tamyr.shared.languages import language

IN_A_BODY = re.compile(r"(?P<whole>\w+)-(?P<number>\d+)-value(?P<parts>(-\w+)*)", re.ASCII)
IN_A_LIST = re.compile(r"(?P<whole>\w+)-\d+-(?P<part>\w+)", re.ASCII)
# By which the windows over a text, and the many files that are brought at once, tell their forms apart.
OF_A_WINDOW = re.compile(
    r"^((uploaded-)?(image|doc|document)-\d+-|[a-z]+(-link)?-chooser-(upload-|insertion-)?)", re.ASCII
)
# The remark of a second reader, sent along with the page as JSON.
REMARK = "workflow-action-extra-data"
# What a script sends for an empty text.
NOTHING_WRITTEN = "null"
SMALL_FORMS = (
    *(TaskStateCommentForm, SubmitTranslationForm, UpdateTranslationsForm, TagForm),
    *(ExternalLinkChooserForm, AnchorLinkChooserForm, EmailLinkChooserForm, PhoneLinkChooserForm),
    *(ImageInsertionForm, URLGeneratorForm),
)
# Words of ours: for what several kinds of pages ask each in their own, and what another maker's form calls by no word.
OURS = {
    "lead": gettext_lazy("In a sentence"),
    "body": gettext_lazy("Text"),
    "comment": gettext_lazy("Remark for the writer"),
    REMARK: gettext_lazy("Remark for the writer"),
    "include_subtree": gettext_lazy("The pages below it as well"),
    "url": gettext_lazy("Address of the link"),
    "link_text": gettext_lazy("Words of the link"),
    "email_address": gettext_lazy("E-mail address"),
    "phone_number": gettext_lazy("Phone number"),
    "subject": gettext_lazy("Subject of the letter"),
    "alt_text": gettext_lazy("What the picture shows"),
    "image_is_decorative": gettext_lazy("The picture only decorates"),
    "format": gettext_lazy("Where the picture stands"),
}


def asked_by_the_editor(sent: Mapping[str, Any]) -> dict[str, Field]:
    """Return what each input of a form was asked as, by the form of the editor most like it.

    Where several are, what they ask under other words is said in one of ours: which page it was, who is signed out may
    not learn.
    """
    names = {beginning(name) for name in sent}
    likeness = {form: (len(names & of), -len(of)) for form in forms() if (of := inputs_of(form))}
    alike = [form for form, like in likeness.items() if like == max(likeness.values())]
    asked = {}
    for name in sent:
        fields = [field for form in alike if (field := field_in(form, name, sent)) is not None]
        if len(fields) == len(alike):
            asked[name] = in_words(fields[0], label_for(name, fields), each_of(sent, name))
    return asked


def label_for(name: str, fields: list[Field]) -> str:
    """Return by which word a field is asked for: the one in all forms, or ours."""
    own, labels = own_name(name), {str(field.label or "") for field in fields}
    # A word that is no promise of a translation stands in one language for all.
    is_told = len(labels) == 1 and isinstance(fields[0].label, Promise)
    ours = "" if is_told else str(OURS.get(own, ""))
    return ours or (labels.pop() if len(labels) == 1 else "") or pretty_name(own)


def each_of(sent: Mapping[str, Any], name: str) -> list[Any]:
    return sent.getlist(name) if isinstance(sent, MultiValueDict) else [sent[name]]


def forms() -> Iterator[Any]:
    """Yield the form of each kind of page that somebody writes, of a picture and a document, and the small ones beside them."""
    yield from (
        model.get_edit_handler().get_form_class() for model in get_page_models() if model.is_creatable
    )
    yield get_image_form(get_image_model())
    yield get_document_form(get_document_model())
    yield from SMALL_FORMS


def own_name(name: str) -> str:
    """Return what a form itself calls an input."""
    return OF_A_WINDOW.sub("", name, count=1)


def beginning(name: str) -> str:
    """Return by what an input is told from those of other forms: of what has parts the name of the whole, and a dash."""
    whole, dash, _part = own_name(name).partition("-")
    return whole + dash


def inputs_of(form: Any) -> set[str]:
    """Return how the names begin that a form sends: text in one piece has its name, a body of blocks and a list more after it."""
    fields = {name + "-" * hasattr(field, "block") for name, field in form.base_fields.items()}
    return fields | {f"{name}-" for name in getattr(form, "formsets", {})}


def field_in(form: Any, name: str, sent: Mapping[str, Any]) -> Field | None:
    """Return the field behind the name of an input: of the form itself, of a list in it, or of a body's block."""
    if name == REMARK:
        return TaskStateCommentForm.base_fields["comment"]
    name = own_name(name)
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


def in_words(field: Field, label: str, values: Iterable[Any]) -> Field:
    """Return a field whose list can be told to anybody: countries and languages all know, of the rest only that it was chosen."""
    if not isinstance(field, ModelChoiceField):
        field = copy(field)
        field.label, field.empty_values = label, [*field.empty_values, NOTHING_WRITTEN]
        return field
    words = {str(value): _("%(count)d from the list") % {"count": 1} for value in values}
    model = field.queryset.model if field.queryset is not None else None
    if model is Country:
        words = {iso3: country_name(iso3, language()) for iso3 in iso2_by_iso3()}
    elif model == Locale:
        words = {str(locale.pk): str(locale) for locale in Locale.objects.all()}
    return ChoiceField(label=label, choices=[*words.items()])

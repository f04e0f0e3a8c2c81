"""What is typed to comment on a draft without an account, and to answer a comment."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tamyr.ndc.models import Section
from tamyr.ndc.services.commenting import Answer, CommentDraft
from tamyr.procedures.forms import MarkedForm
from tamyr.shared.languages import BOUND_LANGUAGES, bound_language, language

LONGEST_COMMENT, LONGEST_NAME, LONGEST_WHY = 4000, 120, 2000
MOST_DAYS = 90


class CommentForm(forms.Form):
    words = forms.CharField(
        label=_("Your comment"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What should be said otherwise, and why. Name no private person."),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_(
            "You may leave it empty. It is published with your comment only if you tick the box below."
        ),
    )
    # Never ticked beforehand: what is published was agreed to, not overlooked.
    may_be_published = forms.BooleanField(
        label=_("My comment, and my name if I gave one, may be published with the answer"),
        required=False,
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def said(self) -> CommentDraft:
        given = self.cleaned_data
        # In the language of the page: a stranger is asked for no more than they came to say.
        return CommentDraft(given["words"], given["name"], language(), given["may_be_published"])


def _why(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_WHY, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(forms.Form):
    """``sections``: those that stand, with their headings."""

    taken_up = forms.ChoiceField(
        label=_("What became of it"),
        choices=[("yes", _("taken up in the text")), ("no", _("not taken up"))],
        widget=forms.RadioSelect,
    )
    section = forms.ChoiceField(label=_("In which section"), required=False)
    why_ru = _why(_("Why, in Russian"))
    why_en = _why(_("Why, in English"))

    def __init__(self, *args: Any, sections: Iterable[Section], **given: Any) -> None:
        super().__init__(*args, **given)
        self._sections = {str(section.pk): section for section in sections}
        field: forms.ChoiceField = self.fields["section"]  # type: ignore[assignment]
        named = [(key, section.headings[bound_language()]) for key, section in self._sections.items()]
        field.choices = [("", _("in no single one")), *named]

    def answer(self) -> Answer:
        given = self.cleaned_data
        why = {code: given[f"why_{code}"] for code in BOUND_LANGUAGES}
        return Answer(given["taken_up"] == "yes", self._sections.get(given["section"]), why)


class OpenForm(MarkedForm):
    """For how long a draft is put before everybody; ``sha`` is of the words that were read."""

    sha = forms.CharField(max_length=64, widget=forms.HiddenInput)
    days = forms.IntegerField(label=_("Days for comments"), min_value=1, max_value=MOST_DAYS, initial=30)


class AskForm(forms.Form):
    body = forms.CharField(
        label=_("Local government"),
        max_length=LONGEST_NAME,
        help_text=_("Its comments will bear this name for those who answer them."),
    )

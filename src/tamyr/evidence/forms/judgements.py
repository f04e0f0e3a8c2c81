"""What a member says of a country beside its rating."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from climate_pathways.assessment import axes_rule, axis_name, step_word
from climate_pathways.pledges import answer_text
from tamyr.evidence.models import Stance
from tamyr.evidence.queries.subjects import Subject
from tamyr.evidence.services import Proposal
from tamyr.procedures.forms import WrittenByMany
from tamyr.shared.languages import language

LONGEST_TEXT = 3000


def steps() -> list[tuple[str, Any]]:
    """Return the steps of each axis, in the words of the science, and the choice of none."""
    named = [
        (
            axis_name(axis.id, language()),
            [(f"{axis.id}:{step.id}", step_word(axis.id, step.id, language())) for step in axis.steps],
        )
        for axis in axes_rule().axes
    ]
    return [("", _("No step: words alone")), *named]


def answers() -> list[tuple[str, Any]]:
    """Return the answers to a criterion, in the words of the science, and the choice of none."""
    named = [(answer, answer_text(answer, language())) for answer in ("yes", "partly", "no")]
    return [("", _("No answer: words alone")), *named]


class WordsForm(forms.Form):
    text_ru = forms.CharField(
        label=_("In Russian"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    text_en = forms.CharField(
        label=_("In English"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What the numbers do not show, with its reasons. Name no private person."),
    )
    # Made with the form, so that it, sent twice, is one proposal.
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("text_ru") and not data.get("text_en"):
            self.add_error("text_ru", _("Write the judgement in Russian or in English, better in both."))
        return data


class ProposalForm(WordsForm):
    axis_step = forms.ChoiceField(
        label=_("Axis and step"),
        # The function and not its answer, which would stay in the language of whoever asked first.
        choices=steps,
        required=False,
        help_text=_("It stands beside the rating and never changes it. One axis, or words about the whole."),
    )

    # A field of a class below stands after those of the one above, and the choice belongs before the words.
    field_order = ("axis_step",)

    def proposal(self, _subject: Subject) -> Proposal:
        said = self.cleaned_data
        return Proposal(said["axis_step"], said["text_en"], said["text_ru"])


class CriterionForm(WordsForm):
    """What a member says of one criterion of a version of an NDC."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=answers,
        required=False,
        help_text=_("It stands beside what the document says and never changes it."),
    )

    field_order = ("answer",)

    def proposal(self, subject: Subject) -> Proposal:
        said = self.cleaned_data
        return Proposal(
            "", said["text_en"], said["text_ru"], subject.document, subject.criterion, said["answer"]
        )


class VoiceForm(WrittenByMany):
    stance = forms.ChoiceField(label=_("Your organisation"), choices=Stance.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Dissent needs a reason; it is published with the judgement, with your organisation’s name "
            "where that is public. What members alone may know stays with the members."
        ),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("stance") == Stance.DISSENT and not data.get("reason"):
            self.add_error("reason", _("Say why your organisation dissents."))
        return data

"""What is typed of a comment: its language and readers, its words, how it was handed over, what was taken up."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tamyr.addressees.logic.kinds import WAYS
from tamyr.addressees.pages.words import WAY_WORDS, languages_words
from tamyr.consultations.forms.fields import (
    OWN_LANGUAGES,
    day_field,
    form_key_field,
    language_choices,
    words_field,
)
from tamyr.consultations.models import Comment, How, UptakeReading
from tamyr.consultations.services.commenting import Handover
from tamyr.consultations.services.outcomes import Reading
from tamyr.procedures.forms import WrittenByMany
from tamyr.safety.models import ExposureLevel

LONGEST_COMMENT = 60_000
SEEN_BY_WORDS = (
    (ExposureLevel.NETWORK, _("people of the network: any of them can check it")),
    (ExposureLevel.PUBLIC, _("everybody, once it is handed over")),
    (ExposureLevel.SEALED, _("our own organisation alone")),
)


class SeenByForm(forms.Form):
    exposure = forms.ChoiceField(label=_("Who may read it"), choices=SEEN_BY_WORDS, widget=forms.RadioSelect)


class ReadersForm(WrittenByMany, SeenByForm):
    """Whose eyes a comment may have from now on."""


class BeginForm(SeenByForm):
    language = forms.ChoiceField(label=_("Language of the comment"), choices=language_choices)
    form_key = form_key_field()

    field_order = ("language", "exposure")


class TextForm(WrittenByMany):
    text = words_field(
        _("Words of the comment"),
        _("Say what should change in the draft and why. What you quote of positions stands there already."),
        rows=16,
        longest=LONGEST_COMMENT,
    )


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Write it in another language"), choices=language_choices)


class HandOverForm(forms.Form):
    """``languages``: of checked texts; ``ask_of_danger``: whether a box must be ticked."""

    language = forms.ChoiceField(label=_("Which text"))
    way = forms.ChoiceField(label=_("By which road"), choices=[(code, WAY_WORDS[code]) for code in WAYS])
    on = day_field(_("Handed over on"))
    receipt = forms.CharField(
        label=_("What proves it"),
        max_length=200,
        required=False,
        help_text=_("The number that the body gave it, or where the receipt lies."),
    )
    knows_the_danger = forms.BooleanField(
        label=_("We know what may happen to who signs a comment to this country, and have decided inside"),
        required=False,
    )

    def __init__(
        self, *given: Any, comment: Comment, languages: list[str], on: date, ask_of_danger: bool, **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self.first, self.today = comment.consultation.opens_on, on
        choices = [(code, languages_words([code])) for code in languages]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]
        # Where no law threatens it is not asked: what is ticked every time warns nobody.
        if not ask_of_danger:
            del self.fields["knows_the_danger"]

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise ValidationError(_("This day is still to come."))
        if self.first and day < self.first:
            raise ValidationError(_("The consultation had not begun on this day."))
        return day

    def handed(self) -> Handover:
        return Handover(**self.cleaned_data)


class UptakeForm(WrittenByMany):
    reading = forms.ChoiceField(
        label=_("What came of it"), choices=UptakeReading.choices, widget=forms.RadioSelect
    )
    reason = words_field(_("Why you read it so"), _("Name the place in the outcome."), longest=2000)
    language = forms.ChoiceField(label=_("You write in"), choices=OWN_LANGUAGES)
    form_key = form_key_field()

    def read(self) -> Reading:
        said = self.cleaned_data
        return Reading(said["reading"], said["reason"], said["language"])


class TakePartForm(WrittenByMany):
    how = forms.ChoiceField(label=_("How do you take part?"), choices=How.choices)
    is_named = forms.BooleanField(label=_("Everybody may read here that we take part"), required=False)

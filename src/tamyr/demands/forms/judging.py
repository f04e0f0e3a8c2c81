"""What is typed of what became of a demand."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tamyr.addressees.models import Institution
from tamyr.demands.forms.delivering import InstitutionField
from tamyr.demands.forms.fields import LANGUAGE_CHOICES, day_field, form_key_field, source_field, words_field
from tamyr.demands.models import Outcome, Reading
from tamyr.demands.services.promises import Promise
from tamyr.procedures.forms import WrittenByMany
from tamyr.shared.languages import bound_language


class InALanguage(forms.Form):
    language = forms.ChoiceField(label=_("Language of these words"), choices=LANGUAGE_CHOICES)
    form_key = form_key_field()

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["language"].initial = bound_language()


class VerdictForm(WrittenByMany, InALanguage):
    reading = forms.ChoiceField(
        label=_("What became of it"), choices=Reading.choices, widget=forms.RadioSelect
    )
    reason = words_field(
        _("By what you see it"),
        _(
            "Everybody who reads the demand reads it. Your organisation’s name is shown to those alone who may know of it."
        ),
    )

    field_order = ("reading", "reason", "language")


class OfAnAddressee(InALanguage):
    """``institutions``: the bodies to which letters of the demand went."""

    def __init__(self, *args: Any, institutions: QuerySet[Institution], on: date, **given: Any) -> None:
        super().__init__(*args, **given)
        self.today = on
        field = InstitutionField(on, label=_("Addressee"), empty_label="–")
        field.queryset = institutions
        self.fields = {"institution": field, **self.fields}


class PromiseForm(OfAnAddressee):
    words = words_field(_("What was promised"), _("In the words of the answer."), rows=3)
    said_on = day_field(_("Said on"), is_needed=True)
    due_on = day_field(_("To be kept until"), is_needed=True)
    source = source_field()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("said_on") and said["said_on"] > self.today:
            self.add_error("said_on", _("This day is still to come. Write when it happened."))
        if said.get("said_on") and said.get("due_on") and said["due_on"] < said["said_on"]:
            self.add_error("due_on", _("This is before the day on which it was said."))
        return said

    def promise(self) -> Promise:
        return Promise(**{name: value for name, value in self.cleaned_data.items() if name != "form_key"})


class OutcomeForm(WrittenByMany):
    """One organisation's reading of a promise."""

    outcome = forms.ChoiceField(
        label=_("What became of it"),
        choices=[choice for choice in Outcome.choices if choice[0] != Outcome.OPEN],
        widget=forms.RadioSelect,
    )
    on = day_field(_("On which day"), is_needed=True)
    source = source_field()
    form_key = form_key_field()

    def __init__(self, *args: Any, on: date, **given: Any) -> None:
        super().__init__(*args, **given)
        self.today = on

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come. Write when it happened."))
        return day


class ReplyForm(OfAnAddressee):
    words = words_field(_("The addressee’s own words"), _("As they came, nothing left out."), longest=10_000)
    received_on = day_field(_("Came in on"), is_needed=True)

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come. Write when it happened."))
        return day

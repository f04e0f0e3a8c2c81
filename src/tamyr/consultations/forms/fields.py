"""Fields that several forms of this room share."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.logic.time_zones import NoSuchTime, NoSuchYear, moment_there, zone_choices
from tamyr.addressees.models import Institution
from tamyr.addressees.pages.words import languages_words
from tamyr.demands.pages.words import NATIONAL
from tamyr.procedures.forms import NO_SUCH_TIME, NO_SUCH_YEAR
from tamyr.shared.languages import language

# Django’s own takes ftp as well, which browsers do not open.
WEB = URLValidator(schemes=["http", "https"])
OWN_LANGUAGES = [("en", _("English")), ("ru", _("Russian"))]
LANGUAGES = ("en", "ru", *(code for code, _name in NATIONAL))
FARTHEST = timedelta(days=5 * 365)


def language_choices() -> list[tuple[str, str]]:
    """Return the region's languages and English by their names in the reader's own."""
    return sorted(((code, languages_words([code])) for code in LANGUAGES), key=lambda named: named[1])


def day_field(label: Any, help_text: Any = "", *, is_needed: bool = True) -> forms.DateField:
    # A browser shows a day in this form alone: in the reader’s own the field would be empty.
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=is_needed, widget=widget)


def words_field(
    label: Any, help_text: Any = "", *, rows: int = 4, longest: int = 3000, is_needed: bool = True
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, required=is_needed, max_length=longest, widget=widget
    )


def page_field(label: Any, help_text: Any = "") -> forms.URLField:
    return forms.URLField(
        label=label, help_text=help_text, max_length=500, assume_scheme="https", validators=[WEB]
    )


def form_key_field() -> forms.UUIDField:
    """Return the field by which the same form sent twice is one."""
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class BodyField(forms.ModelChoiceField[Institution]):
    def __init__(self, on: date, **given: Any) -> None:
        super().__init__(queryset=Institution.objects.none(), **given)
        self.on = on

    def label_from_instance(self, obj: Institution) -> str:
        return f"{obj.name_on(self.on)} ({obj.iso3})" if obj.iso3 else obj.name_on(self.on)


class ClockForm(forms.Form):
    """``at``: when it is read."""

    def __init__(self, *given: Any, at: datetime, **named: Any) -> None:
        super().__init__(*given, **named)
        self.at = at


class EndForm(ClockForm):
    """The last moment by the clock of a place: a day, a time and the place."""

    closes_on = day_field(_("Last day"), _("Of a hearing, its day."))
    closes_time = forms.TimeField(
        label=_("At what time"),
        help_text=_("Where the body names no hour, leave the last minute of the day."),
        initial=time(23, 59),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    zone = forms.ChoiceField(label=_("By the clock of"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["zone"].choices = zone_choices(language())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if {"closes_on", "closes_time", "zone"} <= said.keys():
            self._check_end(said)
        return said

    def _check_end(self, said: dict[str, Any]) -> None:
        # Before the moment is computed: in a year that clocks do not reach there is none.
        if said["closes_on"] > (self.at + FARTHEST).date():
            self.add_error("closes_on", _("This is more than five years away. Is the year right?"))
            return
        try:
            is_over = self.closes_at() <= self.at
        except NoSuchYear:
            self.add_error("closes_on", NO_SUCH_YEAR)
            return
        except NoSuchTime:
            self.add_error("closes_time", NO_SUCH_TIME)
            return
        if is_over:
            self.add_error("closes_on", _("This moment is over. Record what is still to come."))

    def closes_at(self) -> datetime:
        said = self.cleaned_data
        return moment_there(datetime.combine(said["closes_on"], said["closes_time"]), said["zone"])

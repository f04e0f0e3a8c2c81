"""A check-in: by when, whom to tell, and what."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tamyr.accounts.logic.time_zones import zone_name
from tamyr.accounts.models import Person
from tamyr.protection.forms.letters import PersonField
from tamyr.protection.models.checkins import HOURS
from tamyr.protection.services.letters.checkins import CheckInPlan
from tamyr.shared.languages import language

LONGEST = 1000


class LaterForm(forms.Form):
    hours = forms.TypedChoiceField(label=_("If I do not press by"), coerce=int, initial=4)

    def __init__(self, *given: Any, now: datetime, zone: str, **named: Any) -> None:
        super().__init__(*given, **named)
        choice = self.fields["hours"]
        assert isinstance(choice, forms.TypedChoiceField)
        # A choice is so many hours from the press, not a moment: a
        # page that lay open sets no moment that has passed.
        choice.choices = [(hours, in_words(hours, now, zone)) for hours in HOURS]
        choice.help_text = _("By the clock of %(zone)s.") % {"zone": zone_name(zone, language())}


class CheckInForm(LaterForm):
    first = PersonField(label=_("tell"), queryset=Person.objects.none(), empty_label=_("Choose"))
    second = PersonField(label=_("and tell"), queryset=Person.objects.none(), empty_label=_("Choose"))
    words = forms.CharField(
        label=_("What they read then"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=_("Where you were going, and what they should do."),
    )

    def __init__(self, *given: Any, known: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name in ("first", "second"):
            choice = self.fields[name]
            assert isinstance(choice, PersonField)
            # Whom the writer may not know of is no choice here, and a key
            # typed in by hand is refused like one of nobody.
            choice.queryset = known

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("first") is not None and data.get("first") == data.get("second"):
            self.add_error("second", _("Choose two different people."))
        return data

    def planned(self) -> CheckInPlan:
        return CheckInPlan(
            **{name: self.cleaned_data[name] for name in ("first", "second", "words", "hours")}
        )


def in_words(hours: int, now: datetime, zone: str) -> str:
    until = localtime(now + timedelta(hours=hours), ZoneInfo(zone))
    length = ngettext("in %(hours)d hour", "in %(hours)d hours", hours) % {"hours": hours}
    return f"{date_format(until, 'D H:i')}, {length}"

from datetime import MAXYEAR, MINYEAR, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _


class JourneyForm(forms.Form):
    """Days by the traveller's own clock; both may stay empty."""

    from_on = forms.DateField(
        label=_("First day"),
        required=False,
        help_text=_("Empty: at once."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until_on = forms.DateField(
        label=_("First day without it"),
        required=False,
        help_text=_("It ends by itself when this day begins. Empty: others end it."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("from_on", "until_on"):
            # Not the first or last year of the calendar: in another time zone such a day falls outside it.
            if said.get(name) and not MINYEAR < said[name].year < MAXYEAR:
                self.add_error(name, _("No journey begins or ends in that year. Is the year right?"))
        return said

    def moments(self, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
        return tuple(_begin(self.cleaned_data[name], zone) for name in ("from_on", "until_on"))  # type: ignore[return-value]


def _begin(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, time(), zone) if day else None

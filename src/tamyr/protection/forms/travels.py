from datetime import date, datetime, time
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

    def moments(self, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
        return tuple(_begin(self.cleaned_data[name], zone) for name in ("from_on", "until_on"))  # type: ignore[return-value]


def _begin(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, time(), zone) if day else None

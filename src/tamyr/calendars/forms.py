from django import forms
from django.utils.translation import gettext_lazy as _

from tamyr.calendars.models import LONGEST_LABEL


class AddressForm(forms.Form):
    label = forms.CharField(
        label=_("Where you will use it (optional)"),
        max_length=LONGEST_LABEL,
        required=False,
        help_text=_("For yourself, to know it again: “telephone”. Kept encrypted."),
    )
    has_titles = forms.BooleanField(
        label=_("Show titles of decisions, rounds, positions and applications"),
        required=False,
        help_text=_(
            "Without this a calendar learns only that something waits, and when. With it, whoever runs your calendar, "
            "and whoever looks at your telephone, reads what your network decides."
        ),
    )

"""What takes two persons: the first says why."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ExtendForm(forms.Form):
    why = forms.CharField(
        label=_("What happened"),
        min_length=10,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Another person decides on it. It is written into the file of the decision."),
    )


class AnnulForm(forms.Form):
    why = forms.CharField(
        label=_("Why"),
        min_length=10,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Another coordinator decides on it. Once it is annulled, all members read this."),
    )

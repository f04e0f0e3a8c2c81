from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Why not"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The proposer and those who may see this read it. Kept encrypted."),
    )

    def __init__(self, *given: Any, reason_needed: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["reason"].required = reason_needed

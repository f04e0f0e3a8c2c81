from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the other editors, who read it before they agree."),
    )

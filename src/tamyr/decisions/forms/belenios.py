from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tamyr.decisions.logic.belenios import LARGEST, read_fingerprint
from tamyr.decisions.logic.refusals import Refusal


class FingerprintForm(forms.Form):
    fingerprint = forms.CharField(
        label=_("Fingerprint of the election on Belenios"),
        max_length=60,
        help_text=_("It stands on the page of the election there. All members compare it before they vote."),
    )

    def clean_fingerprint(self) -> str:
        try:
            return read_fingerprint(self.cleaned_data["fingerprint"])
        except Refusal as wrong:
            raise forms.ValidationError(_("This is no fingerprint: it has 43 signs.")) from wrong


class BallotsForm(forms.Form):
    election_file = forms.FileField(label="election.json", help_text=_("As Belenios publishes it."))
    result_file = forms.FileField(label="result.json", help_text=_("As Belenios publishes it."))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for name in ("election_file", "result_file"):
            if name in said:
                said[name] = self._text(name, said[name])
        return said

    def _text(self, name: str, sent: Any) -> str:
        try:
            # One more than is taken, so that a file that is too long is told from one that just fits.
            return str(sent.read(LARGEST + 1).decode())
        except UnicodeDecodeError:
            self.add_error(name, _("This file holds no text."))
            return ""

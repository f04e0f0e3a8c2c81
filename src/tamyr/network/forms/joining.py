"""What somebody invited types: who they are, and how they will sign in."""

import re

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.forms import AppForm, KeptForm
from tamyr.accounts.services.sign_in import sign_in_name_of
from tamyr.network.queries.people import is_taken

SIGN_IN_NAME = re.compile(r"[^\W_](?:[\w.-]{1,38})[^\W_]")
PASSKEY, APP = "passkey", "app"


class JoinForm(forms.Form):
    sign_in_name = forms.CharField(
        label=_("Sign-in name"),
        max_length=40,
        help_text=_(
            "3 to 40 letters, digits, dots or hyphens. It may be a pseudonym, and need not resemble your name."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    name = forms.CharField(
        label=_("Name that colleagues see (optional)"),
        max_length=80,
        required=False,
        help_text=_("Kept encrypted. Without one they see your sign-in name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    way = forms.ChoiceField(
        label=_("How you will sign in"),
        choices=(
            (
                PASSKEY,
                _(
                    "With a passkey: your phone, computer or security key confirms that it is you. Needs scripts."
                ),
            ),
            (
                APP,
                _("With a password and an authenticator app. Works in every browser, also without scripts."),
            ),
        ),
        initial=PASSKEY,
        widget=forms.RadioSelect,
    )

    def clean_sign_in_name(self) -> str:
        name = sign_in_name_of(self.cleaned_data["sign_in_name"])
        if not SIGN_IN_NAME.fullmatch(name):
            raise forms.ValidationError(
                gettext(
                    "“%(name)s” cannot be a sign-in name. Use 3 to 40 letters, digits, dots or hyphens, "
                    "with a letter or digit at both ends; for example: green.hare"
                )
                % {"name": name}
            )
        # Only whoever holds an open link comes here: strangers cannot try out which names there are.
        if is_taken(name):
            raise forms.ValidationError(gettext("“%(name)s” is taken. Choose another one.") % {"name": name})
        return name


class ComeBackForm(forms.Form):
    way = JoinForm.base_fields["way"]


__all__ = ["APP", "PASSKEY", "AppForm", "ComeBackForm", "JoinForm", "KeptForm"]

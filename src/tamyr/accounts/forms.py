"""What people type to sign in and to choose how."""

from typing import Any

from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.shared.turns import PASSWORDS, Busy, in_turn


def password_field(autocomplete: str, **given: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    # Unstripped: spaces at its ends belong to a password.
    return forms.CharField(max_length=200, strip=False, widget=widget, **given)


def code_field(**given: Any) -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
    return forms.CharField(max_length=24, widget=forms.TextInput(attrs=attrs), **given)


class PasswordForm(forms.Form):
    def ask_again(self) -> None:
        """Say that others come first; what was typed stays, but for the password."""
        words = gettext(
            "Many passwords are being checked at this moment, and yours was not looked at. Type it again in a "
            "moment; what else you typed is kept."
        )
        self.add_error(None, forms.ValidationError(words, code="busy"))


class ConfirmForm(PasswordForm):
    not_done = _("Not signed in")
    password = password_field(
        "current-password",
        label=_("Password"),
        required=False,
        help_text=_("Leave it empty if you sign in by passkeys only and use a recovery code now."),
    )
    code = code_field(
        label=_("Code"),
        help_text=_("Six digits from your authenticator app, or one of your recovery codes."),
    )

    def refuse(self, *, too_often: bool) -> None:
        wrong = gettext(
            "This name, password and code do not belong together. Check all three; a code from the app "
            "works once and for about a minute."
        )
        often = gettext(
            "There were many wrong tries with this name today. The right password and code still open the "
            "account, as does a passkey. If you lost them, ask a colleague or a coordinator for a way back."
        )
        self.add_error(None, often if too_often else wrong)


class SignInForm(ConfirmForm):
    field_order = ("sign_in_name", "password", "code")
    sign_in_name = forms.CharField(
        label=_("Sign-in name"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class AppForm(PasswordForm):
    password = password_field(
        "new-password",
        label=_("New password"),
        help_text=_("At least 12 characters. A few words nobody would guess together are good."),
    )
    code = code_field(label=_("Code that the app shows now"), help_text=_("Six digits."))

    def __init__(self, *given: Any, person: Person, **named: Any) -> None:
        super().__init__(*given, **named)
        self.person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password

    def password_hash(self) -> str:
        """Return the hash of the new password to keep; none, and a word about it, where it has to wait."""
        try:
            with in_turn(PASSWORDS):
                return make_password(self.cleaned_data["password"])
        except Busy:
            self.ask_again()
            return ""

    def refuse_code(self) -> None:
        wrong = gettext(
            "This is not the code of this moment. Check that the clock of your phone is right, wait for the "
            "next code and type it."
        )
        self.add_error("code", wrong)


class KeptForm(forms.Form):
    kept = forms.BooleanField(
        label=_("I have written these codes down or saved them in a safe place"),
        error_messages={
            "required": _("Keep the codes first: without them a lost phone means a lost account.")
        },
    )


class LabelForm(forms.Form):
    label = forms.CharField(label=_("Label"), max_length=40, required=False)


class PasskeyNameForm(forms.Form):
    name = forms.CharField(
        label=_("What to call this passkey"),
        max_length=40,
        required=False,
        help_text=_("So that you know which one to remove when a device is lost."),
    )

"""Few questions for who writes; keys and promises for those who answer."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tamyr.accounts.models import Person
from tamyr.network.models import Country
from tamyr.network.models.countries import of_today
from tamyr.protection.logic.receipts import plain
from tamyr.protection.models.holds import DAYS_LONGER
from tamyr.protection.services.letters.cases import LONGEST_TEXT
from tamyr.safety.logic.sealing.shares import MOST
from tamyr.safety.logic.sealing.texts import BY_PASSKEY, BY_PASSPHRASE, is_locked_key, is_public_key

ABOUT = {
    "support": _("I need support"),
    "told": _("Something happened that you should know of"),
    "other": _("Something else"),
}
NOT_LOCKED = _("This is no key that your browser locked. Open the page anew and try again.")
LONGEST_REASON = 1000
PACES = (12, 24, 48, 72, 168)


class TextField(forms.CharField):
    """A text as long as one letter: line breaks count once, as the browser counts them."""

    def __init__(self, **given: Any) -> None:
        attrs = {"rows": 8, "maxlength": LONGEST_TEXT, "autocomplete": "off", "spellcheck": "false"}
        super().__init__(widget=forms.Textarea(attrs=attrs), max_length=LONGEST_TEXT, **given)

    def to_python(self, value: Any) -> str:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value) or ""


class FormSentOnce(forms.Form):
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["form_key"].initial = uuid4
        # Last on the page, whatever a form adds.
        self.order_fields([name for name in self.fields if name != "form_key"])


class LetterForm(FormSentOnce):
    about = forms.ChoiceField(label=_("What is it about?"), choices=list(ABOUT.items()))
    text = TextField(
        label=_("Your letter"),
        help_text=_(
            "Write what happened, in which country, and what you need. If you want to be reached in another way, say "
            "how. Name nobody whom it could harm."
        ),
    )

    def words(self) -> str:
        # Sealed with the text and kept in no field of its own:
        # nothing on the server says what kind of trouble it is.
        return f"{ABOUT[self.cleaned_data['about']]}\n\n{self.cleaned_data['text']}"


class MoreForm(FormSentOnce):
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    text = TextField(label=_("Add to your letter"))


class AnswerForm(FormSentOnce):
    text = TextField(label=_("Your answer"), help_text=_("Promise nothing that you cannot keep."))


class HoldForm(forms.Form):
    """For how long a letter is to be held; ``0``: no longer, where it is held."""

    days = forms.TypedChoiceField(label=_("Keep it"), coerce=int)
    why = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_(
            "Who needs it, and until when. Write nothing of the letter itself: this is encrypted, not sealed. Another "
            "of you reads it and decides."
        ),
    )

    def __init__(self, *given: Any, is_held: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        choice = self.fields["days"]
        assert isinstance(choice, forms.TypedChoiceField)
        longer = [
            (days, ngettext("%(days)d day longer", "%(days)d days longer", days) % {"days": days})
            for days in DAYS_LONGER
        ]
        choice.choices = [*longer, *([(0, _("no longer: lift the hold"))] if is_held else [])]


class ReturnForm(forms.Form):
    code = forms.CharField(
        label=_("Your code"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
        help_text=_("Seven groups of four letters and digits. Small letters and missing hyphens do no harm."),
    )

    def clean_code(self) -> str:
        # A code has no check digit: one that is mistyped in full
        # length is a code of nobody, which the page says next.
        code = plain(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("A code has seven groups of four letters and digits. Look at it again.")
            )
        return code


def public_key(value: str) -> None:
    if not is_public_key(value):
        raise forms.ValidationError(
            _("This is no public key. It begins with “age1” and has 62 characters; never paste a secret key.")
        )


def key_field(**given: Any) -> forms.CharField:
    attrs = {"autocomplete": "off", "spellcheck": "false"}
    return forms.CharField(
        max_length=80, validators=[public_key], widget=forms.TextInput(attrs=attrs), **given
    )


def hidden() -> forms.CharField:
    return forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)


class KeyForm(forms.Form):
    public = key_field(label=_("Public key"), help_text=_("The line that begins with “age1”."))
    wrapped = hidden()
    passkey = hidden()
    passkey_wrapped = hidden()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        locked = {"wrapped": BY_PASSPHRASE, "passkey_wrapped": BY_PASSKEY}
        unlike = [
            name for name, way in locked.items() if data.get(name) and not is_locked_key(data[name], way)
        ]
        # Which passkey it was and what it locks come together, or nobody could tell by what the key opens.
        if unlike or bool(data.get("passkey")) != bool(data.get("passkey_wrapped")):
            raise forms.ValidationError(NOT_LOCKED)
        return data


class WayForm(KeyForm):
    """One more way to open the key in use."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not (data.get("wrapped") or data.get("passkey_wrapped")):
            raise forms.ValidationError(NOT_LOCKED)
        return data


class SharedKeyForm(forms.Form):
    public = key_field(label=_("Public key of the shared key"))
    shares = forms.IntegerField(label=_("How many shares there are"), min_value=3, max_value=MOST, initial=5)
    needed = forms.IntegerField(label=_("How many of them are needed"), min_value=2, initial=3)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        # What did not pass its own check is not compared: its error stands at its own field.
        if data.get("needed", 0) >= data.get("shares", MOST + 1):
            self.add_error(
                "needed", _("Fewer than there are shares: one that is lost must not lose the letters.")
            )
        return data


class PaceForm(forms.Form):
    hours = forms.TypedChoiceField(
        label=_("We answer within"),
        coerce=int,
        choices=[(hours, format_lazy(_("{hours} hours"), hours=hours)) for hours in PACES],
    )


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Person) -> str:
        return obj.shown_name


class NameForm(forms.Form):
    person = PersonField(
        label=_("Who is to answer letters"), queryset=Person.objects.none(), empty_label=_("Choose")
    )

    country = forms.ModelChoiceField(
        label=_("Country where they live"),
        queryset=Country.objects.filter(of_today()),
        empty_label=_("Choose"),
    )

    def __init__(self, *given: Any, known: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        choice = self.fields["person"]
        assert isinstance(choice, PersonField)
        choice.queryset = known


def keys_sent(words: Iterable[str]) -> list[str]:
    """Return the public keys to which a browser says that it sealed."""
    return [word for word in " ".join(words).split() if word]

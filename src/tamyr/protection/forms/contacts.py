from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.accounts.services.sign_in import sign_in_name_of
from tamyr.network.models import Visitor
from tamyr.protection.queries.contacts import person_called


class NameContactForm(forms.Form):
    sign_in_name = forms.CharField(
        label=_("Their sign-in name"),
        max_length=40,
        help_text=_("Ask them for it: the name they type to sign in."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def __init__(self, *given: object, visitor: Visitor, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.visitor = visitor

    def clean_sign_in_name(self) -> Person:
        found = person_called(self.visitor, sign_in_name_of(self.cleaned_data["sign_in_name"]))
        if found is None:
            # The same for a name that nobody has and for one that this reader may not know of.
            raise ValidationError(_("You know nobody of this sign-in name here. Ask them how it is spelled."))
        return found

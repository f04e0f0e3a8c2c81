"""What people say of themselves and of whom they invite."""

from datetime import date
from operator import itemgetter
from typing import Any
from uuid import uuid4
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.logic.time_zones import ZONES, zone_name
from tamyr.accounts.services.people import AboutMe
from tamyr.network.models import MandateKind, Role
from tamyr.notices.models import Pace
from tamyr.safety.models import ExposureLevel
from tamyr.shared.languages import language


def day_field(**given: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **given)


class AccountForm(forms.Form):
    name = forms.CharField(
        label=_("Name that colleagues see (optional)"),
        max_length=80,
        required=False,
        help_text=_("Kept encrypted. Without one they see your sign-in name."),
    )
    email = forms.EmailField(
        label=_("Contact address (optional)"),
        required=False,
        help_text=_("Kept encrypted. It is never used to sign in."),
    )
    pace = forms.ChoiceField(
        label=_("How often letters may tell you of news"),
        choices=Pace.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "A letter only says that there is something new: it is always the same, without names or links. “At "
            "once” shows whoever watches your mailbox or the line at what hours something happens in the network."
        ),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"))
    exposure = forms.ChoiceField(label=_("Who may see that you are here"), widget=forms.RadioSelect)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        own = self.initial.get("time_zone", "UTC")
        # Their own zone stays among the choices, also where it is not
        # offered: to save anything else must not move their clock.
        zones = sorted({*ZONES, own} & available_timezones())
        named_zones = [(zone, zone_name(zone, language())) for zone in zones]
        self.zone_field.choices = sorted(named_zones, key=itemgetter(1))
        levels = (ExposureLevel.PUBLIC, ExposureLevel.NETWORK, ExposureLevel.CIRCLE, ExposureLevel.SEALED)
        self.exposure_field.choices = [(level, EXPOSED[level]) for level in levels]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if (
            # A mistyped address is said at its own field, and not here a second time as a missing one.
            typed.get("pace", Pace.NONE) != Pace.NONE
            and not typed.get("email")
            and "email" not in self.errors
        ):
            self.add_error(
                "pace", _("Letters need an address: give one above, or choose to look at your desk.")
            )
        return typed

    def about(self) -> AboutMe:
        # Field by field of ``AboutMe``: a field added to it needs one of the same name in this form.
        return AboutMe(**{name: self.cleaned_data[name] for name in AboutMe.__dataclass_fields__})

    @property
    def zone_field(self) -> forms.ChoiceField:
        field = self.fields["time_zone"]
        assert isinstance(field, forms.ChoiceField)
        return field

    @property
    def exposure_field(self) -> forms.ChoiceField:
        field = self.fields["exposure"]
        assert isinstance(field, forms.ChoiceField)
        return field


EXPOSED: dict[str, Promise] = {
    ExposureLevel.PUBLIC: _("Public: anybody, also outside the network"),
    ExposureLevel.NETWORK: _("Network: people of member organisations"),
    ExposureLevel.CIRCLE: _("Circle: those who sit in a circle with you, and coordinators"),
    ExposureLevel.SEALED: _("Sealed: only those who act for the same member as you"),
}


def why_field() -> forms.CharField:
    return forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The second person reads it, and the one whom it concerns. Kept encrypted."),
    )


class FormWithKey(forms.Form):
    """Carries a key made with the page, so that sending the form twice does its work once."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if "form_key" in self.fields:
            # The function and not what it returns: every form that is shown draws a key of its own.
            self.fields["form_key"].initial = uuid4


class InviteForm(FormWithKey):
    field_order = ("mandate_kind", "until_on", "note", "form_key")
    mandate_kind = forms.ChoiceField(
        label=_("They will be"), choices=MandateKind.choices, widget=forms.RadioSelect, initial="delegate"
    )
    until_on = day_field(
        label=_("First day without it (optional)"),
        required=False,
        help_text=_("Empty: until somebody ends it. Example: 2027-06-01"),
    )
    note = forms.CharField(
        label=_("Your note (optional)"),
        max_length=80,
        required=False,
        help_text=_(
            "Helps you to know this invitation again. Kept encrypted; the invited person does not see it."
        ),
    )


class InviteToRoleForm(InviteForm):
    field_order = ("role", "until_on", "note", "form_key")
    # ``None`` takes away what the form above declares.
    mandate_kind = None  # type: ignore[assignment]
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.RadioSelect)


class InviteToCircleForm(InviteForm):
    mandate_kind = None  # type: ignore[assignment]
    until_on = None  # type: ignore[assignment]


class WayBackForm(InviteForm):
    mandate_kind = None  # type: ignore[assignment]
    until_on = None  # type: ignore[assignment]


class EndForm(forms.Form):
    on = day_field(label=_("First day without the mandate"))

    def __init__(self, *given: Any, today: date, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["on"].initial = today


class EndByTwoForm(EndForm):
    why = why_field()


class EndRoleForm(forms.Form):
    why = why_field()


class CloseForm(forms.Form):
    meant = forms.BooleanField(label=_("I want this account to be gone. It cannot be brought back."))

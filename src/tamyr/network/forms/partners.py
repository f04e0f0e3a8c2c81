import uuid
from typing import Any

from django import forms
from django.core import signing
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamyr.network.logic.member_entry import SITE_LETTERS, Value
from tamyr.network.models import Partner
from tamyr.network.queries.partners import partner_entry
from tamyr.network.services.partners import PartnerFacts
from tamyr.safety.models import ExposureLevel

SALT = "network.partner.entry"
# Without the sealed level: a partner has no delegates here, and nobody could ever open it again.
LEVELS = (
    (ExposureLevel.PUBLIC, gettext_lazy("Public: anybody sees it.")),
    (ExposureLevel.NETWORK, gettext_lazy("Network: people of member organisations see it.")),
    (ExposureLevel.CIRCLE, gettext_lazy("Coordinators alone see it.")),
)


class PartnerForm(forms.Form):
    """An organisation that works with the network or supports it."""

    name_ru = forms.CharField(label=gettext_lazy("Name in Russian"), max_length=200, required=False)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200, required=False)
    note_ru = forms.CharField(
        label=gettext_lazy("What the partnership is about, in Russian"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "ru"}),
    )
    note_en = forms.CharField(
        label=gettext_lazy("What the partnership is about, in English"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
    )
    site = forms.URLField(
        label=gettext_lazy("Site"),
        required=False,
        max_length=SITE_LETTERS,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    since_on = forms.DateField(label=gettext_lazy("Partner since"))
    until_on = forms.DateField(label=gettext_lazy("Partner until"), required=False)
    exposure = forms.ChoiceField(
        label=gettext_lazy("Who may see this partner"), choices=LEVELS, widget=forms.RadioSelect
    )
    basis = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, partner: Partner | None, **named: Any) -> None:
        self.partner = partner
        entry = partner_entry(partner) if partner else {"exposure": ExposureLevel.NETWORK.value}
        named.setdefault("initial", {**entry, "basis": basis_of(partner)})
        super().__init__(*given, **named)
        for name in ("since_on", "until_on"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean_basis(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = signing.loads(self.cleaned_data["basis"], salt=SALT)
        except signing.BadSignature:
            found = {}
        # A new partner bears the key of its own form, so any key that this site has signed is right for it.
        if not found or (self.partner and found["key"] != str(self.partner.pk)):
            raise forms.ValidationError(
                _(
                    "This form was not made for this entry. Copy what you wrote, reload the page, send it again."
                )
            )
        return found

    def clean(self) -> None:
        data = self.cleaned_data
        if not (data.get("name_ru") or data.get("name_en")):
            self.add_error("name_en", _("Give its name in one language at least."))
        if data.get("until_on") and data.get("since_on") and data["until_on"] <= data["since_on"]:
            self.add_error("until_on", _("It ends before it begins. Give a later day, or leave it empty."))

    def facts(self) -> PartnerFacts:
        data = self.cleaned_data
        return PartnerFacts(
            names={code: data[f"name_{code}"] for code in ("ru", "en") if data[f"name_{code}"]},
            notes={code: data[f"note_{code}"] for code in ("ru", "en") if data[f"note_{code}"]},
            site=data["site"],
            exposure=data["exposure"],
            since_on=data["since_on"],
            until_on=data["until_on"],
        )

    def entry(self) -> dict[str, Value]:
        facts = self.facts()
        # By way of a row that is never saved: so what was typed and what is kept are compared in one shape.
        return partner_entry(Partner(**facts.__dict__))


def basis_of(partner: Partner | None) -> str:
    """Return what a form was opened on: a partner as it stands, or the key of one to come."""
    if partner is None:
        return signing.dumps({"key": str(uuid.uuid4()), "entry": {}}, salt=SALT)
    return signing.dumps({"key": str(partner.pk), "entry": partner_entry(partner)}, salt=SALT)

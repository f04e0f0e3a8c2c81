from typing import Any

from django import forms
from django.core import signing
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.network.forms.people import FormWithKey
from tamyr.network.logic.member_entry import Value
from tamyr.network.models import Circle, Visitor
from tamyr.network.queries.circles import circle_entry
from tamyr.network.rules import may_unhide_circle
from tamyr.safety.models import ExposureLevel, shows_more

SALT = "network.circle.entry"
EXPOSED = (
    (ExposureLevel.PUBLIC, _("Public: anybody")),
    (ExposureLevel.NETWORK, _("Network: people of member organisations")),
    (ExposureLevel.CIRCLE, _("Circle: its own people, and coordinators")),
    (ExposureLevel.SEALED, _("Sealed: its own people alone")),
)


class StartCircleForm(FormWithKey):
    field_order = ("name_ru", "name_en", "purpose_ru", "purpose_en", "exposure", "form_key")
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=100, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=100, required=False)
    purpose_ru = forms.CharField(
        label=_("What it works on, in Russian"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "ru"}),
    )
    purpose_en = forms.CharField(
        label=_("What it works on, in English"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
    )
    exposure = forms.ChoiceField(
        label=_("Who may see that it exists"),
        choices=EXPOSED,
        initial=ExposureLevel.NETWORK,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not typed.get("name_ru") and not typed.get("name_en"):
            self.add_error("name_ru", _("Write the name in Russian or in English."))
        return typed

    @property
    def names(self) -> dict[str, str]:
        return self._by_language("name")

    @property
    def purposes(self) -> dict[str, str]:
        return self._by_language("purpose")

    def _by_language(self, what: str) -> dict[str, str]:
        texts = {code: self.cleaned_data[f"{what}_{code}"] for code in ("ru", "en")}
        return {code: text for code, text in texts.items() if text}


class ChangeCircleForm(StartCircleForm):
    """Remembers what it was opened on, so that no other change is lost."""

    field_order = ("name_ru", "name_en", "purpose_ru", "purpose_en", "exposure", "basis")
    # ``None`` takes the inherited field out; here the circle itself says which one is meant.
    form_key = None  # type: ignore[assignment]
    basis = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, circle: Circle, visitor: Visitor, **named: Any) -> None:
        self.circle, self.visitor = circle, visitor
        named.setdefault("initial", {**circle_entry(circle), "basis": circle_basis(circle)})
        super().__init__(*given, **named)

    def clean_basis(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = signing.loads(self.cleaned_data["basis"], salt=SALT)
        except signing.BadSignature:
            found = {}
        # The signature alone is not enough: the form of another circle
        # has one too, and would put its words over these.
        if found.get("key") != str(self.circle.pk):
            raise forms.ValidationError(
                gettext(
                    "This form was not made for this entry. Copy what you wrote, reload the page, send it again."
                )
            )
        return found

    def clean_exposure(self) -> str:
        asked: str = self.cleaned_data["exposure"]
        # Asked here alone: the service refuses a circle whose level is
        # another one now than when this form was opened.
        is_wider = shows_more(asked, than=self.circle.exposure)
        if is_wider and not may_unhide_circle.test(self.visitor, self.circle):
            raise forms.ValidationError(
                gettext("Only its convenor may show the circle to more people. You may hide it further.")
            )
        return asked

    def entry(self) -> dict[str, Value]:
        return {name: self.cleaned_data[name] for name in circle_entry(self.circle)}


def circle_basis(circle: Circle) -> str:
    return signing.dumps({"key": str(circle.pk), "entry": circle_entry(circle)}, salt=SALT)


class EndCircleForm(forms.Form):
    meant = forms.BooleanField(label=_("The work is done, or goes on elsewhere: end this circle"))


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    # Not ``str``, the name that somebody signs in by: who gave one for colleagues did not mean to show that.
    def label_from_instance(self, obj: Person) -> str:
        return obj.shown_name


class AddForm(forms.Form):
    # Nobody, until it is said of whom one may know: made without that, the form offers no list of everybody.
    person = PersonField(queryset=Person.objects.none(), label=_("Person"))

    def __init__(self, *given: Any, people: QuerySet[Person], **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["person"]
        assert isinstance(field, PersonField)
        field.queryset = people

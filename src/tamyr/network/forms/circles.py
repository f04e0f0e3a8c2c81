from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tamyr.network.forms.people import FormWithKey
from tamyr.network.models import Person
from tamyr.safety.models import ExposureLevel

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
    purpose_ru = forms.CharField(label=_("What it works on, in Russian"), max_length=400, required=False)
    purpose_en = forms.CharField(label=_("What it works on, in English"), max_length=400, required=False)
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


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Person) -> str:
        return obj.shown_name


class AddForm(forms.Form):
    person = PersonField(queryset=Person.objects.none(), label=_("Person"))

    def __init__(self, *given: Any, people: QuerySet[Person], **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["person"]
        assert isinstance(field, PersonField)
        field.queryset = people

"""Who may read a demand: of a draft with all it is about, of an agreed one by itself."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tamyr.demands.forms.fields import form_key_field
from tamyr.demands.models import Demand
from tamyr.network.models import Circle
from tamyr.safety.models import ExposureLevel


def exposure_field(help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Who may read it"),
        choices=ExposureLevel.choices,
        initial=ExposureLevel.PUBLIC,
        help_text=help_text,
    )


def circle_field() -> forms.Field:
    return forms.ModelChoiceField(
        label=_("Circle"), queryset=Circle.objects.none(), required=False, empty_label="–"
    )


def offer_circles(form: forms.Form, circles: QuerySet[Circle]) -> None:
    """Offer the circles in which whoever writes sits."""
    circle: forms.ModelChoiceField[Circle] = form.fields["circle"]  # type: ignore[assignment]
    circle.queryset = circles
    circle.label_from_instance = lambda one: one.name  # type: ignore[method-assign, assignment]


def check_circle(form: forms.Form, said: Mapping[str, Any]) -> None:
    is_circles = said.get("exposure") == ExposureLevel.CIRCLE
    if is_circles and not said.get("circle"):
        form.add_error("circle", _("Say which."))
    if said.get("circle") and not is_circles:
        form.add_error("circle", _("It is read by others than this circle: choose one of the two."))


class ReadersForm(forms.Form):
    exposure = exposure_field(
        _(
            "Fewer readers: at once, on every page and in every file; what was copied before stays copied. Other readers: "
            "they will read its letters, what happened to them and what was said of it too, so somebody else of your "
            "organisation or a coordinator has to agree."
        )
    )
    circle = circle_field()
    form_key = form_key_field()

    def __init__(self, *args: Any, demand: Demand, circles: QuerySet[Circle], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["exposure"].initial, self.fields["circle"].initial = demand.exposure, demand.circle_id
        offer_circles(self, circles)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        check_circle(self, said)
        return said

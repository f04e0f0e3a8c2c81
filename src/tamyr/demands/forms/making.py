"""What is typed to make a demand: what it is about, its words, why it is taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from climate_pathways.core.countries import COUNTRIES
from tamyr.demands.forms.fields import (
    LANGUAGE_CHOICES,
    day_field,
    form_key_field,
    words_field,
)
from tamyr.demands.forms.readers import check_circle, circle_field, exposure_field, offer_circles
from tamyr.demands.models import Demand, Subject
from tamyr.demands.models.demands import YEARS_THEMSELVES
from tamyr.demands.services.making import Plan, Words
from tamyr.network.logic.country_names import countries_by_name
from tamyr.network.models import Circle
from tamyr.network.models.vocabularies import Theme
from tamyr.procedures.forms import WrittenByMany
from tamyr.shared.languages import language

FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST_TITLE = 150


class WordsForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    ask = words_field(
        _("What is asked for"),
        _("One thing, concrete and measurable: who does what until when. Two things are two demands."),
    )
    fulfilled_when = words_field(
        _("What would count as fulfilled"),
        _("So that anybody can check it later without asking you."),
        rows=3,
    )

    def words(self) -> Words:
        said = self.cleaned_data
        return Words(said["title"], said["ask"], said["fulfilled_when"])


class WriteForm(WrittenByMany, WordsForm):
    """Its words in one language."""


class PlanForm(forms.Form):
    """``circles``: those in which whoever writes sits."""

    iso3 = forms.ChoiceField(label=_("Country"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), choices=Theme.choices)
    due_on = day_field(_("To be done until"), is_needed=True)
    subject = forms.ChoiceField(
        label=_("Its number is"),
        choices=[("", _("It asks for no number of these")), *Subject.choices],
        required=False,
        help_text=_("Other demands that ask for another number of the same thing are shown to you."),
    )
    # As its language writes it: on a Russian page with a comma, too.
    target = forms.DecimalField(
        label=_("What number"),
        max_digits=10,
        decimal_places=2,
        required=False,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    target_year = forms.IntegerField(
        label=_("Of which year"), min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False
    )
    exposure = exposure_field(
        _("A public one is read by anybody once it is agreed. Who stands behind it is said apart.")
    )
    circle = circle_field()

    def __init__(self, *args: Any, circles: QuerySet[Circle], on: date, **given: Any) -> None:
        super().__init__(*args, **given)
        self.on = on
        countries = countries_by_name(COUNTRIES, language())
        region = ("", _("No single country: the region, or an international body"))
        self.fields["iso3"].choices = [region, *countries]  # type: ignore[attr-defined]
        offer_circles(self, circles)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self._check_number(said)
        if said.get("due_on") and said["due_on"] <= self.on:
            self.add_error("due_on", _("Write a day that is still to come."))
        check_circle(self, said)
        return said

    def _check_number(self, said: Mapping[str, Any]) -> None:
        subject, target, year = said.get("subject"), said.get("target"), said.get("target_year")
        if not subject:
            for name in ("target", "target_year"):
                if said.get(name) is not None:
                    self.add_error(name, _("Say above what this is a number of, or leave it empty."))
            return
        if target is None and "target" not in self.errors:
            self.add_error("target", _("Write the number that is asked for."))
        if subject in YEARS_THEMSELVES:
            if year is not None:
                self.add_error("target_year", _("The number is itself a year: leave this empty."))
            if target is not None and not (FIRST_YEAR <= target <= LAST_YEAR and target == int(target)):
                self.add_error("target", _("Write a year."))
        elif year is None and "target_year" not in self.errors:
            self.add_error("target_year", _("Write the year."))

    def plan(self) -> Plan:
        said = self.cleaned_data
        # Those of the plan alone: the form by which a demand begins has its words among its fields, too.
        return Plan(**{name: said[name] for name in PlanForm.base_fields})


class ChangeForm(WrittenByMany, PlanForm):
    """What a draft is about, said otherwise."""


class BeginForm(WordsForm, PlanForm):
    authoritative = forms.ChoiceField(
        label=_("Language that counts in doubt"),
        choices=LANGUAGE_CHOICES,
        widget=forms.RadioSelect,
        help_text=_("You write it in this one. A translation follows, which somebody else checks."),
    )
    form_key = form_key_field()

    field_order = ("authoritative", "title", "ask", "fulfilled_when")


class WhyForm(forms.Form):
    why = words_field(_("Why"), _("It stands on the demand’s page."), rows=3, longest=1000)


def plan_initial(demand: Demand) -> dict[str, Any]:
    """Return what the fields of a plan hold for a demand as it stands."""
    fields = {name: getattr(demand, name) for name in PlanForm.base_fields}
    return {**fields, "target": demand.number_asked}

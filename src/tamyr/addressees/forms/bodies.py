"""Forms about a body itself: one to come, one that is there, another name of it."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamyr.addressees.forms.base import WEB, KnownForm, choices, day
from tamyr.addressees.logic.kinds import BODIES, LANGUAGES, LEVELS
from tamyr.addressees.logic.rows import Facts, at_one_time
from tamyr.addressees.models import Institution, InstitutionName
from tamyr.addressees.pages.words import BODY_WORDS, LEVEL_WORDS
from tamyr.addressees.queries.rows import facts_of
from tamyr.network.logic.country_names import countries_by_name, iso2_by_iso3
from tamyr.shared.languages import language


class BodyForm(KnownForm):
    """A public body, without its names."""

    iso3 = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=choices(LEVELS, LEVEL_WORDS))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=choices(BODIES, BODY_WORDS))
    parent = forms.CharField(
        label=gettext_lazy("Number of the body above it"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("The number in the address of that body’s page."),
    )
    website = forms.URLField(
        label=gettext_lazy("Site"), required=False, max_length=300, assume_scheme="https", validators=[WEB]
    )
    languages = forms.RegexField(
        r"^([a-z]{2,3}( [a-z]{2,3}){0,9})?$",
        label=gettext_lazy("Languages in which it is written to"),
        required=False,
        help_text=gettext_lazy("Codes with spaces between them: kk ru."),
    )
    founded_on = day(gettext_lazy("Founded on"))
    dissolved_on = day(gettext_lazy("Dissolved on"), gettext_lazy("Leave it open while the body exists."))

    field_order = ("name_en", "name_ru", "name_own", "own_language", "iso3", "level", "kind", "parent", "website", "languages")  # fmt: skip

    def __init__(self, *given: Any, itself: Institution | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        self.itself = itself
        countries = countries_by_name(iso2_by_iso3(), language())
        empty = [("", _("of no country: international"))]
        self.fields["iso3"].choices = [*empty, *countries]  # type: ignore[attr-defined]

    def clean_parent(self) -> str:
        value = str(self.cleaned_data["parent"]).strip()
        if not value:
            return ""
        # By its number, as people type it, or by its key, as files name it.
        rows = Institution.objects.filter(number=int(value)) if value.isdecimal() and len(value) < 9 else None
        found = rows.first() if rows is not None else _by_key(value)
        if found is None:
            raise forms.ValidationError(_("There is no body of this number."))
        if self.itself is not None and _is_above(self.itself, found):
            raise forms.ValidationError(_("A body does not stand above itself."))
        return str(found.pk)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("level") and (given["level"] == "international") != (not given.get("iso3")):
            self.add_error("level", _("International is what is of no country, and nothing else."))
        self._check_order(
            "founded_on", "dissolved_on", _("It ends before it begins. Give a later day, or leave it open.")
        )
        return given


def _by_key(value: str) -> Institution | None:
    try:
        return Institution.objects.filter(pk=UUID(value)).first()
    except ValueError:
        return None


def _is_above(itself: Institution, found: Institution | None) -> bool:
    """Whether a body would stand above itself by way of others; those met are not asked twice."""
    met: set[UUID] = set()
    while found is not None and found.pk not in met:
        if found == itself:
            return True
        met.add(found.pk)
        found = found.parent
    return False


class NewBodyForm(BodyForm):
    """A body to come, with its names of today."""

    name_en = forms.CharField(label=gettext_lazy("Name in English"), required=False, max_length=300)
    name_ru = forms.CharField(label=gettext_lazy("Name in Russian"), required=False, max_length=300)
    name_own = forms.CharField(label=gettext_lazy("Name in its own language"), required=False, max_length=300)
    own_language = forms.RegexField(
        r"^[a-z]{2,3}$",
        label=gettext_lazy("Code of that language"),
        required=False,
        help_text=gettext_lazy("As kk, ky, uz, hy."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address, to find whether it is here already"), required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not (given.get("name_en") or given.get("name_ru")):
            self.add_error("name_en", _("Give its name in English or Russian at least."))
        own = given.get("own_language")
        # English and Russian have fields of their own above: here they would be named twice.
        if bool(given.get("name_own")) != bool(own) or own in LANGUAGES:
            self.add_error(
                "own_language", _("Give the name in its own language together with that language’s code.")
            )
        return given

    def names(self) -> dict[str, str]:
        given = self.cleaned_data
        names = {"en": given["name_en"], "ru": given["name_ru"], given["own_language"]: given["name_own"]}
        return {code: name for code, name in names.items() if code and name}

    def facts(self) -> Facts:
        # These are no fields of a body: names are rows of their own, and the address only finds what is
        # alike.
        apart = ("name_en", "name_ru", "name_own", "own_language", "email")
        return {name: value for name, value in super().facts().items() if name not in apart}


class RenameForm(forms.Form):
    """Another name from a day on."""

    language = forms.RegexField(r"^[a-z]{2,3}$", label=gettext_lazy("Code of the language"), initial="en")
    name = forms.CharField(label=gettext_lazy("The new name"), max_length=300)
    on = forms.DateField(
        label=gettext_lazy("Since which day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=gettext_lazy("By which law or page"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *given: Any, institution: Institution, **named: Any) -> None:
        super().__init__(*given, **named)
        self.institution = institution

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        standing = self.institution.names.filter(language=given.get("language"), until_on=None).first()
        if standing and standing.from_on and given.get("on") and given["on"] <= standing.from_on:
            self.add_error(
                "on", _("The name before it holds since that day or a later one. Give a later day.")
            )
        if given.get("on") and "on" not in self.errors and self._is_taken(given, standing):
            self.add_error("on", _("Another name of this language holds at that time: give other days."))
        return given

    def _is_taken(self, given: dict[str, Any], standing: InstitutionName | None) -> bool:
        """Whether a name that ends by itself still holds when the new one would begin, or is to come."""
        others = self.institution.names.filter(language=given.get("language"))
        new = {"from_on": given["on"].isoformat(), "until_on": ""}
        return any(at_one_time(facts_of("name", other), new) for other in others if other != standing)

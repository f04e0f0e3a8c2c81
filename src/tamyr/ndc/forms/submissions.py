"""What is typed to make a submission: what it is about, what a section rests on, and the words in both languages."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tamyr.ndc.models import Kind
from tamyr.ndc.pages.sources import Source, SourceOffer
from tamyr.ndc.services.making import Plan
from tamyr.procedures.forms import WrittenByMany
from tamyr.safety.models import ExposureLevel
from tamyr.shared.languages import BOUND_LANGUAGES

LONGEST_TITLE, LONGEST_TEXT, LONGEST_LABEL = 150, 4000, 140
# The two that a constraint of the database allows.
EXPOSURES = [
    level for level in ExposureLevel.choices if level[0] in (ExposureLevel.PUBLIC, ExposureLevel.NETWORK)
]


def _title(label: Any, *, is_needed: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_TITLE, required=is_needed)


def _words(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )


class TitlesForm(forms.Form):
    title_ru = _title(_("Title in Russian"))
    title_en = _title(_("Title in English"))

    def titles(self) -> Mapping[str, str]:
        return {code: self.cleaned_data[f"title_{code}"] for code in BOUND_LANGUAGES}


class RenameForm(WrittenByMany, TitlesForm):
    """What a submission is called from now on."""


class BeginForm(TitlesForm):
    """``versions``: those of the NDC, the newest first."""

    document = forms.ChoiceField(label=_("Which version it is about"))
    exposure = forms.ChoiceField(
        label=_("Who may read it"),
        choices=EXPOSURES,
        initial=ExposureLevel.PUBLIC,
        help_text=_("A public one is read by anybody once it is agreed. Who signs it is said apart."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    field_order = ("document",)

    def __init__(self, *args: Any, iso3: str, versions: Iterable[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.iso3 = iso3
        document: forms.ChoiceField = self.fields["document"]  # type: ignore[assignment]
        document.choices = list(versions)

    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(self.iso3, said["document"], said["exposure"], said["title_en"], said["title_ru"])


class SourceForm(forms.Form):
    """What a section rests on; ``offered``: by kind, what may be taken."""

    source = forms.ChoiceField(label=_("What the section rests on"))
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, offered: Mapping[str, list[SourceOffer]], **given: Any) -> None:
        super().__init__(*args, **given)
        self._sources = {offer.key: offer.source for offers in offered.values() for offer in offers}
        field: forms.ChoiceField = self.fields["source"]  # type: ignore[assignment]
        field.choices = [
            (Kind.WORDS.value, _("words of our own, without a source")),
            *((str(Kind(kind).label), _listed(offers)) for kind, offers in offered.items() if offers),
        ]

    def source_chosen(self) -> Source:
        # Whatever else the form lets through are words of our own.
        return self._sources.get(self.cleaned_data["source"], Source(Kind.WORDS))


def _listed(offers: Iterable[SourceOffer]) -> list[tuple[str, str]]:
    return [
        (offer.key, offer.words if len(offer.words) <= LONGEST_LABEL else f"{offer.words[:LONGEST_LABEL]}…")
        for offer in offers
    ]


class SectionForm(WrittenByMany):
    """A section in both languages; without words of our own a quote stands alone."""

    heading_ru = _title(_("Heading in Russian"), is_needed=False)
    words_ru = _words(_("Our words in Russian"))
    heading_en = _title(_("Heading in English"), is_needed=False)
    words_en = _words(_("Our words in English"))

    def headings(self) -> Mapping[str, str]:
        return {code: self.cleaned_data[f"heading_{code}"] for code in BOUND_LANGUAGES}

    def words(self) -> Mapping[str, str]:
        return {code: self.cleaned_data[f"words_{code}"] for code in BOUND_LANGUAGES}

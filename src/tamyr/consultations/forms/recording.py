"""What is typed of a consultation: what a body asks, when it ends, its words, what became of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from climate_pathways.core.countries import COUNTRIES
from tamyr.addressees.logic.kinds import WAYS
from tamyr.addressees.models import Institution
from tamyr.addressees.pages.words import WAY_WORDS
from tamyr.consultations.forms.fields import (
    OWN_LANGUAGES,
    WEB,
    BodyField,
    ClockForm,
    EndForm,
    day_field,
    form_key_field,
    language_choices,
    page_field,
    words_field,
)
from tamyr.consultations.models import Consultation, Kind
from tamyr.consultations.models.consultations import READ_BY
from tamyr.consultations.services.recording import Facts, Words
from tamyr.network.logic.country_names import countries_by_name
from tamyr.network.models.vocabularies import Theme
from tamyr.procedures.forms import WrittenByMany
from tamyr.safety.models import ExposureLevel, shows_more
from tamyr.shared.languages import language

# By these roads one writes on a page: an address that is none leads nowhere.
ON_THE_WEB = ("portal", "form")
MOST_DOCUMENTS = 20
MOST_CHARACTERS = 1_000_000


class WordsForm(forms.Form):
    title = forms.CharField(label=_("What it is about, in a line"), max_length=200)
    summary = words_field(
        _("What the body asks"), _("What may change by it, and what a comment can reach."), longest=4000
    )
    who_may = words_field(
        _("Who may take part"),
        _("As the announcement says it: citizens, organisations, those who live there."),
        rows=2,
        longest=1000,
        is_needed=False,
    )
    ground = words_field(
        _("By which law"),
        _("The law or rule by which the body asks, with its article."),
        rows=2,
        longest=1000,
        is_needed=False,
    )

    def words(self) -> Words:
        # By the fields of this form: one that is made of several has others beside them.
        return Words(**{name: self.cleaned_data[name] for name in WordsForm.base_fields})


class FactsForm(ClockForm):
    """``bodies``: the public bodies that whoever writes may read of."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Kind.choices)
    iso3 = forms.ChoiceField(
        label=_("Country it is about"),
        required=False,
        help_text=_("Of an international body alone: of any other its own country counts."),
    )
    theme = forms.ChoiceField(label=_("Theme"), choices=Theme.choices)
    opens_on = day_field(_("First day"), _("Leave it open where it is open already."), is_needed=False)
    way = forms.ChoiceField(label=_("How one takes part"), choices=[(code, WAY_WORDS[code]) for code in WAYS])
    address = forms.CharField(
        label=_("Where"), max_length=300, help_text=_("The page, the address or the room.")
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages it takes"), choices=language_choices, widget=forms.CheckboxSelectMultiple
    )
    limit = forms.IntegerField(
        label=_("Most characters it takes"),
        min_value=1,
        max_value=MOST_CHARACTERS,
        required=False,
        help_text=_("Leave it empty where no limit is known."),
    )
    documents = words_field(
        _("Addresses of the documents"), _("One web address a line."), rows=3, is_needed=False
    )
    source_url = page_field(_("Page that announces it"), _("Everybody can check there what stands here."))
    source_seen_on = day_field(_("Seen on"))
    exposure = forms.ChoiceField(
        label=_("Who may read it"),
        choices=[(level, ExposureLevel(level).label) for level in READ_BY],
        initial=ExposureLevel.PUBLIC,
        help_text=_(
            "What only the invited know stays within the network. Who of us takes part is said apart."
        ),
    )

    def __init__(self, *given: Any, bodies: QuerySet[Institution], **named: Any) -> None:
        super().__init__(*given, **named)
        body = BodyField(
            self.at.date(),
            label=_("Public body that asks"),
            empty_label="–",
            help_text=_("It is not in the list? Enter it among the addressees first."),
        )
        body.queryset = bodies
        # Made for each form: how bodies are called depends on the day.
        self.fields = {"institution": body, **self.fields}
        countries = [("", _("the body’s own, or none")), *countries_by_name(COUNTRIES, language())]
        self.fields["iso3"].choices = countries  # type: ignore[attr-defined]

    def clean_documents(self) -> str:
        addresses = self.cleaned_data["documents"].split()
        if len(addresses) > MOST_DOCUMENTS:
            raise ValidationError(
                _("At most %(count)s addresses; name the page that lists them all."),
                params={"count": MOST_DOCUMENTS},
            )
        for address in addresses:
            try:
                WEB(address)
            except ValidationError:
                raise ValidationError(
                    _("“%(line)s” is no web address."), params={"line": address[:60]}
                ) from None
        return "\n".join(addresses)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        body, iso3 = said.get("institution"), said.get("iso3", "")
        if body is not None and iso3 and body.iso3 not in ("", iso3):
            self.add_error("iso3", _("This body is of another country: leave it empty."))
        if said.get("source_seen_on") and said["source_seen_on"] > self.at.date():
            self.add_error("source_seen_on", _("This day is still to come."))
        if said.get("way") in ON_THE_WEB and said.get("address"):
            try:
                WEB(said["address"])
            except ValidationError:
                self.add_error("address", _("Write the web address of the page, beginning with https://."))
        return said

    def facts(self, zone: str) -> Facts:
        said = {name: self.cleaned_data[name] for name in ("institution", *FactsForm.base_fields)}
        return Facts(
            **{
                **said,
                "zone": zone,
                "languages": " ".join(said["languages"]),
                "limit": said["limit"] or 0,
                # A national body asks for its own country, whatever was chosen beside it.
                "iso3": said["institution"].iso3 or said["iso3"],
            }
        )


class RecordForm(EndForm, WordsForm, FactsForm):
    """All that is asked of whoever hears of a consultation first."""

    language = forms.ChoiceField(label=_("You write in"), choices=OWN_LANGUAGES, widget=forms.RadioSelect)
    form_key = form_key_field()

    field_order = (
        "language", "title", "summary", "institution", "kind", "closes_on", "closes_time", "zone", "opens_on", "way",
        "address", "languages", "theme", "source_url", "source_seen_on", "who_may", "ground", "iso3", "limit",
        "documents", "exposure",
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("opens_on"), said.get("closes_on")
        if first and last and first > last:
            self.add_error("opens_on", _("It would end before it begins. One of the two days is wrong."))
        return said


class WriteForm(WrittenByMany, WordsForm):
    """Its words, written or corrected."""


class ChangeForm(WrittenByMany, FactsForm):
    """What is corrected without its end."""

    def shows_more_than(self, consultation: Consultation) -> bool:
        """Whether more people are to read it than may now: that takes two."""
        return shows_more(self.cleaned_data["exposure"], than=consultation.exposure)


class MoveForm(EndForm):
    source_url = page_field(_("Page that says so"))
    form_key = form_key_field()


class CancelForm(forms.Form):
    source_url = page_field(_("Page that says so"))
    form_key = form_key_field()


class OutcomeForm(ClockForm):
    on = day_field(_("Published on"))
    source_url = page_field(_("Page with the outcome"))

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > self.at.date():
            raise ValidationError(_("This day is still to come."))
        return self.cleaned_data["on"]


def facts_initial(consultation: Consultation) -> dict[str, Any]:
    """Return what the fields hold of a consultation as it stands."""
    names = ("institution", *FactsForm.base_fields)
    known = {name: getattr(consultation, name) for name in names}
    own = consultation.institution.iso3
    return {
        **known,
        "languages": consultation.language_codes,
        "limit": consultation.limit or None,
        # Of a national body the field stays empty: filled, it would be refused once the body is another’s.
        "iso3": "" if own else consultation.iso3,
    }

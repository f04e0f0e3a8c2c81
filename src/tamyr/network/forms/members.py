from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.core.validators import URLValidator
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamyr.network.logic.country_names import country_name, iso2_by_iso3
from tamyr.network.logic.member_entry import LANGUAGES, NAME_LETTERS, SITE_LETTERS, STORY_LETTERS, Value
from tamyr.network.logic.name_order import name_key
from tamyr.network.models import Member, Visitor
from tamyr.network.models.members import Status
from tamyr.network.models.vocabularies import Theme
from tamyr.network.queries.member_entry import entry_of, language_name
from tamyr.network.rules import may_unhide_member
from tamyr.network.services.members import MemberFacts
from tamyr.safety.models import ExposureLevel, shows_more

SALT = "network.member.entry"
EXPOSURE_WORDS = (
    (
        ExposureLevel.PUBLIC,
        gettext_lazy("Public: anybody finds it, here, in search engines and in feeds."),
    ),
    (
        ExposureLevel.NETWORK,
        gettext_lazy("Network: people of member organisations find it; it is on no public page."),
    ),
    (
        ExposureLevel.CIRCLE,
        gettext_lazy(
            "Circle: those who share a circle with its people, and coordinators. Its words are kept encrypted; its page gets a new address."
        ),
    ),
    (
        ExposureLevel.SEALED,
        gettext_lazy(
            "Sealed: its own delegates alone. Not even coordinators see that it exists. Its words are kept encrypted; its page gets a new address."
        ),
    ),
)


@dataclass(frozen=True)
class Basis:
    """The entry as it stood when its form was opened."""

    version: int
    entry: dict[str, Value]


class MemberForm(forms.Form):
    """A member's whole entry. It remembers what it was opened on, so that no other change is lost."""

    country = forms.ChoiceField(label=gettext_lazy("Country"))
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=Status.choices)
    status_from_on = forms.DateField(
        label=gettext_lazy("New status from"),
        required=False,
        help_text=gettext_lazy("Only when the status changes; empty means today."),
    )
    joined_on = forms.DateField(label=gettext_lazy("Joined on"))
    left_on = forms.DateField(
        label=gettext_lazy("Left on"),
        required=False,
        help_text=gettext_lazy("Empty while it is a member; otherwise the first day it was none."),
    )
    exposure = forms.ChoiceField(
        label=gettext_lazy("Who may see this member"),
        choices=EXPOSURE_WORDS,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Hiding takes it off every page, list, feed and file at once; copies that others made before stay with them. "
            "Showing it to more people takes two: another of its people agrees on their desk. Where nobody else of it "
            "can, a coordinator is asked, who learns of it then."
        ),
    )
    site = forms.URLField(
        label=gettext_lazy("Site"),
        required=False,
        max_length=SITE_LETTERS,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes"),
        required=False,
        choices=Theme.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    basis = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, member: Member, visitor: Visitor, language: str, **named: Any) -> None:
        self.member, self.visitor, self.language = member, visitor, language
        entry = entry_of(member)
        # An initial that is given holds two people's changes
        # together: it must not be put back to what is kept.
        named.setdefault("initial", {**entry, "basis": sign_basis(member)})
        super().__init__(*given, **named)
        countries = ((iso3, country_name(iso3, language)) for iso3 in iso2_by_iso3())
        self.fields["country"].choices = sorted(countries, key=lambda named: name_key(named[1]))  # type: ignore[attr-defined]
        for name in ("status_from_on", "joined_on", "left_on"):
            # A browser's field for a day understands this form
            # alone, however the page's language writes days.
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        for code in LANGUAGES:
            self._add_words(code)

    def _add_words(self, code: str) -> None:
        spoken = language_name(code, self.language)
        self.fields[f"name_{code}"] = forms.CharField(
            label=_("Name: %(language)s") % {"language": spoken},
            required=False,
            max_length=NAME_LETTERS,
            widget=forms.TextInput(attrs={"lang": code}),
        )
        self.fields[f"story_{code}"] = forms.CharField(
            label=_("About it: %(language)s") % {"language": spoken},
            required=False,
            max_length=STORY_LETTERS,
            widget=forms.Textarea(attrs={"lang": code, "rows": 6}),
        )

    def word_groups(self) -> tuple[list[BoundField], list[BoundField]]:
        """Return the fields of the languages in use, and those of the rest."""
        # As typed and not as kept: a form that comes back shows its reader's words without a further press.
        used = {code for code in LANGUAGES if self[f"name_{code}"].value() or self[f"story_{code}"].value()}
        first: list[BoundField] = []
        rest: list[BoundField] = []
        for code in LANGUAGES:
            group = first if code in used | {"ru", "en"} else rest
            group += [self[f"name_{code}"], self[f"story_{code}"]]
        return first, rest

    def clean_basis(self) -> Basis:
        try:
            found = signing.loads(self.cleaned_data["basis"], salt=SALT)
        except signing.BadSignature:
            found = {}
        if found.get("member") != str(self.member.pk):
            raise forms.ValidationError(
                _(
                    "This form was not made for this entry. Copy what you wrote, reload the page, send it again."
                )
            )
        return Basis(found["version"], found["entry"])

    def clean_exposure(self) -> str:
        asked: str = self.cleaned_data["exposure"]
        # Of a member that its contacts have hidden this is the level
        # for afterwards, which its people may still lower.
        is_wider = shows_more(asked, than=self.member.chosen_exposure)
        if is_wider and self.member.locked_at is not None:
            raise forms.ValidationError(
                _(
                    "It is hidden by its trusted contacts. Until that ends you can only choose to hide it further."
                )
            )
        if is_wider and not may_unhide_member.test(self.visitor, self.member):
            raise forms.ValidationError(
                _(
                    "Only the member’s own people may show it to more people, two of them. You may hide it further."
                )
            )
        return asked

    def clean(self) -> None:
        data = self.cleaned_data
        # As the database has it, which refuses a membership of not a day, and says it to nobody.
        if data.get("left_on") and data.get("joined_on") and data["left_on"] <= data["joined_on"]:
            self.add_error("left_on", _("It left before it joined. Give a later day, or leave it empty."))
        names = {code for code in LANGUAGES if data.get(f"name_{code}")}
        if not names:
            self.add_error("name_en", _("Give its name in one language at least."))
        for code in LANGUAGES:
            if data.get(f"story_{code}") and code not in names:
                self.add_error(f"name_{code}", _("Give its name in this language too, or take the text out."))

    def entry(self) -> dict[str, Value]:
        """Return what was written, as the register would show it."""
        data = self.cleaned_data
        plain = {name: data[name] for name in ("country", "status", "exposure", "site")}
        dates = {name: data[name].isoformat() if data[name] else "" for name in ("joined_on", "left_on")}
        # Browsers send line ends as \r\n: without this every text would seem changed.
        words = {
            name: str(data[name]).replace("\r\n", "\n")
            for name in data
            if name.startswith(("name_", "story_"))
        }
        # Sorted as the register sorts them: what was written is compared whole with what stands there.
        return {**plain, **dates, "themes": sorted(data["themes"]), **words}

    def facts(self) -> MemberFacts:
        return MemberFacts.of(self.entry(), status_from_on=self.cleaned_data["status_from_on"])


def sign_basis(member: Member) -> str:
    # Signed and not encrypted: it may hold what the same page shows its reader anyway, and nothing beyond.
    found = {"member": str(member.pk), "version": member.version, "entry": entry_of(member)}
    return signing.dumps(found, salt=SALT, compress=True)


def form_anew(member: Member, visitor: Visitor, language: str, entry: Mapping[str, Value]) -> MemberForm:
    """Return a form that holds ``entry`` and is opened on the member as it stands now."""
    return MemberForm(
        member=member, visitor=visitor, language=language, initial={**entry, "basis": sign_basis(member)}
    )

"""One form for each subject of the directory: what somebody types becomes plain facts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamyr.addressees.forms.base import WEB, KnownForm, RowForm, choices, day, long_text
from tamyr.addressees.forms.bodies import BodyForm
from tamyr.addressees.logic.kinds import LETTERS, OFFICES, WAYS
from tamyr.addressees.logic.rows import Facts
from tamyr.addressees.models import Office
from tamyr.addressees.pages.words import LETTER_WORDS, OFFICE_WORDS, WAY_WORDS

LAWFUL = {"yes": True, "no": False, "": None}
MOST_FIELDS = 40


class NameForm(RowForm):
    language = forms.RegexField(r"^[a-z]{2,3}$", label=gettext_lazy("Code of the language"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    from_on = day(gettext_lazy("Since which day"))
    until_on = day(gettext_lazy("Until which day"), gettext_lazy("Leave it open while the name holds."))


class OfficeForm(KnownForm):
    pairs = ("titles",)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=choices(OFFICES, OFFICE_WORDS))
    titles_en = forms.CharField(label=gettext_lazy("Title in English"), required=False, max_length=300)
    titles_ru = forms.CharField(label=gettext_lazy("Title in Russian"), required=False, max_length=300)
    from_on = day(gettext_lazy("Since which day"))
    until_on = day(gettext_lazy("Until which day"))
    field_order = ("kind", "titles_en", "titles_ru", "from_on", "until_on")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not (given.get("titles_en") or given.get("titles_ru")):
            self.add_error("titles_en", _("Give the title in one language at least."))
        return given


class HolderForm(KnownForm):
    """Who holds an office in public. Nothing else of a person is asked or kept."""

    needs_source = True
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    from_on = day(gettext_lazy("Since which day"))
    until_on = day(gettext_lazy("Until which day"), gettext_lazy("Leave it open while they hold the office."))
    field_order = ("name", "from_on", "until_on")


class ChannelForm(KnownForm):
    pairs = ("checklist", "warning")
    letter = forms.ChoiceField(
        label=gettext_lazy("Kind of letter"),
        required=False,
        choices=choices(LETTERS, LETTER_WORDS, gettext_lazy("for no kind in particular")),
    )
    way = forms.ChoiceField(label=gettext_lazy("Road"), choices=choices(WAYS, WAY_WORDS))
    value = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=500,
        help_text=gettext_lazy("An e-mail address, a web address, or street and town."),
    )
    office = forms.ChoiceField(label=gettext_lazy("Office"), required=False)
    is_lawful = forms.ChoiceField(
        label=gettext_lazy("Does the law take such a letter by this road?"),
        required=False,
        choices=[("", gettext_lazy("not known")), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))],
    )
    languages = forms.RegexField(
        r"^([a-z]{2,3}( [a-z]{2,3}){0,9})?$",
        label=gettext_lazy("Languages that it takes"),
        required=False,
        help_text=gettext_lazy("Codes with spaces between them: kk ru."),
    )
    fields_typed = long_text(
        gettext_lazy("Fields of the form"),
        gettext_lazy("One a line, with the characters that it takes: Subject: 200."),
    )
    checklist_en = long_text(gettext_lazy("What the letter needs, in English"), code="en")
    checklist_ru = long_text(gettext_lazy("What the letter needs, in Russian"), code="ru")
    warning_en = long_text(gettext_lazy("Warning, in English"), code="en")
    warning_ru = long_text(gettext_lazy("Warning, in Russian"), code="ru")
    from_on = day(gettext_lazy("Since which day"))
    until_on = day(
        gettext_lazy("Until which day"), gettext_lazy("Close a road by the day on which it ended.")
    )
    field_order = (
        *("letter", "way", "value", "office", "is_lawful", "languages", "fields_typed"),
        *("checklist_en", "checklist_ru", "warning_en", "warning_ru", "from_on", "until_on"),
    )

    def __init__(self, *given: Any, offices: Iterable[Office] = (), **named: Any) -> None:
        super().__init__(*given, **named)
        shown = [("", _("of the body as a whole")), *((str(office.pk), office.title) for office in offices)]
        self.fields["office"].choices = shown  # type: ignore[attr-defined]

    def clean_fields_typed(self) -> list[dict[str, object]]:
        lines = [line.strip() for line in self.cleaned_data["fields_typed"].splitlines() if line.strip()]
        if len(lines) > MOST_FIELDS:
            raise forms.ValidationError(_("More fields than a form has."))
        return [_field(line) for line in lines]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self._check_value(given.get("way", ""), given.get("value", ""))
        if given.get("is_lawful") and not given.get("source_url"):
            self.add_error("source_url", _("What the law takes is known by a page: name it."))
        return given

    def _check_value(self, way: str, value: str) -> None:
        """Check an e-mail address, and a web address where it is written as one."""
        # Only where it is written as a web address, as that of a road on paper is a street.
        check: Any = EmailValidator() if way in ("email", "signed_email") else WEB
        if not value or (check is WEB and not value.startswith(("http:", "https:"))):
            return
        try:
            check(value)
        except forms.ValidationError:
            self.add_error("value", _("This is no address for such a road."))

    def facts(self) -> Facts:
        found = super().facts()
        found["fields"] = found.pop("fields_typed") or []
        return found | {"is_lawful": LAWFUL[found["is_lawful"]]}

    @classmethod
    def data_of(cls, facts: Mapping[str, Any]) -> dict[str, Any]:
        data = super().data_of(facts)
        lawful = {True: "yes", False: "no", None: ""}[data.pop("is_lawful", None)]
        lines = [f"{field['name']}: {field['limit']}" for field in data.pop("fields", None) or []]
        return data | {
            "is_lawful": lawful,
            "fields_typed": "\n".join(lines),
            "office": data.get("office") or "",
        }


def _field(line: str) -> dict[str, object]:
    # By the last colon: names have some, too.
    name, _colon, limit = line.rpartition(":")
    # No more figures than a file may name (``logic.popolo``).
    if not limit.strip().isdecimal() or len(limit.strip()) > 6:
        return {"name": line, "limit": 0}
    return {"name": name.strip(), "limit": int(limit)}


FORMS: dict[str, type[RowForm]] = {
    "body": BodyForm,
    "name": NameForm,
    "office": OfficeForm,
    "holder": HolderForm,
    "channel": ChannelForm,
}
TITLES: dict[str, Promise] = {
    "body": gettext_lazy("Correct the body"),
    "name": gettext_lazy("A name of the body"),
    "office": gettext_lazy("An office of the body"),
    "holder": gettext_lazy("Who holds the office"),
    "channel": gettext_lazy("A road for letters"),
}

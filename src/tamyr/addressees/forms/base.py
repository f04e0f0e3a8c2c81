"""What the forms of the directory share: how a row is known, its days, its texts in two languages."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamyr.addressees.logic.kinds import LANGUAGES, STATUSES
from tamyr.addressees.logic.rows import Facts
from tamyr.addressees.pages.words import KNOWN_WORDS

# Addresses become links: by itself Django would let ftp pass.
WEB = URLValidator(schemes=["http", "https"])
# Nobody looks up a second time what they type: another person does, by a button of its own.
SAID = tuple(code for code in STATUSES if code != "verified")


def choices(codes: Iterable[str], words: Mapping[str, Any], empty: Any = None) -> list[tuple[str, Any]]:
    return [*([("", empty)] if empty is not None else []), *((code, words[code]) for code in codes)]


def day(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=False, widget=widget)


def long_text(label: Any, help_text: Any = "", code: str = "") -> forms.CharField:
    attrs = {"rows": 3, **({"lang": code} if code else {})}
    widget = forms.Textarea(attrs=attrs)
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=2000, widget=widget)


class RowForm(forms.Form):
    """What every row asks at its end: how it is known, and why it is changed."""

    pairs: ClassVar[tuple[str, ...]] = ()
    needs_source: ClassVar[bool] = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self._check_order(
            "from_on", "until_on", _("It ends before it begins. Give a later day, or leave it open.")
        )
        if "status" in self.fields:
            self._check_known(given)
        return given

    def _check_order(self, first: str, last: str, words: str) -> None:
        begins, ends = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if begins and ends and ends <= begins:
            self.add_error(last, words)

    def _check_known(self, given: dict[str, Any]) -> None:
        status, source, seen_on = (given.get(name) for name in ("status", "source_url", "source_seen_on"))
        if self.needs_source and (status == "unverified" or not source):
            self.add_error(
                "source_url", _("A person is named here with a public page that says so, or not at all.")
            )
        # As the database has it (``known_by_a_page``), which refuses the whole row and names no field.
        elif status and status != "unverified" and not source:
            self.add_error("source_url", _("Name the public page that says so, or choose “not verified”."))
        if source and not seen_on and "source_seen_on" not in self.errors:
            self.add_error("source_seen_on", _("Say on which day you saw the page."))

    def facts(self) -> Facts:
        """Return what was typed as plain facts; call it on a valid form alone."""
        # As texts: so what is typed is compared with files, with rows and with what a form was opened on.
        given = {
            name: value.isoformat() if name.endswith("_on") and value else value or ""
            for name, value in self.cleaned_data.items()
            if name != "reason"
        }
        for pair in self.pairs:
            words = {code: given.pop(f"{pair}_{code}") for code in LANGUAGES}
            given[pair] = {code: text for code, text in words.items() if text}
        return given

    def said(self, data: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return what this form would show of these data, by its own labels and words."""
        filled = [(self.fields[name], value) for name, value in data.items() if name in self.fields and value]
        return [
            (str(field.label), str(dict(getattr(field, "choices", ())).get(value, value)))
            for field, value in filled
        ]

    @classmethod
    def data_of(cls, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Return facts as this form shows them."""
        data = dict(facts)
        for pair in cls.pairs:
            words = data.pop(pair, None) or {}
            data |= {f"{pair}_{code}": words.get(code, "") for code in LANGUAGES}
        if data.get("status") == "verified":
            # Whoever changes a row takes the second person's word from it.
            data["status"] = "seen"
        return data


class KnownForm(RowForm):
    status = forms.ChoiceField(label=gettext_lazy("How it is known"), choices=choices(SAID, KNOWN_WORDS))
    source_url = forms.URLField(
        label=gettext_lazy("Public page that says so"),
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[WEB],
    )
    source_seen_on = day(gettext_lazy("Seen on"))

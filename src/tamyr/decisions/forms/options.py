"""What a decision chooses from, and how much of it: the options, their costs and their countries."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.wording import LANGUAGES
from tamyr.decisions.models import Recusal
from tamyr.decisions.pages.words import RuleWords
from tamyr.network.models import Member

MOST_OPTIONS = 200
LONGEST_TITLE = 300
# Far above any budget that a form takes, and far below what a database holds.
MOST_DIGITS = 15
# On a line of its own where an option concerns no member.
NOBODY = ("-", "–", "—")


class Lines(forms.CharField):
    """A text with one thing a line."""

    def __init__(self, **named: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 6}), max_length=60_000, **named)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return [one for line in text.splitlines() if (one := composed(line))]


def composed(text: str) -> str:
    """Return a text in its one form, without spaces around it: hashes are made of it."""
    return unicodedata.normalize("NFC", text).strip()


def is_cost(text: str) -> bool:
    # Digits of other scripts, as “²”, are digits to Python too, and no number.
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS and int(text) > 0


def country_called(name: str) -> str | None:
    """Return the code of a country of the region by its name in either language, or by the code itself."""
    for code, country in COUNTRIES.items():
        if name.casefold() in {code.casefold(), *(country.name(spoken).casefold() for spoken in LANGUAGES)}:
            return code
    return None


def members_called(members: Iterable[Member]) -> dict[str, list[Member]]:
    """Return members in the open by their names in each language; those that hide stand in no list of options."""
    found: dict[str, list[Member]] = {}
    for member in members:
        # By names in every language, whichever the form is filled in.
        names = {} if member.is_guarded else member.profile["names"]
        for name in {name.casefold() for name in names.values()}:
            found.setdefault(name, []).append(member)
    return found


class OptionsForm(forms.Form):
    rule: RuleWords
    known_members: Iterable[Member] = ()

    options_en = Lines(label=_("Options in English"), help_text=_("One on each line."))
    options_ru = Lines(label=_("Options in Russian"), help_text=_("One on each line, in the same order."))
    seats = forms.IntegerField(label=_("How many are chosen"), min_value=1, max_value=100, required=False)
    budget = forms.IntegerField(
        label=_("Or: how much money there is to give"),
        min_value=1,
        max_value=10**12,
        required=False,
        help_text=_("In whole units. Leave it empty where a number of options is chosen."),
    )
    costs = Lines(
        label=_("What each option costs"),
        required=False,
        help_text=_(
            "Only where there is money to give: a whole number on each line, in the order of the options."
        ),
    )
    most_per_country = forms.IntegerField(
        label=_("Most from one country"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=_("Once so many of a country are chosen, its others are left out. Empty: no limit."),
    )
    option_countries = Lines(
        label=_("Country of each option"),
        required=False,
        help_text=_("Only where there is such a limit: one on each line, in the order of the options."),
    )

    recusal = forms.ChoiceField(
        label=_("Who takes no part by itself"),
        choices=Recusal.choices,
        widget=forms.RadioSelect,
        required=False,
        initial=Recusal.NOBODY,
        help_text=_("All voters read this before they vote, and the file proves that it was kept."),
    )
    option_members = Lines(
        label=_("Member that each option concerns"),
        required=False,
        help_text=_(
            "Only where such members do not vote: the name of a member on each line, in the order of the options; "
            "a dash where an option concerns nobody."
        ),
    )

    def check_options(self, said: dict[str, Any]) -> None:
        if not {"options_en", "options_ru"} <= said.keys():
            return
        en, ru = said["options_en"], said["options_ru"]
        if len(en) != len(ru):
            words = _("Options in English: %(en)s, in Russian: %(ru)s; each needs both.")
            self.add_error("options_ru", forms.ValidationError(words, params={"en": len(en), "ru": len(ru)}))
        elif not 2 <= len(en) <= MOST_OPTIONS:
            words = _("Options: %(count)s; there may be from 2 to %(most)s.")
            self.add_error(
                "options_en", forms.ValidationError(words, params={"count": len(en), "most": MOST_OPTIONS})
            )
        for name, titles in (("options_en", en), ("options_ru", ru)):
            if len(set(titles)) < len(titles):
                self.add_error(name, _("Two options are called the same."))
            if any(len(title) > LONGEST_TITLE for title in titles):
                words = _("One of the options is longer than %(most)s letters.")
                self.add_error(name, forms.ValidationError(words, params={"most": LONGEST_TITLE}))

    def check_size(self, said: dict[str, Any]) -> None:
        if "seats" not in self.fields:
            return
        seats, budget = said.get("seats"), said.get("budget")
        if "budget" not in self.fields:
            if not seats:
                self.add_error("seats", _("Say how many are chosen."))
            return
        if bool(seats) == bool(budget):
            self.add_error("seats", _("Say how many are chosen, or how much money there is: one of the two."))
        costs = said.get("costs") or []
        if costs and not budget:
            self.add_error("budget", _("Say how much money there is, or leave the costs out."))
        if budget and not all(map(is_cost, costs)):
            self.add_error("costs", _("Write whole numbers above 0, one on each line."))
        if budget and len(costs) != len(said.get("options_en", ())):
            words = _("Costs: %(costs)s, options: %(options)s.")
            count = {"costs": len(costs), "options": len(said.get("options_en", ()))}
            self.add_error("costs", forms.ValidationError(words, params=count))

    def check_countries(self, said: dict[str, Any]) -> None:
        named, wanted = said.get("option_countries") or [], said.get("most_per_country")
        if not wanted:
            if named:
                self.add_error("most_per_country", _("Say how many, or leave the countries out."))
            return
        for line, name in enumerate(named, start=1):
            if country_called(name) is None:
                words = _("Line %(line)s: no country is called “%(name)s”.")
                self.add_error(
                    "option_countries", forms.ValidationError(words, params={"line": line, "name": name})
                )
        if len(named) != len(said.get("options_en", ())):
            words = _("Countries: %(countries)s, options: %(options)s.")
            count = {"countries": len(named), "options": len(said.get("options_en", ()))}
            self.add_error("option_countries", forms.ValidationError(words, params=count))

    def check_members(self, said: dict[str, Any]) -> None:
        """Find whom each option concerns; refuse a name that no member or more than one has."""
        named, wanted = said.get("option_members") or [], said.get("recusal")
        self.concerned: list[Member | None] = []
        if not wanted:
            if named:
                self.add_error("recusal", _("Say that these take no part, or leave the names out."))
            return
        called = members_called(self.known_members)
        for line, name in enumerate(named, start=1):
            found: list[Any] = [None] if name in NOBODY else called.get(name.casefold(), [])
            if len(found) != 1:
                words = (
                    _("Line %(line)s: more than one member is called “%(name)s”.")
                    if found
                    else _("Line %(line)s: no member that all may know is called “%(name)s”.")
                )
                params = {"line": line, "name": name}
                self.add_error("option_members", forms.ValidationError(words, params=params))
            self.concerned += found[:1]
        if len(named) != len(said.get("options_en", ())):
            words = _("Lines: %(members)s, options: %(options)s.")
            count = {"members": len(named), "options": len(said.get("options_en", ()))}
            self.add_error("option_members", forms.ValidationError(words, params=count))
        elif not any(self.concerned) and "option_members" not in self.errors:
            self.add_error("option_members", _("Name the member of one option at least."))

    def options_said(self, texts: dict[str, str]) -> list[tuple[str, str, int | None]]:
        said = self.cleaned_data
        if not self.rule.has_options:
            return [(texts["question_en"], texts["question_ru"], None)]
        costs = [int(cost) for cost in said.get("costs") or ()] if said.get("budget") else []
        return [
            (en, ru, costs[n] if costs else None)
            for n, (en, ru) in enumerate(zip(said["options_en"], said["options_ru"], strict=True))
        ]

    def countries_said(self) -> list[str]:
        return [country_called(name) or "" for name in self.cleaned_data.get("option_countries") or ()]

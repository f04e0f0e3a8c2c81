"""The set-up of a decision: first the rule, then what this rule needs to know."""

import unicodedata
import uuid
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from tamyr.decisions.models import Decision, Outside
from tamyr.decisions.pages.words import RULES, RuleWords
from tamyr.decisions.services.preparing import LEAST_OPEN, Draft

LONGEST_OPEN = timedelta(days=120)
MOST_OPTIONS = 200
LONGEST_TITLE = 300
SHARES = [("1/2", "1/2"), ("3/5", "3/5"), ("2/3", "2/3"), ("3/4", "3/4"), ("4/5", "4/5"), ("1/1", "1")]
# The last minute of a day in the keeper's own time, so that the day named counts in full.
LAST_MINUTE = time(23, 59)


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


class DraftForm(forms.Form):
    question_en = forms.CharField(label=_("Question in English"), max_length=300)
    question_ru = forms.CharField(label=_("Question in Russian"), max_length=300)
    words_en = forms.CharField(
        label=_("What it is about, in English"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    words_ru = forms.CharField(
        label=_("What it is about, in Russian"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    authoritative = forms.ChoiceField(
        label=_("If the two texts differ, this one holds"),
        choices=[("en", _("English")), ("ru", _("Russian"))],
        widget=forms.RadioSelect,
        initial="en",
    )
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
    endowment = forms.ChoiceField(
        label=_("Equal share of"),
        choices=[
            ("member", _("each organisation")),
            ("country-capped", _("each country, and of no organisation more than twice the mean")),
            ("country", _("each country")),
        ],
        widget=forms.RadioSelect,
        initial="member",
    )
    share = forms.ChoiceField(label=_("Share of support that it takes"), choices=SHARES, initial="2/3")
    above = forms.BooleanField(label=_("More than this share, not just so much"), required=False)
    countries = forms.IntegerField(
        label=_("Countries from which there must be support"),
        min_value=0,
        max_value=12,
        required=False,
        help_text=_(
            "Organisations that are not in the open count for no country: theirs could tell who they are."
        ),
    )
    opposed = forms.IntegerField(
        label=_("Most organisations strongly against it"), min_value=0, max_value=200, required=False
    )
    opposed_countries = forms.IntegerField(
        label=_("Most countries with an organisation strongly against it"),
        min_value=0,
        max_value=12,
        required=False,
    )
    silence = forms.BooleanField(
        label=_("Who says nothing consents, and counts for the quorum"), required=False, initial=True
    )
    quorum = forms.ChoiceField(
        label=_("Share of organisations that must take part"),
        choices=[("", _("none")), ("1/4", "1/4"), ("1/3", "1/3"), ("1/2", "1/2"), ("2/3", "2/3")],
        required=False,
        initial="1/2",
        help_text=_("Blank ballots count. Organisations that were silent for long do not, and are told so."),
    )
    closes_on = forms.DateField(
        label=_("Last day to vote"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("It closes at the end of this day by your own clock; each reader sees it by theirs."),
    )
    outside = forms.ChoiceField(
        label=_("What people outside the network may read of the result"),
        choices=Outside.choices,
        widget=forms.RadioSelect,
        initial=Outside.RESULT,
        help_text=_(
            "All voters see this before they vote. Members who are not public are never named. Where a ballot could "
            "tell who a hidden member is, only the result is published."
        ),
    )
    is_practice = forms.BooleanField(label=_("For practice only: it counts for nothing"), required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *given: Any, rule: str, zone: str, at: datetime, **named: Any) -> None:
        super().__init__(*given, **named)
        self.rule: RuleWords = RULES[rule]
        self.zone, self.at = zone, at
        own = {*self.rule.fields, *(("options_en", "options_ru") if self.rule.has_options else ())}
        own |= {"costs"} if "budget" in self.rule.fields else set()
        for name in {n for words in RULES.values() for n in words.fields} | {
            "options_en",
            "options_ru",
            "costs",
        }:
            if name not in own:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        self._check_options(said)
        self._check_size(said)
        self._check_close(said)
        return said

    def _check_options(self, said: dict[str, Any]) -> None:
        if not {"options_en", "options_ru"} <= said.keys():
            return
        en, ru = said["options_en"], said["options_ru"]
        if len(en) != len(ru):
            words = _("There are %(en)s options in English and %(ru)s in Russian; each needs both.")
            self.add_error("options_ru", forms.ValidationError(words, params={"en": len(en), "ru": len(ru)}))
        elif not 2 <= len(en) <= MOST_OPTIONS:
            words = _("There are %(count)s options; there may be from 2 to %(most)s.")
            self.add_error(
                "options_en", forms.ValidationError(words, params={"count": len(en), "most": MOST_OPTIONS})
            )
        for name, titles in (("options_en", en), ("options_ru", ru)):
            if len(set(titles)) < len(titles):
                self.add_error(name, _("Two options are called the same."))
            if any(len(title) > LONGEST_TITLE for title in titles):
                words = _("One of the options is longer than %(most)s letters.")
                self.add_error(name, forms.ValidationError(words, params={"most": LONGEST_TITLE}))

    def _check_size(self, said: dict[str, Any]) -> None:
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
        if budget and not all(cost.isascii() and cost.isdigit() and int(cost[:15]) > 0 for cost in costs):
            self.add_error("costs", _("Write whole numbers above 0, one on each line."))
        if budget and len(costs) != len(said.get("options_en", ())):
            words = _("There are %(costs)s costs for %(options)s options.")
            count = {"costs": len(costs), "options": len(said.get("options_en", ()))}
            self.add_error("costs", forms.ValidationError(words, params=count))

    def _check_close(self, said: dict[str, Any]) -> None:
        if "closes_on" not in said:
            return
        left = self.closes_at(said) - self.at
        if left < LEAST_OPEN:
            self.add_error("closes_on", _("This day is over too soon: leave a full day to vote."))
        if left > LONGEST_OPEN:
            words = _("At most %(days)s days from today.")
            self.add_error("closes_on", forms.ValidationError(words, params={"days": LONGEST_OPEN.days}))

    def closes_at(self, said: dict[str, Any]) -> datetime:
        return datetime.combine(said["closes_on"], LAST_MINUTE, ZoneInfo(self.zone)).astimezone(UTC)

    def rule_facts(self) -> dict[str, Any]:
        """Return the rule as the decision file has it: only what was said."""
        said = self.cleaned_data
        facts: dict[str, Any] = {"name": self.rule.code, "version": 1}
        for name in self.rule.fields:
            if name in ("above", "silence"):
                facts[name] = bool(said[name])
            elif said.get(name) not in (None, ""):
                facts[name] = said[name]
        if facts.get("endowment") == "country-capped":
            facts["cap"] = "2/1"
        if "budget" in facts:
            facts["satisfaction"] = "cost"
        return facts

    def draft(self) -> Draft:
        said = self.cleaned_data
        texts = {
            name: composed(said[name]) for name in ("question_en", "question_ru", "words_en", "words_ru")
        }
        return Draft(
            **texts,
            authoritative=said["authoritative"],
            rule=self.rule_facts(),
            options=self._options(texts),
            closes_at=self.closes_at(said),
            zone=self.zone,
            outside=said["outside"],
            is_practice=said["is_practice"],
        )

    def _options(self, texts: dict[str, str]) -> list[tuple[str, str, int | None]]:
        said = self.cleaned_data
        if not self.rule.has_options:
            return [(texts["question_en"], texts["question_ru"], None)]
        costs = [int(cost) for cost in said.get("costs") or ()] if said.get("budget") else []
        return [
            (en, ru, costs[n] if costs else None)
            for n, (en, ru) in enumerate(zip(said["options_en"], said["options_ru"], strict=True))
        ]


def draft_initial(decision: Decision) -> dict[str, Any]:
    """Return what a draft's form is filled with."""
    options = list(decision.options.all())
    names = ("question_en", "question_ru", "words_en", "words_ru", "authoritative", "outside", "is_practice")
    return {
        **{name: getattr(decision, name) for name in names},
        **decision.rule_facts,
        "options_en": "\n".join(option.title_en for option in options),
        "options_ru": "\n".join(option.title_ru for option in options),
        "costs": "\n".join(str(option.cost) for option in options if option.cost),
        "closes_on": decision.closes_at.astimezone(ZoneInfo(decision.zone)).date(),
        "form_key": decision.form_key,
    }


class AnnulForm(forms.Form):
    why = forms.CharField(
        label=_("Why"),
        min_length=10,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Another coordinator decides on it. Once it is annulled, all members read this."),
    )

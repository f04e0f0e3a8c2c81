"""The set-up of a decision: first the rule, then what this rule needs to know."""

import uuid
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from climate_pathways.core.countries import COUNTRIES
from tamyr.decisions.forms.options import NOBODY, OptionsForm, composed
from tamyr.decisions.logic.question import APPROVING
from tamyr.decisions.logic.set_up import FALLBACKS
from tamyr.decisions.models import Decision, Extension, Option, Outside, Recusal
from tamyr.decisions.pages.words import RULES, RuleWords
from tamyr.decisions.queries.drafts import draft_sha
from tamyr.decisions.services.preparing import LEAST_OPEN, Draft
from tamyr.network.logic.country_names import country_name
from tamyr.procedures.forms import ScopeForm, WrittenByMany, end_of, scope_initial
from tamyr.procedures.models import Scope
from tamyr.shared.languages import language

LONGEST_OPEN = timedelta(days=120)
MOST_EXTENSION = 30
# As the file of a decision writes fractions, the whole too: it takes no “1”.
SHARES = [("1/2", "1/2"), ("3/5", "3/5"), ("2/3", "2/3"), ("3/4", "3/4"), ("4/5", "4/5"), ("1/1", "1")]


class DraftForm(WrittenByMany, OptionsForm, ScopeForm):
    field_order = ("question_en", "question_ru", "words_en", "words_ru", "authoritative", "scope")

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
        max_value=len(COUNTRIES),
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
        max_value=len(COUNTRIES),
        required=False,
    )
    silence = forms.BooleanField(
        label=_("Who says nothing consents, and counts for the quorum"), required=False, initial=True
    )
    fallback = forms.ChoiceField(
        label=_("If an objection stays open"),
        choices=[("", _("it is not adopted")), *((share, share) for share in FALLBACKS)],
        required=False,
        help_text=_(
            "Or the share of those who consent or object that decides over it. Silence does not count for this."
        ),
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
        # A browser shows the day of a draft in this form alone: in the reader’s own the field would be empty.
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("It closes at the end of this day by your own clock; each reader sees it by theirs."),
    )
    extension = forms.ChoiceField(
        label=_("For which reason it may stay open longer, once"),
        choices=Extension.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Nobody can extend it for another reason. It takes the word of two, before the close."),
    )
    extension_days = forms.IntegerField(
        label=_("By how many days"), min_value=1, max_value=MOST_EXTENSION, required=False
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
        self.known_members = named["members"]
        self.rule: RuleWords = RULES[rule]
        self.zone, self.at = zone, at
        own = {*self.rule.fields, *(("options_en", "options_ru") if self.rule.has_options else ())}
        own |= {"costs"} if "budget" in self.rule.fields else set()
        own |= {"recusal", "option_members"} if rule in APPROVING else set()
        own |= {"option_countries"} if "most_per_country" in self.rule.fields else set()
        for name in {n for words in RULES.values() for n in words.fields} | {
            "options_en",
            "options_ru",
            "costs",
            "option_countries",
            "recusal",
            "option_members",
        }:
            # What a rule does not know it must not be told: the count refuses it.
            if name not in own:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("scope") == Scope.CIRCLE and said.get("outside", Outside.NOTHING) != Outside.NOTHING:
            self.add_error("outside", _("What is of a circle, only its people read: choose “nothing”."))
        if said.get("extension") and not said.get("extension_days"):
            self.add_error("extension_days", _("Say by how many days."))
        self.check_options(said)
        self.check_size(said)
        self.check_countries(said)
        self.check_members(said)
        self._check_close(said)
        return said

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
        return end_of(said["closes_on"], self.zone)

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
            # As the file writes fractions: whole ones too.
            facts["cap"] = "2/1"
        if "budget" in facts:
            facts["satisfaction"] = "cost"
        return facts

    def draft(self, previous: Decision | None = None) -> Draft:
        said = self.cleaned_data
        texts = {
            name: composed(said[name]) for name in ("question_en", "question_ru", "words_en", "words_ru")
        }
        return Draft(
            **texts,
            authoritative=said["authoritative"],
            rule=self.rule_facts(),
            options=self.options_said(texts),
            countries=self.countries_said(),
            recusal=said.get("recusal", Recusal.NOBODY),
            concerned=self.concerned,
            closes_at=self.closes_at(said),
            zone=self.zone,
            outside=said["outside"],
            is_practice=said["is_practice"],
            whose=self.whose(),
            extension=said.get("extension", Extension.NEVER),
            # Days beside “for none” are dropped: the database takes no days without a reason.
            extension_days=said["extension_days"] if said.get("extension") else 0,
            previous=previous,
        )


def draft_initial(decision: Decision) -> dict[str, Any]:
    """Return what a draft's form is filled with."""
    options = list(decision.options.select_related("concerns"))
    names = ("question_en", "question_ru", "words_en", "words_ru", "authoritative", "outside", "is_practice")
    return {
        **{name: getattr(decision, name) for name in names},
        # Of none the file says nothing, and the form would propose half.
        "quorum": "",
        **decision.rule_facts,
        **scope_initial(decision.whose),
        "options_en": "\n".join(option.title_en for option in options),
        "options_ru": "\n".join(option.title_ru for option in options),
        "option_countries": "\n".join(
            country_name(option.country_id, language()) for option in options if option.country_id
        ),
        "recusal": decision.recusal,
        "option_members": _members_said(options) if decision.recusal else "",
        "costs": "\n".join(str(option.cost) for option in options if option.cost),
        "closes_on": decision.closes_at.astimezone(ZoneInfo(decision.zone)).date(),
        "extension": decision.extension,
        "extension_days": decision.extension_days or None,
        "form_key": decision.form_key,
        "base_sha": draft_sha(decision),
    }


def _members_said(options: list[Option]) -> str:
    # Who hides by now has no line: whoever keeps the draft is told that one is missing, and not which.
    open_to_all = [
        option.concerns for option in options if not (option.concerns and option.concerns.is_guarded)
    ]
    return "\n".join(member.name if member else NOBODY[1] for member in open_to_all)


def successor_initial(previous: Decision) -> dict[str, Any]:
    """Return what the form of a decision that takes another's place is filled with."""
    return anew(draft_initial(previous))


def anew(initial: dict[str, Any]) -> dict[str, Any]:
    """Return what was said before without its days, which are to be chosen anew."""
    # Without its key: sent with that, the form would be answered with the decision that it made before.
    return {
        name: value
        for name, value in initial.items()
        if name not in ("closes_on", "codes_until_on", "form_key", "base_sha")
    }

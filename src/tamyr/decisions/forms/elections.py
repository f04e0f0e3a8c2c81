"""To prepare an election, to stand in it, and to vote in it with a code."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from tamyr.decisions.forms.casting import BLANK, StrictRankingForm
from tamyr.decisions.forms.options import composed
from tamyr.decisions.forms.preparing import DraftForm, draft_initial
from tamyr.decisions.logic.refusals import Refusal
from tamyr.decisions.logic.secret import read_code
from tamyr.decisions.models import Decision, Election, Outside, Source
from tamyr.decisions.services.secret.preparing import Terms
from tamyr.decisions.services.secret.standing import LEAST_TO_CAST, LEAST_TO_PICK_UP, Statement
from tamyr.network.models import Circle, Member
from tamyr.procedures.forms import WHICH, end_of
from tamyr.procedures.models import Whose
from tamyr.safety.models import is_sealed

LONGEST_STATEMENT = 1500
LONGEST_CODE = 60
# Persons are elected by the whole network, in phases that nobody moves; who stands is an option.
NOT_ASKED = frozenset(
    (*WHICH.values(), "scope", "options_en", "options_ru", "option_countries", "extension", "extension_days")
)


class ElectionForm(DraftForm):
    most_per_country = forms.IntegerField(
        label=_("At most so many elected of one country"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=_("Leave it empty where the country does not matter."),
    )
    ballots_from = forms.ChoiceField(
        label=_("How people vote"),
        choices=[
            (Source.CODES, _("here, with a code that each organisation picks up")),
            (Source.BELENIOS, _("on a Belenios server; the result is brought back here")),
        ],
        widget=forms.RadioSelect,
        initial=Source.CODES,
    )
    codes_until_on = forms.DateField(
        label=_("Last day to pick up a code"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Then the codes are shuffled, and the vote begins. Not needed with Belenios."),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        # An election is the whole network’s: nothing of the fields for a part is offered or read.
        nobody, nowhere = Member.objects.none(), Circle.objects.none()
        super().__init__(*given, rule="stv", members=nobody, circles=nowhere, **named)
        for name in NOT_ASKED & self.fields.keys():
            del self.fields[name]
        self.fields["outside"].choices = [  # type: ignore[attr-defined]
            (code, _("the result and the ballots, which name nobody") if code == Outside.BALLOTS else words)
            for code, words in Outside.choices
        ]
        self.fields["outside"].help_text = _("All voters see this before they vote.")
        first = ("question_en", "question_ru", "words_en", "words_ru", "authoritative", "seats")
        self.order_fields(
            (*first, "most_per_country", "quorum", "ballots_from", "codes_until_on", "closes_on")
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("ballots_from") != Source.CODES or "closes_on" not in said:
            return said
        if not said.get("codes_until_on"):
            if "codes_until_on" not in self.errors:
                self.add_error("codes_until_on", _("Say until which day codes are picked up."))
            return said
        until = self.codes_until(said)
        if until - self.at < LEAST_TO_PICK_UP:
            self.add_error(
                "codes_until_on", _("This day is over too soon: leave a full day to pick up codes.")
            )
        if self.closes_at(said) - until < LEAST_TO_CAST:
            words = _("Leave at least %(days)s days between this day and the last day to vote.")
            self.add_error(
                "codes_until_on", forms.ValidationError(words, params={"days": LEAST_TO_CAST.days})
            )
        return said

    def codes_until(self, said: dict[str, Any]) -> datetime:
        return end_of(said["codes_until_on"], self.zone)

    def whose(self) -> Whose:
        return Whose()

    def terms(self) -> Terms:
        said = self.cleaned_data
        by_codes = said["ballots_from"] == Source.CODES
        return Terms(self.codes_until(said) if by_codes else None, said["ballots_from"])

    def options_said(self, texts: dict[str, str]) -> list[tuple[str, str, int | None]]:
        # Whoever stands makes themselves an option, once it is announced.
        return []


def election_initial(decision: Decision, election: Election) -> dict[str, Any]:
    until = election.codes_until
    return {
        **draft_initial(decision),
        "ballots_from": election.ballots_from,
        "codes_until_on": until.astimezone(ZoneInfo(decision.zone)).date() if until else None,
    }


class StandForm(forms.Form):
    name_en = forms.CharField(label=_("Your name in English"), max_length=120)
    name_ru = forms.CharField(label=_("Your name in Russian"), max_length=120)
    statement_en = forms.CharField(
        label=_("Why you, in English"),
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("A few sentences. Voters read both languages."),
    )
    statement_ru = forms.CharField(
        label=_("Why you, in Russian"), max_length=LONGEST_STATEMENT, widget=forms.Textarea(attrs={"rows": 5})
    )
    consents = forms.BooleanField(
        label=_("I stand for election, and agree that my name, country and statement are read as said above"),
        error_messages={"required": _("Without your consent you do not stand.")},
    )

    def statement(self) -> Statement:
        names = ("name_en", "name_ru", "statement_en", "statement_ru")
        return Statement(**{name: composed(self.cleaned_data[name]) for name in names})


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Your code"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text=_("20 digits and letters. Small letters, spaces and dashes do not matter."),
    )

    def clean_code(self) -> str:
        try:
            return read_code(self.cleaned_data["code"])
        except Refusal as wrong:
            raise forms.ValidationError(_("This is not a code: look at your note again.")) from wrong


class SecretBallotForm(StrictRankingForm):
    """The candidates in order, under a code and no name."""

    def __init__(self, *given: Any, chosen: Any = None, **named: Any) -> None:
        shown = {} if chosen in (None, BLANK) or is_sealed(chosen) else self.shown(chosen)
        super().__init__(*given, initial=shown, **named)
        # Whatever of these came back with a ballot could tell whose it is.
        for name in ("member", "replaces", "form_key"):
            del self.fields[name]

"""What an organisation says of a position, and how it signs."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from climate_pathways.core.countries import COUNTRIES
from tamyr.decisions.models import Outside
from tamyr.positions.models import Stance
from tamyr.procedures.forms import WrittenByMany

LONGEST_WORDS = 2000
LEAST_SIGNING, MOST_SIGNING, USUAL_SIGNING = 3, 180, 21
LEAST_VOTING, MOST_VOTING = 3, 90


class WordForm(WrittenByMany):
    """What an organisation says of a text; ``sha`` is of the text that it read."""

    sha = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    stance = forms.ChoiceField(label=_("Your organisation"), choices=Stance.choices, widget=forms.RadioSelect)
    code = forms.ChoiceField(
        label=_("Clause"), required=False, help_text=_("Only for an objection: what it is about.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    change = forms.CharField(
        label=_("What would have to change"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("An objection counts with a clause, a reason and the change that would lift it."),
    )

    def __init__(self, *args: Any, clauses: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes: forms.ChoiceField = self.fields["code"]  # type: ignore[assignment]
        codes.choices = [("", "–"), *clauses]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        # Asked here alone but for the clause: no constraint of the database reads encrypted words.
        if data.get("stance") == Stance.OBJECTION:
            for name in ("code", "reason", "change"):
                if not data.get(name):
                    self.add_error(name, _("An objection needs this."))
        return data


class ApprovalForm(WrittenByMany):
    approval = forms.CharField(
        label=_("Who agreed to it in your organisation"),
        max_length=500,
        help_text=_("For example “the board, on 3 March”. Only your organisation’s people read it."),
    )
    is_sealed = forms.BooleanField(
        label=_("Sign without our name"),
        required=False,
        help_text=_("The signature is counted, and your organisation named nowhere."),
    )


class AskForm(forms.Form):
    days = forms.IntegerField(
        label=_("Days to sign"),
        min_value=LEAST_SIGNING,
        max_value=MOST_SIGNING,
        initial=USUAL_SIGNING,
        help_text=_("Later signatures are taken too and marked as late."),
    )


class ThresholdForm(forms.Form):
    share = forms.ChoiceField(
        label=_("Share of support that it takes"),
        choices=[(share, share) for share in ("1/2", "2/3", "3/4", "4/5")],
        initial="3/4",
    )
    countries = forms.IntegerField(
        label=_("Countries from which there must be support"),
        min_value=0,
        max_value=len(COUNTRIES),
        initial=0,
        help_text=_(
            "Organisations that are not in the open count for no country: theirs could tell who they are."
        ),
    )
    days = forms.IntegerField(
        label=_("Days to vote, counted from today"), min_value=LEAST_VOTING, max_value=MOST_VOTING, initial=14
    )
    outside = forms.ChoiceField(
        label=_("What people outside the network may read of the result"),
        choices=Outside.choices,
        widget=forms.RadioSelect,
        initial=Outside.RESULT,
        help_text=_(
            "With the ballots anybody can count it again. Members who are not public are never named. Of a position for "
            "members only nothing is read outside."
        ),
    )


class QuoteForm(forms.Form):
    iso3 = forms.ChoiceField(label=_("Country"))

    def __init__(self, *args: Any, countries: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.ChoiceField = self.fields["iso3"]  # type: ignore[assignment]
        field.choices = list(countries)


class AnotherForm(forms.Form):
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

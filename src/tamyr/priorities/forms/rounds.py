"""The set-up of a round."""

import uuid
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from tamyr.decisions.models import Outside
from tamyr.priorities.models import Authors, Balance, Proposers, Round
from tamyr.priorities.queries.rounds import plan_sha
from tamyr.priorities.services.rounds import LEAST_PHASE, Plan
from tamyr.procedures.forms import ScopeForm, WrittenByMany, end_of, scope_initial
from tamyr.procedures.models import Scope

LONGEST = timedelta(days=365)


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    # A browser takes the day of its own control in this form alone, in whatever language the page is.
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget)


def _words(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class RoundForm(WrittenByMany, ScopeForm):
    field_order = ("title_ru", "title_en", "words_ru", "words_en", "scope")

    title_ru = forms.CharField(label=_("Title in Russian"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200)
    words_ru = _words(_("What it is about, in Russian"))
    words_en = _words(_("What it is about, in English"))
    collects_on = _day(
        _("Last day to propose"),
        _("It ends at the end of this day by your own clock; each reader sees it by theirs."),
    )
    closes_on = _day(_("Last day to discuss"), _("Afterwards you put the proposals to the vote."))
    choose_days = forms.IntegerField(
        label=_("Days to vote"), min_value=2, max_value=90, initial=14, help_text=_("From 2 to 90 days.")
    )
    seats = forms.IntegerField(
        label=_("How many priorities are chosen"), min_value=1, max_value=50, initial=5
    )
    balance = forms.ChoiceField(
        label=_("How much of the choice each member has"),
        choices=Balance.choices,
        widget=forms.RadioSelect,
        initial=Balance.CAPPED,
        help_text=_("The limit: no member has more than twice the mean."),
    )
    proposers = forms.ChoiceField(
        label=_("Who may propose"),
        choices=Proposers.choices,
        widget=forms.RadioSelect,
        initial=Proposers.ACTIVE,
        help_text=_("Only active members support, argue and vote."),
    )
    most_per_member = forms.IntegerField(
        label=_("Proposals of one organisation at most"), min_value=1, max_value=20, initial=3
    )
    authors = forms.ChoiceField(
        label=_("Who proposed what"),
        choices=Authors.choices,
        widget=forms.RadioSelect,
        initial=Authors.SHOWN,
        help_text=_("All read this before they write. While it is hidden, you do not see it either."),
    )
    is_public = forms.BooleanField(
        label=_("Everybody may read the round on the web"),
        required=False,
        help_text=_(
            "All read this before they write. Members who are not public are named nowhere outside the network."
        ),
    )
    outside = forms.ChoiceField(
        label=_("What people outside the network may read of the vote"),
        choices=Outside.choices,
        widget=forms.RadioSelect,
        initial=Outside.RESULT,
        help_text=_("Members who are not public are never named."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(
        self, *given: Any, zone: str, at: datetime, standing: Round | None = None, **named: Any
    ) -> None:
        self.zone, self.at = ZoneInfo(zone or "UTC"), at
        if standing is not None:
            named["initial"] = {**self._said_by(standing), **named.get("initial", {})}
        super().__init__(*given, **named)

    def _said_by(self, standing: Round) -> dict[str, Any]:
        kept = {name: getattr(standing, name) for name in self.base_fields if hasattr(standing, name)}
        days = {
            # By the keeper’s own clock, as the form reads it again: by another the day could be the next one.
            "collects_on": standing.collects_until.astimezone(self.zone).date(),
            "closes_on": standing.closes_at.astimezone(self.zone).date(),
        }
        return {**kept, **days, **scope_initial(standing.whose), "base_sha": plan_sha(standing)}

    def about(self, standing: Round) -> str:
        """Let what was typed be about the draft as it stands now, and return what that says otherwise."""
        return self.beside(self._said_by(standing))

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("scope") == Scope.CIRCLE:
            if said.get("is_public"):
                self.add_error(
                    "is_public", _("What is of a circle, only its people read: take this tick away.")
                )
            # A field that is missing here has a fault of its own, and is not told of a second one.
            if said.get("outside", Outside.NOTHING) != Outside.NOTHING:
                self.add_error("outside", _("What is of a circle, only its people read: choose “nothing”."))
        collects, closes = said.get("collects_on"), said.get("closes_on")
        if collects and self._end_of(collects) - self.at < LEAST_PHASE:
            self.add_error("collects_on", _("Leave the members one day at least to propose."))
        if collects and closes and closes <= collects:
            self.add_error("closes_on", _("Choose a later day than the last one to propose."))
        if closes and self._end_of(closes) - self.at > LONGEST:
            self.add_error("closes_on", _("Choose a day within the next year."))
        return said

    def _end_of(self, day: Any) -> datetime:
        return end_of(day, self.zone.key)

    def plan(self) -> Plan:
        said = self.cleaned_data
        names = (
            "title_en", "title_ru", "words_en", "words_ru", "authors", "proposers", "is_public",
            "most_per_member", "seats", "balance", "outside", "choose_days",
        )  # fmt: skip
        return Plan(
            **{name: said[name] for name in names},
            collects_until=self._end_of(said["collects_on"]),
            closes_at=self._end_of(said["closes_on"]),
            whose=self.whose(),
        )

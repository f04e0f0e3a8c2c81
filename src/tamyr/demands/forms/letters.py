"""What happened to a letter, as whoever sent it knows it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tamyr.addressees.pages.words import LETTER_WORDS
from tamyr.demands.forms.fields import day_field
from tamyr.demands.logic.calendar import FIRST_YEAR
from tamyr.demands.logic.law import CountryLaw
from tamyr.demands.logic.projection import EVENTS, PUT_OFF, NotInOrder, check_order
from tamyr.demands.pages.words import EVENT_WORDS

YEARS_AHEAD = 3


class LetterForm(forms.Form):
    """A kind of letter and the days of what happened to it; at least one of them is needed."""

    method = "get"
    kind = forms.ChoiceField(label=_("What is it?"))
    sent = day_field(_("Sent on"))
    delivered = day_field(_("Came in on"), _("By the receipt, the stamp or the notice of the portal."))
    registered = day_field(_("Registered on"))
    forwarded = day_field(_("Passed on to another body on"))
    put_off = day_field(_("The body put its answer off until"))
    answered = day_field(_("Answered on"))
    refused = day_field(_("Refusal came on"))
    not_done = _("Not counted yet")

    def __init__(self, data: Mapping[str, Any] | None, *, law: CountryLaw, on: date) -> None:
        super().__init__(data)
        self.on = on
        kinds = [(letter.kind, LETTER_WORDS[letter.kind]) for letter in law.letters]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, day in self.events.items():
            if day.year < FIRST_YEAR or day.year > self.on.year + YEARS_AHEAD:
                self.add_error(name, _("Write a day of these years."))
            elif day > self.on and name != PUT_OFF:
                self.add_error(
                    name, _("This day is still to come. Write when it happened, or leave it open.")
                )
        if not self.errors:
            self._check_order()
        return given

    def _check_order(self) -> None:
        if not self.events.keys() & set(EVENTS):
            self.add_error("sent", _("Write when the letter was sent, or came in."))
            return
        try:
            check_order(self.events)
        except NotInOrder as fault:
            words = {"earlier": EVENT_WORDS[fault.earlier], "later": EVENT_WORDS[fault.later]}
            self.add_error(
                fault.later,
                _("“%(later)s” is earlier than “%(earlier)s”. One of the two days is wrong.") % words,
            )

    @property
    def events(self) -> dict[str, date]:
        names = (*EVENTS, PUT_OFF)
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}

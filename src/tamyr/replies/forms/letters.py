"""What somebody says of a letter that came in: which of ours it answers, what it means, what of it everybody may read."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tamyr.demands.models import Happening
from tamyr.demands.services.delivering import Account
from tamyr.procedures.forms import WrittenByMany
from tamyr.replies.queries.arrivals import Place

LONGEST_WORDS, LONGEST_REASON = 20_000, 1_000
# What a letter of a body, or of a mail server, may mean. The rest is recorded on the page of our own letter.
MEANINGS = (
    Happening.ANSWERED,
    Happening.IN_PART,
    Happening.REFUSED,
    Happening.CLARIFICATION,
    Happening.PUT_OFF,
    Happening.REGISTERED,
    Happening.DELIVERED,
    Happening.RETURNED,
)
# Proposed and no more: by itself no letter stops a clock.
PROPOSED = {"answer": Happening.ANSWERED, "bounce": Happening.RETURNED, "receipt": Happening.REGISTERED}
PLACE, MOVE, COPY = ACTS = ("place", "move", "copy")


def _key() -> forms.UUIDField:
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class PlaceForm(forms.Form):
    """``places``: the letters of ours whose answers this person may record."""

    to = forms.ChoiceField(label=_("Which letter it answers"))
    act = forms.ChoiceField(choices=[(act, act) for act in ACTS], widget=forms.HiddenInput, initial=PLACE)
    origin = forms.UUIDField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    form_key = _key()

    def __init__(self, *args: Any, places: Iterable[Place], **given: Any) -> None:
        super().__init__(*args, **given)
        field: forms.ChoiceField = self.fields["to"]  # type: ignore[assignment]
        field.choices = [("", "–"), *((str(place.delivery.pk), place.words) for place in places)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("act") in (MOVE, COPY) and not said.get("reason"):
            self.add_error("reason", _("Say why: it stays to be read beside the letter."))
        if said.get("act") in (MOVE, COPY) and not said.get("origin"):
            self.add_error(None, _("Say from which of our letters."))
        return said


class MeaningForm(forms.Form):
    """What a letter means for one of ours. Only a person says so; until then the clock runs on."""

    placement = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What it means"), choices=[("", "–"), *((kind.value, kind.label) for kind in MEANINGS)]
    )
    on = forms.DateField(
        label=_("On which day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The day it came in, or the one that the letter itself names."),
    )
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    until = forms.DateField(
        label=_("Put off until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ground = forms.CharField(
        label=_("Ground of the refusal"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    form_key = _key()

    def __init__(self, *args: Any, today: date, **given: Any) -> None:
        super().__init__(*args, **given)
        self.today = today

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("on") and said["on"] > self.today:
            self.add_error("on", _("This day is still to come. Write when it happened."))
        if said.get("kind") == Happening.PUT_OFF and not said.get("until"):
            self.add_error("until", _("Write until when."))
        return said

    def account(self) -> Account:
        said = self.cleaned_data
        # The form keeps what was typed for another meaning; of that nothing is recorded.
        return Account(
            kind=said["kind"],
            on=said["on"],
            number=said["number"],
            until=said["until"] if said["kind"] == Happening.PUT_OFF else None,
            ground=said["ground"] if said["kind"] == Happening.REFUSED else "",
        )


class PublicWordsForm(WrittenByMany):
    words = forms.CharField(
        label=_("What everybody may read"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "Without names, addresses and telephone numbers of people. The letter itself stays with those who "
            "handle it."
        ),
    )


class ReadForm(forms.Form):
    """What a second person has read: the words, and which files stood beside them."""

    words = forms.CharField(widget=forms.HiddenInput)
    beside = forms.CharField(widget=forms.HiddenInput, required=False)


class SentForm(forms.Form):
    """How a letter of ours went out, so that its answers find back."""

    sent_on = forms.DateField(
        label=_("Sent on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    address = forms.EmailField(label=_("To which e-mail address"), required=False)
    subject = forms.CharField(label=_("Its subject"), max_length=300, required=False)
    message_id = forms.CharField(
        label=_("Its Message-ID"),
        # As long as a line of a letter may be (RFC 5322).
        max_length=998,
        required=False,
        help_text=_("Stands among the headers of the letter in your mail program, between < and >."),
    )
    form_key = _key()

    def __init__(self, *args: Any, today: date, **given: Any) -> None:
        super().__init__(*args, **given)
        self.today = today

    def clean_sent_on(self) -> date:
        day: date = self.cleaned_data["sent_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come. Write when it happened."))
        return day

    def clean_message_id(self) -> str:
        given: str = self.cleaned_data["message_id"].strip()
        if not given:
            return ""
        written = given if given.startswith("<") else f"<{given}>"
        if "@" not in written or not written.endswith(">") or " " in written:
            raise forms.ValidationError(_("A Message-ID has an @ in it and no space."))
        return written

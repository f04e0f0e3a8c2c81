"""What is asked of who prepares letters, writes them in a national language, or lets one go again."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import make_naive
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamyr.accounts.logic.time_zones import NoSuchTime, NoSuchYear, moment_there, zone_choices
from tamyr.deliveries.services.preparing import MOST, Plan
from tamyr.demands.models import Delivery
from tamyr.demands.services.making import Words
from tamyr.network.models import Member
from tamyr.procedures.forms import NO_SUCH_TIME, NO_SUCH_YEAR, WrittenByMany
from tamyr.shared.languages import language


def _words(label: Any, longest: int, rows: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}))


class PrepareForm(forms.Form):
    """Which letters go out together. ``at``: a moment until which they wait is still to come."""

    letters = forms.MultipleChoiceField(
        label=gettext_lazy("Which letters"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one letter.")},
    )
    member = forms.ChoiceField(label=gettext_lazy("Who writes"), required=False)
    not_before = forms.DateTimeField(
        label=gettext_lazy("Not before"),
        required=False,
        help_text=gettext_lazy("Leave it empty to send as soon as a second person has released the letters."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    zone = forms.ChoiceField(label=gettext_lazy("By the clock of"))
    knows_the_danger = forms.BooleanField(
        label=gettext_lazy(
            "We know what may happen to who signs a letter to this country, and have decided inside"
        ),
        required=False,
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(
        self,
        *args: Any,
        rows: Iterable[tuple[Delivery, str]],
        members: Iterable[Member],
        at: datetime,
        zone: str,
        ask_of_danger: bool,
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        clocks: forms.ChoiceField = self.fields["zone"]  # type: ignore[assignment]
        clocks.choices = zone_choices(language(), zone)
        clocks.initial = zone or "UTC"
        listed = list(rows)
        self._deliveries = {str(delivery.pk): delivery for delivery, _said in listed}
        self._members = {str(member.pk): member for member in members}
        self._at = at
        letters: forms.MultipleChoiceField = self.fields["letters"]  # type: ignore[assignment]
        letters.choices = [(str(delivery.pk), said) for delivery, said in listed]
        member: forms.ChoiceField = self.fields["member"]  # type: ignore[assignment]
        member.choices = [
            *((key, organisation.name) for key, organisation in self._members.items()),
            ("", _("The network")),
        ]
        if not ask_of_danger:
            del self.fields["knows_the_danger"]

    def clean_letters(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["letters"]
        if len(chosen) > MOST:
            raise forms.ValidationError(
                _("At most %(most)s letters at once: make two batches.") % {"most": MOST}
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("not_before") and said.get("zone"):
            self._check_embargo(said)
        return said

    def _check_embargo(self, said: dict[str, Any]) -> None:
        """Take the time as the clock of the place shows it; of two such moments the later one, so that nothing goes early."""
        # The field took the figures for UTC, as it takes all: here they are figures of a clock again.
        shown = make_naive(said["not_before"])
        try:
            said["not_before"] = moment_there(shown, said["zone"], is_later=True)
        except NoSuchTime as fault:
            said_of = NO_SUCH_YEAR if isinstance(fault, NoSuchYear) else NO_SUCH_TIME
            self.add_error("not_before", said_of)
            return
        if said["not_before"] <= self._at:
            self.add_error("not_before", _("This moment has passed. Leave it empty, or name a later one."))

    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(
            [self._deliveries[key] for key in said["letters"]],
            self._members.get(said["member"]),
            said["not_before"],
            said.get("knows_the_danger", False),
        )


class NationalForm(WrittenByMany):
    """A demand in a national language."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    ask = _words(gettext_lazy("What is asked"), 3000, 6)
    fulfilled_when = _words(gettext_lazy("What would count as fulfilled"), 3000, 4)

    def words(self) -> Words:
        return Words(**{name: self.cleaned_data[name] for name in ("title", "ask", "fulfilled_when")})


class ReasonForm(forms.Form):
    """Why letters are to go out; ``sha`` is of those that were looked at."""

    sha = forms.CharField(max_length=64, widget=forms.HiddenInput)
    words = _words(gettext_lazy("Why now, for who releases them"), 1000, 3)


class NotHandedForm(forms.Form):
    """Why a letter was not handed over after all: it is read beside what is taken out."""

    words = _words(
        gettext_lazy("How you know it, for everybody who reads the demand: name no person"), 1000, 3
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class AgainForm(forms.Form):
    """Why a doubtful letter may go out again."""

    words = _words(gettext_lazy("How you know that it did not come in, for who decides with you"), 1000, 3)

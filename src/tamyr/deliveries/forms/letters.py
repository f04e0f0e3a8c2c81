"""What is asked of who prepares letters, writes them in a national language, or says what became of one."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamyr.deliveries.services.deciding import Picture, Proof
from tamyr.deliveries.services.preparing import MOST, Plan
from tamyr.demands.models import Delivery, Happening
from tamyr.demands.services.making import Words
from tamyr.network.models import Member
from tamyr.safety.logic.pictures import LARGEST_BYTES, PictureRefused, clean_picture, picture_format
from tamyr.safety.pages import PICTURE_FAULTS
from tamyr.shared.turns import FILES, Busy, in_turn
from tamyr.shared.typed import come_back

HANDED = (Happening.SENT, Happening.DELIVERED, Happening.REGISTERED)


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
        ask_of_danger: bool,
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        listed = list(rows)
        self._deliveries = {str(delivery.pk): delivery for delivery, _said in listed}
        self._members = {str(member.pk): member for member in members}
        self._at = at
        letters: forms.MultipleChoiceField = self.fields["letters"]  # type: ignore[assignment]
        letters.choices = [(str(delivery.pk), said) for delivery, said in listed]
        member: forms.ChoiceField = self.fields["member"]  # type: ignore[assignment]
        member.choices = [
            *((key, one.name) for key, one in self._members.items()),
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

    def clean_not_before(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["not_before"]
        if moment is not None and moment <= self._at:
            raise forms.ValidationError(_("This moment has passed. Leave it empty, or name a later one."))
        return moment

    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(
            [self._deliveries[key] for key in said["letters"]],
            self._members.get(said["member"]),
            said["not_before"],
            said.get("knows_the_danger", False),
        )


class NationalForm(forms.Form):
    """A demand in a national language."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    ask = _words(gettext_lazy("What is asked"), 3000, 6)
    fulfilled_when = _words(gettext_lazy("What would count as fulfilled"), 3000, 4)

    def words(self) -> Words:
        return Words(**self.cleaned_data)


class ReasonForm(forms.Form):
    """Why letters are to go out; ``sha`` is of those that were looked at."""

    sha = forms.CharField(max_length=64, widget=forms.HiddenInput)
    words = _words(gettext_lazy("Why now, for who releases them"), 1000, 3)


class AgainForm(forms.Form):
    """Why a doubtful letter may go out again."""

    words = _words(gettext_lazy("How you know that it did not come in, for who decides with you"), 1000, 3)


class PictureInput(forms.FileField):
    """A picture that is drawn anew at once: where it was taken, when and with what is never kept."""

    def clean(self, data: Any, initial: Any = None) -> Picture | None:
        sent = super().clean(data, initial)
        if not sent:
            return None
        if sent.size > LARGEST_BYTES:
            raise forms.ValidationError(PICTURE_FAULTS["too-large"])
        try:
            with in_turn(FILES):
                content = clean_picture(sent.read())
        except PictureRefused as refused:
            raise forms.ValidationError(PICTURE_FAULTS[refused.fault], code=refused.fault) from refused
        except Busy as busy:
            raise come_back() from busy
        return Picture(content, f"image/{picture_format(content).lower()}")


class HandedForm(forms.Form):
    """How a person handed a letter over, what came of it, and what proves it."""

    kind = forms.ChoiceField(label=gettext_lazy("What happened"))
    on = forms.DateField(
        label=gettext_lazy("On which day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    number = forms.CharField(
        label=gettext_lazy("Number"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Of the receipt or of the body’s register, where there is one."),
    )
    picture = PictureInput(
        label=gettext_lazy("Photograph of the stamp, the receipt or the page"),
        required=False,
        help_text=gettext_lazy(
            "JPEG, PNG or WebP, up to 8 MB. Where and with what it was taken is cut out; what can be seen on it stays: "
            "cover faces and signatures. HEIC is not taken: send it as JPEG. Of a PDF, photograph the page."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, today: date, is_away: bool = False, **given: Any) -> None:
        super().__init__(*args, **given)
        self._today = today
        kind: forms.ChoiceField = self.fields["kind"]  # type: ignore[assignment]
        # Typed: the service says what cannot be; the same form twice is one.
        listed = HANDED[1:] if is_away and not self.is_bound else HANDED
        kind.choices = [(one.value, one.label) for one in listed]

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self._today:
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def proof(self) -> Proof:
        said = self.cleaned_data
        return Proof(said["kind"], said["on"], said["number"], picture=said["picture"])

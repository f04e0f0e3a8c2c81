"""What is typed of a letter: to whom it goes, and what happened to it."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tamyr.addressees.logic.kinds import LETTERS, WAYS
from tamyr.addressees.models import Institution, Office
from tamyr.addressees.pages.words import LETTER_WORDS, WAY_WORDS
from tamyr.addressees.queries.directory import family_of, offices_within, standing_for
from tamyr.demands.forms.fields import LANGUAGE_CHOICES, day_field, form_key_field, words_field
from tamyr.demands.logic.calendar import FIRST_YEAR
from tamyr.demands.models import Delivery, Event, Happening
from tamyr.demands.pages.words import NATIONAL
from tamyr.demands.services.delivering import Account, Address

# A comment in a consultation answers a draft of the state's own: it carries no demand.
CARRIES_A_DEMAND = [code for code in LETTERS if code != "consultation"]
# Released is what the second person does to a letter that the site itself sends; void is asked by its own button.
TYPED = [choice for choice in Happening.choices if choice[0] not in (Happening.RELEASED, Happening.VOID)]


class InstitutionField(forms.ModelChoiceField[Institution]):
    def __init__(self, on: date, **given: Any) -> None:
        super().__init__(queryset=Institution.objects.none(), **given)
        self.on = on

    def label_from_instance(self, obj: Institution) -> str:
        return obj.name_on(self.on)


class OfficeField(forms.ModelChoiceField[Office]):
    """An office under the name of its body: two may have offices of one title."""

    def __init__(self, on: date, **given: Any) -> None:
        super().__init__(queryset=Office.objects.none(), **given)
        self.on = on

    def label_from_instance(self, obj: Office) -> str:
        return f"{standing_for(obj.institution).name_on(self.on)}: {obj.title}"


class AddressForm(forms.Form):
    """``institutions``: those to whom this demand may go; ``ask_of_danger``: whether a box must be ticked."""

    letter = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(code, LETTER_WORDS[code]) for code in CARRIES_A_DEMAND],
        initial="demand",
        help_text=_("The law sets other terms for each."),
    )
    way = forms.ChoiceField(label=_("By which road"), choices=[(code, WAY_WORDS[code]) for code in WAYS])
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=[*LANGUAGE_CHOICES, *NATIONAL], initial="ru"
    )
    knows_the_danger = forms.BooleanField(
        label=_("We know what may happen to who signs a letter to this country, and have decided inside"),
        required=False,
    )
    form_key = form_key_field()

    def __init__(
        self, *args: Any, institutions: QuerySet[Institution], on: date, ask_of_danger: bool, **given: Any
    ) -> None:
        super().__init__(*args, **given)
        field = InstitutionField(on, label=_("Addressee"), empty_label="–")
        field.queryset = institutions
        office = OfficeField(on, label=_("Office"), empty_label=_("of the body as a whole"), required=False)
        office.queryset = offices_within(institutions, on)
        self.fields = {"institution": field, "office": office, **self.fields}
        if not ask_of_danger:
            del self.fields["knows_the_danger"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        body, office = said.get("institution"), said.get("office")
        # Offices of bodies that were merged into it are its own by now.
        if body and office and office.institution_id not in family_of(body):
            self.add_error("office", _("This office is of another body."))
        return said

    def address(self, follows: Delivery | None = None) -> Address:
        said = {name: value for name, value in self.cleaned_data.items() if name != "form_key"}
        return Address(**said, follows=follows)


def address_initial(letter: Delivery) -> dict[str, Any]:
    """Return to whom a letter that came back was to go; its road is chosen anew."""
    said = {name: getattr(letter, name) for name in ("office", "letter", "language")}
    return {"institution": standing_for(letter.institution), **said}


class EventForm(forms.Form):
    """What happened; of a correction, what really happened and why it was written wrong."""

    kind = forms.ChoiceField(label=_("What happened"), choices=TYPED)
    on = day_field(
        _("On which day"), _("By the stamp, the receipt or the notice, not the day of today."), is_needed=True
    )
    number = forms.CharField(
        label=_("Number"),
        max_length=60,
        required=False,
        help_text=_("That of the registration, the receipt or the answer."),
    )
    until = day_field(_("Put off until"), _("The day that the body itself names."))
    letter = forms.ChoiceField(
        label=_("By which law it answers"),
        choices=[("", "–"), *((code, LETTER_WORDS[code]) for code in CARRIES_A_DEMAND)],
        required=False,
        help_text=_("Where the body says that it takes the letter for another kind."),
    )
    ground = words_field(
        _("Ground of the refusal"), _("As the body words it."), rows=2, longest=1000, is_needed=False
    )
    reason = words_field(
        _("Note"),
        _("Everybody who reads the demand reads it: name no person."),
        rows=2,
        longest=1000,
        is_needed=False,
    )
    form_key = form_key_field()

    def __init__(
        self,
        *args: Any,
        institutions: QuerySet[Institution],
        on: date,
        corrects: Event | None = None,
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        self.corrects, self.today = corrects, on
        field = InstitutionField(on, label=_("To which body"), empty_label="–", required=False)
        field.queryset = institutions
        rest = self.fields
        self.fields = {"kind": rest["kind"], "on": rest["on"], "to": field, **rest}
        if corrects:
            self.fields["reason"].required = True
            self.fields["reason"].label = _("Why it is corrected")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        day = said.get("on")
        # The calendar counts no earlier day, and refuses one in no words for whoever typed it.
        if day and day.year < FIRST_YEAR:
            self.add_error("on", _("Write a day of these years."))
        elif day and day > self.today:
            self.add_error("on", _("This day is still to come. Write when it happened."))
        if said.get("kind") == Happening.PUT_OFF and not said.get("until"):
            self.add_error("until", _("Write until when."))
        if said.get("until") and day and said["until"] <= day:
            self.add_error("until", _("This is no later than the day on which the body said so."))
        if said.get("kind") == Happening.REGIME and not said.get("letter"):
            self.add_error("letter", _("Say by which law."))
        return said

    def account(self) -> Account:
        said = {name: value for name, value in self.cleaned_data.items() if name != "form_key"}
        return Account(**_of_its_kind(said), replaces=self.corrects)


# What belongs to a kind only; anywhere else it was left over from another choice.
OWN_FIELDS = {"until": (Happening.PUT_OFF,), "letter": (Happening.REGIME,), "ground": (Happening.REFUSED,)}


def _of_its_kind(said: dict[str, Any]) -> dict[str, Any]:
    empty: dict[str, Any] = {"until": None, "letter": "", "ground": ""}
    return said | {name: empty[name] for name, kinds in OWN_FIELDS.items() if said["kind"] not in kinds}


def event_initial(event: Event) -> dict[str, Any]:
    names = ("kind", "number", "until", "letter", "to", "ground")
    return {"on": event.happened_on, **{name: getattr(event, name) for name in names}}


class VoidForm(forms.Form):
    reason = words_field(_("Why it is taken out"), rows=2, longest=1000)
    form_key = form_key_field()

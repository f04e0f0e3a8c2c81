"""What is typed into a position's text: plans, clauses, translations, amendments, comments."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tamyr.positions.logic.texts import LONGEST_CLAUSE, Empty, TooLong, canonical
from tamyr.positions.models import Nature
from tamyr.positions.models.amendments import Act
from tamyr.positions.models.texts import Kind
from tamyr.positions.services.beginning import Plan
from tamyr.procedures.forms import ScopeForm
from tamyr.procedures.models import Scope
from tamyr.shared.languages import BOUND_LANGUAGES

LONGEST_WORDS = 2000
# The bounds of ``TAMYR_OBJECTION_DAYS``, which the form proposes; of the cap it proposes twice as many.
LEAST_DAYS, MOST_DAYS, MOST_CAP = 7, 90, 180
LANGUAGE_NAMES = {"en": _("English"), "ru": _("Russian")}


class ClauseField(forms.CharField):
    """Words of a clause, as they are kept and hashed."""

    def __init__(self, **given: Any) -> None:
        rows = given.pop("rows", 5)
        # ``canonical`` alone says what of a text is kept, so that form and hash never differ.
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), strip=False, **given)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return canonical(text) if text else ""
        except Empty:
            if self.required:
                raise forms.ValidationError(_("Nothing readable is left of this text.")) from None
            return ""
        except TooLong:
            raise forms.ValidationError(
                _("A clause has at most %(most)s characters. Split it in two.") % {"most": LONGEST_CLAUSE}
            ) from None


class PlanForm(ScopeForm):
    title = ClauseField(
        label=_("Title"), rows=2, help_text=_("It is the first clause, and can be amended like the others.")
    )
    authoritative = forms.ChoiceField(
        label=_("Language that counts in doubt"),
        choices=list(LANGUAGE_NAMES.items()),
        widget=forms.RadioSelect,
        initial="en",
        help_text=_("Translations are made from it; the page says so."),
    )
    days = forms.IntegerField(
        label=_("Days to object, in each language"), min_value=LEAST_DAYS, max_value=MOST_DAYS
    )
    cap_days = forms.IntegerField(
        label=_("Days after which no translation is waited for"),
        min_value=LEAST_DAYS,
        max_value=MOST_CAP,
        help_text=_("Counted from the opening. From then on the text in the language above runs alone."),
    )
    accepts = forms.MultipleChoiceField(
        label=_("What the facilitator may accept alone"),
        # Substance is never for one person to accept.
        choices=[choice for choice in Nature.choices if choice[0] != Nature.SUBSTANCE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=[Nature.LANGUAGE, Nature.FORM, Nature.AGREED],
        help_text=_("All else members decide."),
    )
    is_public = forms.BooleanField(
        label=_("Everybody may read it once it is adopted"), required=False, initial=True
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    field_order = ("title", "authoritative")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].initial = settings.OBJECTION_DAYS
        self.fields["cap_days"].initial = 2 * settings.OBJECTION_DAYS

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("days") and data.get("cap_days") and data["cap_days"] < data["days"]:
            self.add_error("cap_days", _("Not fewer than the days to object."))
        if data.get("circle") and data.get("scope") == Scope.CIRCLE and data.get("is_public"):
            self.add_error("is_public", _("What is of a circle, only its people read: take this tick away."))
        return data

    def plan(self) -> Plan:
        said = self.cleaned_data
        names = ("title", "authoritative", "days", "cap_days", "accepts", "is_public")
        return Plan(**{name: said[name] for name in names}, whose=self.whose())


class ClauseForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[choice for choice in Kind.choices if choice[0] != Kind.TITLE],
        initial=Kind.CLAUSE,
    )
    text = ClauseField(label=_("Words"))


class WriteForm(forms.Form):
    text = ClauseField(label=_("Words"))
    base_sha = forms.CharField(widget=forms.HiddenInput, max_length=64)


class SplitForm(forms.Form):
    first = ClauseField(label=_("First half: keeps number, comments and amendments"))
    second = ClauseField(label=_("Second half: a clause of its own"))
    base_sha = forms.CharField(widget=forms.HiddenInput, max_length=64)


class TranslationForm(forms.Form):
    text = ClauseField(label=_("Translation"))
    is_machine = forms.BooleanField(
        label=_("A machine wrote it"),
        required=False,
        help_text=_("It is marked so until somebody has checked it."),
    )
    language = forms.ChoiceField(choices=[(code, code) for code in BOUND_LANGUAGES], widget=forms.HiddenInput)
    base_sha = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    source_sha = forms.CharField(widget=forms.HiddenInput, max_length=64)


class CheckForm(forms.Form):
    language = forms.ChoiceField(choices=[(code, code) for code in BOUND_LANGUAGES], widget=forms.HiddenInput)
    base_sha = forms.CharField(widget=forms.HiddenInput, max_length=64)


class UnchangedForm(CheckForm):
    why = forms.CharField(
        label=_("Why the meaning is the same"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AmendmentForm(forms.Form):
    act = forms.ChoiceField(
        label=_("What you propose"), choices=Act.choices, widget=forms.RadioSelect, initial=Act.REPLACE
    )
    text = ClauseField(
        label=_("Your words"),
        required=False,
        help_text=_(
            "Change what stands here; the difference is shown word by word. Leave it when you propose to leave the clause out."
        ),
    )
    reason = forms.CharField(
        label=_("Why"), max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )
    nature = forms.ChoiceField(
        label=_("What it touches"), choices=Nature.choices, widget=forms.RadioSelect, initial=Nature.SUBSTANCE
    )
    language = forms.ChoiceField(choices=[(code, code) for code in BOUND_LANGUAGES], widget=forms.HiddenInput)
    base_sha = forms.CharField(widget=forms.HiddenInput, max_length=64)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("act") != Act.DELETE and not data.get("text") and not self.errors.get("text"):
            self.add_error("text", _("Write the words that you propose."))
        return data


class AnewForm(forms.Form):
    """An amendment of one ``act`` written anew: only one that leaves the clause out has no words."""

    text = ClauseField(label=_("Your words, against the clause as it stands now"))
    base_sha = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, act: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = act != Act.DELETE


class DecidedForm(forms.Form):
    is_carried = forms.TypedChoiceField(
        label=_("What members decided"),
        choices=[("1", _("carried")), ("0", _("rejected"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    how = forms.CharField(
        label=_("Where and how they decided"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CommentForm(forms.Form):
    words = forms.CharField(
        label=_("Your organisation’s comment"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "All who follow the position read it, with your organisation’s name where they may know it."
        ),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

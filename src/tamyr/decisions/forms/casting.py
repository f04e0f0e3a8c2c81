"""The ballot, as each rule asks for it; none of them needs a script."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tamyr.decisions.models import Ballot, Decision, Option
from tamyr.decisions.pages.words import ANSWERED, ANSWERS, CONSENT
from tamyr.decisions.services.casting import Paper
from tamyr.safety.models import is_sealed

BLANK = "blank"
LONGEST = 3000


class BallotForm(forms.Form):
    """What all ballots have: whose it is, which ballot it takes the place of, and a key of its own."""

    member = forms.UUIDField(widget=forms.HiddenInput)
    replaces = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    on_paper = forms.BooleanField(
        label=_("Copied from a ballot on paper that its delegate or deputy signed"), required=False
    )

    def __init__(
        self,
        *given: Any,
        decision: Decision,
        options: Sequence[Option],
        standing: Ballot | None = None,
        is_held: bool = False,
        **named: Any,
    ) -> None:
        said = standing.chosen if standing is not None and not is_sealed(standing.choice) else None
        initial = {**(self.shown(said) if said not in (None, BLANK) else {})}
        if standing is not None:
            # Of a ballot that does not open as well: whoever casts anew says which one it replaces.
            initial |= {"replaces": standing.seq, **standing.objection}
        super().__init__(*given, **{**named, "initial": {**initial, **named.get("initial", {})}})
        self.decision, self.choices_offered = decision, options
        self.is_blank = self.is_bound and "blank" in self.data
        self.standing = said
        self.offer(options)
        if is_held:
            self.order_fields([name for name in self.fields if name != "on_paper"])
        else:
            del self.fields["on_paper"]
        # Nothing else is asked: half a ballot above the button does not stop a blank one.
        if self.is_blank:
            for name in set(self.fields) - set(BallotForm.base_fields):
                del self.fields[name]

    def shown(self, said: Any) -> dict[str, Any]:
        """Return what the fields hold for a choice as the file has it."""
        return {"choice": said}

    def offer(self, options: Iterable[Option]) -> None:
        """Put the options into the fields."""

    def choice(self) -> Any:
        """Return the choice as the file has it."""
        return self.cleaned_data["choice"]

    def paper(self) -> Paper:
        return Paper(BLANK) if self.is_blank else Paper(self.choice(), self.words())

    def words(self) -> dict[str, str]:
        return {}


class ApprovalsForm(BallotForm):
    approved = forms.MultipleChoiceField(
        label=_("Tick everything that your organisation supports"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one, or cast a blank ballot.")},
    )

    def shown(self, said: Any) -> dict[str, Any]:
        return {"approved": said}

    def offer(self, options: Iterable[Option]) -> None:
        self.fields["approved"].choices = [(option.code, option.title) for option in options]  # type: ignore[attr-defined]

    def choice(self) -> list[str]:
        # A browser sends each once, another program may not: the count knows no option twice.
        return sorted(set(self.cleaned_data["approved"]))


class RankingForm(BallotForm):
    may_tie = True

    def shown(self, said: Any) -> dict[str, Any]:
        return {f"rank_{code}": str(place) for place, tier in enumerate(said, start=1) for code in tier}

    def offer(self, options: Iterable[Option]) -> None:
        known = list(options)
        places = [("", _("not ranked")), *((str(n), str(n)) for n in range(1, len(known) + 1))]
        for option in known:
            self.fields[f"rank_{option.code}"] = forms.ChoiceField(
                label=option.title, choices=places, required=False
            )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if self.is_blank:
            return said
        ranks = self._ranks(said)
        if not ranks:
            raise forms.ValidationError(_("Give at least one option a place, or cast a blank ballot."))
        if not self.may_tie and len(set(ranks.values())) < len(ranks):
            raise forms.ValidationError(_("Two options have the same place. Give each place once."))
        return said

    def _ranks(self, said: dict[str, Any]) -> dict[str, int]:
        codes = [option.code for option in self.choices_offered]
        return {code: int(said[f"rank_{code}"]) for code in codes if said.get(f"rank_{code}")}

    def choice(self) -> list[list[str]]:
        ranks = self._ranks(self.cleaned_data)
        # Gaps say nothing: a third place after a first one is the second tier.
        places = sorted(set(ranks.values()))
        return [sorted(code for code, place in ranks.items() if place == this) for this in places]


class StrictRankingForm(RankingForm):
    may_tie = False


class WordForm(BallotForm):
    choice_made = forms.ChoiceField(
        label=_("Your organisation’s answer"),
        # Of all rules together: a door is asked about a form that it does not open.
        choices=[answer for answers in ANSWERS.values() for answer in answers.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer, or cast a blank ballot.")},
    )

    def shown(self, said: Any) -> dict[str, Any]:
        return {"choice_made": said}

    def offer(self, options: Iterable[Option]) -> None:
        self.fields["choice_made"].choices = list(self.answers().items())  # type: ignore[attr-defined]

    def answers(self) -> dict[str, Any]:
        return dict(ANSWERS[self.decision.rule_facts["name"]])

    def choice(self) -> str:
        return str(self.cleaned_data["choice_made"])


class ConsentForm(WordForm):
    clause = forms.CharField(
        label=_("What the objection is about"),
        max_length=300,
        required=False,
        help_text=_("Only for an objection. The sentence or point that you mean."),
    )
    reason = forms.CharField(
        label=_("Why"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    change = forms.CharField(
        label=_("What should be changed"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "All members read the objection at once, with your organisation’s name, so that it can be answered."
        ),
    )

    def answers(self) -> dict[str, Any]:
        # To who has objected alone: of others there is no objection that could have been answered.
        return {**CONSENT, **(ANSWERED if self.standing in ("objection", "answered") else {})}

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not self.is_blank and said.get("choice_made") == "objection":
            for name in ("clause", "reason", "change"):
                if not said.get(name):
                    self.add_error(name, _("An objection needs this, so that it can be answered."))
        return said

    def words(self) -> dict[str, str]:
        # Beside another answer they are not kept: all members would read them as an objection.
        if self.choice() not in ("objection", "answered"):
            return {}
        return {name: self.cleaned_data.get(name, "") for name in ("clause", "reason", "change")}


FORMS: dict[str, type[BallotForm]] = {
    "equal-shares": ApprovalsForm,
    "phragmen": ApprovalsForm,
    "schulze": RankingForm,
    "stv": StrictRankingForm,
    "approval": WordForm,
    "consent": ConsentForm,
    "gradients": WordForm,
}


def ballot_form(decision: Decision, *given: Any, **named: Any) -> BallotForm:
    """Return the ballot of a decision by its rule."""
    return FORMS[decision.rule_facts["name"]](*given, decision=decision, **named)


class EntrustForm(forms.Form):
    member = forms.UUIDField(widget=forms.HiddenInput)
    holder = forms.ChoiceField(label=_("Organisation that casts for yours"))

    def __init__(self, *given: Any, holders: Sequence[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["holder"].choices = [("", _("Choose")), *holders]  # type: ignore[attr-defined]


class SignerForm(forms.Form):
    signed_by = forms.ChoiceField(
        label=_("Who signed the paper"),
        help_text=_("A delegate or deputy of the organisation. Your name and theirs are kept in the record."),
    )

    def __init__(self, *given: Any, signers: Sequence[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["signed_by"].choices = [("", _("Choose")), *signers]  # type: ignore[attr-defined]


class RecuseForm(forms.Form):
    """``options`` are those in which an organisation can take no part alone; none where the rule knows only all."""

    member = forms.UUIDField(widget=forms.HiddenInput)
    options = forms.MultipleChoiceField(
        label=_("In which options"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Tick those that concern your organisation. With none ticked it takes no part at all."),
    )
    reason = forms.CharField(
        label=_("Why your organisation takes no part"),
        min_length=10,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Members read it. It cannot be taken back in this decision."),
    )

    def __init__(self, *given: Any, options: Iterable[Option] = (), **named: Any) -> None:
        super().__init__(*given, **named)
        offered = [(option.code, option.title) for option in options]
        self.fields["options"].choices = offered  # type: ignore[attr-defined]
        if not offered:
            del self.fields["options"]

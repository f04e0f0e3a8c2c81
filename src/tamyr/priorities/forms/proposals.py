"""What members write into a round."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from climate_pathways.core.countries import COUNTRIES
from tamyr.network.models import Theme
from tamyr.priorities.models import ArgumentKind, Outcome, Proposal, Wording
from tamyr.priorities.queries.texts import draft_sha
from tamyr.priorities.services.proposals import Draft, Words
from tamyr.procedures.forms import MarkedForm, WrittenByMany
from tamyr.shared.languages import language

# With its number and a note on its language it has to fit into the title of a decision’s option.
LONGEST_TITLE = 160
LONGEST_TEXT = 6000
LONGEST_ARGUMENT = 3000
WRITTEN = [("ru", _("Russian")), ("en", _("English"))]


def countries() -> list[tuple[str, Any]]:
    named = sorted((country.name(language()), code) for code, country in COUNTRIES.items())
    return [("", _("The whole region")), *((code, name) for name, code in named)]


def _long(label: Any, most: int, rows: int, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=area, help_text=help_text, required=required)


class ReadForm(MarkedForm):
    """A form about a text as its sender read it: ``read`` is the hash of that text."""

    read = forms.CharField(widget=forms.HiddenInput, max_length=64)


def about_the_text(form: ReadForm, moved: Proposal | None) -> ReadForm:
    """Return a form as it was typed, about the text of its proposal as it stands where that ``moved`` meanwhile."""
    if moved is not None:
        form.mark("read", moved.text_sha256)
    return form


class ProposalForm(WrittenByMany):
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=LONGEST_TITLE, required=False)
    text_ru = _long(_("Text in Russian"), LONGEST_TEXT, 7, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=LONGEST_TITLE, required=False)
    text_en = _long(
        _("Text in English"),
        LONGEST_TEXT,
        7,
        _("One language is enough. Others may translate it; that is marked."),
        required=False,
    )
    theme = forms.ChoiceField(label=_("Theme"), choices=[("", _("Choose")), *Theme.choices])
    # Named anew for each form, in the language of its reader.
    country = forms.ChoiceField(label=_("Which country it is about"), choices=countries, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def about(self, standing: Proposal, wordings: Mapping[str, Wording]) -> str:
        """Let what was typed be about a proposal as it stands now, and return what that says otherwise."""
        return self.beside(said_by(standing, wordings))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not any(said.get(f"{part}_{code}") for code, _name in WRITTEN for part in ("title", "text")):
            self.add_error("title_ru", _("Write a title and a text in Russian or in English."))
        for code, _name in WRITTEN:
            title, text = said.get(f"title_{code}"), said.get(f"text_{code}")
            if text and not title:
                self.add_error(f"title_{code}", _("This text needs a title in the same language."))
            if title and not text:
                self.add_error(f"text_{code}", _("This title needs a text in the same language."))
        return said

    def draft(self) -> Draft:
        said = self.cleaned_data
        words = {
            code: Words(said[f"title_{code}"], said[f"text_{code}"])
            for code, _name in WRITTEN
            if said[f"title_{code}"]
        }
        return Draft(words, said["theme"], said["country"])

    @property
    def whole_text(self) -> str:
        said = self.cleaned_data
        return "\n".join(said[f"{part}_{code}"] for code, _name in WRITTEN for part in ("title", "text"))


def said_by(standing: Proposal, wordings: Mapping[str, Wording]) -> dict[str, str]:
    """Return what a form begins with: the author's own words, never another's translation."""
    own = {code: wording for code, wording in wordings.items() if not wording.is_translation}
    words = {
        f"{part}_{code}": getattr(wording, part)
        for code, wording in own.items()
        for part in ("title", "text")
    }
    about = {"theme": standing.theme, "country": standing.country_id or ""}
    return {**words, **about, "base_sha": draft_sha(standing)}


class WordsForm(ReadForm):
    """A title and a text in one language: of a translation, or of what two proposals become."""

    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    text = _long(_("Text"), LONGEST_TEXT, 8)

    def words(self) -> Words:
        return Words(self.cleaned_data["title"], self.cleaned_data["text"])


class MergerForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of the text for both"), choices=WRITTEN)
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    text = _long(
        _("Text for both"), LONGEST_TEXT, 8, _("The other author reads it and says yes or no to these words.")
    )
    keep = forms.ChoiceField(label=_("Which number goes on"), widget=forms.RadioSelect)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *given: Any, places: tuple[int, int], **named: Any) -> None:
        super().__init__(*given, **named)
        choices = [(str(place), _("no. %(place)s") % {"place": place}) for place in places]
        self.fields["keep"].choices = choices  # type: ignore[attr-defined]

    def words(self) -> Words:
        return Words(self.cleaned_data["title"], self.cleaned_data["text"])


class ArgumentForm(ReadForm):
    kind = forms.ChoiceField(
        label=_("What you want to say"), choices=ArgumentKind.choices, widget=forms.RadioSelect
    )
    words = _long(
        _("In your own words"),
        LONGEST_ARGUMENT,
        4,
        _("All who read the round read it, with your organisation’s name where they may know it."),
    )
    language = forms.ChoiceField(label=_("Written in"), choices=WRITTEN)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class AnswerForm(WrittenByMany):
    words = _long(_("Your answer"), LONGEST_ARGUMENT, 3)
    language = forms.ChoiceField(label=_("Written in"), choices=WRITTEN)


class SetAsideForm(forms.Form):
    reason = _long(
        _("Why it is set aside"),
        1000,
        3,
        _("Everybody who reads the round reads this reason. Nothing is deleted, and the author may appeal."),
    )


class AppealForm(forms.Form):
    words = _long(_("Why it should be shown"), 2000, 4, _("Another coordinator reads it and decides."))


class DecideForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Decision"), choices=Outcome.choices, widget=forms.RadioSelect)
    reason = _long(_("Reason"), 1000, 3, _("The author reads it."))


class QuoteForm(forms.Form):
    iso3 = forms.ChoiceField(label=_("Country"), choices=lambda: countries()[1:])
    version = forms.CharField(max_length=40, widget=forms.HiddenInput)
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

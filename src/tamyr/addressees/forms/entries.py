"""What the directory's address chooses, and what a form about a row was opened on."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamyr.addressees.logic.kinds import BODIES, LETTERS, LEVELS
from tamyr.addressees.logic.rows import Facts
from tamyr.addressees.pages.words import BODY_WORDS, LETTER_WORDS, LEVEL_WORDS
from tamyr.network.logic.country_names import countries_by_name
from tamyr.shared.choices import Select, UnknownChoice, one_of, page_number

SALT = "addressees.row"
NOWHERE = "none"
LONGEST = 100


@dataclass(frozen=True)
class Choice:
    """Which bodies are asked for: an empty text leaves the choice open."""

    country: str = ""
    level: str = ""
    kind: str = ""
    letter: str = ""
    part: str = ""
    page: int = 1

    @property
    def is_open(self) -> bool:
        return replace(self, page=1) == Choice()

    @property
    def query(self) -> str:
        values = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "page"}
        return urlencode({name: value for name, value in values.items() if value})


def read_choice(query: QueryDict, countries: Iterable[str]) -> Choice:
    """Read a list's address; raise ``UnknownChoice`` for a value that is not offered."""
    part = query.get("part", "").strip()
    # PostgreSQL takes no text with this sign in it.
    if len(part) > LONGEST or "\x00" in part:
        raise UnknownChoice(part)
    return Choice(
        country=one_of(query.get("country", ""), {*countries, NOWHERE}),
        level=one_of(query.get("level", ""), LEVELS),
        kind=one_of(query.get("kind", ""), BODIES),
        letter=one_of(query.get("letter", ""), LETTERS),
        part=part,
        page=page_number(query.get("page", "1")),
    )


def selects(choice: Choice, countries: Iterable[str], language: str) -> list[Select]:
    by_name = countries_by_name(set(countries) - {""}, language)
    places = [("", _("all countries")), (NOWHERE, _("of no country: international")), *by_name]
    return [
        Select("country", _("Country"), choice.country, places),
        Select("level", _("Level"), choice.level, _words(LEVELS, LEVEL_WORDS, _("any level"))),
        Select("kind", _("Kind"), choice.kind, _words(BODIES, BODY_WORDS, _("any kind"))),
        Select("letter", _("Kind of letter"), choice.letter, _words(LETTERS, LETTER_WORDS, _("any letter"))),
    ]


def _words(codes: Iterable[str], words: Any, empty: str) -> list[tuple[str, str]]:
    return [("", empty), *((code, str(words[code])) for code in codes)]


def basis_of(key: str = "", facts: Facts | None = None) -> str:
    """Return what a form was opened on, signed: a row as it stands, or the key of one to come."""
    # Signed: by what a form says it was opened on, somebody else’s change is seen or written over.
    return signing.dumps({"key": key or str(uuid4()), "facts": facts or {}}, salt=SALT)


class BasisForm(forms.Form):
    """The hidden part of a form about a row, and why it is changed."""

    basis = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Why, for those who read the history"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *given: Any, key: str = "", **named: Any) -> None:
        super().__init__(*given, **named)
        self.key = key

    def clean_basis(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = signing.loads(self.cleaned_data["basis"], salt=SALT)
        except signing.BadSignature:
            found = {}
        if not found or (self.key and found["key"] != self.key):
            raise forms.ValidationError(
                _(
                    "This form was not made for this entry. Copy what you wrote, reload the page, send it again."
                )
            )
        return found


class MergeForm(forms.Form):
    """Into which body another one is merged, and why."""

    into = forms.IntegerField(
        label=gettext_lazy("Number of the body that stands for both"),
        min_value=1,
        max_value=10**8,
        help_text=gettext_lazy("The number in the address of that body’s page."),
    )
    why = forms.CharField(
        label=gettext_lazy("Why they are one"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class WhyForm(forms.Form):
    why = forms.CharField(label=gettext_lazy("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

"""Whose something is, as a form asks it: fields that rooms put into their own forms."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from climate_pathways.core.countries import COUNTRIES
from tamyr.network.models import Circle, Country, Member, Theme
from tamyr.procedures.models import Part, Scope, Whose
from tamyr.procedures.pages import otherwise_words

WHICH = {
    Scope.PART: "part",
    Scope.COUNTRY: "country",
    Scope.THEME: "theme",
    Scope.COALITION: "coalition",
    Scope.CIRCLE: "circle",
}


# Of a time that the clocks of a place leap over, once a year.
NO_SUCH_TIME = _("The clocks there are put forward over this time. Choose an hour earlier or later.")
NO_SUCH_YEAR = _("Nothing ends or goes out in that year. Is the year right?")
# The last minute of a day in the keeper's own time, so that the day named counts in full.
LAST_MINUTE = time(23, 59)
END_OF_TIME = datetime.max.replace(tzinfo=UTC)


def end_of(day: date, zone: str) -> datetime:
    """Return the end of a day by the clock of a zone; the last day that there is may end beyond what can be counted."""
    try:
        return datetime.combine(day, LAST_MINUTE, ZoneInfo(zone or "UTC")).astimezone(UTC)
    except OverflowError:
        return END_OF_TIME


class MarkedForm(forms.Form):
    """A form with the hash of words that its sender has read."""

    def mark(self, name: str, sha: str) -> None:
        """Let what was typed be about the words of this hash, which its page shows: with the former it is refused for ever."""
        data: QueryDict = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix(name)] = sha
        self.data = data


class WrittenByMany(MarkedForm):
    """A form of what several may write; ``base_sha`` is the hash of what stood there when it was opened."""

    base_sha = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def seen_now(self, told: Mapping[str, Any]) -> None:
        """Let a form that came too late be sent again, about the words that its refusal ``told`` of, as they were locked.

        A slip, or a refusal about something else, shows nobody's words: the mark stays that of what was read.
        """
        if sha := getattr(told.get("refused"), "sha", ""):
            self.mark("base_sha", sha)

    def beside(self, stands: Mapping[str, Any]) -> str:
        """Let what was typed be about what ``stands`` there now, and return what that says otherwise, field by field."""
        self.initial = {**self.initial, **stands}
        self.mark("base_sha", stands["base_sha"])
        return otherwise_words(self[name] for name in self.changed_data if not self[name].is_hidden)


class ScopeForm(forms.Form):
    """``members`` may be named, ``circles`` chosen; without ``is_for_all`` it can be a circle's alone."""

    scope = forms.ChoiceField(
        label=_("Whose it is"),
        choices=Scope.choices,
        widget=forms.RadioSelect,
        initial=Scope.ALL,
        help_text=_("These members are heard; nobody else."),
    )
    part = forms.ChoiceField(
        label=_("Part of the region"), choices=[("", "–"), *Part.choices], required=False
    )
    country = forms.ModelChoiceField(
        label=_("Country"), queryset=Country.objects.filter(pk__in=COUNTRIES), required=False, empty_label="–"
    )
    theme = forms.ChoiceField(label=_("Theme"), choices=[("", "–"), *Theme.choices], required=False)
    coalition = forms.ModelMultipleChoiceField(
        label=_("Members of the coalition"), queryset=Member.objects.none(), required=False
    )
    circle = forms.ModelChoiceField(
        label=_("Circle"), queryset=Circle.objects.none(), required=False, empty_label="–"
    )

    def __init__(
        self,
        *args: Any,
        members: QuerySet[Member],
        circles: QuerySet[Circle],
        is_for_all: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        coalition: forms.ModelMultipleChoiceField[Member] = self.fields["coalition"]  # type: ignore[assignment]
        circle: forms.ModelChoiceField[Circle] = self.fields["circle"]  # type: ignore[assignment]
        coalition.queryset, circle.queryset = members, circles
        coalition.label_from_instance = lambda member: member.name  # type: ignore[method-assign, assignment]
        circle.label_from_instance = lambda row: row.name  # type: ignore[method-assign, assignment]
        if not is_for_all:
            self.fields["scope"].choices = [(Scope.CIRCLE, Scope.CIRCLE.label)]  # type: ignore[attr-defined]
            self.fields["scope"].initial = Scope.CIRCLE
            for name in ("part", "country", "theme", "coalition"):
                del self.fields[name]
        elif not circles.exists():
            kept = [choice for choice in Scope.choices if choice[0] != Scope.CIRCLE]
            self.fields["scope"].choices = kept  # type: ignore[attr-defined]
            del self.fields["circle"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        which = WHICH.get(said.get("scope", ""))
        # A field that was taken out of the form above is missing here
        # as an empty one is: its scope is no choice either.
        if which and not said.get(which):
            self.add_error(which, _("Say which."))
        return said

    def whose(self) -> Whose:
        said = self.cleaned_data
        scope = said["scope"]
        codes = {
            Scope.PART: said.get("part", ""),
            Scope.COUNTRY: said["country"].pk if said.get("country") else "",
            Scope.THEME: said.get("theme", ""),
        }
        return Whose(
            scope=scope,
            code=codes.get(scope, ""),
            # Browsers send all fields, also those of scopes that were tried
            # and left: what is not of the scope is dropped.
            circle=said["circle"] if scope == Scope.CIRCLE else None,
            named=list(said["coalition"]) if scope == Scope.COALITION else (),
        )


def scope_initial(whose: Whose) -> dict[str, Any]:
    """Return what the fields hold for a scope as it stands."""
    which = WHICH.get(Scope(whose.scope))
    value: Any = whose.code
    if which == "coalition":
        value = list(whose.named)
    elif which == "circle":
        value = whose.circle
    return {"scope": whose.scope} | ({which: value} if which else {})

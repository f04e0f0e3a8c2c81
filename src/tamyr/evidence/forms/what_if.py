"""Reading what a reader of the what-if page asks to be otherwise."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from climate_pathways.assessment import WhatIf
from climate_pathways.core.characters import without_harm
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.naming import method_name
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import say, say_plain
from climate_pathways.fair_shares import CHOICES, EQUITY, Choice, GlobalPath, Level, level_name, own_paths
from climate_pathways.figures import OwnFile, read_emissions, read_pathways
from tamyr.evidence.forms.fields import NumberField
from tamyr.evidence.logic.choices import GROUPS, OWN_TARGET, PledgeOption
from tamyr.shared.apart import TooCostly
from tamyr.shared.turns import Busy, read_in_turn
from tamyr.shared.typed import come_back

# The first is named in the help of both files as well.
MOST_BYTES, MOST_UNPACKED = 2_000_000, 40_000_000
# Taken whole, and written without a space between thousands; the other
# numbers that one may choose are amounts.
YEARS = ("history_since", "repayment_year")
PRINCIPLE = "principle"
HEADINGS = {
    "world": gettext_lazy("The world’s path and people"),
    "history": gettext_lazy("Past emissions"),
    "income": gettext_lazy("Responsibility and income"),
    "data": gettext_lazy("Sources of data"),
}


class WhatIfForm(forms.Form):
    """The assumptions behind an assessment, each left as published where nothing is chosen."""

    method = "get"
    not_done = gettext_lazy("Not computed yet")

    def __init__(
        self,
        given: QueryDict | None,
        *,
        language: str,
        pledges: tuple[PledgeOption, ...],
        today: int,
        files: Any = None,
    ) -> None:
        self.language = language
        super().__init__(_complete(given) if given is not None else None, files, auto_id="what-if-%s")
        self.fields.update(self._target_fields(pledges, today))
        self.fields[PRINCIPLE] = forms.MultipleChoiceField(
            label=_("Equity principles"),
            required=False,
            initial=list(EQUITY),
            help_text=_("The result is drawn from those that are ticked, each with the same weight."),
            choices=[(name, method_name(name, language)) for name in EQUITY],
            widget=forms.CheckboxSelectMultiple,
        )
        for names in GROUPS.values():
            self.fields.update({name: self._field(CHOICES[name]) for name in names})

    def _target_fields(self, pledges: tuple[PledgeOption, ...], today: int) -> dict[str, forms.Field]:
        options = [(pledge.id, pledge.label) for pledge in pledges]
        return {
            "pledge": forms.ChoiceField(
                label=_("Target"),
                choices=[*options, (OWN_TARGET, _("A target of my own, given below"))],
                required=False,
            ),
            "target_mt": NumberField(
                # Several times what the largest of the twelve emits: a slip of
                # the unit is told, and no target is refused.
                -1_000,
                20_000,
                label=_("Own target, Mt CO₂e a year"),
                help_text=_("Without land use, with the warming potentials of AR6."),
            ),
            "target_year": NumberField(today + 1, 2100, whole=True, label=_("Year of the own target")),
            "neutral_by": NumberField(
                today + 1,
                2150,
                whole=True,
                label=_("Year of neutrality"),
                help_text=_("Shows what zero by that year would ask of each year."),
            ),
        }

    def _field(self, choice: Choice) -> forms.Field:
        label = say(self.language, choice.meaning)
        # Of words ``allowed`` holds every one, of numbers the two ends.
        if isinstance(choice.allowed[0], str):
            usual = ", ".join(level_name(choice.name, level, self.language) for level in choice.levels)
            every = _("As published: %(levels)s") % {"levels": usual}
            levels = [(str(level), level_name(choice.name, level, self.language)) for level in choice.allowed]
            return forms.ChoiceField(label=label, required=False, choices=[("", every), *levels])
        low, high = (float(end) for end in choice.allowed)
        usual = "; ".join(self._number(choice, level) for level in choice.levels)
        bounds = [self._number(choice, end) for end in (low, high)]
        told = _("As published: %(levels)s. Give one number from %(low)s to %(high)s, or leave it empty.")
        return NumberField(
            low,
            high,
            label=label,
            help_text=told % {"levels": usual, "low": bounds[0], "high": bounds[1]},
            whole=choice.name in YEARS,
        )

    def _number(self, choice: Choice, level: Level) -> str:
        return (
            str(int(float(level)))
            if choice.name in YEARS
            else say_plain(self.language, round(float(level), 2))
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_own = cleaned.get("pledge") == OWN_TARGET or cleaned.get("target_mt") is not None
        # What is wrong in itself was told so already, and is not asked for as if nothing stood there.
        if is_own and "target_mt" not in self.errors and cleaned.get("target_mt") is None:
            self.add_error("target_mt", _("Give the amount of your target, for example 120."))
        if is_own and "target_year" not in self.errors and cleaned.get("target_year") is None:
            self.add_error("target_year", _("Give the year of your target, for example 2035."))
        return cleaned

    @property
    def asked(self) -> WhatIf:
        """Return what a valid form asks."""
        cleaned = self.cleaned_data
        own = cleaned["target_mt"]
        neutral = cleaned["neutral_by"]
        return WhatIf(
            levels=tuple(self._levels()),
            # In one order whatever the order of the ticks: an answer is kept by
            # what was asked, and asked twice it is one.
            principles=tuple(name for name in EQUITY if name in (cleaned[PRINCIPLE] or EQUITY)),
            pledge="" if own is not None or cleaned["pledge"] == OWN_TARGET else cleaned["pledge"],
            target=None if own is None else (int(cleaned["target_year"]), own),
            neutral_by=None if neutral is None else int(neutral),
        )

    def _levels(self) -> Iterator[tuple[str, tuple[Level, ...]]]:
        for name in (name for names in GROUPS.values() for name in names):
            level = self.cleaned_data[name]
            if level not in (None, ""):
                yield name, (level,)

    @property
    def query(self) -> str:
        """Return the address that asks the same, without what is as published."""
        cleaned = self.cleaned_data
        # With twelve digits: the usual six would ask for another target than the one that was typed.
        words = [
            (name, f"{value:.12g}" if isinstance(value, float) else value)
            for name, value in cleaned.items()
            if value not in (None, "", []) and name != PRINCIPLE and not isinstance(value, dict | Table)
        ]
        if tuple(self.asked.principles) != EQUITY:
            words += [(PRINCIPLE, name) for name in self.asked.principles]
        return f"?{urlencode(words)}" if words else ""

    # --- how the page shows it --------------------------------------------------------------

    def target_fields(self) -> list[BoundField]:
        return [self[name] for name in ("pledge", "target_mt", "target_year", "neutral_by")]

    def groups(self) -> list[tuple[str, list[BoundField], bool]]:
        """Return (heading, fields, whether unfolded): a group with a choice or a fault stands open."""
        return [
            (str(HEADINGS[heading]), [self[name] for name in names], self._is_used(names))
            for heading, names in GROUPS.items()
        ]

    def _is_used(self, names: tuple[str, ...]) -> bool:
        return self.is_bound and any(self.data.get(name) or self[name].errors for name in names)


def _complete(given: QueryDict) -> QueryDict:
    """Tick every principle where an address names none."""
    data = given.copy()
    # A browser sends nothing for boxes that are not ticked, and an address may leave them out: both mean all.
    if PRINCIPLE not in data:
        data.setlist(PRINCIPLE, list(EQUITY))
    return data


# --- figures of one's own -------------------------------------------------------------------


class OwnFiguresForm(WhatIfForm):
    """The same, with a global path or emissions that the reader brings: read, used, forgotten."""

    method = "post"

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.notes: list[str] = []
        self.fields["path_file"] = _file(
            _("Global path"),
            _(
                "IAMC layout: Model, Scenario, Region (World), Variable (Emissions|Kyoto Gases), Unit and a column per year. CSV or XLSX, at most 2 MB."
            ),
            ".csv,.xlsx",
        )
        self.fields["source_file"] = _file(
            _("Emissions"),
            _(
                "The columns iso3, year, value, unit; all greenhouse gases without land use, from 2019 or before. CSV or XLSX, at most 2 MB."
            ),
            ".csv,.xlsx",
        )

    def file_fields(self) -> list[BoundField]:
        return [self["path_file"], self["source_file"]]

    def file_names(self) -> dict[str, str]:
        """Return the names of the files that were brought, by the option of the command that takes them."""
        named = {"path": self.files.get("path_file"), "source": self.files.get("source_file")}
        return {
            # It goes into the command that the page shows to be pasted: on
            # one line, without signs that nobody sees.
            option: " ".join(without_harm(file.name or "").split())
            for option, file in named.items()
            if file
        }

    def clean_path_file(self) -> dict[str, GlobalPath] | None:
        file = self.cleaned_data["path_file"]
        return None if file is None else self._read(file, read_pathways, own_paths)

    def clean_source_file(self) -> Table | None:
        file = self.cleaned_data["source_file"]
        return None if file is None else self._read(file, read_emissions)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not any(cleaned.get(name) or name in self.errors for name in ("path_file", "source_file")):
            self.add_error("path_file", _("Choose a file with a global path, or one with emissions below."))
        return cleaned

    def _read(self, file: "UploadedFile[bytes]", read: Any, *then: Any) -> Any:
        name = (file.name or "")[:80]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("“%(name)s” has more than %(most)s MB. Keep only the rows that are needed.")
                % {"name": name, "most": MOST_BYTES // 1_000_000}
            )
        brought = OwnFile(name, file.read())
        try:
            if _unpacks_too_large(brought.content):
                raise TooCostly
            found = read_in_turn(brought.content, read, brought)
            self.notes += [note.said(self.language) for note in found.notes]
            for step in then:
                found = step(found)
        except Busy:
            raise come_back() from None
        except TooCostly:
            raise forms.ValidationError(
                _("Unpacked, “%(name)s” would be far too large. Save only the sheet that is needed, as CSV.")
                % {"name": name}
            ) from None
        except PathwaysError as error:
            raise forms.ValidationError(error.in_language(self.language)) from None
        except (TypeError, AttributeError, IndexError, OverflowError):
            # What a workbook library raises on parts that contradict each other.
            raise forms.ValidationError(
                _("“%(name)s” is damaged. Save it anew as CSV (UTF-8) or XLSX.") % {"name": name}
            ) from None
        return found


def _file(label: str, told: str, kinds: str) -> forms.FileField:
    widget = forms.FileInput(attrs={"accept": kinds})
    return forms.FileField(label=label, help_text=told, required=False, widget=widget)


def _unpacks_too_large(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            # By what the archive says of itself, before anything is unpacked; one that lies meets the limits
            # of the process that reads it.
            return sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED
    # What is no archive is no matter of this question: the reader of tables says what is wrong with it.
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):
        return False

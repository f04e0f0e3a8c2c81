"""The versions of a country's NDC side by side, subject by subject, and our demands of each subject beside them.

Every phrase and number of a version is said by the functions that say it on the pages of the evidence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.assessment import Assessment
from climate_pathways.assessment.tables import own_amounts, versions_table
from climate_pathways.core.wording import say_date
from climate_pathways.pledges import (
    Commitment,
    Document,
    Pledge,
    condition_text,
    document_status,
    line_text,
    pledge_phrase,
    quoted,
    status_text,
    text_address,
    theme_name,
)
from tamyr.ndc.pages.moves import DemandBeside

OWN, SUPPORTED, NEUTRAL, COMPARED = "own", "supported", "neutrality", "compared"
# The themes of other aims, in the order of what they weigh; those of a subject of our demands by its name.
THEMES = (
    "coal", "renewables", "methane", "removals", "forest", "efficiency", "transport", "agriculture", "waste", "other",
    "adaptation", "finance",
)  # fmt: skip
# Every subject that a demand can have: one without a row would fail the page of its country.
ROW_OF = {
    "emissions": OWN,
    "cut": OWN,
    "neutrality": NEUTRAL,
    "coal-exit": "coal",
    "renewables": "renewables",
    "methane": "methane",
    "forests": "forest",
}


@dataclass(frozen=True)
class Statement:
    """One thing that a version says: in words, its tonnes, on what it depends, and where it stands."""

    words: str
    amount: str = ""
    condition: str = ""
    where: str = ""
    url: str = ""


@dataclass(frozen=True)
class Cell:
    """What one version says of a subject; ``silent`` says why it is empty."""

    version: str
    said: tuple[Statement, ...]
    silent: str = ""


@dataclass(frozen=True)
class Row:
    id: str
    name: str
    cells: tuple[Cell, ...]
    demands: tuple[DemandBeside, ...]

    @property
    def is_foremost(self) -> bool:
        """Whether it is a country's target, or a demand speaks of it."""
        return bool(self.demands) or self.id not in THEMES


@dataclass(frozen=True)
class ShownVersion:
    title: str
    date: str
    status: str
    url: str
    is_read: bool


def shown_versions(assessment: Assessment, language: str) -> list[ShownVersion]:
    """Return the versions of the NDC, the newest first."""
    return [
        ShownVersion(
            document.title(language),
            say_date(language, document.submitted_on),
            document_status(document, language),
            document.url,
            bool(document.texts),
        )
        for document in newest_first(assessment)
    ]


def newest_first(assessment: Assessment) -> list[Document]:
    return list(reversed(assessment.pledges.contributions()))


def rows_of(assessment: Assessment, demands: Iterable[DemandBeside], language: str) -> list[Row]:
    """Return every subject of which a version says something in numbers, or of which a demand speaks."""
    beside: dict[str, list[DemandBeside]] = {}
    for demand in demands:
        beside.setdefault(ROW_OF[demand.subject], []).append(demand)
    rows = (
        Row(name, words, tuple(cells), tuple(beside.get(name, ())))
        for name, words, cells in _subjects(_Column.of(assessment, language))
    )
    return [row for row in rows if row.demands or any(cell.said for cell in row.cells)]


def _subjects(columns: "list[_Column]") -> Iterator[tuple[str, str, Iterable[Cell]]]:
    own, supported, neutral = (
        _("Emissions by its own effort"),
        _("Emissions with support"),
        _("Climate neutrality"),
    )
    yield OWN, own, (column.cell(column.targets(is_supported=False)) for column in columns)
    yield COMPARED, _("Against the version before"), (column.compared() for column in columns)
    yield SUPPORTED, supported, (column.cell(column.targets(is_supported=True)) for column in columns)
    yield NEUTRAL, neutral, (column.cell(column.neutrality()) for column in columns)
    for theme in THEMES:
        cells = [column.cell(column.aims(theme)) for column in columns]
        yield theme, columns[0].theme(theme) if columns else theme, cells


@dataclass(frozen=True)
class _Column:
    """One version, as the rows ask it."""

    document: Document
    assessment: Assessment
    language: str

    @classmethod
    def of(cls, assessment: Assessment, language: str) -> "list[_Column]":
        return [cls(document, assessment, language) for document in newest_first(assessment)]

    def theme(self, theme: str) -> str:
        return theme_name(theme, self.language)

    def cell(self, said: Iterable[Statement]) -> Cell:
        listed = tuple(said)
        silent = _("no number") if self.document.texts else _("its text was not read")
        return Cell(self.document.title(self.language), listed, "" if listed else silent)

    def targets(self, *, is_supported: bool) -> Iterator[Statement]:
        for target in self.assessment.pledges.of(self.document):
            if target.type != "neutrality" and target.is_conditional == is_supported:
                yield self._target(target)

    def neutrality(self) -> Iterator[Statement]:
        for target in self.assessment.pledges.of(self.document):
            if target.type == "neutrality":
                yield self._target(target)

    def aims(self, theme: str) -> Iterator[Statement]:
        for aim in self.assessment.pledges.commitments_of(self.document):
            if aim.theme == theme:
                condition = condition_text(aim.condition, self.language)
                yield Statement(aim.says(self.language), "", condition, self._where(aim), self._url(aim.text))

    def compared(self) -> Cell:
        """Return how the evidence compares this version with the one before."""
        # A change is named by the newer of its two targets.
        own = {target.id for target in self.assessment.pledges.of(self.document)}
        table = versions_table(self.assessment, self.language)
        said = tuple(
            Statement(
                row[2], _("%(mt)s Mt CO₂e") % {"mt": row[3]}, row[1], row[5] if change.depends_on else ""
            )
            # A row for each change, in their order.
            for change, row in zip(self.assessment.changes, table.rows, strict=True)
            if change.newer in own
        )
        return Cell(self.document.title(self.language), said, "" if said else _("nothing to compare with"))

    def _target(self, target: Pledge) -> Statement:
        read = self.assessment.by_pledge.get(target.id)
        condition = condition_text(target.condition, self.language)
        # No line of the document can be looked up for it: so it is said how well it is known.
        if target.line is None:
            condition = f"{condition}; {status_text(target.status, self.language)}"
        return Statement(
            pledge_phrase(target, self.language),
            own_amounts(read, self.language) if read and read.own else "",
            condition,
            self._where(target) if target.line else target.locator,
            self._url(self.assessment.pledges.text_of(target)),
        )

    def _where(self, entry: Pledge | Commitment) -> str:
        place = line_text(entry.place, int(entry.line or 0), self.language)
        return f"{place}: {quoted(entry.printed, self.language)}"

    def _url(self, text: str) -> str:
        return text_address(self.assessment.pledges, text) if text else ""


def evidence_address(assessment: Assessment) -> str:
    return reverse("evidence:assessment_version", args=[assessment.iso3, assessment.version])

"""A demand beside what the versions of an NDC state: where it stands, in words, and the working."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from climate_pathways.assessment import Assessment
from climate_pathways.assessment.tables import own_amounts, versions_table
from climate_pathways.pledges import Commitment, condition_text, line_text, pledge_phrase, quoted
from tamyr.demands.models import Demand
from tamyr.demands.pages.demand.words import number_words
from tamyr.demands.queries.demands import asked_by
from tamyr.demands.queries.texts import title_of
from tamyr.ndc.logic.alignment import (
    AWAY,
    DEPENDS,
    MET,
    NOT_READABLE,
    SHORT,
    TOWARDS,
    UNCHANGED,
    Alignment,
    alignment_of,
)
from tamyr.ndc.logic.stated import CUT, EMISSIONS, METHANE, Number

ALIGNMENT_WORDS: dict[str, Promise] = {
    MET: gettext_lazy("met"),
    TOWARDS: gettext_lazy("not met, moved towards it"),
    UNCHANGED: gettext_lazy("not met, unchanged"),
    AWAY: gettext_lazy("not met, moved away from it"),
    DEPENDS: gettext_lazy("depends on how it is read"),
    SHORT: gettext_lazy("not met, nothing before it to compare with"),
    NOT_READABLE: gettext_lazy("not readable"),
}


@dataclass(frozen=True)
class DemandBeside:
    """A demand beside the versions: its number, where it stands, and sentence by sentence why."""

    number: int
    title: str
    subject: str
    asks: str
    kind: str
    alignment: str
    working: tuple[str, ...]
    address: str


def demand_beside(demand: Demand, assessment: Assessment, language: str) -> DemandBeside:
    asked = asked_by(demand)
    alignment = alignment_of(asked, assessment)
    return DemandBeside(
        number=demand.number,
        title=title_of(demand),
        subject=demand.subject,
        asks=number_words(demand),
        kind=alignment.kind,
        alignment=str(ALIGNMENT_WORDS[alignment.kind]),
        working=tuple(_working(demand, alignment, assessment, language)),
        address=reverse("demands:demand", args=[demand.number]),
    )


def _working(demand: Demand, alignment: Alignment, assessment: Assessment, language: str) -> Iterator[str]:
    if alignment.number is None:
        yield _unreadable(demand)
    else:
        yield stated_words(alignment.number, assessment, language)
    if demand.subject == EMISSIONS and alignment.number is not None:
        yield _(
            "A demand names no footing: it counts as met only where both, with land use and without, reach it."
        )
    if alignment.change is not None:
        yield _compared(alignment, assessment, language)
    elif alignment.older is not None:
        yield _("Before it: %(words)s") % {"words": stated_words(alignment.older, assessment, language)}
    if alignment.supported is not None:
        words = stated_words(alignment.supported, assessment, language)
        yield _("With support it would be met: %(words)s") % {"words": words}


def _unreadable(demand: Demand) -> str:
    if demand.subject == METHANE:
        return _(
            "A demand for a cut of methane names no year to count from, so no cut of a document can be held against it."
        )
    if demand.subject == CUT:
        return _("No version in force states a cut against 1990 for this year.")
    if demand.subject == EMISSIONS:
        return _("No version in force has a target for this year that can be read in tonnes.")
    return _("No version in force states this number.")


def stated_words(number: Number, assessment: Assessment, language: str) -> str:
    """Say a number of a version as the evidence does, with its place in the document."""
    entry = number.entry
    if isinstance(entry, Commitment):
        parts = [entry.says(language)]
    else:
        read = assessment.by_pledge.get(entry.id)
        amounts = own_amounts(read, language) if read and read.own else ""
        parts = [pledge_phrase(entry, language), amounts]
    parts.append(condition_text(entry.condition, language))
    if entry.line:
        parts.append(f"{line_text(entry.place, entry.line, language)}: {quoted(entry.printed, language)}")
    # Parts bring stops of their own; the sentence ends with one.
    title = number.document.title(language)
    return f"{title}: {'; '.join(part.rstrip('.') for part in parts if part)}."


def _compared(alignment: Alignment, assessment: Assessment, language: str) -> str:
    """Say how the evidence compares the version with the one before, in the words of its own table."""
    change = alignment.change
    assert change is not None
    # The table has a row for each change, in their order: newer, older, verdict, difference in Mt and per
    # cent, what it depends on.
    row = versions_table(assessment, language).rows[assessment.changes.index(change)]
    words = {"older": row[1], "verdict": row[2], "mt": row[3]}
    said = _("Against the version before (%(older)s): %(verdict)s, %(mt)s Mt CO₂e.") % words
    if not change.depends_on:
        return said
    depends = _("It depends on: %(names)s.") % {"names": row[5]}
    return f"{said} {depends}"

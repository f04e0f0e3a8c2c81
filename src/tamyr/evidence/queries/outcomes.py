"""What became of the promises of a country's public bodies, as far as one visitor may know who read it so."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from tamyr.evidence.models import OutcomeReading, PromiseOutcome
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.members import members_visible_to

PER_PAGE = 20


@dataclass(frozen=True)
class ReadingShown:
    """A reading; ``member`` is None where its name is not this visitor's to know."""

    reading: OutcomeReading
    member: Member | None


@dataclass(frozen=True)
class OutcomeShown:
    """An outcome with its readings: those that say the same, and the dissent."""

    outcome: PromiseOutcome
    body: str
    alike: tuple[ReadingShown, ...]
    dissent: tuple[ReadingShown, ...]


def outcomes_of(iso3: str, visitor: Visitor, language: str, number: int) -> Page[OutcomeShown]:
    """Return a page of what became of promises in a country, the newest first; what was taken back stays, and says so."""
    rows = PromiseOutcome.objects.filter(iso3=iso3).order_by("-became_on", "-recorded_at", "pk")
    pages: Paginator[Any] = Paginator(rows.prefetch_related("readings"), PER_PAGE)
    page = pages.get_page(number)
    found = list(page.object_list)
    members = {
        reading.member_id
        for outcome in found
        for reading in outcome.readings.all()
        if reading.member_id is not None
    }
    # A name that was given may be of an organisation that hides by now.
    known = members_visible_to(visitor).prefetch_related("words").in_bulk(list(members))
    return Page([_shown(outcome, known, language) for outcome in found], page.number, pages)


def _shown(outcome: PromiseOutcome, known: dict[object, Member], language: str) -> OutcomeShown:
    def readings(*, alike: bool) -> Iterator[ReadingShown]:
        for reading in outcome.readings.all():
            if (reading.is_kept == outcome.is_kept) == alike:
                yield ReadingShown(reading, known.get(reading.member_id) if reading.member_id else None)

    body = outcome.body_ru if language == "ru" else outcome.body_en
    return OutcomeShown(outcome, body, tuple(readings(alike=True)), tuple(readings(alike=False)))

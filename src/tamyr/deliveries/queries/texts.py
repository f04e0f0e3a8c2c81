"""In which words a letter goes out: a demand's own, or those of a national language that a second speaker checked."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from tamyr.deliveries.logic.headings import Headings, headings_in
from tamyr.deliveries.models import NationalText
from tamyr.demands.models import Demand
from tamyr.demands.queries.texts import texts_of
from tamyr.positions.models import Stage, Version
from tamyr.shared.languages import BOUND_LANGUAGES


@dataclass(frozen=True)
class LetterWords:
    """A demand's words in the language of a letter, and whether they may go out; ``headings`` where these were confirmed."""

    language: str
    title: str
    ask: str
    fulfilled_when: str
    is_ready: bool
    headings: Headings | None = None


def position_changed_since(demand: Demand, since: datetime) -> bool:
    """Whether, after a moment, members have adopted the position anew that a demand is of, or have annulled it."""
    if demand.version is None:
        return False
    versions = Version.objects.filter(position=demand.version.position_id, ended_at__gt=since)
    newer = Q(number__gt=demand.version.number, stage=Stage.ADOPTED)
    annulled = Q(pk=demand.version.pk) & ~Q(stage=Stage.ADOPTED)
    return versions.filter(newer | annulled).exists()


def source_sha(demand: Demand) -> str:
    """Return the hash of the words that count, from which every translation is made."""
    row = texts_of(demand)[demand.authoritative].row
    return row.sha if row else ""


def letter_words(demand: Demand, code: str) -> LetterWords | None:
    """Return the words in a language; nothing where there are none."""
    if code in BOUND_LANGUAGES:
        own = texts_of(demand)[code]
        return LetterWords(code, own.title, own.ask, own.fulfilled_when, own.is_ready) if own.row else None
    row = national_text(demand, code)
    if row is None:
        return None
    # The words that count may have changed since they were translated: then it asks what nobody asks now.
    is_ready = row.checked_at is not None and row.source_sha == source_sha(demand)
    headings = headings_in(code)
    confirmed = headings if headings is not None and headings.sha == row.headings_sha else None
    return LetterWords(code, row.title, row.ask, row.fulfilled_when, is_ready, confirmed)


def national_text(demand: Demand, code: str) -> NationalText | None:
    return NationalText.objects.filter(demand=demand, language=code).first()

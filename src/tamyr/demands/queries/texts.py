"""A demand's words in each language, and which of them count."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from django.urls import reverse

from tamyr.demands.models import Demand, DemandText
from tamyr.priorities.logic.texts import hash_of
from tamyr.shared.languages import BOUND_LANGUAGES, language

# All that may be changed of a draft beside its words: the rest would change behind the back of who agrees.
PLAN = ("authoritative", "iso3", "theme", "due_on", "exposure", "circle", "subject", "target", "target_year")


@dataclass(frozen=True)
class Words:
    """A demand in one language; ``row`` is None where it has no words there yet. A text is opened when it is read."""

    language: str
    is_authoritative: bool
    is_stale: bool
    row: DemandText | None

    @property
    def title(self) -> str:
        return self.row.title if self.row else ""

    @property
    def ask(self) -> str:
        return self.row.ask if self.row else ""

    @property
    def fulfilled_when(self) -> str:
        return self.row.fulfilled_when if self.row else ""

    @property
    def is_checked(self) -> bool:
        return self.is_authoritative or (self.row is not None and self.row.checked_at is not None)

    @property
    def is_ready(self) -> bool:
        """Whether it counts: the authoritative words, or a translation of them that was checked."""
        return self.row is not None and self.is_checked and not self.is_stale


class DemandWords(Protocol):
    """A demand in a language, as somebody writes it or as it stands."""

    @property
    def title(self) -> str: ...
    @property
    def ask(self) -> str: ...
    @property
    def fulfilled_when(self) -> str: ...


class StandingWords(DemandWords, Protocol):
    """Words that stand, with the hash that they were given."""

    @property
    def sha(self) -> str: ...


def sha_of(words: DemandWords, there: StandingWords | None) -> str:
    """Return the hash of words; of those that stand there already the one that they have, however it was made."""
    # An earlier release hashed them otherwise: what nobody changed stays checked.
    said = (words.title, words.ask, words.fulfilled_when)
    if there is not None and said == (there.title, there.ask, there.fulfilled_when):
        return there.sha
    return hash_of(*said)


def draft_sha(demand: Demand) -> str:
    """Return the hash of all that a second person agrees to: the words in each language, and the plan."""
    said = [f"{words.language} {words.row.sha}" for words in texts_of(demand).values() if words.row]
    return hash_of(*said, plan_sha(demand))


def words_sha(demand: Demand, language: str) -> str:
    """Return the hash of what somebody who writes it in a language has before them: that text, and the words that count."""
    texts = texts_of(demand)
    rows = (texts[language].row, texts[demand.authoritative].row)
    return hash_of(*(row.sha if row else "" for row in rows))


def plan_sha(demand: Demand) -> str:
    """Return the hash of what a demand is about, and who reads it."""
    # As the database has it: a number that was just typed is written otherwise.
    return hash_of(*(str(value) for value in Demand.objects.values_list(*PLAN).get(pk=demand.pk)))


def texts_of(demand: Demand) -> Mapping[str, Words]:
    """Return a demand's words by language."""
    rows = {row.language: row for row in demand.texts.all()}
    source = rows[demand.authoritative].sha if demand.authoritative in rows else ""
    return {
        code: _words(code, rows.get(code), code == demand.authoritative, source) for code in BOUND_LANGUAGES
    }


def _words(code: str, row: DemandText | None, is_own: bool, source: str) -> Words:
    is_stale = row is not None and not is_own and row.source_sha != source
    return Words(code, is_own, is_stale, row)


def words_for(demand: Demand, wanted: str = "") -> Words:
    """Return the words in the reader's language where they count, else the authoritative ones."""
    texts = texts_of(demand)
    own = texts.get(wanted or language())
    # A translation out of step is not read, marked neither: it may say what is no longer asked.
    return own if own is not None and own.is_ready else texts[demand.authoritative]


def title_of(demand: Demand) -> str:
    return words_for(demand).title


def page_path(demand: Demand) -> str:
    """Return where a demand's page stands, without the language that goes before it."""
    return reverse("demands:demand", args=[demand.number]).split("/", 2)[2]

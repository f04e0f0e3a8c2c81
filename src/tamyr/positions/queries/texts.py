"""A version's text: its clauses in order, each in its languages, what is stale, and the hashes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tamyr.positions.logic import clocks
from tamyr.positions.logic.texts import position_hash, text_sha
from tamyr.positions.models import Clause, ClauseText, Clock, Version, Word
from tamyr.positions.models.texts import Kind
from tamyr.shared.languages import BOUND_LANGUAGES
from tamyr.shared.languages import language as reader_language


@dataclass(frozen=True)
class Wording:
    """A clause in one language; ``text`` is empty where there is none yet."""

    language: str
    text: str
    sha: str
    is_authoritative: bool
    is_stale: bool
    is_machine: bool
    is_checked: bool
    row: ClauseText | None

    @property
    def is_ready(self) -> bool:
        """Whether it counts: the authoritative words, or a translation of them that was checked."""
        return bool(self.text) and (self.is_authoritative or self.is_checked and not self.is_stale)


@dataclass(frozen=True)
class Place:
    """A clause as pages show it: ``number`` is what is printed before it, empty for title and headings."""

    clause: Clause
    number: str
    wordings: Mapping[str, Wording]
    authoritative: Wording

    @property
    def code(self) -> str:
        return self.clause.code

    @property
    def is_heading(self) -> bool:
        return self.clause.kind == Kind.HEADING

    @property
    def is_title(self) -> bool:
        return self.clause.kind == Kind.TITLE

    def best(self, language: str) -> Wording:
        """Return the words in a language, else the authoritative ones."""
        found = self.wordings.get(language)
        return found if found is not None and found.text else self.authoritative


def places_of(version: Version) -> list[Place]:
    """Return a version's clauses in order, without those that were deleted."""
    clauses = version.clauses.filter(removed_at=None).prefetch_related("texts").select_related("member")
    authoritative, found, number = version.position.authoritative, [], 0
    for clause in clauses:
        number += clause.kind == Kind.CLAUSE
        printed = str(number) if clause.kind == Kind.CLAUSE else ""
        found.append(place_of(clause, authoritative, printed))
    return found


def place_of(clause: Clause, authoritative: str, number: str = "") -> Place:
    rows = {row.language: row for row in clause.texts.all()}
    source = rows[authoritative].sha if authoritative in rows else ""
    wordings = {
        language: _wording(language, rows.get(language), authoritative, source)
        for language in BOUND_LANGUAGES
    }
    return Place(clause, number, wordings, wordings[authoritative])


def _wording(language: str, row: ClauseText | None, authoritative: str, source: str) -> Wording:
    is_own = language == authoritative
    if row is None:
        return Wording(language, "", "", is_own, False, False, False, None)
    return Wording(
        language=language,
        text=row.text,
        sha=row.sha,
        is_authoritative=is_own,
        # By the hash: where the authoritative words are as they were, what was made of them is fresh again.
        is_stale=not is_own and row.source_sha != source,
        is_machine=row.is_machine,
        # By the moment and not by the person: a check outlives the account of who made it.
        is_checked=is_own or row.checked_at is not None,
        row=row,
    )


def find_place(version: Version, code: str) -> Place | None:
    return next((place for place in places_of(version) if place.code == code), None)


def is_ready(places: Sequence[Place], language: str) -> bool:
    """Whether a text is whole in a language: every clause there, checked, and made from today's wording."""
    return all(place.wordings[language].is_ready for place in places)


def ready_languages(places: Sequence[Place]) -> list[str]:
    return [language for language in BOUND_LANGUAGES if is_ready(places, language)]


def hash_of(places: Sequence[Place], authoritative: str, languages: Sequence[str]) -> str:
    """Return the hash that stands for a text in these languages."""
    texts = {
        language: text_sha((place.code, place.wordings[language].text) for place in places)
        for language in languages
    }
    return position_hash(authoritative, texts)


def binding_sha(places: Sequence[Place]) -> str:
    """Return the hash of the authoritative text, which members speak on."""
    return text_sha((place.code, place.authoritative.text) for place in places)


def title_of(version: Version) -> tuple[str, str]:
    """Return a version's title in the reader's language, else in the authoritative one; and which it is."""
    # Asked alone, since lists need the titles of many versions and the text of none.
    rows = ClauseText.objects.filter(clause__version=version, clause__kind=Kind.TITLE)
    texts = dict(rows.values_list("language", "text"))
    authoritative = version.position.authoritative
    chosen = reader_language() if texts.get(reader_language()) else authoritative
    return texts.get(chosen, ""), chosen


# --- clocks ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class ClockShown:
    """How long members may object in one language: ``ends_at`` is None while its clock stands."""

    language: str
    ends_at: datetime | None
    runs_alone: bool


def begun_of(version: Version) -> dict[str, datetime | None]:
    """Return when each language's clock began; None where it stands."""
    begun: dict[str, datetime | None] = dict.fromkeys(BOUND_LANGUAGES)
    # In the order of writing and not by the moment: of two that one moment brought the last one holds.
    for clock in Clock.objects.filter(version=version).order_by("pk"):
        begun[clock.language] = clock.at if clock.runs else None
    return begun


def is_of_earlier(word: Word, begun_at: datetime | None) -> bool:
    """Whether an organisation spoke before the authoritative text was changed; ``begun_at``: that language's clock."""
    return begun_at is not None and word.given_at < begun_at


def window_of(version: Version) -> clocks.Window:
    assert version.opened_at is not None
    position = version.position
    return clocks.Window(position.authoritative, version.opened_at, position.days, position.cap_days)


def clocks_shown(version: Version) -> list[ClockShown]:
    """Return the clocks of a version that is before the members, the authoritative one first."""
    begun, window = begun_of(version), window_of(version)
    alone = clocks.runs_alone(begun, window)
    ordered = sorted(begun, key=lambda language: language != window.authoritative)
    return [
        ClockShown(
            language,
            clocks.clock_end(begun[language], window),
            alone and language == window.authoritative,
        )
        for language in ordered
    ]


def own_end(version: Version, language: str) -> datetime | None:
    """Return until when a member that reads a language is asked: its own clock, else the end of all."""
    ends = {clock.language: clock.ends_at for clock in clocks_shown(version)}
    own = ends.get(language)
    # The clock of a late translation may end after the cap has ended all of it.
    return min(own, version.closes_at) if own and version.closes_at else version.closes_at

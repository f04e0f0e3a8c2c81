"""What the page of a letter that came in shows."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from tamyr.demands.queries.texts import title_of
from tamyr.network.models import Visitor
from tamyr.replies.logic.quotes import folds
from tamyr.replies.logic.reading.files import ENDING_OF
from tamyr.replies.models import Arrival, ArrivedFile, Placement, PublicWords
from tamyr.replies.pages.words import (
    ASIDE_WORDS,
    COPY_FAULTS,
    FAULT_WORDS,
    FILE_NOTES,
    KIND_NOTES,
    KIND_WORDS,
    MATCHED_WORDS,
    QUARANTINE_WORDS,
    REASON_WORDS,
    SEALED_WORDS,
    SIGN_WORDS,
    WARNING_WORDS,
)
from tamyr.replies.queries.arrivals import Place, files_beside, places_for, trace_of
from tamyr.replies.rules import is_at_their_letter, may_place_at, may_set_aside
from tamyr.safety.models import is_sealed

# A page holds no more of one letter: the rest is taken away with it.
MOST_SHOWN = 200_000
MOST_ASIDE, MOST_ASIDE_WORDS = 200, 20_000


@dataclass(frozen=True)
class Piece:
    """Some of a letter's words; an earlier letter is folded away, never taken out."""

    text: str
    is_folded: bool


@dataclass(frozen=True)
class FileShown:
    """A file: its ``kind`` in short, its ``warnings``, a ``note`` on what may be done with it, what a ``scan`` said.

    ``fault`` is why there is no safe copy, and ``where``; ``aside`` what its writer did not mean to give.
    """

    file: ArrivedFile
    kind: str
    warnings: tuple[str | Promise, ...]
    note: str | Promise
    scan: str
    fault: str | Promise
    where: str
    aside: tuple[tuple[str | Promise, str], ...]
    goes_on: bool


@dataclass(frozen=True)
class GuessShown:
    place: Place
    signs: tuple[str | Promise, ...]


@dataclass(frozen=True)
class Trace:
    """Where a letter stood or stands: at which of ours, how it came there, and whether that visitor may take it from there."""

    placement: Placement
    title: str
    addressee: str
    may_move: bool


@dataclass(frozen=True)
class LetterShown:
    arrival: Arrival
    subject: str
    sender: str
    kind: str | Promise
    note: str | Promise
    reason: str | Promise
    value: str
    number: str
    matched: str | Promise
    quarantine: str | Promise
    pieces: tuple[Piece, ...]
    goes_on: bool
    files: tuple[FileShown, ...]
    faults: tuple[tuple[str, str | Promise, str], ...]
    guesses: tuple[GuessShown, ...]
    trace: tuple[Trace, ...]
    places: tuple[Place, ...]
    public: PublicWords | None
    beside: str
    sealed: str | Promise
    may_set_aside: bool
    may_publish: bool
    may_check: bool

    @property
    def standing(self) -> list[Trace]:
        return [trace for trace in self.trace if trace.placement.ended_at is None]


def letter_shown(arrival: Arrival, visitor: Visitor) -> LetterShown:
    """Return a letter for somebody who may handle it. Guesses name only demands that they may know of."""
    said = arrival.said
    places = tuple(places_for(visitor))
    public = PublicWords.objects.filter(arrival=arrival).first()
    own_files = arrival.files.filter(is_public=True, shown_by=visitor.person)
    # Cut, the word for what does not open would be a text like others.
    text = arrival.text if is_sealed(arrival.text) else arrival.text[:MOST_SHOWN]
    return LetterShown(
        arrival=arrival,
        subject=arrival.line("subject"),
        sender=arrival.line("from") or arrival.sent_by[0],
        kind=KIND_WORDS[arrival.kind],
        note=KIND_NOTES.get(arrival.kind, ""),
        reason=REASON_WORDS.get(said["reason"], ""),
        value=said["value"],
        number=said["number"],
        matched=MATCHED_WORDS.get(arrival.matched_by, ""),
        quarantine=QUARANTINE_WORDS.get(arrival.quarantine, ""),
        pieces=tuple(pieces_of(text)),
        goes_on=len(arrival.text) > MOST_SHOWN,
        files=tuple(file_shown(file) for file in arrival.files.all()),
        faults=tuple(
            (fault["place"], FAULT_WORDS.get(fault["what"], fault["what"]), fault["value"])
            for fault in arrival.broken
        ),
        guesses=tuple(_guesses(arrival, places)),
        trace=tuple(_trace(placement, visitor) for placement in trace_of(arrival, visitor)),
        places=places,
        public=public,
        beside=files_beside(file for file in arrival.files.all() if file.is_public),
        sealed=SEALED_WORDS.get(arrival.sealed, ""),
        may_set_aside=may_set_aside(visitor, arrival),
        may_publish=is_at_their_letter(visitor, arrival),
        # As `check_public_words` asks it: no button asks for what is refused.
        may_check=public is not None
        and public.checked_at is None
        and public.written_by != visitor.person
        and not own_files.exists(),
    )


def pieces_of(text: str) -> list[Piece]:
    """Return the words of a letter in their order, with those of earlier letters marked to be folded."""
    if is_sealed(text):
        return [Piece(str(text), False)]
    pieces, place = [], 0
    for fold in folds(text):
        pieces += [Piece(text[place : fold.start], False), Piece(text[fold.start : fold.end], True)]
        place = fold.end
    pieces.append(Piece(text[place:], False))
    return [piece for piece in pieces if piece.text.strip()]


def file_shown(file: ArrivedFile) -> FileShown:
    warnings = tuple(WARNING_WORDS.get(code, code) for code in file.warnings)
    state = "held" if file.is_held else "made-anew" if file.cleaned_type else "not-cleaned"
    notes, fault = file.notes, COPY_FAULTS.get(file.no_copy, file.no_copy)
    aside, goes_on = _aside_shown(notes["notes"])
    scan, kind = file.get_scan_display(), kind_of(file.media_type)
    return FileShown(file, kind, warnings, FILE_NOTES[state], scan, fault, notes["where"], aside, goes_on)


def _aside_shown(notes: list[dict[str, str]]) -> tuple[tuple[tuple[str | Promise, str], ...], bool]:
    """Return of what was put aside as much as a page holds, and whether there is more of it."""
    shown, left = [], MOST_ASIDE_WORDS
    for note in notes[:MOST_ASIDE]:
        if left > 0:
            shown.append((ASIDE_WORDS.get(note["what"], note["what"]), note["words"][:left]))
        left -= len(note["words"])
    return tuple(shown), left < 0 or len(notes) > MOST_ASIDE


def kind_of(media_type: str) -> str:
    """Return what people call a kind of file: PDF, DOCX."""
    return ENDING_OF[media_type].upper() if media_type in ENDING_OF else media_type


def file_name(number: int, media_type: str) -> str:
    """Return a name that says of a file nothing but its kind: what its sender called it may name somebody."""
    return f"file-{number}.{ENDING_OF.get(media_type, 'bin')}"


def _guesses(arrival: Arrival, places: tuple[Place, ...]) -> list[GuessShown]:
    known = {place.number: place for place in places if place.number is not None}
    made: list[dict[str, Any]] = arrival.guesses
    return [
        GuessShown(known[guess["delivery"]], tuple(SIGN_WORDS.get(sign, sign) for sign in guess["signs"]))
        for guess in made
        if guess["delivery"] in known
    ]


def _trace(placement: Placement, visitor: Visitor) -> Trace:
    addressee = placement.delivery.institution.name_on(visitor.on)
    may_move = placement.ended_at is None and may_place_at(visitor, placement.delivery)
    return Trace(placement, title_of(placement.delivery.demand), addressee, may_move)

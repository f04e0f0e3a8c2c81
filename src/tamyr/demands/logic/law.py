"""What the law of a country says of letters to public bodies.

A clock belongs to a kind of letter, not to a body. Each row carries how it is known; a row becomes ``verified`` only when
a person has read the law itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

CLOCKS = (
    "acknowledgement", "registration", "answer", "urgent", "study", "notice", "extension", "extension_notice", "longest",
    "forwarding", "regime",
)  # fmt: skip
UNITS = ("hours", "days", "working_days", "months")
STARTS = ("received", "registered", "answer", "extension")
STEPS = ("superior", "commission", "ombudsman", "court")
# What asks for more than words may also be asked as a plainer letter: where nothing is kept of the roads of the first,
# those of the next hold.
NEXT_KINDS = {"environment": ("information", "demand"), "information": ("demand",)}


@dataclass(frozen=True)
class Term:
    """A span of time in the unit that the law names."""

    amount: int
    unit: str


@dataclass(frozen=True)
class Provenance:
    """How something is known: its status, the pages that say so, and a remark in each language."""

    status: str
    sources: tuple[str, ...]
    words: Mapping[str, str]

    def remark(self, language: str) -> str:
        return self.words.get(language, self.words.get("en", ""))


@dataclass(frozen=True)
class Clock:
    """One term that the law sets a body: from which event, and, where pages disagree, the later reading too."""

    kind: str
    term: Term
    start: str
    known: Provenance
    early: Term | None = None
    late: Term | None = None


@dataclass(frozen=True)
class Channel:
    """A road for one kind of letter, and whether the law takes a letter that comes by it."""

    way: str
    lawful: bool
    known: Provenance


@dataclass(frozen=True)
class Law:
    key: str
    known: Provenance


@dataclass(frozen=True)
class Letter:
    """A kind of letter: the law it stands on, its clocks and its roads."""

    kind: str
    law: Law
    clocks: tuple[Clock, ...]
    channels: tuple[Channel, ...]
    notes: tuple[Provenance, ...]
    registered_on_working_days: bool
    # Whether a body may put its answer off to a day that the law does not bound.
    extension_is_open: bool = False
    # The Aarhus Convention's limit for environmental information in its Parties.
    outer: Clock | None = None

    @property
    def answer(self) -> Clock | None:
        """The clock of the answer: the law's own, else the outer limit."""
        return self.clock("answer") or self.outer

    def clock(self, kind: str) -> Clock | None:
        return next((clock for clock in self.clocks if clock.kind == kind), None)


@dataclass(frozen=True)
class Step:
    """Where one turns when no answer came or it was refused, and within what time, where that is known."""

    kind: str
    within: Term | None
    known: Provenance


@dataclass(frozen=True)
class Aarhus:
    """Whether a country is a Party to the Aarhus Convention, and since when or until when."""

    party: bool
    since: date | None
    left: date | None
    known: Provenance


@dataclass(frozen=True)
class CountryLaw:
    """All that is kept of one country, or of bodies of no country that share rules; ``country`` is the code of either."""

    country: str
    zone: str
    looked_up: date
    languages: tuple[str, ...]
    languages_known: Provenance
    sending_is_off: bool
    letters: tuple[Letter, ...]
    steps: tuple[Step, ...]
    warnings: tuple[Provenance, ...]
    aarhus: Aarhus
    consultation: Provenance
    sources: Mapping[str, str] = field(repr=False)
    # The bodies of no country that these rules are for, by their keys in the directory.
    bodies: tuple[str, ...] = ()

    def letter(self, kind: str) -> Letter | None:
        return next((letter for letter in self.letters if letter.kind == kind), None)

    def roads(self, kind: str) -> tuple[Channel, ...]:
        """Return the roads of a kind of letter: its own or the next kind's, and what is not taken for any of these."""
        found: dict[str, Channel] = {}
        for each in (kind, *NEXT_KINDS.get(kind, ())):
            letter = self.letter(each)
            of_kind = letter.channels if letter else ()
            # Once the kind has roads of its own, a plainer kind adds only what is forbidden: that it may take
            # a road says nothing of a letter that asks for more.
            kept = [road for road in of_kind if not found or not road.lawful]
            # Its own row goes before the plainer kind’s for the same road.
            found = {road.way: road for road in kept} | found
        return tuple(found.values())

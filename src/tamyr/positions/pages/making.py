"""How a position comes about, as one of those who follow it sees it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from climate_pathways.core.countries import COUNTRIES
from tamyr.network.models import Member, Visitor
from tamyr.positions import rules
from tamyr.positions.models import Position, Stage, Version, Word
from tamyr.positions.models.positions import Nature
from tamyr.positions.queries.amendments import (
    WordShown,
    comments_by_clause,
    known_members,
    waiting_on,
    words_on,
)
from tamyr.positions.queries.quotes import Quotation, can_be_quoted, quotes_of
from tamyr.positions.queries.texts import ClockShown, Place, Wording, binding_sha, clocks_shown, places_of
from tamyr.procedures.pages import scope_words
from tamyr.procedures.rules import organisations_heard
from tamyr.shared.languages import bound_language, language


@dataclass(frozen=True)
class Row:
    """A clause in the list of clauses: its words in the language that is read, and what waits on it."""

    place: Place
    wording: Wording
    shown: Wording
    amendments: int
    comments: int


@dataclass(frozen=True)
class OwnWord:
    """What an organisation that this visitor speaks for has said so far."""

    member: Member
    word: Word | None


@dataclass(frozen=True)
class Making:
    """A version as it comes about, with what this visitor may do about it."""

    position: Position
    version: Version
    title: str
    title_language: str
    scope: str
    rows: tuple[Row, ...]
    clocks: tuple[ClockShown, ...]
    is_open: bool
    is_closed: bool
    begun_by: Member | None
    coalition: tuple[Member, ...]
    unnamed_seats: int
    accepts: tuple[str, ...]
    facilitates: bool
    may_write: bool
    may_open: bool
    may_settle: bool
    may_withdraw: bool
    may_offer_decision: bool
    may_take_over: bool
    may_begin_another: bool
    may_amend: bool
    may_sign: bool
    own: tuple[OwnWord, ...]
    words: tuple[WordShown, ...]
    quotes: tuple[Quotation, ...]

    @property
    def sha(self) -> str:
        """Of the text that members speak on, as this page shows it."""
        return binding_sha([row.place for row in self.rows])

    @property
    def objections(self) -> int:
        return sum(shown.word.stance == "objection" for shown in self.words)

    @property
    def is_empty(self) -> bool:
        # The title is always there.
        return len(self.rows) == 1

    @property
    def clauses(self) -> list[tuple[str, str]]:
        """Return the clauses that an objection can name."""
        return [(row.place.code, named(row.place)) for row in self.rows]

    @property
    def codes(self) -> set[str]:
        return {row.place.code for row in self.rows}

    @property
    def last_code(self) -> str:
        return self.rows[-1].place.code


def named(place: Place) -> str:
    """Name a clause in a list: its number and how it begins."""
    text = place.best(language()).text
    begins = text if len(text) <= 60 else f"{text[:57]}…"
    return f"{place.number}. {begins}" if place.number else begins


def making_of(version: Version, visitor: Visitor) -> Making:
    position, rows = version.position, tuple(_rows(version))
    is_open = version.hears_voices_at(visitor.at)
    begun_by = known_members(visitor, [position.member_id])
    coalition, unnamed_seats = _coalition(position, visitor)
    # The first row: nothing moves above the title, and nobody takes it out.
    title = rows[0].shown
    return Making(
        position=position,
        version=version,
        title=title.text,
        title_language=title.language,
        scope=scope_words(position),
        rows=rows,
        # Only now: before the opening there is no moment from which they run.
        clocks=tuple(clocks_shown(version)) if version.stage == Stage.OPEN else (),
        is_open=is_open,
        is_closed=version.has_closed_at(visitor.at),
        begun_by=begun_by.get(position.member_id) if position.member_id else None,
        coalition=coalition,
        unnamed_seats=unnamed_seats,
        accepts=tuple(str(Nature(code).label) for code in position.accepts.split()),
        facilitates=rules.facilitates(visitor, position),
        may_write=rules.may_write(visitor, version),
        may_open=rules.may_open(visitor, version),
        may_settle=rules.may_settle(visitor, version),
        may_offer_decision=rules.may_offer_decision(visitor, version),
        may_withdraw=rules.may_withdraw(visitor, version),
        may_take_over=rules.may_take_over(visitor, position),
        may_begin_another=rules.may_begin_another(visitor, version),
        may_amend=rules.may_amend(visitor, version),
        may_sign=rules.may_sign(visitor, version),
        own=tuple(_own(version, visitor)) if is_open else (),
        words=tuple(words_on(version, visitor)),
        quotes=tuple(quotes_of(version)),
    )


def _rows(version: Version) -> Iterator[Row]:
    waiting, comments = waiting_on(version), comments_by_clause(version)
    for place in places_of(version):
        yield Row(
            place,
            place.wordings[bound_language()],
            place.best(language()),
            waiting.get(place.code, 0),
            comments.get(place.code, 0),
        )


def _own(version: Version, visitor: Visitor) -> list[OwnWord]:
    members = organisations_heard(visitor, version.position)
    said = {word.member_id: word for word in version.words.filter(member__in=members)}
    return [OwnWord(member, said.get(member.pk)) for member in members]


def _coalition(position: Position, visitor: Visitor) -> tuple[tuple[Member, ...], int]:
    """Return the members of a coalition that a visitor may know, and how many others there are."""
    keys = list(position.named.values_list("member_id", flat=True))
    known = known_members(visitor, keys)
    return tuple(sorted(known.values(), key=lambda member: member.name)), len(keys) - len(known)


def quotable() -> Sequence[tuple[str, str]]:
    """Return the countries whose assessment a position may quote, by name."""
    named_countries = [(iso3, COUNTRIES[iso3].name(language())) for iso3 in can_be_quoted()]
    return sorted(named_countries, key=lambda country: country[1])

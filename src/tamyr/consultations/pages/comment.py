"""What the page of a comment shows: its steps, the clauses it draws on, its texts counted, what was taken up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tamyr.addressees.pages.words import WAY_WORDS, languages_words
from tamyr.consultations import rules
from tamyr.consultations.models import Comment, CommentText, Stage, Uptake
from tamyr.consultations.pages.consultation import is_dangerous, known_members, uptake_words
from tamyr.consultations.queries.comments import Clause, clauses_in, quoted_by, readings_of, texts_of
from tamyr.consultations.queries.ends import goes_on
from tamyr.deliveries.logic.counting import PortalField
from tamyr.network.models import Member, Visitor
from tamyr.positions.queries.positions import adopted_for, positions_visible_to
from tamyr.positions.queries.texts import title_of
from tamyr.safety.models import ExposureLevel
from tamyr.shared.languages import language


@dataclass(frozen=True)
class TextShown:
    """A text with what a portal counts; ``may_check`` by this reader, ``is_checked`` by a second person."""

    row: CommentText
    language: str
    counted: PortalField
    may_check: bool

    @property
    def is_checked(self) -> bool:
        return self.row.checked_at is not None


@dataclass(frozen=True)
class ClauseShown:
    """A clause that is quoted, and the page of its position."""

    words: str
    language: str
    position: str
    address: str


@dataclass(frozen=True)
class UptakeShown:
    row: Uptake
    member: Member | None


@dataclass(frozen=True)
class CommentPage:
    comment: Comment
    member: Member | None
    texts: tuple[TextShown, ...]
    clauses: tuple[ClauseShown, ...]
    way: str
    language: str
    uptakes: tuple[UptakeShown, ...]
    uptake_words: str
    warns: bool

    @property
    def is_public(self) -> bool:
        told = self.comment
        return told.exposure == ExposureLevel.PUBLIC and told.stage == Stage.HANDED_OVER


def comment_page(comment: Comment, visitor: Visitor) -> CommentPage:
    """Return a comment as one visitor may read it: whoever only reads what is public sees what was handed over."""
    texts = [_text_shown(comment, row, visitor) for row in texts_of(comment).values()]
    # The text that went out, and no draft in another language beside it.
    if not rules.may_read(visitor, comment):
        texts = [shown for shown in texts if shown.row.language == comment.language]
    known = known_members(comment, visitor)
    return CommentPage(
        comment=comment,
        member=known.get(comment.member_id),
        texts=tuple(texts),
        clauses=tuple(_clauses_shown(comment, visitor)),
        way=str(WAY_WORDS[comment.way]) if comment.way else "",
        language=languages_words([comment.language]) if comment.language else "",
        uptakes=tuple(UptakeShown(row, known.get(row.member_id)) for row in readings_of(comment)),
        uptake_words=uptake_words(comment),
        warns=is_dangerous(comment.consultation.iso3),
    )


def _text_shown(comment: Comment, row: CommentText, visitor: Visitor) -> TextShown:
    counted = PortalField(0, "", row.text, comment.consultation.limit)
    return TextShown(row, languages_words([row.language]), counted, rules.may_check(visitor, comment, row))


def _clauses_shown(comment: Comment, visitor: Visitor) -> Iterator[ClauseShown]:
    """Yield the clauses of positions that this reader may open: of any other not even that it is quoted."""
    clauses = quoted_by(comment)
    asked = {clause.version.position_id for clause in clauses}
    open_to = set(positions_visible_to(visitor).filter(pk__in=asked).values_list("pk", flat=True))
    for clause in clauses:
        position = clause.version.position
        if position.pk in open_to:
            wording, address = (
                clause.place.best(language()),
                reverse("positions:position", args=[position.number]),
            )
            yield ClauseShown(wording.text, wording.language, title_of(clause.version)[0], address)


def acts_of(comment: Comment, visitor: Visitor) -> dict[str, Any]:
    """Return what this visitor may do with a comment now."""
    is_over = not goes_on(visitor, comment.consultation)
    own = {row.member_id for row in readings_of(comment) if visitor.person and row.by_id == visitor.person.pk}
    # By the person and not by the member: who acts for two reads once, and may say that otherwise.
    has_read = bool(own) and own.isdisjoint(visitor.members)
    return {
        "may_write": rules.may_write(visitor, comment),
        "may_show": rules.acts_for_its_member(visitor, comment) and comment.stage != Stage.WITHDRAWN,
        "may_read": rules.may_read(visitor, comment),
        "may_say": is_over and not has_read and rules.may_say_what_was_taken(visitor, comment),
    }


@dataclass(frozen=True)
class AdoptedPosition:
    """An adopted position to choose clauses from; those that the form had chosen already are marked."""

    number: int
    title: str
    lines: tuple[tuple[str, str, str, bool], ...]


def clauses_to_choose(visitor: Visitor, chosen: list[str]) -> list[AdoptedPosition]:
    """Return the clauses of every adopted position that a visitor may read: name, words, language, whether chosen."""
    return [
        AdoptedPosition(
            version.position.number, title_of(version)[0], tuple(_lines(clauses_in(version), chosen))
        )
        for version in adopted_for(visitor)
    ]


def _lines(clauses: list[Clause], chosen: list[str]) -> list[tuple[str, str, str, bool]]:
    wordings = [(clause.name, clause.place.best(language())) for clause in clauses]
    return [(name, words.text, words.language, name in chosen) for name, words in wordings]

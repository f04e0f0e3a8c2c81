"""Amendments and comments as one visitor may see them: with whoever may be named."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from tamyr.network.models import Member, Visitor
from tamyr.network.queries.members import members_visible_to
from tamyr.positions import rules
from tamyr.positions.logic.difference import Piece, difference
from tamyr.positions.models import Amendment, Change, ClauseText, Comment, Stance, Version, Word
from tamyr.positions.models.amendments import Act, Answer
from tamyr.positions.queries.texts import Place, begun_of, is_of_earlier

# Every act that ``record_change`` is given has its words here: one without would fail the
# page of the changes.
ACTS: dict[str, Callable[[], str]] = {
    "added": lambda: _("clause added"),
    "written": lambda: _("clause written anew"),
    "split": lambda: _("clause split: its first half"),
    "split_off": lambda: _("clause split: its second half"),
    "merged": lambda: _("clause merged with the next one"),
    "merged_away": lambda: _("clause merged into another one"),
    "moved": lambda: _("clause moved"),
    "deleted": lambda: _("clause left out"),
    "translated": lambda: _("translation written"),
    "checked": lambda: _("translation checked"),
    "unchanged": lambda: _("meaning said to be unchanged, by two persons"),
    "amended": lambda: _("amendment taken in"),
    "amended_after": lambda: _("amendment taken in: a new clause"),
    "amended_away": lambda: _("amendment taken in: clause left out"),
}
IN_ORDER: list[str] = [Stance.OBJECTION, Stance.ASIDE, Stance.ASSENT]


@dataclass(frozen=True)
class AmendmentShown:
    """An amendment with its difference and what this visitor may do about it; ``member`` is None where
    its name is not theirs to know."""

    amendment: Amendment
    member: Member | None
    pieces: tuple[Piece, ...]
    has_moved: bool
    may_accept: bool
    may_agree: bool
    may_withdraw: bool
    may_write_anew: bool
    may_report: bool
    standing_sha: str

    @property
    def waits(self) -> bool:
        return self.amendment.answer == Answer.PROPOSED


@dataclass(frozen=True)
class CommentShown:
    comment: Comment
    member: Member | None
    is_of_earlier: bool
    is_mine: bool


@dataclass(frozen=True)
class ChangeShown:
    change: Change
    member: Member | None
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """Say what was done."""
        return ACTS[self.change.act]()


@dataclass(frozen=True)
class WordShown:
    word: Word
    member: Member | None
    is_of_earlier: bool


def known_members(visitor: Visitor, keys: Iterable[UUID | None]) -> dict[UUID, Member]:
    """Return those members whose names a visitor may know."""
    wanted = {key for key in keys if key is not None}
    return members_visible_to(visitor).prefetch_related("words").in_bulk(list(wanted))


def amendments_on(version: Version, visitor: Visitor, code: str) -> list[AmendmentShown]:
    """Return the amendments on a clause, those that wait first, side by side with nothing merged."""
    found = list(version.amendments.filter(code=code).select_related("member"))
    known = known_members(visitor, (amendment.member_id for amendment in found))
    shown = [_shown(amendment, version, visitor, known) for amendment in found]
    # Stable: in each half they stay as they were proposed.
    return sorted(shown, key=lambda amendment_shown: not amendment_shown.waits)


def amendment_seen(version: Version, visitor: Visitor, key: UUID) -> AmendmentShown | None:
    found = version.amendments.filter(pk=key).select_related("member").first()
    return _shown(found, version, visitor, known_members(visitor, [found.member_id])) if found else None


def _shown(
    amendment: Amendment, version: Version, visitor: Visitor, known: dict[UUID, Member]
) -> AmendmentShown:
    # One row of the version for all: its clock is asked once.
    amendment.version = version
    return AmendmentShown(
        amendment=amendment,
        member=known.get(amendment.member_id) if amendment.member_id else None,
        # Of a new clause the base is the one that it follows: all of its own words are new.
        pieces=difference("", amendment.text)
        if amendment.act == Act.AFTER
        else difference(amendment.base_text, amendment.text),
        has_moved=amendment.answer == Answer.PROPOSED and rules.has_moved(amendment),
        may_accept=rules.may_accept(visitor, amendment),
        may_agree=rules.may_agree(visitor, amendment),
        may_withdraw=rules.may_take_back(visitor, amendment),
        may_write_anew=rules.may_write_anew(visitor, amendment),
        may_report=rules.may_report_decision(visitor, amendment),
        standing_sha=_standing_sha(amendment),
    )


def _standing_sha(amendment: Amendment) -> str:
    rows = ClauseText.objects.filter(clause__version=amendment.version_id, clause__code=amendment.code)
    found = rows.filter(language=amendment.language).values_list("sha", flat=True).first()
    return found or ""


def waiting_on(version: Version) -> dict[str, int]:
    """Return how many amendments wait on each clause of a version, by its code."""
    counts: dict[str, int] = {}
    for code in version.amendments.filter(answer=Answer.PROPOSED).values_list("code", flat=True):
        counts[code] = counts.get(code, 0) + 1
    return counts


def comments_on(version: Version, visitor: Visitor, place: Place) -> list[CommentShown]:
    """Return the comments on a clause, those of earlier versions and wordings too."""
    own = version.position.comments.filter(code=place.code, withdrawn_at=None)
    found = list(own.select_related("member"))
    known = known_members(visitor, (comment.member_id for comment in found))
    return [
        CommentShown(
            comment,
            known.get(comment.member_id) if comment.member_id else None,
            # By the hash: where a clause has its former words again, what was said of them is of today.
            comment.base_sha != place.authoritative.sha,
            rules.made_the_comment(visitor, comment),
        )
        for comment in found
    ]


def comments_by_clause(version: Version) -> dict[str, int]:
    counts: dict[str, int] = {}
    found = version.position.comments.filter(withdrawn_at=None)
    for code in found.values_list("code", flat=True):
        counts[code] = counts.get(code, 0) + 1
    return counts


def comment_seen(version: Version, key: UUID) -> Comment | None:
    return version.position.comments.filter(pk=key, withdrawn_at=None).first()


def changes_of(version: Version, visitor: Visitor, *, most: int = 100) -> list[ChangeShown]:
    """Return what was done to a version's text, the latest first."""
    found = list(version.changes.all()[:most])
    known = known_members(visitor, (change.member_id for change in found))
    return [
        ChangeShown(
            change,
            known.get(change.member_id) if change.member_id else None,
            difference(change.before, change.after),
        )
        for change in found
    ]


def words_on(version: Version, visitor: Visitor) -> list[WordShown]:
    """Return what organisations said: objections first, with whoever may be named."""
    found = list(version.words.all())
    known = known_members(visitor, (word.member_id for word in found))
    begun_at = begun_of(version)[version.position.authoritative]
    shown = [WordShown(word, known.get(word.member_id), is_of_earlier(word, begun_at)) for word in found]
    return sorted(shown, key=lambda word_shown: IN_ORDER.index(word_shown.word.stance))

"""One clause as one of those who follow the position sees it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tamyr.network.models import Member, Visitor
from tamyr.positions import rules
from tamyr.positions.models import Version
from tamyr.positions.pages.making import named
from tamyr.positions.queries.amendments import AmendmentShown, CommentShown, amendments_on, comments_on
from tamyr.positions.queries.texts import Place, Wording, title_of
from tamyr.procedures.rules import organisations_heard
from tamyr.shared.languages import BOUND_LANGUAGES


@dataclass(frozen=True)
class Desk:
    """A clause in another language, and what this visitor may do about it."""

    wording: Wording
    may_translate: bool
    may_check: bool
    may_say_unchanged: bool


@dataclass(frozen=True)
class ClausePage:
    version: Version
    place: Place
    title: str
    name: str
    translations: tuple[Desk, ...]
    amendments: tuple[AmendmentShown, ...]
    comments: tuple[CommentShown, ...]
    voices: tuple[Member, ...]
    may_write: bool
    may_amend: bool
    may_comment: bool
    amendable: tuple[str, ...]

    @property
    def waiting(self) -> int:
        return sum(shown.waits for shown in self.amendments)


def clause_page(version: Version, place: Place, visitor: Visitor) -> ClausePage:
    position = version.position
    may_amend = rules.may_amend(visitor, version)
    others = [place.wordings[code] for code in BOUND_LANGUAGES if code != position.authoritative]
    return ClausePage(
        version=version,
        place=place,
        title=title_of(version)[0],
        name=_clause_name(place),
        translations=tuple(_desk(version, wording, visitor) for wording in others),
        amendments=tuple(amendments_on(version, visitor, place.code)),
        comments=tuple(comments_on(version, visitor, place)),
        voices=tuple(organisations_heard(visitor, position)),
        may_write=rules.may_write(visitor, version),
        may_amend=may_amend,
        may_comment=rules.may_comment(visitor, version),
        # Only languages in which the clause has words: an amendment is a difference from them.
        amendable=tuple(
            wording.language for wording in (place.authoritative, *others) if may_amend and wording.text
        ),
    )


def _clause_name(place: Place) -> str:
    if place.number:
        return _("Clause %(number)s") % {"number": place.number}
    return _("Title") if place.is_title else named(place)


def _desk(version: Version, wording: Wording, visitor: Visitor) -> Desk:
    may_translate = rules.may_translate(visitor, version, wording.language)
    waits = wording.row is not None and not wording.is_checked and not wording.is_stale
    return Desk(
        wording=wording,
        may_translate=may_translate,
        may_check=waits and wording.row is not None and rules.may_check(visitor, version, wording.row),
        may_say_unchanged=wording.is_stale and may_translate and rules.facilitates(visitor, version.position),
    )

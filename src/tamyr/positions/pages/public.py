"""What everybody reads of an adopted position: its words, who signed, what it rests on, and its hash."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.network.models import Visitor
from tamyr.positions.models import Position, Stage, Version
from tamyr.positions.queries.positions import running_versions
from tamyr.positions.queries.quotes import Quotation, quotes_of
from tamyr.positions.queries.signatures import SignaturesShown, signatures_of
from tamyr.positions.queries.texts import Place, Wording, places_of, title_of
from tamyr.procedures.pages import scope_words
from tamyr.shared.languages import bound_language


def crumbs(*below: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way down to a page of this room; the last one has no address."""
    return [(_("Positions"), reverse("positions:positions")), *below]


@dataclass(frozen=True)
class Line:
    """A clause in the language that a page shows."""

    number: str
    code: str
    is_heading: bool
    wording: Wording


@dataclass(frozen=True)
class PublicPage:
    """A position in one language; ``is_bound`` says whether its hash covers that language."""

    position: Position
    version: Version
    title: str
    language: str
    is_authoritative: bool
    is_bound: bool
    lines: tuple[Line, ...]
    scope: str
    signatures: SignaturesShown
    quotes: tuple[Quotation, ...]
    adopted_at: datetime

    @property
    def adopted_on(self) -> date:
        return self.adopted_at.date()


def public_page(version: Version, visitor: Visitor) -> PublicPage:
    """Return an adopted version in the reader's language, where it is whole there, else in that which counts."""
    places = places_of(version)
    chosen = language_shown(version, places)
    lines = tuple(
        Line(place.number, place.code, place.is_heading, place.wordings[chosen])
        for place in places
        if not place.is_title
    )
    assert version.ended_at is not None
    return PublicPage(
        position=version.position,
        version=version,
        title=next(place.wordings[chosen].text for place in places if place.is_title),
        language=chosen,
        is_authoritative=chosen == version.position.authoritative,
        is_bound=version.binds(chosen),
        lines=lines,
        scope=scope_words(version.position),
        signatures=signatures_of(version, visitor),
        quotes=tuple(quotes_of(version)),
        adopted_at=version.ended_at,
    )


def language_shown(version: Version, places: Iterable[Place]) -> str:
    wanted = bound_language()
    # What the hash binds was whole then; of a translation made since every clause is asked.
    is_whole = version.binds(wanted) or all(place.wordings[wanted].is_ready for place in places)
    return wanted if is_whole else version.position.authoritative


def how_adopted(version: Version) -> str:
    """Say by what a text was adopted: whoever is handed it asks who was for it."""
    if version.decision is not None:
        return _("Adopted by a vote of members: decision %(number)s.") % {"number": version.decision.number}
    days = version.position.days
    return ngettext(
        "Adopted without an objection: the members whose position it is had %(days)s day to object, and silence counted as consent.",
        "Adopted without an objection: the members whose position it is had %(days)s days to object, and silence counted as consent.",
        days,
    ) % {"days": days}


def structured(page: PublicPage, address: str) -> dict[str, Any]:
    """Describe an adopted position to machines."""
    return {
        "@type": "CreativeWork",
        "@id": address,
        "url": address,
        "name": page.title,
        "inLanguage": page.language,
        "datePublished": page.adopted_on.isoformat(),
        "version": page.version.number,
        "identifier": f"sha256:{page.version.text_hash}",
        "text": "\n\n".join(f"{line.number} {line.wording.text}".strip() for line in page.lines),
        # Those that this reader may know: machines read as strangers, and find public members alone.
        "sponsor": [{"@type": "Organization", "name": shown.member.name} for shown in page.signatures.named],
    }


@dataclass(frozen=True)
class PositionCard:
    """A position as a list shows it."""

    version: Version
    title: str
    language: str
    scope: str


def listed(versions: Iterable[Version]) -> list[PositionCard]:
    return [PositionCard(version, *title_of(version), scope_words(version.position)) for version in versions]


@dataclass(frozen=True)
class PositionsUnderWay:
    """What is before the members, and what is being written."""

    open: list[PositionCard]
    drafts: list[PositionCard]
    voting: list[PositionCard]


def running(visitor: Visitor) -> PositionsUnderWay:
    versions = running_versions(visitor)
    return PositionsUnderWay(
        listed(version for version in versions if version.stage == Stage.OPEN),
        listed(version for version in versions if version.stage == Stage.DRAFT),
        listed(version for version in versions if version.stage == Stage.DECIDING),
    )

"""What the page of one consultation shows: when and how, who takes part, comments, what changed, what came of it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tamyr.accounts.queries import moment_by
from tamyr.addressees.pages.words import WAY_WORDS, languages_words
from tamyr.consultations import rules
from tamyr.consultations.models import Comment, Consultation, How, Participation, UptakeReading
from tamyr.consultations.pages.lists import Card, card_of
from tamyr.consultations.queries.comments import comments_of, readings_of, settled
from tamyr.consultations.queries.ends import ends_said, may_take_part, said_words
from tamyr.consultations.queries.participants import (
    ParticipantsShown,
    own_participation,
    participants_of,
    participation_sha,
)
from tamyr.consultations.queries.texts import missing_languages
from tamyr.demands.logic.following import law_for
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.members import members_visible_to
from tamyr.procedures.pages import unnamed_lines
from tamyr.procedures.queries import organisations_of
from tamyr.safety.models import ExposureLevel


@dataclass(frozen=True)
class MoveShown:
    """``was`` is empty where the end is that of before: it was called off, and is on again."""

    was: str
    now: str
    source: str


@dataclass(frozen=True)
class EndReportShown:
    """What somebody says of the end and nobody has confirmed yet; ``answer`` is the page where a second person does."""

    words: str
    source: str
    answer: str
    act: str


@dataclass(frozen=True)
class CommentShown:
    """A comment in a list: by whom as far as a reader may know, how far it has come, what was taken up."""

    comment: Comment
    member: Member | None
    taken: str


@dataclass(frozen=True)
class OwnParticipation:
    """How an organisation of this visitor stands to a consultation."""

    member: Member
    row: Participation | None
    comment: Comment | None
    is_named_at_first: bool

    @property
    def sha(self) -> str:
        return participation_sha(self.row)


@dataclass(frozen=True)
class ConsultationPage:
    consultation: Consultation
    card: Card
    way: str
    languages: str
    moves: tuple[MoveShown, ...]
    participants: ParticipantsShown
    unnamed: tuple[str, ...]
    said: EndReportShown | None
    comments: tuple[CommentShown, ...]
    own: tuple[OwnParticipation, ...]
    warns: bool

    @property
    def is_public(self) -> bool:
        return self.consultation.exposure == ExposureLevel.PUBLIC


def consultation_page(consultation: Consultation, visitor: Visitor) -> ConsultationPage:
    """Return a consultation as one visitor may read it."""
    participants = participants_of(consultation, visitor)
    comments = comments_of(consultation, visitor)
    return ConsultationPage(
        consultation=consultation,
        card=card_of(consultation, visitor),
        way=str(WAY_WORDS[consultation.way]),
        languages=languages_words(consultation.language_codes),
        moves=tuple(moves_of(consultation)),
        participants=participants,
        unnamed=tuple(unnamed_lines(participants)),
        said=_said(consultation, visitor),
        comments=tuple(comment_shown(comment, visitor) for comment in comments),
        own=tuple(_own(consultation, visitor, comments)),
        warns=is_dangerous(consultation.iso3),
    )


def _said(consultation: Consultation, visitor: Visitor) -> EndReportShown | None:
    """Return what the network alone reads: to everybody else what is recorded stands."""
    if not rules.may_see_inside(visitor):
        return None
    said = ends_said(visitor.at, [consultation]).get(consultation.pk)
    if said is None:
        return None
    answer = reverse("network:proposal", args=[said.proposal.pk])
    may_look = rules.may_change(visitor, consultation)
    return EndReportShown(
        words=said_words(visitor, consultation, said),
        source=said.source,
        answer=answer if may_look else "",
        act=_("Look") if said.proposal.proposed_by == visitor.actor else _("Look and answer"),
    )


def is_dangerous(iso3: str) -> bool:
    """Whether whoever signs is in danger there: nobody is named then unless they say so themselves."""
    law = law_for(iso3)
    return law is not None and law.sending_is_off


def is_safe_to_name(consultation: Consultation, member: Member) -> bool:
    """Whether a form may propose that a member is named, or read by others: what it proposes, many send unread."""
    return not (is_dangerous(consultation.iso3) or is_dangerous(member.country_id) or member.is_guarded)


def moves_of(consultation: Consultation) -> list[MoveShown]:
    return [
        MoveShown(
            "" if move.is_same_end else moment_by(consultation.zone, move.was_at),
            moment_by(consultation.zone, move.now_at),
            move.source_url,
        )
        for move in consultation.moves.all()
    ]


def comment_shown(comment: Comment, visitor: Visitor) -> CommentShown:
    reading = settled(readings_of(comment))
    member = known_members(comment, visitor).get(comment.member_id)
    return CommentShown(comment, member, str(UptakeReading(reading).label) if reading else "")


def known_members(comment: Comment, visitor: Visitor) -> dict[UUID | None, Member]:
    """Return of the members that wrote or read a comment those whom a reader may know: their own, and who is named."""
    asked = {comment.member_id, *(uptake.member_id for uptake in readings_of(comment))} - {None}
    named = Participation.objects.filter(
        consultation=comment.consultation_id, member__in=asked, is_named=True
    )
    # Its own people read their member’s name beside its comment, also where it is counted only.
    told = {*named.values_list("member", flat=True), *visitor.members} & asked
    found = members_visible_to(visitor).prefetch_related("words").in_bulk(told)
    return dict(found)


def _own(consultation: Consultation, visitor: Visitor, comments: list[Comment]) -> list[OwnParticipation]:
    said = own_participation(consultation, visitor)
    # None that was withdrawn is among them: another one can be begun.
    mine = {comment.member_id: comment for comment in comments}
    return [
        OwnParticipation(
            member,
            said.get(member.pk),
            mine.get(member.pk),
            is_safe_to_name(consultation, member),
        )
        for member in organisations_of(visitor)
    ]


def acts_of(consultation: Consultation, visitor: Visitor) -> dict[str, Any]:
    """Return what this visitor may do with a consultation now."""
    return {
        "may_change": rules.may_change(visitor, consultation),
        "may_cancel": rules.may_cancel(visitor, consultation),
        "may_note_outcome": rules.may_note_outcome(visitor, consultation),
        "may_take_part": may_take_part(visitor, consultation),
        "hows": [(value, capfirst(label)) for value, label in How.choices],
        "missing": missing_languages(consultation),
    }


def structured(page: ConsultationPage, address: str) -> dict[str, Any]:
    """Describe a public consultation to machines."""
    told = page.consultation
    is_moved = any(move.was for move in page.moves)
    state = "EventCancelled" if told.cancelled_at else "EventRescheduled" if is_moved else "EventScheduled"
    place: dict[str, Any] = {"@type": "VirtualLocation", "url": told.address}
    # A town hall and an e-mail address alike: neither is a page that one could open.
    if not told.address.startswith("http"):
        place = {"@type": "Place", "name": told.address}
    return {
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": page.card.words.title,
        "description": page.card.words.summary,
        "inLanguage": told.language_codes,
        # Without a first day its last moment, which of a hearing is the beginning.
        "startDate": told.opens_on.isoformat() if told.opens_on else told.closes_there.isoformat(),
        "endDate": told.closes_there.isoformat(),
        "eventStatus": f"https://schema.org/{state}",
        "location": place,
        "organizer": {"@type": "GovernmentOrganization", "name": page.card.body},
    }


def uptake_words(comment: Comment) -> str:
    """Say what two members read alike, that one reading is not enough, or that they differ."""
    uptakes = readings_of(comment)
    reading = settled(uptakes)
    if reading:
        return _("Two organisations read it alike: %(reading)s.") % {"reading": UptakeReading(reading).label}
    if not uptakes:
        return _("Nobody has said yet what was taken up.")
    if len(uptakes) == 1:
        return _("One organisation has read it: %(reading)s. Readings of two organisations settle it.") % {
            "reading": uptakes[0].get_reading_display()
        }
    return _("The readings differ.")

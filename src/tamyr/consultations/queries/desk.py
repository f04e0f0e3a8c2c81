"""What of consultations waits on a desk: an end that is near and nobody takes part, a comment, a check, a reading."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.consultations.logic.standing import days_left
from tamyr.consultations.models import Comment, Consultation, How, Participation, Stage, Uptake
from tamyr.consultations.queries.comments import comments_visible_to, texts_of
from tamyr.consultations.queries.consultations import consultations_visible_to
from tamyr.consultations.queries.ends import EndReport, earliest_end, ends_said, still_going_on
from tamyr.consultations.queries.participants import is_for, is_somebody_known_there
from tamyr.consultations.queries.texts import address_of, title_of
from tamyr.consultations.rules import may_check
from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import (
    Call,
    Way,
    asks_for_voice,
    leads_from_the_desk,
    of_own_members,
    while_there_are,
)
from tamyr.positions.models import Position
from tamyr.positions.queries.ways import leads_from_a_position
from tamyr.procedures.queries import organisations_of
from tamyr.procedures.rules import may_follow
from tamyr.safety.models import ExposureLevel

# Members hear of what ends within a month; coordinators of what nobody goes to, in time to ask somebody.
SOON, LATE = timedelta(days=30), timedelta(days=10)


def comment_address(comment: Comment) -> str:
    return reverse("consultations:comment", args=[comment.consultation.number, comment.pk])


@leads_from_the_desk
def way_to_consultations(visitor: Visitor) -> Iterator[Way]:
    if may_follow(visitor):
        yield Way(_("Consultations and hearings"), reverse("consultations:consultations"))


@leads_from_a_position
def way_from_a_position(visitor: Visitor, _position: Position) -> Iterator[Way]:
    if may_follow(visitor):
        yield Way(_("Bring it to a consultation"), reverse("consultations:consultations"))


def _near(visitor: Visitor, within: timedelta) -> Iterator[tuple[Consultation, datetime]]:
    """Yield what ends soon with its end; where another one is said and not confirmed yet, with the earlier one."""
    said, until = ends_said(visitor.at), visitor.at + within
    found = consultations_visible_to(visitor).filter(
        Q(closes_at__lte=until) | Q(pk__in=said), still_going_on(visitor.at, said)
    )
    for consultation in found.prefetch_related("texts"):
        ends_at = earliest_end(consultation, said.get(consultation.pk), visitor.at)
        # What is said may lie farther off than what is recorded: the earlier of both decides.
        if ends_at <= until:
            yield consultation, ends_at


def _left_words(visitor: Visitor, ends_at: datetime) -> str:
    days = days_left(visitor.at, ends_at)
    if days == 0:
        return _("It ends within a day.")
    return ngettext("It ends in %(days)d day.", "It ends in %(days)d days.", days) % {"days": days}


def _title(consultation: Consultation) -> str:
    return _("Consultation: %(title)s") % {"title": title_of(consultation)}


def _may_leave(consultation: Consultation) -> bool:
    # Calendars lie on servers of others: they hear of nothing that the network alone reads.
    return consultation.exposure == ExposureLevel.PUBLIC


@asks_for_voice
@while_there_are(lambda: Consultation.objects.filter(cancelled_at=None, outcome_on=None))
def ends_near(visitor: Visitor) -> Iterator[Call]:
    """Consultations of a member's country that end soon and of which it has said nothing yet."""
    own = organisations_of(visitor)
    if not own:
        return
    near = list(_near(visitor, SOON))
    said = set(
        Participation.objects.filter(
            consultation__in=[consultation for consultation, _end in near], member__in=own
        ).values_list("consultation", "member")
    )
    for consultation, ends_at in near:
        for member in own:
            if is_for(consultation, member) and (consultation.pk, member.pk) not in said:
                yield Call(
                    title=_title(consultation),
                    sentence=_("%(left)s Nobody of your organisation takes part yet.")
                    % {"left": _left_words(visitor, ends_at)},
                    address=address_of(consultation),
                    act=_("Say whether you take part"),
                    due_at=ends_at,
                    member=member,
                    may_leave=_may_leave(consultation),
                )


@asks_for_voice
@while_there_are(lambda: Consultation.objects.filter(cancelled_at=None, outcome_on=None))
def nobody_goes(visitor: Visitor) -> Iterator[Call]:
    """For coordinators: what ends soon and to which nobody goes of whom they may know."""
    if not visitor.is_coordinator:
        return
    for consultation, ends_at in _near(visitor, LATE):
        # That a hidden member goes must not silence this: whoever reads it could tell.
        if not is_somebody_known_there(consultation, visitor):
            yield Call(
                title=_title(consultation),
                sentence=_("%(left)s Nobody is named yet that takes part.")
                % {"left": _left_words(visitor, ends_at)},
                address=address_of(consultation),
                act=_("See whom to ask"),
                due_at=ends_at,
                may_leave=_may_leave(consultation),
            )


@asks_for_voice
@while_there_are(lambda: Participation.objects.filter(of_own_members(), how=How.COMMENT))
def comments_to_hand_over(visitor: Visitor) -> Iterator[Call]:
    """Comments that a member said it writes and that are not handed over, until the end."""
    own = {member.pk: member for member in organisations_of(visitor)}
    said = ends_said(visitor.at)
    rows = Participation.objects.filter(
        consultation__in=_still_open(visitor, said), member__in=own, how=How.COMMENT
    ).select_related("consultation")
    mine = Comment.objects.filter(consultation__in=rows.values("consultation"), member__in=own)
    # Backwards, so that of several the first is kept.
    begun = mine.exclude(stage=Stage.WITHDRAWN).select_related("consultation").reverse()
    comments = {(comment.consultation_id, comment.member_id): comment for comment in begun}
    for row in rows.prefetch_related("consultation__texts"):
        ends_at = earliest_end(row.consultation, said.get(row.consultation_id), visitor.at)
        comment = comments.get((row.consultation_id, row.member_id))
        if comment is None or comment.stage == Stage.DRAFT:
            yield Call(
                title=_title(row.consultation),
                sentence=_("%(left)s Your comment is not handed over yet.")
                % {"left": _left_words(visitor, ends_at)},
                address=comment_address(comment) if comment else address_of(row.consultation),
                act=_("Open the comment") if comment else _("Begin the comment"),
                due_at=ends_at,
                member=own[row.member_id],
                may_leave=_may_leave(row.consultation),
            )


def _still_open(visitor: Visitor, said: Mapping[UUID, EndReport]) -> QuerySet[Consultation, Any]:
    return consultations_visible_to(visitor).filter(still_going_on(visitor.at, said)).values("pk")


@asks_for_voice
@while_there_are(lambda: Comment.objects.filter(stage=Stage.DRAFT))
def comments_to_check(visitor: Visitor) -> Iterator[Call]:
    """Drafts that wait for a second person to read them."""
    if not may_follow(visitor):
        return
    said = ends_said(visitor.at)
    drafts = comments_visible_to(visitor).filter(
        stage=Stage.DRAFT, consultation__in=_still_open(visitor, said)
    )
    for comment in drafts.select_related("consultation", "member").prefetch_related(
        "texts", "consultation__texts"
    ):
        if any(may_check(visitor, comment, text) for text in texts_of(comment).values()):
            yield Call(
                title=_("Comment: %(title)s") % {"title": title_of(comment.consultation)},
                sentence=_("It waits for a second person to read it."),
                address=comment_address(comment),
                act=_("Read and check it"),
                due_at=earliest_end(comment.consultation, said.get(comment.consultation_id), visitor.at),
            )


def _read_already(visitor: Visitor, own: Iterable[UUID]) -> QuerySet[Uptake, UUID]:
    """Return the comments that this person or one of these members has read."""
    standing = Uptake.objects.filter(Q(by=visitor.person) | Q(member__in=own), replaced_at=None)
    return standing.values_list("comment", flat=True)


@asks_for_voice
@while_there_are(
    lambda: Comment.objects.filter(
        of_own_members(), stage=Stage.HANDED_OVER, consultation__outcome_on__isnull=False
    )
)
def readings_wanted(visitor: Visitor) -> Iterator[Call]:
    """Comments of a member whose consultation has an outcome, of which the member has not said what was taken up."""
    own = {member.pk: member for member in organisations_of(visitor)}
    handed = comments_visible_to(visitor).filter(
        Q(consultation__outcome_on__isnull=False), stage=Stage.HANDED_OVER, member__in=own
    )
    for comment in (
        handed.exclude(pk__in=_read_already(visitor, own))
        .select_related("consultation", "member")
        .prefetch_related("consultation__texts")
    ):
        yield Call(
            title=_("Comment: %(title)s") % {"title": title_of(comment.consultation)},
            sentence=_(
                "The body says what came of it. Organisations say what was taken up: two that read alike settle it."
            ),
            address=comment_address(comment),
            act=_("Say what was taken up"),
            member=comment.member,
        )

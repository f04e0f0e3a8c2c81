"""Support, arguments and answers while a round is talked over. None of it is a vote."""

from uuid import UUID

from django.db import transaction

from tamyr.network.models import Member
from tamyr.notices.services import announce, settle
from tamyr.priorities.logic.texts import canonical
from tamyr.priorities.models import Argument, Proposal, Support
from tamyr.priorities.services.locking import (
    Clock,
    check_author,
    check_other,
    check_text,
    record,
    standing_proposal,
)
from tamyr.procedures.services import check_heard, check_own

MOST_ARGUMENTS = 20


class SaidEnough(Exception):
    """An organisation has said as much on one proposal as it may."""


@transaction.atomic
def support(*, proposal: Proposal, member: Member, read: str, actor: UUID, clock: Clock) -> Support:
    """Support a proposal as its text is now; given again, it is for the text of today."""
    standing, at = standing_proposal(proposal, clock)
    check_other(standing, member, actor=actor, at=at)
    check_text(standing, read)
    said = {"text_sha256": standing.text_sha256, "given_at": at, "taken_back_at": None}
    given, _is_new = Support.objects.update_or_create(proposal=standing, member=member, defaults=said)
    record("proposal.supported", standing, member=member, actor=actor, at=at)
    settle(about=standing, person=actor, at=at)
    return given


@transaction.atomic
def take_support_back(*, proposal: Proposal, member: Member, actor: UUID, clock: Clock) -> None:
    standing, at = standing_proposal(proposal, clock)
    # Not ``check_other``: whoever became an author by a merger may still take back what it gave before.
    check_heard(standing.round, member=member, actor=actor, at=at)
    given = standing.supports.filter(member=member, taken_back_at=None)
    if given.update(taken_back_at=at):
        act = "proposal.support_taken_back"
        record(act, standing, member=member, actor=actor, at=at)


@transaction.atomic
def argue(
    *,
    proposal: Proposal,
    member: Member,
    kind: str,
    words: str,
    language: str,
    read: str,
    form_key: UUID,
    actor: UUID,
    clock: Clock,
) -> Argument:
    """Say something of a proposal as its text is now; the same form sent twice is one argument."""
    standing, at = standing_proposal(proposal, clock)
    known = Argument.objects.filter(form_key=form_key, proposal=standing, member=member).first()
    check_other(standing, member, actor=actor, at=at)
    # Before the texts are compared: a form that was kept was about the text of its time.
    if known is not None:
        return known
    check_text(standing, read)
    # What was set aside counts on: else whoever floods a proposal could begin again each time.
    if standing.arguments.filter(member=member).count() >= MOST_ARGUMENTS:
        raise SaidEnough
    made = Argument.objects.create(
        proposal=standing,
        form_key=form_key,
        member=member,
        made_by_id=actor,
        made_at=at,
        kind=kind,
        language=language,
        words=canonical(words),
        text_sha256=standing.text_sha256,
    )
    record("argument.made", standing, member=member, actor=actor, at=at, kind=kind)
    announce(kind="argument-made", about=made, scope=standing.member_id, actor=actor, at=at)
    settle(about=standing, person=actor, at=at)
    return made


@transaction.atomic
def answer(
    *,
    argument: Argument,
    words: str,
    language: str,
    base_sha: str | None = None,
    actor: UUID,
    clock: Clock,
) -> Argument:
    """Answer an argument in the author's name, or change the answer.

    Raises ``MovedMeanwhile`` where a colleague gave another one than that which ``base_sha`` is of.
    """
    standing, at = standing_proposal(argument.proposal, clock)
    member = check_author(standing, actor=actor, at=at)
    said = Argument.objects.select_for_update(no_key=True).get(pk=argument.pk)
    written = canonical(words)
    check_own(said if said.answer else None, {"answer": written, "answer_language": language}, base_sha)
    said.answer, said.answer_language, said.answered_at = written, language, at
    said.save()
    record("argument.answered", standing, member=member, actor=actor, at=at)
    # With the moment: an answer that was changed is told again.
    announce(kind="argument-answered", about=said, version=at, scope=said.member_id, actor=actor, at=at)
    settle(about=said, person=actor, at=at)
    return said

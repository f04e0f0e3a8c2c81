"""What two persons of two organisations say of a consultation: another end, that it is off, that everybody may read it.

Whoever takes part hears at once what the first one says. What is recorded stands until the second has confirmed it.
"""

from abc import abstractmethod
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.accounts.queries import moment_by
from tamyr.consultations.models import Consultation, Move
from tamyr.consultations.queries.ends import END, EndReport, end_as_recorded
from tamyr.consultations.queries.texts import address_of, title_of
from tamyr.consultations.rules import keeps_the_calendar, may_cancel, may_change
from tamyr.consultations.services.locking import NotAnyMore, kept
from tamyr.consultations.services.recording import NotLater, check_end
from tamyr.network.models import Member, Visitor
from tamyr.network.rules import MayNot
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.notices.services import announce
from tamyr.procedures.queries import organisations_of
from tamyr.procedures.services import locked_for
from tamyr.safety.models import ExposureLevel, Proposal, Stage, name_of
from tamyr.safety.rules import Kind, ProposalWords, kind_of, two_persons
from tamyr.safety.services.proposals import AlreadyAnswered, AlreadyProposed, hold_rows, propose

SHOW = "consultations.show"


class AnsweredMeanwhile(Exception):
    """What this form said was refused or taken back, or its time is over: who says it again says it anew."""


@transaction.atomic
def propose_to_move(
    *,
    consultation: Consultation,
    closes_at: datetime,
    source_url: str,
    member: Member | None,
    form_key: UUID,
    by: Visitor,
) -> Proposal:
    """Say that the body set another end; what was called off is on again by that, once it is confirmed."""
    standing, visitor = locked_for(may_change, consultation, **by.by)
    # The form was read before the lock: the mandate may have ended since.
    if member is not None and not visitor.acts_for(member.pk):
        raise MayNot(_("You do not act for this member now; your mandate may have ended."))
    if (known := _sent_before(form_key, standing, by)) is not None:
        return known
    if standing.outcome_on is not None:
        raise NotAnyMore
    # It says nothing new, but of what was called off: that is on again with its end of before.
    if standing.closes_at == closes_at and standing.cancelled_at is None:
        raise NotLater
    check_end(standing, closes_at, by.at)
    asked = {"ends_at": closes_at.isoformat(), "member": str(member.pk) if member else ""}
    return _said(standing, {**asked, "source": source_url}, form_key, by)


@transaction.atomic
def propose_to_cancel(
    *, consultation: Consultation, source_url: str, form_key: UUID, by: Visitor
) -> Proposal:
    """Say that the body called it off; another end that it sets later puts it on again."""
    standing, visitor = locked_for(may_change, consultation, **by.by)
    if (known := _sent_before(form_key, standing, by)) is not None:
        return known
    if not may_cancel(visitor, standing):
        raise NotAnyMore
    return _said(standing, {"ends_at": "", "member": "", "source": source_url}, form_key, by)


def _sent_before(form_key: UUID, standing: Consultation, by: Visitor) -> Proposal | None:
    """Return what the same form said before; it is no answer any more once that was refused, or ran out."""
    # Of this person alone: whoever sends the key of another’s form learns nothing of what it said.
    known = Proposal.objects.filter(pk=form_key, kind=END, proposed_by=by.actor).first()
    if known is None:
        return None
    still = known.stage == Stage.APPROVED or kind_of(known).stands(known, by.at)
    if known.about != name_of(standing) or not still:
        raise AnsweredMeanwhile
    return known


def _said(standing: Consultation, asked: dict[str, Any], form_key: UUID, by: Visitor) -> Proposal:
    """Keep what one person says, and tell at once whoever goes by it. The same form twice is one."""
    assert by.person is not None
    # Of what is recorded now: once that is another, nobody confirms this any more.
    asked["was"] = end_as_recorded(standing)
    made = propose(key=form_key, kind=END, about=standing, by=by.person.pk, at=by.at, asked=asked)
    announce_proposal(made, actor=by.person.pk, at=by.at)
    announce(kind="consultation-end-said", about=standing, version=made.pk, actor=by.person.pk, at=by.at)
    return made


@transaction.atomic
def propose_to_show(*, consultation: Consultation, by: Visitor) -> Proposal:
    """Propose that everybody may read what the network alone reads; twice is one proposal, whoever made it."""
    standing, _visitor = locked_for(may_change, consultation, **by.by)
    assert by.person is not None
    try:
        made = propose(key=uuid4(), kind=SHOW, about=standing, by=by.person.pk, at=by.at)
    except AlreadyProposed as waiting:
        return waiting.proposal
    announce_proposal(made, actor=by.person.pk, at=by.at)
    return made


class ConsultationKind(Kind):
    """What somebody says of a consultation; a coordinator confirms it, or who speaks for another member."""

    @abstractmethod
    def fits(self, consultation: Consultation, proposal: Proposal) -> bool:
        """Whether it is still to be said; asked again under the lock."""

    @abstractmethod
    def in_words(self, consultation: Consultation, proposal: Proposal, name: str) -> ProposalWords:
        """Say what is proposed; ``name`` is the proposer's."""

    @abstractmethod
    def do(self, standing: Consultation, proposal: Proposal, by: UUID, at: datetime) -> None:
        """Do it to a consultation that is locked."""

    def stands(self, proposal: Proposal, at: datetime) -> bool:
        found = consultation_of(proposal)
        return proposal.waits_at(at) and found is not None and self.fits(found, proposal)

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        reader, found = visitor_with(person, at), consultation_of(proposal)
        if found is None or not keeps_the_calendar(reader, found):
            return None
        return self.in_words(found, proposal, proposer_for(reader, proposal))

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        second, proposer = visitor_with(person, at), visitor_with(proposal.proposed_by, at)
        # Counted against all that the proposer acts for, also without a voice:
        # two mandates are no second person.
        if not second.is_coordinator and not _voices(second) - proposer.members:
            return _("Somebody who speaks for another member confirms it, or a coordinator.")
        found = consultation_of(proposal)
        if found is None or not may_change(proposer, found):
            return _("Who proposed this may no longer do so.")
        return ""

    def may_refuse(self, proposal: Proposal, person: UUID, at: datetime) -> bool:
        """Whoever knows better says so at once, also who speaks for the same member."""
        return self.told(proposal, person, at) is not None

    def hold(self, proposal: Proposal) -> None:
        # The consultation before the proposal, as those who propose lock them.
        hold_rows(Consultation, proposal.about_key)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        standing = Consultation.objects.get(pk=proposal.about_key)
        if not self.fits(standing, proposal):
            # Asked once more of the row as it is held.
            raise AlreadyAnswered(proposal)
        self.do(standing, proposal, by, at)
        announce_proposal(proposal, actor=by, at=at)


def consultation_of(proposal: Proposal) -> Consultation | None:
    return Consultation.objects.filter(pk=proposal.about_key).first()


def _voices(visitor: Visitor) -> frozenset[UUID]:
    return frozenset(member.pk for member in organisations_of(visitor))


@two_persons(END)
class End(ConsultationKind):
    """Another end, or none: one thing at a time is said of it, and the last word of whoever says it counts."""

    def fits(self, consultation: Consultation, proposal: Proposal) -> bool:
        # Whatever was recorded since, the proposer has not seen: they say it anew, or not.
        if consultation.outcome_on is not None or proposal.asked["was"] != end_as_recorded(consultation):
            return False
        ends_at, opens_at = EndReport.of(proposal).ends_at, consultation.opens_at
        return ends_at is None or opens_at is None or ends_at > opens_at

    def in_words(self, consultation: Consultation, proposal: Proposal, name: str) -> ProposalWords:
        said = EndReport.of(proposal)
        stands = moment_by(consultation.zone, consultation.closes_at)
        facts = [
            (_("Consultation"), title_of(consultation)),
            (_("End as it is recorded"), _("called off") if consultation.cancelled_at else stands),
        ]
        title, done = _("A consultation was called off"), _("Confirmed: it is called off.")
        sentence = _("%(name)s says that the body called it off. Those who take part were told at once.")
        if said.ends_at is not None:
            title, done = _("A consultation has another end"), _("Confirmed: its end is another one now.")
            sentence = _(
                "%(name)s says that the body set another end. Those who take part were told at once."
            )
            facts.insert(2, (_("End as it is said"), moment_by(consultation.zone, said.ends_at)))
            if consultation.cancelled_at is not None:
                title, done = _("A consultation is on again"), _("Confirmed: it is on again.")
                sentence = _("%(name)s says that it is on again. Those who take part were told at once.")
        return ProposalWords(
            title=title,
            sentence=sentence % {"name": name},
            facts=facts,
            source=said.source,
            approve=_(
                "Open the page that says so and compare it first: by your word the page, the calendars and the feeds "
                "change."
            ),
            done=done,
            look=address_of(consultation),
        )

    def do(self, standing: Consultation, proposal: Proposal, by: UUID, at: datetime) -> None:
        said = EndReport.of(proposal)
        if said.ends_at is None:
            standing.cancelled_at, standing.cancelled_url = at, said.source
            kept(standing, "consultation.cancelled", by, at)
            # With its moment: called off, put on again and called off once more are two pieces of news.
            announce(kind="consultation-cancelled", about=standing, version=at, actor=by, at=at)
            return
        move = Move.objects.create(
            form_key=proposal.pk,
            consultation=standing,
            was_at=standing.closes_at,
            now_at=said.ends_at,
            source_url=said.source,
            member=_member_named(proposal.asked["member"]),
            by_id=proposal.proposed_by,
            at=at,
        )
        standing.closes_at, standing.cancelled_at, standing.cancelled_url = said.ends_at, None, ""
        kept(standing, "consultation.moved", by, at)
        announce(kind="consultation-moved", about=standing, version=move.pk, actor=by, at=at)

    def call_off(self, proposal: Proposal, by: UUID | None, at: datetime) -> None:
        _tell_that_it_stands(proposal, by, at)


def _member_named(key: str) -> Member | None:
    """Return in whose name it was said; of the network alone, or by who is no member any more, nobody's."""
    return Member.objects.filter(pk=key).first() if key else None


def _tell_that_it_stands(proposal: Proposal, by: UUID | None, at: datetime) -> None:
    """Tell those who heard of another end that it is not so, for all anybody knows."""
    found = consultation_of(proposal)
    if found is not None:
        announce(kind="consultation-stands", about=found, version=proposal.pk, actor=by, at=at)


@transaction.atomic
def tell_what_ran_out(*, at: datetime) -> None:
    """Say of each end that nobody confirmed in its time that the recorded one stands; once."""
    # Found each hour anew as long as it is kept: by the key of the proposal it is one piece of news.
    for proposal in Proposal.objects.filter(kind=END, stage=Stage.WAITING, expires_at__lte=at):
        _tell_that_it_stands(proposal, None, at)


@two_persons(SHOW)
class Show(ConsultationKind):
    """What only the invited know becomes everybody's: it cannot be taken back from whoever has read it."""

    def fits(self, consultation: Consultation, proposal: Proposal) -> bool:
        return consultation.exposure == ExposureLevel.NETWORK

    def in_words(self, consultation: Consultation, proposal: Proposal, name: str) -> ProposalWords:
        return ProposalWords(
            title=_("Everybody is to read of a consultation"),
            sentence=_("%(name)s proposes it. Now only people of the network read it.") % {"name": name},
            facts=[(_("Consultation"), title_of(consultation))],
            approve=_("What everybody has read cannot be taken back. Is whoever was invited to it safe?"),
            done=_("Agreed: everybody reads it now."),
            look=address_of(consultation),
        )

    def do(self, standing: Consultation, proposal: Proposal, by: UUID, at: datetime) -> None:
        standing.exposure = ExposureLevel.PUBLIC
        kept(standing, "consultation.shown", by, at)

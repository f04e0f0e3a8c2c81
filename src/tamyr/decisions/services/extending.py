"""A decision stays open longer: once, before its close, for the reason that was stated, by the word of two."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.decisions.models import Decision, Event, EventKind, Extension, Stage
from tamyr.decisions.queries.counting import has_quorum
from tamyr.decisions.queries.desk import address_of
from tamyr.decisions.rules import may_agree, may_keep_decision
from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.notices.services import announce
from tamyr.procedures.services import NotNow, locked
from tamyr.safety.models import Proposal
from tamyr.safety.rules import Kind, Told, two_persons
from tamyr.safety.services import record_act
from tamyr.safety.services.proposals import propose

EXTEND = "decisions.extend"


def may_be_extended(decision: Decision, at: datetime) -> bool:
    """Whether it may still be open longer: for lack of voters only as long as they are lacking."""
    may = bool(decision.extension) and decision.extended_at is None and decision.hears_voices_at(at)
    return may and not (decision.extension == Extension.QUORUM and has_quorum(decision))


@transaction.atomic
def propose_extension(*, decision: Decision, why: str, by: Visitor) -> Proposal:
    """Propose to leave a decision open for the days that were stated; all voters read why."""
    standing = locked(decision, Stage.OPEN)
    if by.person is None or not may_keep_decision(visitor_with(by.person.pk, by.at), standing):
        raise MayNot
    if not may_be_extended(standing, by.at):
        raise NotNow(standing)
    made = propose(key=uuid4(), kind=EXTEND, about=standing, by=by.person.pk, at=by.at, words=why)
    announce_proposal(made, actor=by.person.pk, at=by.at)
    return made


@two_persons(EXTEND)
class Extending(Kind):
    def stands(self, proposal: Proposal, at: datetime) -> bool:
        decision = _decision_of(proposal)
        return proposal.waits_at(at) and decision is not None and may_be_extended(decision, at)

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> Told | None:
        reader, decision = visitor_with(person, at), _decision_of(proposal)
        if decision is None or not may_agree(reader, decision):
            return None
        words = {"name": proposer_for(reader, proposal), "question": decision.question}
        return Told(
            title=_("A decision is to stay open longer: %(question)s") % words,
            sentence=_("%(name)s proposes it. It takes the word of another person.") % words,
            facts=[
                (_("Proposed by"), words["name"]),
                (_("For the reason that was stated"), str(decision.get_extension_display())),
                (_("Why"), str(proposal.words)),
            ],
            approve=ngettext(
                "It stays open %(days)d day longer, for all the same. All voters are told the reason.",
                "It stays open %(days)d days longer, for all the same. All voters are told the reason.",
                decision.extension_days,
            )
            % {"days": decision.extension_days},
            done=_("Agreed: it stays open longer, and all voters are told."),
            look=address_of(decision),
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        decision = _decision_of(proposal)
        if decision is None or not may_agree(visitor_with(person, at), decision):
            return _("Another coordinator decides this.")
        if not may_keep_decision(visitor_with(proposal.proposed_by, at), decision):
            return _("Who proposed this may no longer do so.")
        return ""

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        decision = _decision_of(proposal)
        assert decision is not None
        standing = locked(decision, Stage.OPEN)
        if not may_be_extended(standing, at):
            raise NotNow(standing)
        standing.closes_at += timedelta(days=standing.extension_days)
        standing.extended_at = at
        standing.save()
        Event.objects.create(decision=standing, kind=EventKind.EXTENDED, at=at, reason=str(proposal.words))
        record_act(
            act="decision.extended",
            actor=by,
            about=standing,
            at=at,
            details={"days": standing.extension_days},
        )
        announce(kind="decision-extended", about=standing, actor=by, at=at)
        announce_proposal(proposal, actor=by, at=at)


def _decision_of(proposal: Proposal) -> Decision | None:
    return Decision.objects.filter(pk=proposal.about_key).first()

"""A decision stays open longer: once, before its close, for the reason that was stated, by the word of two."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.decisions.models import Decision, Event, EventKind, Extension, Stage
from tamyr.decisions.queries.counting import has_quorum
from tamyr.decisions.services.two_persons import ActOnDecision, propose_act
from tamyr.network.models import Visitor
from tamyr.notices.services import announce
from tamyr.safety.models import Proposal
from tamyr.safety.rules import ProposalWords, two_persons
from tamyr.safety.services import record_act

EXTEND = "decisions.extend"


def may_be_extended(decision: Decision, at: datetime) -> bool:
    """Whether it may still be open longer: for lack of voters only as long as they are lacking."""
    may = bool(decision.extension) and decision.extended_at is None and decision.hears_voices_at(at)
    return may and not (decision.extension == Extension.QUORUM and has_quorum(decision))


def propose_extension(*, decision: Decision, why: str, by: Visitor) -> Proposal:
    """Propose to leave a decision open for the days that were stated; all voters read why."""
    return propose_act(kind=EXTEND, decision=decision, by=by, why=why)


@two_persons(EXTEND)
class Prolongation(ActOnDecision):
    stages = (Stage.OPEN,)

    def fits(self, decision: Decision, at: datetime) -> bool:
        return may_be_extended(decision, at)

    def in_words(self, decision: Decision, proposal: Proposal, words: Mapping[str, str]) -> ProposalWords:
        return ProposalWords(
            title=_("A decision is to stay open longer: %(question)s") % words,
            sentence=_("%(name)s proposes it. It takes the word of another person.") % words,
            facts=(
                (_("For the reason that was stated"), str(decision.get_extension_display())),
                (_("Why"), str(proposal.words)),
            ),
            approve=ngettext(
                "It stays open %(days)d day longer, for all the same. All voters are told the reason.",
                "It stays open %(days)d days longer, for all the same. All voters are told the reason.",
                decision.extension_days,
            )
            % {"days": decision.extension_days},
            done=_("Agreed: it stays open longer, and all voters are told."),
        )

    def do(self, standing: Decision, proposal: Proposal, by: UUID, at: datetime) -> None:
        # Both in one statement: the trigger lets the close move with the moment of the extension alone.
        standing.closes_at += timedelta(days=standing.extension_days)
        standing.extended_at = at
        standing.save()
        Event.objects.create(decision=standing, kind=EventKind.EXTENDED, at=at, reason=str(proposal.words))
        details: dict[str, str | int | bool | None] = {"days": standing.extension_days}
        record_act(act="decision.extended", actor=by, about=standing, at=at, details=details)
        announce(kind="decision-extended", about=standing, actor=by, at=at)

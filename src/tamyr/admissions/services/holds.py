"""Holding what would be forgotten, and lifting it: proposed by one coordinator, agreed to by another."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.admissions.models import Admission
from tamyr.admissions.queries import admissions_visible_to
from tamyr.admissions.rules import may_run_admissions
from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.safety.models import Proposal
from tamyr.safety.rules import Kind, ProposalWords, two_persons
from tamyr.safety.services import record_act
from tamyr.safety.services.proposals import hold_rows, propose

HOLD = "admissions.hold"


@transaction.atomic
def propose_hold(*, admission: Admission, why: str, by: Visitor) -> Proposal:
    """Propose to hold an application's documents and contact, or to lift that where they are held."""
    if by.person is None or not may_run_admissions(by):
        raise MayNot
    locked = Admission.objects.select_for_update(no_key=True, of=("self",)).get(pk=admission.pk)
    # Kept as it was asked for, never worked out again: the second person would else
    # agree to the contrary of what they read.
    asked = {"hold": not locked.is_held}
    made = propose(key=uuid4(), kind=HOLD, about=locked, by=by.person.pk, at=by.at, words=why, asked=asked)
    announce_proposal(made, actor=by.person.pk, at=by.at)
    return made


@two_persons(HOLD)
class Hold(Kind):
    def stands(self, proposal: Proposal, at: datetime) -> bool:
        admission = _admission_of(proposal)
        is_open = admission is not None and admission.is_held != proposal.asked["hold"]
        return proposal.waits_at(at) and is_open

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        reader = visitor_with(person, at)
        # Of one whose member went into hiding since, no coordinator reads on.
        admission = admissions_visible_to(reader).filter(pk=proposal.about_key).first()
        if admission is None or not may_run_admissions(reader):
            return None
        words = {"name": proposer_for(reader, proposal), "applicant": admission.name}
        holds = proposal.asked["hold"]
        return ProposalWords(
            title=_("Documents and contact of %(applicant)s are to be kept longer") % words
            if holds
            else _("Documents and contact of %(applicant)s are to be forgotten in time again") % words,
            sentence=_("%(name)s proposes it. It takes the word of another coordinator.") % words,
            facts=[(_("Proposed by"), words["name"])],
            approve=_(
                "What is kept can be taken from us. Ask who needs it, and until when; lift it as soon as possible."
            )
            if holds
            else _("What has run out by then is deleted within the hour."),
            done=_("Agreed: they are kept until two persons lift it.")
            if holds
            else _("Agreed: they are forgotten in time again."),
            look=reverse("admissions:admission", args=[admission.pk]),
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        if not may_run_admissions(visitor_with(person, at)):
            return _("Another coordinator decides this.")
        if not may_run_admissions(visitor_with(proposal.proposed_by, at)):
            return _("Who proposed this may no longer do so.")
        return ""

    def hold(self, proposal: Proposal) -> None:
        hold_rows(Admission, proposal.about_key)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        admission = Admission.objects.select_for_update(no_key=True, of=("self",)).get(pk=proposal.about_key)
        admission.is_held = proposal.asked["hold"]
        admission.save(update_fields=["is_held"])
        act = "admission.held" if admission.is_held else "admission.hold_lifted"
        record_act(act=act, actor=by, about=admission, at=at)
        announce_proposal(proposal, actor=by, at=at)


def _admission_of(proposal: Proposal) -> Admission | None:
    return Admission.objects.filter(pk=proposal.about_key).first()

"""A table brought into the register: planned by one coordinator, agreed to by another, carried out as reviewed."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.network.models import Member, RegisterImport, Visitor
from tamyr.network.queries.register.imports import IMPORT, table_of
from tamyr.network.queries.register.plan import (
    as_coordinator,
    digest_of,
    plan_of,
    register_for,
    register_state,
)
from tamyr.network.rules import MayNot, is_coordinator, may_keep_the_register
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.members import hold_mandates
from tamyr.network.services.register import (
    KEPT,
    AlreadyApplied,
    NotApplicable,
    RegisterMoved,
    apply_as_agreed,
    planned,
)
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.safety.models import Proposal, is_sealed
from tamyr.safety.rules import Kind, ProposalWords, two_persons
from tamyr.safety.services.proposals import NotTheSecond, hold_rows, propose

OPEN_FOR = timedelta(days=3)


@transaction.atomic
def propose_import(*, kept: RegisterImport, state: str, by: Visitor) -> Proposal:
    """Propose every change of a previewed table; ``state`` is the register's at the preview.

    The table is kept, encrypted, as long as the proposal is open.
    """
    if by.person is None or not may_keep_the_register(by):
        raise MayNot
    locked = RegisterImport.objects.select_for_update(no_key=True).get(pk=kept.pk)
    plan = planned(locked, as_coordinator(by), state=state, at=by.at)
    asked = {
        "state": state,
        "plan": digest_of(plan),
        "new": len(plan.new),
        "changed": len(plan.changed),
    }
    made = propose(key=uuid4(), kind=IMPORT, about=locked, by=by.person.pk, at=by.at, asked=asked)
    # An upload is forgotten after a day: the second person would find nothing to look at.
    locked.expires_at = made.expires_at
    locked.save()
    announce_proposal(made, actor=by.person.pk, at=by.at)
    return made


@two_persons(IMPORT)
class Import(Kind):
    open_for = OPEN_FOR

    def stands(self, proposal: Proposal, at: datetime) -> bool:
        kept = _kept(proposal)
        return proposal.waits_at(at) and kept is not None and kept.is_open_at(at)

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        reader = visitor_with(person, at)
        if not is_coordinator(reader):
            return None
        name = proposer_for(reader, proposal)
        moved = self.stands(proposal, at) and not is_as_reviewed(proposal, reader)
        return ProposalWords(
            title=_("The register is to change from a table"),
            sentence=_moved()
            if moved
            else _("%(name)s proposes it. Another coordinator looks at every change and decides.")
            % {"name": name},
            facts=[
                (_("New members"), str(proposal.asked["new"])),
                (_("Changed members"), str(proposal.asked["changed"])),
                (_("Proposed by"), name),
            ],
            approve=_("Look at every change first. Exactly these are made, all of them or none."),
            done=_("Agreed: the changes are made."),
            look=reverse("network:register_import", args=[proposal.about_key])
            if _kept(proposal) and proposal.stage == "waiting"
            else "",
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        second = visitor_with(person, at)
        if not is_coordinator(second):
            return _("Another coordinator decides this.")
        if not may_keep_the_register(visitor_with(proposal.proposed_by, at)):
            return _("Who proposed this may no longer do so.")
        return "" if is_as_reviewed(proposal, second) else _moved()

    def hold(self, proposal: Proposal) -> None:
        hold_rows(RegisterImport, proposal.about_key)
        # Which of them it changes, and whether it hides one, is planned anew under the lock.
        members = set(Member.objects.values_list("pk", flat=True))
        hold_rows(Member, *members)
        hold_mandates(members)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        kept = _kept(proposal)
        assert kept is not None
        proposer = visitor_with(proposal.proposed_by, at)
        try:
            apply_as_agreed(kept=kept, by=proposer, digest=proposal.asked["plan"], actor=by, at=at)
        except (RegisterMoved, NotApplicable, AlreadyApplied):
            raise NotTheSecond(_moved()) from None
        announce_proposal(proposal, actor=by, at=at)

    def call_off(self, proposal: Proposal, by: UUID | None, at: datetime) -> None:
        """Keep the table for a day more, so that whoever proposed it can look again."""
        for kept in RegisterImport.objects.select_for_update(no_key=True).filter(pk=proposal.about_key):
            kept.expires_at = min(kept.expires_at, at + KEPT)
            kept.save()


def is_as_reviewed(proposal: Proposal, reader: Visitor) -> bool:
    """Whether the table would still change exactly what was proposed."""
    coordinator = as_coordinator(reader)
    # Mostly nothing at all has changed, which is known without opening and planning a whole table.
    if register_state(coordinator) == str(proposal.asked["state"]):
        return True
    kept = _kept(proposal)
    if kept is None or not kept.table or is_sealed(kept.table):
        return False
    return digest_of(plan_of(register_for(coordinator), table_of(kept))) == str(proposal.asked["plan"])


def _moved() -> str:
    return _(
        "The register has changed since this was proposed, and the table would change something else now. Whoever "
        "proposed it looks at the changes again and proposes them anew."
    )


def _kept(proposal: Proposal) -> RegisterImport | None:
    return RegisterImport.objects.filter(pk=proposal.about_key).first()

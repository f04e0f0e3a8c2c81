"""The register as a file: proposed by one coordinator, agreed to by another, taken a few times within a day."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.accounts.services.standing import hold
from tamyr.network.models import Visitor
from tamyr.network.queries.members import members_visible_to
from tamyr.network.queries.register.imports import register_rows
from tamyr.network.queries.register.plan import as_coordinator
from tamyr.network.rules import MayNot, is_coordinator, may_keep_the_register
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.register import note_export
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.notices.services import announce
from tamyr.safety.models import Proposal
from tamyr.safety.rules import Kind, ProposalWords, is_usable, two_persons
from tamyr.safety.services.proposals import propose, use

EXPORT = "network.export"
TIMES = 3


@transaction.atomic
def propose_export(*, form: str, why: str, by: Visitor) -> Proposal:
    """Propose to take the register out; a newer wish takes the place of one's older one."""
    if by.person is None or not may_keep_the_register(by):
        raise MayNot
    # Held, so that of two wishes of one person at once the second finds the first and takes its place.
    hold(by.person, by.at)
    made = propose(
        key=uuid4(),
        kind=EXPORT,
        about=by.person,
        by=by.person.pk,
        at=by.at,
        words=why,
        asked={"form": form},
    )
    announce_proposal(made, actor=by.person.pk, at=by.at)
    return made


@transaction.atomic
def take_export(*, proposal: Proposal, by: Visitor) -> tuple[list[Sequence[str]], str]:
    """Return the register's rows and the form agreed on; it is made at this moment and kept nowhere."""
    if by.person is None or proposal.kind != EXPORT or not may_keep_the_register(by):
        raise MayNot
    used = use(proposal=proposal, by=by.person.pk, at=by.at)
    # By the register and the rights of this moment: what went
    # into hiding since it was agreed to is not in it.
    rows, form = register_rows(by), str(used.asked["form"])
    note_export(visitor=by, members=len(rows) - 1, form=form, at=by.at)
    return rows, form


@two_persons(EXPORT)
class Export(Kind):
    uses = TIMES

    @property
    def usable_for(self) -> timedelta:
        return timedelta(hours=settings.EXPORT_HOURS)

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        reader = visitor_with(person, at)
        if not is_coordinator(reader):
            return None
        count = members_visible_to(as_coordinator(reader)).count()
        holds = ngettext("%(count)d member", "%(count)d members", count) % {"count": count}
        form = str(proposal.asked["form"]).upper()
        is_own = proposal.proposed_by == person
        return ProposalWords(
            title=_("The register is to be taken out as a file"),
            sentence=_("%(name)s proposes it. It takes the word of another coordinator.")
            % {"name": proposer_for(reader, proposal)},
            facts=[
                (_("Proposed by"), proposer_for(reader, proposal)),
                (_("It holds"), _("%(members)s, as %(form)s") % {"members": holds, "form": form}),
                (_("The file can be taken"), how_often()),
            ],
            approve=_(
                "A list of names is a weapon: in the wrong hands it harms everybody on it. Ask what it is for, where it "
                "will lie, and when it will be deleted. All who act for members are told that it was taken."
            ),
            done=_("Agreed: who proposed it may take the file now. You can stop it until its time is over."),
            use=reverse("network:take_export", args=[proposal.pk])
            if is_own and is_usable(proposal, at)
            else "",
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        if not is_coordinator(visitor_with(person, at)):
            return _("Another coordinator decides this.")
        if not may_keep_the_register(visitor_with(proposal.proposed_by, at)):
            return _("Who proposed this may no longer do so.")
        return ""

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        announce_proposal(proposal, actor=by, at=at)

    def tell_of_use(self, proposal: Proposal, at: datetime) -> None:
        announce(kind="register-exported", about=proposal, actor=proposal.proposed_by, at=at)


def how_often() -> str:
    """Say how often and how long a file can be taken once a second person agreed."""
    hours = settings.EXPORT_HOURS
    within = ngettext("within %(hours)d hour", "within %(hours)d hours", hours) % {"hours": hours}
    times = ngettext("%(times)d time", "%(times)d times", TIMES) % {"times": TIMES}
    return _("%(times)s %(within)s of the second person’s word") % {"times": times, "within": within}

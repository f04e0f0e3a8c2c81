"""Who the keyholders are: a coordinator proposes, another one approves, and there are always enough."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.network.models import Country, Visitor
from tamyr.network.rules import MayNot, is_coordinator
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.two_persons.asking import person_of, proposer_for, visitor_with
from tamyr.protection.models import Keyholder
from tamyr.protection.models.keyholders import MOST
from tamyr.protection.queries.keyholders import named_keyholders, would_leave_too_few
from tamyr.safety.models import Proposal
from tamyr.safety.rules import Kind, ProposalWords, two_persons
from tamyr.safety.services import record_act
from tamyr.safety.services.proposals import hold_rows, propose

NAMING, ENDING = "protection.keyholder", "protection.keyholder-end"


@transaction.atomic
def propose_keyholder(*, person: Person, country: Country, by: Visitor) -> Proposal:
    """Propose that somebody holds a key, or goes on holding it for another term."""
    return _propose(NAMING, person, {"country": country.pk}, by)


@transaction.atomic
def propose_to_end(*, keyholder: Keyholder, by: Visitor) -> Proposal:
    return _propose(ENDING, keyholder.person, {}, by)


def _propose(kind: str, person: Person, asked: dict[str, str], by: Visitor) -> Proposal:
    if by.person is None or not is_coordinator(by):
        raise MayNot
    made = propose(key=uuid4(), kind=kind, about=person, by=by.person.pk, at=by.at, asked=asked)
    announce_proposal(made, actor=by.person.pk, at=by.at)
    return made


class KeyholderKind(Kind):
    """What one coordinator proposes of the keyholders and another one approves; the one concerned is told."""

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        reader, about = visitor_with(person, at), person_of(proposal)
        if about is None or not (is_coordinator(reader) or str(person) == proposal.about_key):
            return None
        return self.words(proposal, about, proposer_for(reader, proposal), is_mine=about.pk == person)

    def words(self, proposal: Proposal, about: Person, proposer: str, *, is_mine: bool) -> ProposalWords:
        raise NotImplementedError

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        if not is_coordinator(visitor_with(person, at)) or str(person) == proposal.about_key:
            return _("Another coordinator must confirm this: neither the proposer nor the one it is about.")
        if not is_coordinator(visitor_with(proposal.proposed_by, at)):
            return _("Who proposed this may no longer do so.")
        return self.hinders(proposal, at)

    def hinders(self, proposal: Proposal, at: datetime) -> str:
        raise NotImplementedError

    def may_refuse(self, proposal: Proposal, person: UUID, at: datetime) -> bool:
        return str(person) == proposal.about_key or is_coordinator(visitor_with(person, at))

    def hold(self, proposal: Proposal) -> None:
        # All open terms and not only the one concerned: what both
        # acts must not get wrong is how many are left.
        hold_rows(Keyholder, *Keyholder.objects.filter(ended_at=None).values_list("pk", flat=True))


@two_persons(NAMING)
class Naming(KeyholderKind):
    def words(self, proposal: Proposal, about: Person, proposer: str, *, is_mine: bool) -> ProposalWords:
        words = {"name": about.shown_name, "days": settings.KEYHOLDER_DAYS}
        return ProposalWords(
            title=_("%(name)s as a keyholder") % words,
            sentence=_("Three keyholders from two countries together open a locked account."),
            facts=[
                (_("Proposed by"), proposer),
                (_("Lives in"), Country(pk=proposal.asked["country"]).name),
                (_("Term in days"), str(settings.KEYHOLDER_DAYS)),
            ],
            approve=_("Ask whether they want it, and whether they live where it says."),
            done=_("Agreed: they hold a key now. Everybody of the network sees who the keyholders are."),
            is_mine=is_mine,
        )

    def hinders(self, proposal: Proposal, at: datetime) -> str:
        # A new term for somebody who holds a key already adds nobody.
        others = [row for row in named_keyholders(at) if str(row.person_id) != proposal.about_key]
        if len(others) >= MOST:
            return _("There are %(most)d keyholders already: end one first.") % {"most": MOST}
        return ""

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        person = person_of(proposal)
        assert person is not None
        _end_term(person, at)
        begun = Keyholder.objects.create(
            person=person,
            country_id=proposal.asked["country"],
            from_at=at,
            until_at=at + timedelta(days=settings.KEYHOLDER_DAYS),
        )
        record_act(act="support.keyholder_named", actor=by, about=begun, at=at)


@two_persons(ENDING)
class Ending(KeyholderKind):
    def words(self, proposal: Proposal, about: Person, proposer: str, *, is_mine: bool) -> ProposalWords:
        words = {"name": about.shown_name}
        return ProposalWords(
            title=_("%(name)s as a keyholder: end it") % words,
            sentence=_("From then on their word opens no locked account."),
            facts=[(_("Proposed by"), proposer)],
            approve=_("Ask them first, if you can."),
            done=_("Agreed: they no longer hold a key."),
            is_mine=is_mine,
        )

    def hinders(self, proposal: Proposal, at: datetime) -> str:
        if would_leave_too_few(UUID(proposal.about_key), at):
            return _("Three keyholders from two countries must stay: name another one first.")
        return ""

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        # Held, so that of two endings at once the second finds what the first has left.
        list(
            Keyholder.objects.select_for_update(no_key=True)
            .filter(ended_at=None)
            .order_by("pk")
            .values_list("pk")
        )
        person = person_of(proposal)
        if person is None or self.hinders(proposal, at):
            raise MayNot(self.hinders(proposal, at))
        _end_term(person, at)
        record_act(act="support.keyholder_ended", actor=by, about=person, at=at)


def _end_term(person: Person, at: datetime) -> None:
    Keyholder.objects.filter(person=person, ended_at=None).update(ended_at=at)

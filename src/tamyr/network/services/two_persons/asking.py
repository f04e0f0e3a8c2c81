"""What all kinds ask: who somebody is at a moment, and under which name another may know of them."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.accounts.models.people import acting_at
from tamyr.network.models import Mandate, Member, Visitor
from tamyr.network.models.people import holding_on
from tamyr.network.queries import people_visible_to, visitor_on
from tamyr.network.rules import is_coordinator
from tamyr.safety.models import Proposal
from tamyr.safety.rules import kind_of


def visitor_with(person: UUID | None, at: datetime) -> Visitor:
    """Return who somebody is to the network now, as the database has it; nobody where they have left."""
    found = Person.objects.filter(pk=person, is_active=True).first() if person else None
    return visitor_on(found, at)


def proposer_for(visitor: Visitor, proposal: Proposal) -> str:
    """Return the proposer's name, where the reader may know of them."""
    if proposal.proposed_by is None:
        return _("whoever runs the server")
    found = people_visible_to(visitor).filter(pk=proposal.proposed_by).first()
    return found.shown_name if found else _("somebody of the network")


def person_of(proposal: Proposal) -> Person | None:
    return Person.objects.filter(pk=proposal.about_key, is_active=True).first()


def member_of(proposal: Proposal) -> Member | None:
    return Member.objects.filter(pk=proposal.about_key).first()


def own_seconds(member: Member, proposer: Person | None, at: datetime) -> list[Person]:
    """Return those of a member's people who can be the second beside the one who proposes."""
    if proposer is None:
        return []
    acting = Mandate.objects.filter(holding_on(at.date()), acting_at(at, "person__"), member=member)
    people = {mandate.person for mandate in acting.select_related("person")}
    return [person for person in people if is_another(person, proposer)]


def is_another(person: Person, proposer: Person) -> bool:
    """Whether two accounts count as two persons, as far as that can be known."""
    return not person.is_same_as(proposer) and person.own_line != proposer.own_line


def is_asked_for_it(visitor: Visitor, member: Member, proposal: Proposal) -> bool:
    """Whether a coordinator is asked about a member because nobody else of it can be the second."""
    # Asked only while it stands: of one that went into hiding since, no coordinator reads on.
    if not is_coordinator(visitor) or not kind_of(proposal).stands(proposal, visitor.at):
        return False
    proposer = visitor_with(proposal.proposed_by, visitor.at).person
    return not own_seconds(member, proposer, visitor.at)

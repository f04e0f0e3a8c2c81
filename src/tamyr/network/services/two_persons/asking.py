"""What all kinds ask: who somebody is at a moment, and under which name another may know of them."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.network.models import Visitor
from tamyr.network.queries import people_visible_to, visitor_on
from tamyr.safety.models import Proposal


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

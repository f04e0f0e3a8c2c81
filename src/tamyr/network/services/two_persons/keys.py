"""New keys for everything encrypted: asked for by whoever runs the server, agreed to by a coordinator."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.network.rules import is_coordinator
from tamyr.network.services.invitations import announce_proposal, coordinators_on
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.safety.models import Proposal
from tamyr.safety.models.encrypted import key_ring
from tamyr.safety.queries import usable_proposal, waiting_proposal
from tamyr.safety.rules import Kind, ProposalWords, two_persons, why_not_use
from tamyr.safety.services.keys import rotate_field_keys
from tamyr.safety.services.proposals import propose, use

KEYS = "network.field-keys"


class WaitsForACoordinator(Exception):
    """A coordinator has to agree first; it is on their desks now."""


def change_field_keys(*, at: datetime, at_once: bool) -> int:
    """Write everything anew with the current key, once a coordinator agreed; return how many texts.

    ``at_once`` is for an emergency, and needs nobody: all who act for members are told that one
    person did it. So does a network in which nobody coordinates. Stopped half-way, it goes on.
    """
    # By the key’s name: a word given for one key lets nobody write with another.
    name = f"safety.fieldkey:{key_ring().current}"
    agreed = usable_proposal(kind=KEYS, about=name, at=at)
    if agreed is not None and why_not_use(agreed, None, at):
        agreed = None
    if agreed is None and not at_once and coordinators_on(at.date()):
        ask_for_keys(name=name, at=at)
        raise WaitsForACoordinator
    # In no transaction that spans it: what was written anew before it is stopped stays written.
    texts = rotate_field_keys(at=at, alone=agreed is None)
    if agreed is not None:
        # Once all is written: where it was stopped half-way, the word holds for the rest.
        use(proposal=agreed, by=None, at=at)
    return texts


@transaction.atomic
def ask_for_keys(*, name: str, at: datetime) -> None:
    """Put the question on the coordinators' desks, unless it lies there already."""
    if waiting_proposal(kind=KEYS, about=name, at=at) is None:
        made = propose(key=uuid4(), kind=KEYS, about=name, by=None, at=at)
        announce_proposal(made, actor=None, at=at)


@two_persons(KEYS)
class FieldKeys(Kind):
    # One word for one change of keys: the next key is asked for again, as it is another by its name.
    uses = 1
    usable_for = timedelta(days=14)

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        if not is_coordinator(visitor_with(person, at)):
            return None
        return ProposalWords(
            title=_("Everything encrypted is to be written anew with a new key"),
            sentence=_("Whoever runs the server asks for it. It takes a coordinator’s word."),
            facts=[(_("The new key is called"), proposal.about_key)],
            approve=_(
                "Ask whoever runs the server, by another channel, whether it was them and why: somebody who could read "
                "the old key left, or a year is over. The site’s copies need the old key still. All who act for "
                "members are told."
            ),
            done=_("Agreed: whoever runs the server may do it now, within %(days)d days.")
            % {"days": self.usable_for.days},
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        return "" if is_coordinator(visitor_with(person, at)) else _("A coordinator decides this.")

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        announce_proposal(proposal, actor=by, at=at)

"""The shared key: made and split offline, of which the site knows the public half alone."""

from collections import Counter
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot, is_coordinator
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.notices.services import announce
from tamyr.protection.models import SealingKey
from tamyr.protection.queries.keyholders import keyholders_at
from tamyr.protection.rules import may_name_responders
from tamyr.protection.services.letters.naming import why_no_second
from tamyr.safety.models import Proposal
from tamyr.safety.rules import Kind, ProposalWords, two_persons
from tamyr.safety.services import record_act
from tamyr.safety.services.proposals import propose

SHARED_KEY = "protection.shared-key"
# All proposals are about one place, so that only one waits at a time; which key takes it, the proposal says.
PLACE = UUID("5f0c6e0e-3f9b-4a63-9a8e-0d3a7f1f6a51")


@transaction.atomic
def propose_shared_key(*, public: str, shares: int, needed: int, by: Visitor) -> Proposal:
    """Propose the public half of a key that was split offline; another coordinator confirms it."""
    if not may_name_responders(by):
        raise MayNot
    if hindrance := why_not_shared(shares=shares, needed=needed, at=by.at):
        raise MayNot(hindrance)
    asked = {"public": public, "shares": shares, "needed": needed}
    place = SealingKey(id=PLACE)
    made = propose(key=uuid4(), kind=SHARED_KEY, about=place, by=by.actor, at=by.at, asked=asked)
    announce_proposal(made, actor=by.actor, at=by.at)
    return made


def why_not_shared(*, shares: int, needed: int, at: datetime) -> str:
    """Say why the keyholders of today are not those among whom such a key is to be shared."""
    lives_in = Counter(keyholder.country_id for keyholder in keyholders_at(at))
    if lives_in.total() < shares:
        return _(
            "There are fewer keyholders than shares. Name more keyholders first, or split it into fewer."
        )
    # Asked after the number of shares: where there is no keyholder there is no largest country either.
    if max(lives_in.values()) >= needed:
        return _(
            "The keyholders of one country alone could open letters. Name keyholders in other countries, or let more "
            "shares be needed."
        )
    return ""


@two_persons(SHARED_KEY)
class SharedKey(Kind):
    """Letters are to be sealed to a key of which keyholders hold shares."""

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        reader = visitor_with(person, at)
        if not is_coordinator(reader):
            return None
        words = {"name": proposer_for(reader, proposal), **proposal.asked}
        return ProposalWords(
            title=_("Letters are to be sealed to a new shared key"),
            sentence=_(
                "%(name)s proposes it. %(needed)s of %(shares)s keyholders together could then open letters."
            )
            % words,
            facts=[(_("Public key"), str(proposal.asked["public"])), (_("Proposed by"), words["name"])],
            approve=_(
                "Compare the key with the one on a keyholder’s paper, letter by letter. Whoever made it alone "
                "and kept it could read every letter."
            ),
            done=_("Agreed: from now on letters are sealed to it too."),
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        shares, needed = int(proposal.asked["shares"]), int(proposal.asked["needed"])
        return why_no_second(proposal, person, at) or why_not_shared(shares=shares, needed=needed, at=at)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        SealingKey.objects.filter(is_shared=True, ended_at=None).update(ended_at=at)
        key = SealingKey.objects.create(is_shared=True, made_at=at, **proposal.asked)
        record_act(act="letter_key.shared", actor=by, about=key, at=at)
        announce(kind="letter-key-made", about=key, actor=by, at=at)

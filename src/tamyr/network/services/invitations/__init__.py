"""Ways in for people: a secret link that is shown once, works once and runs out.

Nobody is told by mail. Who invites passes the link on by a channel both trust.
"""

from tamyr.network.services.invitations.accepting import (
    NameTaken,
    OwnInvitation,
    accept_as_somebody_new,
    accept_as_yourself,
    come_back,
)
from tamyr.network.services.invitations.closing import close_invitation, open_to, revoke_invitation
from tamyr.network.services.invitations.links import InvitationClosed, open_invitation
from tamyr.network.services.invitations.making import (
    COORDINATION,
    MANDATE,
    WAY_BACK,
    announce_proposal,
    coordinators_on,
    create_first_coordinator,
    invite,
    invite_another_coordinator,
)

__all__ = [
    "COORDINATION",
    "MANDATE",
    "WAY_BACK",
    "InvitationClosed",
    "NameTaken",
    "OwnInvitation",
    "accept_as_somebody_new",
    "accept_as_yourself",
    "announce_proposal",
    "close_invitation",
    "come_back",
    "coordinators_on",
    "create_first_coordinator",
    "invite",
    "invite_another_coordinator",
    "open_invitation",
    "open_to",
    "revoke_invitation",
]

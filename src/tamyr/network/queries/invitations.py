from django.db.models import Q, QuerySet

from tamyr.network.models import Invitation, Role, Visitor
from tamyr.network.queries.members import members_visible_to


def invitations_visible_to(visitor: Visitor) -> QuerySet[Invitation]:
    """Return the invitations that a visitor made; coordinators see those of others to coordinate.

    Delegates of a member also see what others made for it.
    """
    if visitor.person is None:
        return Invitation.objects.none()
    seen = Q(invited_by=visitor.person) | Q(member__in=visitor.members)
    if visitor.is_coordinator:
        seen |= Q(role=Role.COORDINATOR)
    # An invitation names its member: once that hides, not even a coordinator who made it reads on.
    known = Q(member=None) | Q(member__in=members_visible_to(visitor).values("pk"))
    return Invitation.objects.filter(seen & known).select_related(
        "member", "circle", "invited_by", "back_for"
    )


def open_invitations(visitor: Visitor) -> QuerySet[Invitation]:
    """Return those not used, taken back or run out; waiting for a second person or not."""
    return invitations_visible_to(visitor).filter(used_at=None, revoked_at=None, expires_at__gt=visitor.at)

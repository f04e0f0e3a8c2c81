"""Who may, and when: predicates of a visitor that read as sentences and join with & and |."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from rules.predicates import Predicate, predicate

from tamyr.accounts.models import Person
from tamyr.network.models import Circle, Invitation, Mandate, Member, Role, RoleGrant, Visitor
from tamyr.network.models.members import Status
from tamyr.network.models.people import MandateKind, holding_on
from tamyr.safety.models import ExposureLevel

Need = Callable[[Person, Visitor], bool]
# Filled by importing, as the sources of calls are.
_needs: list[Need] = []


def needs(need: Need) -> Need:
    """Register what would be left with nobody if a person closed their account; used as a decorator."""
    _needs.append(need)
    return need


def is_needed(person: Person, by: Visitor) -> bool:
    """Whether a later room needs a person's account."""
    return any(need(person, by) for need in _needs)


class MayNot(PermissionDenied):
    """Who asks may not do this now, whatever they were allowed when they opened the page."""


is_signed_in: Predicate = predicate(lambda visitor: visitor.person is not None, name="is_signed_in")
is_coordinator: Predicate = predicate(lambda visitor: visitor.is_coordinator, name="is_coordinator")
is_in_network: Predicate = predicate(lambda visitor: visitor.is_in_network, name="is_in_network")
acts_for_a_member: Predicate = predicate(lambda visitor: bool(visitor.mandates), name="acts_for_a_member")


@predicate
def acts_for(visitor: Visitor, member: Member) -> bool:
    return visitor.acts_for(member.pk)


@predicate
def is_delegate_of(visitor: Visitor, member: Member) -> bool:
    return any(
        mandate.member_id == member.pk and mandate.kind == MandateKind.DELEGATE
        for mandate in visitor.mandates
    )


@predicate
def is_guarded(_visitor: Visitor, member: Member) -> bool:
    return member.is_guarded


@predicate
def is_locked(_visitor: Visitor, member: Member) -> bool:
    return member.locked_at is not None


@predicate
def has_a_voice(_visitor: Visitor, member: Member) -> bool:
    return member.status == Status.ACTIVE


# A member the secretariat cannot see is changed by its own delegates alone.
may_change_member: Predicate = acts_for | (is_coordinator & ~is_guarded)
# Showing a member to more people is its own decision.
may_unhide_member: Predicate = acts_for & ~is_locked
may_give_roles: Predicate = is_coordinator
may_keep_the_register: Predicate = is_coordinator
may_keep_mandates: Predicate = is_delegate_of | (is_coordinator & ~is_guarded)
may_invite_for_member: Predicate = may_keep_mandates
may_see_people_of: Predicate = acts_for | (is_coordinator & ~is_guarded)
may_start_circles: Predicate = is_coordinator


@predicate
def convenes(visitor: Visitor, circle: Circle) -> bool:
    person = visitor.person
    seats = circle.seats.filter(holding_on(visitor.on), person=person, convenes=True)
    return person is not None and seats.exists()


@predicate
def is_sealed(_visitor: Visitor, circle: Circle) -> bool:
    return circle.exposure == ExposureLevel.SEALED


@predicate
def has_ended(_visitor: Visitor, circle: Circle) -> bool:
    return circle.ended_on is not None


may_keep_circle: Predicate = (convenes | (is_coordinator & ~is_sealed)) & ~has_ended
may_unhide_circle: Predicate = convenes


@predicate
def is_themselves(visitor: Visitor, person: Person) -> bool:
    return visitor.person is not None and visitor.person.pk == person.pk


@predicate
def is_colleague(visitor: Visitor, person: Person) -> bool:
    """Acts for a member for which the other acts too, or sits in a circle with them, guarded ones included."""
    mandates = person.mandates.filter(holding_on(visitor.on), member__in=visitor.members)
    seats = person.seats.filter(holding_on(visitor.on), circle__in=visitor.circles)
    return mandates.exists() or seats.exists()


@predicate
def coordinates(visitor: Visitor, person: Person) -> bool:
    return person.roles.filter(holding_on(visitor.on), role=Role.COORDINATOR).exists()


@predicate
def is_deputy_of(visitor: Visitor, person: Person) -> bool:
    """Is a deputy where the other is the delegate: a voice of its own is not taken over from below."""
    deputised = [m.member_id for m in visitor.mandates if m.kind == MandateKind.DEPUTY]
    delegated = person.mandates.filter(holding_on(visitor.on), kind=MandateKind.DELEGATE)
    return delegated.filter(member__in=deputised).exists()


@predicate
def works_under_guard(visitor: Visitor, person: Person) -> bool:
    """Acts for a guarded member or sits in a sealed circle."""
    mandates = Mandate.objects.filter(holding_on(visitor.on), person=person).select_related("member")
    sealed = person.seats.filter(holding_on(visitor.on), circle__exposure=ExposureLevel.SEALED)
    return any(mandate.member.is_guarded for mandate in mandates) or sealed.exists()


# Nobody opens a way back for themselves. A coordinator is never told that somebody works under guard: the way
# back may be asked for, and waits for the word of those who know.
may_open_a_way_back: Predicate = ~is_themselves & ((is_colleague & ~coordinates) | is_coordinator)
may_confirm_a_way_back: Predicate = (
    ~is_themselves & ~is_deputy_of & (is_colleague | (is_coordinator & ~works_under_guard))
)
may_know_of_a_way_back: Predicate = is_themselves | is_colleague | (is_coordinator & ~works_under_guard)


@predicate
def may_invite(visitor: Visitor, invitation: Invitation) -> bool:
    """Whether this visitor may give what an invitation, still unsaved, would give."""
    asked = []
    if invitation.member is not None:
        asked.append(may_invite_for_member(visitor, invitation.member))
    if invitation.circle is not None:
        asked.append(may_keep_circle(visitor, invitation.circle))
    if invitation.back_for is not None:
        asked.append(invitation.back_for.is_active and may_open_a_way_back(visitor, invitation.back_for))
    if invitation.role:
        asked.append(may_give_roles(visitor))
    # For each thing that it would give: one right must not carry in what another one is needed for.
    return bool(asked) and all(asked)


@predicate
def made(visitor: Visitor, invitation: Invitation) -> bool:
    return visitor.person is not None and invitation.invited_by_id == visitor.person.pk


may_revoke_invitation: Predicate = made | may_invite


@predicate
def may_end_mandate(visitor: Visitor, mandate: Mandate) -> bool:
    """Alone: one's own, and as a delegate a deputy's."""
    is_deputys = mandate.kind == MandateKind.DEPUTY and is_delegate_of(visitor, mandate.member)
    return bool(is_deputys or is_themselves(visitor, mandate.person))


@predicate
def may_propose_to_end_mandate(visitor: Visitor, mandate: Mandate) -> bool:
    is_own = is_themselves(visitor, mandate.person)
    return bool(not is_own and may_keep_mandates(visitor, mandate.member))


# One alone would silence who speaks for the network in public, or who could say no.
ENDED_BY_TWO = (Role.COORDINATOR, Role.EDITOR)


@predicate
def may_propose_to_end_role(visitor: Visitor, grant: RoleGrant) -> bool:
    """Another's coordination or editing; a guest's role, by which nobody acts, a coordinator ends alone."""
    is_own = is_themselves(visitor, grant.person)
    return bool(visitor.is_coordinator and grant.role in ENDED_BY_TWO and not is_own)


@predicate
def may_end_role(visitor: Visitor, grant: RoleGrant) -> bool:
    """Anybody lays down a role of their own; coordinators end that of a guest."""
    ends_for_others = visitor.is_coordinator and grant.role not in ENDED_BY_TWO
    return bool(ends_for_others or is_themselves(visitor, grant.person))

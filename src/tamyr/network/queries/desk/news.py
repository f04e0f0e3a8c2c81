"""What the network announces of its own: whom it concerns, and what each may know of it today."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tamyr.network.models import CircleSeat, Invitation, Mandate, Member, Role, RoleGrant, Visitor
from tamyr.network.models.members import Status
from tamyr.network.models.people import holding_on
from tamyr.network.queries.invitations import invitations_visible_to
from tamyr.network.queries.members import members_visible_to, whole
from tamyr.network.queries.people import own_mandates, people_visible_to
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces

Keys = Collection[UUID]
ANY = Q()


def coordinators_to_tell(day: date) -> Iterable[UUID]:
    grants = RoleGrant.objects.filter(holding_on(day), role=Role.COORDINATOR)
    return grants.values_list("person_id", flat=True)


def delegates_to_tell(day: date) -> Iterable[UUID]:
    """Return who acts for an active member on a day."""
    holding = Mandate.objects.filter(holding_on(day), member__status=Status.ACTIVE)
    return holding.values_list("person_id", flat=True)


def acting_for(member: UUID | None, day: date) -> Iterable[UUID]:
    return Mandate.objects.filter(holding_on(day), member=member).values_list("person_id", flat=True)


def acting_for_its_scope(happening: Happening, at: datetime) -> Iterable[UUID]:
    """Return who acts for the member whose doing it is; nobody where it is no single member's."""
    return acting_for(happening.scope, at.date()) if happening.scope else ()


# --- mandates, roles, seats -----------------------------------------------------------------


def _colleagues(happening: Happening, at: datetime) -> Iterator[UUID]:
    own = Mandate.objects.filter(pk=happening.about).values_list("person_id", flat=True)
    yield from set(acting_for(happening.scope, at.date())) - set(own)


def _of_colleagues(visitor: Visitor, keys: Keys) -> Mapping[UUID, Mandate]:
    seen = Mandate.objects.filter(holding_on(visitor.on), member__in=visitor.members, person__is_active=True)
    return seen.select_related("member", "person").in_bulk(keys)


def _mandate_begun(_happening: Happening, mandate: Mandate) -> News:
    names = {"name": mandate.person.shown_name, "member": mandate.member.name}
    return News(
        title=_("%(name)s now acts for %(member)s") % names,
        sentence=_(
            "Role: %(kind)s. If nobody of your organisation wanted this, end the mandate and tell the others."
        )
        % {"kind": mandate.get_kind_display()},
        address=reverse("network:people_of", args=[mandate.member.slug]),
    )


def _holder(happening: Happening, _at: datetime) -> Iterable[UUID]:
    return Mandate.objects.filter(pk=happening.about).values_list("person_id", flat=True)


def _mandate_ended(_happening: Happening, mandate: Mandate) -> News:
    assert mandate.until_on is not None
    return News(
        title=_("Your mandate for %(member)s was ended") % {"member": mandate.member.name},
        sentence=_last_day(mandate.until_on),
        address=reverse("network:account"),
    )


def _last_day(day: date) -> str:
    return _("From %(day)s on it does not hold.") % {"day": date_format(day)}


def _role_ended(_happening: Happening, grant: RoleGrant) -> News:
    assert grant.until_on is not None
    return News(
        title=_("Your role was ended: %(role)s") % {"role": grant.get_role_display()},
        sentence=_last_day(grant.until_on),
        address=reverse("network:account"),
    )


def _seat_given(_happening: Happening, seat: CircleSeat) -> News:
    return News(
        title=_("You have a seat in a circle: %(circle)s") % {"circle": seat.circle.name},
        sentence=_("Those who keep the circle have added you."),
        address=reverse("network:circle", args=[seat.circle.slug]),
    )


# --- invitations ----------------------------------------------------------------------------


@dataclass(frozen=True)
class AcceptedInvitation:
    """An invitation that was taken up; ``name`` is empty where it is not the inviter's to know."""

    invitation: Invitation
    name: str


def _inviter(happening: Happening, _at: datetime) -> Iterable[UUID]:
    made = Invitation.objects.filter(pk=happening.about, invited_by__isnull=False)
    return [key for key in made.values_list("invited_by_id", flat=True) if key]


def _own_accepted(visitor: Visitor, keys: Keys) -> Mapping[UUID, AcceptedInvitation]:
    own = invitations_visible_to(visitor).filter(
        pk__in=keys, invited_by=visitor.person, used_by__isnull=False
    )
    # Whoever came by an invitation may be more hidden than the one who made it may look.
    known = people_visible_to(visitor).in_bulk([invitation.used_by_id for invitation in own])
    return {
        invitation.pk: AcceptedInvitation(invitation, person.shown_name if person else "")
        for invitation in own
        for person in [known.get(invitation.used_by_id)]
    }


def _invitation_accepted(_happening: Happening, accepted: AcceptedInvitation) -> News:
    invitation = accepted.invitation
    is_back = invitation.back_for_id is not None
    title = _("The way back that you opened was used") if is_back else _("Your invitation was accepted")
    sentence = _("By %(name)s.") % {"name": accepted.name} if accepted.name else ""
    return News(title=title, sentence=sentence, address=_of_invitation(invitation))


def _of_invitation(invitation: Invitation) -> str:
    if invitation.member is not None:
        return reverse("network:people_of", args=[invitation.member.slug])
    if invitation.circle is not None:
        return reverse("network:circle", args=[invitation.circle.slug])
    return reverse("network:roles") if invitation.role else reverse("network:desk")


# --- the register ---------------------------------------------------------------------------


def _keepers_of_member(happening: Happening, at: datetime) -> Iterator[UUID]:
    """Yield a member's own people; coordinators hear of what these decided, not of each row of an import."""
    yield from acting_for(happening.about, at.date())
    coordinators = set(coordinators_to_tell(at.date()))
    if happening.actor_id not in coordinators and not _is_guarded(happening.about):
        yield from coordinators


def _is_guarded(key: UUID) -> bool:
    return any(member.is_guarded for member in Member.objects.filter(pk=key))


def _kept_members(visitor: Visitor, keys: Keys) -> Mapping[UUID, Member]:
    seen = members_visible_to(visitor)
    own = seen if visitor.is_coordinator else seen.filter(pk__in=visitor.members)
    return whole(own).in_bulk(keys)


def _exposure_changed(_happening: Happening, member: Member) -> News:
    return News(
        title=_("%(member)s: who may know of it was changed") % {"member": member.name},
        sentence=_("Now it is %(level)s.") % {"level": member.get_exposure_display()},
        address=reverse("network:member", args=[member.slug]),
    )


def _coordinators(_happening: Happening, at: datetime) -> Iterable[UUID]:
    return coordinators_to_tell(at.date())


def _register_imported(_happening: Happening, _thing: object) -> News:
    return News(
        title=_("The register was changed from a table"),
        sentence=_("A coordinator has applied an uploaded table to the register."),
        address=reverse("network:register"),
    )


def for_coordinators(visitor: Visitor, keys: Keys) -> Mapping[UUID, Any]:
    return dict.fromkeys(keys) if visitor.is_coordinator else {}


def keys_of(model: Any, condition: Q = ANY) -> Any:
    """Return what keeps of keys those of rows that there are."""
    return lambda keys: model.objects.filter(condition, pk__in=keys).values_list("pk", flat=True)


# Each with the rows of which it still holds: what was undone before somebody was told is told to nobody.
announces(
    Kind("mandate-begun", _colleagues, keys_of(Mandate), _of_colleagues, _mandate_begun),
    Kind(
        "mandate-ended",
        _holder,
        keys_of(Mandate, Q(until_on__isnull=False)),
        lambda visitor, keys: own_mandates(visitor).in_bulk(keys),
        _mandate_ended,
    ),
    Kind(
        "role-ended",
        lambda happening, _at: RoleGrant.objects.filter(pk=happening.about).values_list(
            "person_id", flat=True
        ),
        keys_of(RoleGrant, Q(until_on__isnull=False)),
        lambda visitor, keys: RoleGrant.objects.filter(person=visitor.person).in_bulk(keys),
        _role_ended,
    ),
    Kind(
        "seat-given",
        lambda happening, _at: CircleSeat.objects.filter(pk=happening.about).values_list(
            "person_id", flat=True
        ),
        keys_of(CircleSeat, Q(until_on__isnull=True)),
        lambda visitor, keys: (
            CircleSeat.objects.filter(person=visitor.person, circle__in=visitor.circles)
            .select_related("circle")
            .in_bulk(keys)
        ),
        _seat_given,
    ),
    Kind(
        "invitation-accepted",
        _inviter,
        keys_of(Invitation, Q(used_at__isnull=False)),
        _own_accepted,
        _invitation_accepted,
    ),
    Kind("exposure-changed", _keepers_of_member, keys_of(Member), _kept_members, _exposure_changed),
    # The table itself is forgotten within days: that it was applied stays true without it.
    Kind("register-imported", _coordinators, lambda keys: keys, for_coordinators, _register_imported),
)

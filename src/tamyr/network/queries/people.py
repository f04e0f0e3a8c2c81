from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from tamyr.accounts.models import Person
from tamyr.network.models import Circle, CircleSeat, Mandate, MandateKind, Member, Role, RoleGrant, Visitor
from tamyr.network.models.members import IN_THE_OPEN
from tamyr.network.models.people import holding_on
from tamyr.network.queries.members import members_visible_to
from tamyr.network.rules import may_know_of_a_way_back, may_see_people_of
from tamyr.safety.models import ExposureLevel

# A month, as it is said to whoever may not decide (``two_persons.mandates``).
DELEGATES_COUNT_ON = timedelta(days=30)


def people_visible_to(visitor: Visitor) -> QuerySet[Person]:
    """Return the people whose existence this visitor may know.

    Public: anybody. Network: people of the network. Circle: those who sit in a circle with them.
    Everybody is seen by themselves and, whatever the level, by those who act for the same member.
    """
    seen = Q(exposure=ExposureLevel.PUBLIC)
    if visitor.person is not None:
        seen |= Q(pk=visitor.person.pk)
        colleagues = Mandate.objects.filter(holding_on(visitor.on), member__in=visitor.members)
        seen |= Q(pk__in=colleagues.values("person_id"))
    if visitor.is_in_network:
        seen |= Q(exposure=ExposureLevel.NETWORK)
    if visitor.is_coordinator:
        seen |= Q(exposure=ExposureLevel.CIRCLE)
    elif visitor.circles:
        seats = CircleSeat.objects.filter(holding_on(visitor.on), circle__in=visitor.circles)
        seen |= Q(exposure=ExposureLevel.CIRCLE, pk__in=seats.values("person_id"))
    # Nor is a locked account there for anybody: while it lasts it is not active.
    return Person.objects.filter(seen, is_active=True)


def is_taken(sign_in_name: str) -> bool:
    return Person.objects.filter(sign_in_name__iexact=sign_in_name).exists()


def may_be_told_of(visitor: Visitor, person: Person) -> bool:
    """Whether a way back of a person, or their coming back, may be told to a visitor."""
    seen = people_visible_to(visitor).filter(pk=person.pk)
    return may_know_of_a_way_back(visitor, person) and seen.exists()


def mandates_visible_to(visitor: Visitor) -> QuerySet[Mandate]:
    """Return the mandates of today whose member and person are both visible."""
    return Mandate.objects.filter(
        holding_on(visitor.on),
        member__in=members_visible_to(visitor).values("pk"),
        person__in=people_visible_to(visitor).values("pk"),
    ).select_related("person", "member")


def circles_visible_to(visitor: Visitor) -> QuerySet[Circle]:
    seen = Q(exposure=ExposureLevel.PUBLIC) | Q(pk__in=visitor.circles)
    if visitor.is_in_network:
        seen |= Q(exposure=ExposureLevel.NETWORK)
    if visitor.is_coordinator:
        seen |= Q(exposure=ExposureLevel.CIRCLE)
    return Circle.objects.filter(seen)


def delegates_of(member: Member, day: date) -> QuerySet[Mandate]:
    """Return the mandates of those whose word a member's voice hangs on: its delegates, also lately parted ones.

    A mandate that somebody ended counts on for a month: ending it first must not make the next one anybody's gift.
    So does that of somebody whose account is locked.
    """
    lately = Q(from_on__lte=day) & (Q(until_on=None) | Q(until_on__gt=day - DELEGATES_COUNT_ON))
    # One that ended on its first day never held, and its holder has no word left over from it.
    held = ~Q(until_on=F("from_on"))
    there = Q(person__is_active=True) | Q(person__locked_at__isnull=False)
    return Mandate.objects.filter(lately, held, there, member=member, kind=MandateKind.DELEGATE)


def mandates_of(visitor: Visitor, member: Member) -> QuerySet[Mandate]:
    """Return a member's mandates, running, to come and past, for those who may see its people."""
    if not may_see_people_of(visitor, member):
        return Mandate.objects.none()
    mandates = Mandate.objects.filter(member=member, person__is_active=True).select_related(
        "person", "member"
    )
    if visitor.acts_for(member.pk):
        return mandates
    # A member's own people see all who act for it, a coordinator only those whom they may know of.
    return mandates.filter(person__in=people_visible_to(visitor).values("pk"))


def members_kept_by(visitor: Visitor) -> QuerySet[Member]:
    """Return the members whose people a visitor may see: their own; a coordinator's, all but guarded ones."""
    kept = Q(pk__in=visitor.members)
    if visitor.is_coordinator:
        kept |= Q(exposure__in=IN_THE_OPEN)
    return members_visible_to(visitor).filter(kept)


def members_known_to(visitor: Visitor) -> QuerySet[Member]:
    """Return the members a visitor may see, and those they acted for: these they know of anyway.

    A form sent a minute after its sender's mandate ended finds its member, and is refused in words.
    One that went into hiding since is unknown to them like to everybody.
    """
    acted_for = Mandate.objects.filter(person=visitor.person).values("member")
    seen = members_visible_to(visitor).values("pk")
    return Member.objects.filter(Q(pk__in=seen) | Q(pk__in=acted_for, exposure__in=IN_THE_OPEN))


def last_day_of(visitor: Visitor, member: Member) -> date | None:
    """Return the day from which the visitor's mandate for a member held no longer."""
    mandates = Mandate.objects.filter(person=visitor.person, member=member, until_on__lte=visitor.on)
    ended = mandates.order_by("-until_on").first()
    return ended.until_on if ended else None


def others_coordinate(visitor: Visitor) -> bool:
    """Whether somebody else coordinates, who can be the second of two."""
    grants = RoleGrant.objects.filter(holding_on(visitor.on), role=Role.COORDINATOR, person__is_active=True)
    return grants.exclude(person=visitor.person).exists()


def roles_held(visitor: Visitor) -> QuerySet[RoleGrant]:
    """Return today's roles in the network: coordinators see all, others their own."""
    grants = RoleGrant.objects.filter(holding_on(visitor.on), person__is_active=True).select_related("person")
    return grants if visitor.is_coordinator else grants.filter(person=visitor.person)


def own_mandates(visitor: Visitor) -> QuerySet[Mandate]:
    """Return one's own mandates; past ones only for members that did not go into hiding since."""
    own = Mandate.objects.filter(person=visitor.person).select_related("member")
    return own.filter(member__in=members_known_to(visitor).values("pk"))


def mandates_known_to(visitor: Visitor) -> QuerySet[Mandate]:
    """Return one's own mandates, one's colleagues', and those of people and members one may know of."""
    seen = Q(
        member__in=members_known_to(visitor).values("pk"), person__in=people_visible_to(visitor).values("pk")
    )
    own = Q(person=visitor.person, member__in=members_known_to(visitor).values("pk"))
    colleagues = Q(member__in=visitor.members)
    known = Mandate.objects.filter(own | colleagues | seen, person__is_active=True)
    return known.select_related("member", "person")

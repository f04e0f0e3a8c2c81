import uuid
from datetime import date, datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.network.models.circles import Circle
from tamyr.network.models.members import Member
from tamyr.safety.models import EncryptedTextField


class Term(models.Model):
    """Something that holds from a day on, until a day (that day no longer)."""

    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


def holding_on(day: date) -> Q:
    # The same as ``holds_on`` in SQL: whoever changes one changes both. Seats in circles are asked by it too.
    return Q(from_on__lte=day) & (Q(until_on__isnull=True) | Q(until_on__gt=day))


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    # Ending on the first day means: it never held.
    return models.CheckConstraint(
        condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name=name
    )


class MandateKind(models.TextChoices):
    DELEGATE = "delegate", _("delegate")
    DEPUTY = "deputy", _("deputy")


def lasting_delegate(day: date) -> Q:
    """Mandates of delegates that hold on a day and do not run out by themselves."""
    return holding_on(day) & Q(kind=MandateKind.DELEGATE, until_on__isnull=True)


class Mandate(Term):
    """A person's dated right to act for a member organisation."""

    Kind = MandateKind

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="mandates")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mandates")
    kind = models.CharField(max_length=8, choices=MandateKind.choices, default=MandateKind.DELEGATE)

    class Meta:
        # Delegates before deputies: so the alphabet has their codes.
        ordering = ("kind", "from_on")
        constraints = (
            ends_after_it_begins("mandate_ends_after_it_begins"),
            models.UniqueConstraint(
                # Those with an end may overlap: the next one is given before the last one is over.
                fields=("member", "person"),
                condition=Q(until_on__isnull=True),
                name="one_open_mandate_per_member_and_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.from_on}"


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("coordinator")
    EDITOR = "editor", _("editor")
    GUEST = "guest", _("guest")


class RoleGrant(Term):
    """A dated role in the network's own work, apart from any member organisation."""

    Role = Role

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=12, choices=Role.choices)

    class Meta:
        ordering = ("role", "from_on")
        constraints = (
            ends_after_it_begins("role_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=("person", "role"), condition=Q(until_on__isnull=True), name="one_open_grant_per_role"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.from_on}"


class Invitation(models.Model):
    """A way in for one person, opened once by its secret link; only a hash of the secret is kept.

    It gives a mandate (``member`` and ``mandate_kind``), a role, a seat in a circle, or
    (``back_for``) a person who lost every way to sign in their account back. One that two
    people must agree to (``needs_second``) opens nothing until the second has approved the
    proposal of the same key; a way back not before ``opens_at`` even then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True)
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    mandate_kind = models.CharField(max_length=8, choices=MandateKind.choices, blank=True)
    role = models.CharField(max_length=12, choices=Role.choices, blank=True)
    circle = models.ForeignKey(
        Circle, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    back_for = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="ways_back"
    )
    # Under a key of its month besides, which is destroyed: no copy of the data opens it after that.
    note = EncryptedTextField(retained="month", blank=True)
    until_on = models.DateField(null=True, blank=True)
    invited_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="invitations_made"
    )
    made_at = models.DateTimeField()
    opens_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    # Of whoever makes it, beside ``invited_by``: an account that is closed must not make its links anybody's.
    line = models.UUIDField(null=True, editable=False)
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations_used"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    needs_second = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations_confirmed"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(member__isnull=False) & ~Q(mandate_kind="")
                | ~Q(role="") & Q(member__isnull=True)
                | Q(circle__isnull=False) & Q(member__isnull=True)
                | Q(back_for__isnull=False) & Q(member__isnull=True),
                name="invitation_gives_something",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("invited_by")),
                name="nobody_confirms_their_own_invitation",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    def is_open_at(self, now: datetime) -> bool:
        undecided = self.needs_second and self.confirmed_at is None
        too_early = self.opens_at is not None and now < self.opens_at
        return self.may_be_used_at(now) and not undecided and not too_early

    def may_be_used_at(self, now: datetime) -> bool:
        """Whether it was neither used nor taken back and has not run out, whatever it still waits for."""
        return self.used_at is None and self.revoked_at is None and now < self.expires_at

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.network.models import Circle, Member


class Procedure(models.Model):
    """Something organisations speak on until a moment, and which is ended by an act afterwards.

    Openness is read from the clock, never written by a job. A concrete procedure has a ``stage``
    with ``OPEN`` among its choices, and a ``closes_at`` that is set while it is open. At a stage
    of ``CLOCK_STOPPED`` voices are heard though no moment is set. ``form_key`` makes the same
    form sent twice one procedure.
    """

    OPEN: ClassVar[str] = "open"
    CLOCK_STOPPED: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    stage: "models.CharField[Any, Any]"
    closes_at: "models.DateTimeField[Any, Any]"

    class Meta:
        abstract = True

    def hears_voices_at(self, now: datetime) -> bool:
        """Whether a voice counts: the last second counts, the closing moment does not."""
        if self.stage in self.CLOCK_STOPPED:
            return True
        # Not by the stage alone: no job closes it at its moment, so it is
        # open in the tables until somebody records its end.
        return self.stage == self.OPEN and self.closes_at is not None and now < self.closes_at

    def has_closed_at(self, now: datetime) -> bool:
        """Whether its time is over and its outcome still to be recorded."""
        return self.stage == self.OPEN and self.closes_at is not None and now >= self.closes_at


class MemberVoice(models.Model):
    """One organisation's word on a procedure; which person gave it, a later delegate need not know."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


def one_voice_per_member(procedure: str, *, name: str, among: Q | None = None) -> models.UniqueConstraint:
    """Return the constraint every kind of voice needs; ``among`` leaves out voices that were withdrawn."""
    return models.UniqueConstraint(fields=(procedure, "member"), name=name, condition=among)


class MemberReading(models.Model):
    """One organisation's reading of what became of something; a later one of it takes the place of the earlier one.

    Two readings are to be two people's: a concrete one has the constraints ``one_reading_each``. ``subject``
    is the field that says what is read.
    """

    subject: ClassVar[str]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("at", "id")


def one_reading_each(subject: str, *, of_member: str, of_person: str) -> tuple[models.UniqueConstraint, ...]:
    """Return the constraints every kind of reading needs, by their names.

    Of one who acts for two members the second reading is refused; of people who were forgotten there may be any
    number, since NULL equals nothing.
    """
    standing = Q(replaced_at__isnull=True)
    return (
        models.UniqueConstraint(fields=(subject, "member"), name=of_member, condition=standing),
        models.UniqueConstraint(fields=(subject, "by"), name=of_person, condition=standing),
    )


# --- whose it is ----------------------------------------------------------------------------


class Scope(models.TextChoices):
    """Whose something is, and so who may be heard on it."""

    ALL = "all", _("the whole network")
    PART = "part", _("a part of the region")
    COUNTRY = "country", _("one country")
    THEME = "theme", _("members that work on one theme")
    COALITION = "coalition", _("members that are named")
    CIRCLE = "circle", _("a circle: only its people see it")


class Part(models.TextChoices):
    """The parts of the region: ``logic.regions`` says which countries lie in each."""

    EASTERN_EUROPE = "eastern-europe", _("Eastern Europe")
    CAUCASUS = "caucasus", _("the Caucasus")
    CENTRAL_ASIA = "central-asia", _("Central Asia")


@dataclass(frozen=True)
class Whose:
    """A scope as somebody states it: ``code`` names the part, country or theme, ``named`` a coalition's members."""

    scope: str = Scope.ALL
    code: str = ""
    circle: Circle | None = None
    named: Sequence[Member] = ()


class ScopedRow(models.Model):
    """Something that is the whole network's, or that of a part of it.

    ``scope_code``: the part of the region, the country or the theme; empty otherwise. A concrete one has
    rows of ``NamedMember`` under ``named``, and the constraint ``scope_says_which``.
    """

    scope = models.CharField(max_length=9, choices=Scope.choices, default=Scope.ALL)
    scope_code = models.CharField(max_length=32, blank=True)
    circle = models.ForeignKey(Circle, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    if TYPE_CHECKING:
        named: Any

    class Meta:
        abstract = True

    def belong_to(self, whose: Whose) -> None:
        self.scope, self.scope_code, self.circle = whose.scope, whose.code, whose.circle

    @property
    def whose(self) -> Whose:
        named = [row.member for row in self.named.select_related("member")]
        return Whose(self.scope, self.scope_code, self.circle, named)


class NamedMember(models.Model):
    """A member that an ad-hoc coalition names."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


def scope_says_which(*, name: str, inside: Q) -> models.CheckConstraint:
    """Return the constraint every ``ScopedRow`` needs; ``inside`` is when the world reads nothing, as of a circle."""
    whole = Q(scope__in=(Scope.ALL, Scope.COALITION), scope_code="", circle__isnull=True)
    place = Q(scope__in=(Scope.PART, Scope.COUNTRY, Scope.THEME), circle__isnull=True) & ~Q(scope_code="")
    circle = Q(scope=Scope.CIRCLE, scope_code="", circle__isnull=False) & inside
    return models.CheckConstraint(condition=whole | place | circle, name=name)

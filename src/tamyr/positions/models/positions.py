import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.network.models import Member


class Scope(models.TextChoices):
    """Whose position it is, and so who may be heard on it."""

    ALL = "all", _("the whole network")
    PART = "part", _("a part of the region")
    COUNTRY = "country", _("one country")
    THEME = "theme", _("members that work on one theme")
    COALITION = "coalition", _("members that are named")


class Part(models.TextChoices):
    """The parts of the region: ``logic.regions`` says which countries lie in each."""

    EASTERN_EUROPE = "eastern-europe", _("Eastern Europe")
    CAUCASUS = "caucasus", _("the Caucasus")
    CENTRAL_ASIA = "central-asia", _("Central Asia")


class Nature(models.TextChoices):
    """What an amendment touches; which of them the facilitator may accept is said at the beginning."""

    LANGUAGE = "language", _("language: spelling, style, a better translation")
    FORM = "form", _("form: order, headings, references")
    AGREED = "agreed", _("what the organisation that wrote the clause agrees to")
    SUBSTANCE = "substance", _("substance")


class Position(models.Model):
    """A text that members adopt: whose it is, who facilitates, and by which rules it comes about.

    ``scope_code``: the part of the region, the country or the theme; empty otherwise. ``accepts``: the
    natures of amendments, by spaces, that the facilitator may accept. ``days`` are those of each
    language to object, ``cap_days`` those after which the authoritative text runs alone.
    """

    Scope = Scope

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    form_key = models.UUIDField(unique=True)
    scope = models.CharField(max_length=9, choices=Scope.choices, default=Scope.ALL)
    scope_code = models.CharField(max_length=32, blank=True)
    authoritative = models.CharField(max_length=8)
    days = models.PositiveSmallIntegerField()
    cap_days = models.PositiveSmallIntegerField()
    accepts = models.CharField(max_length=60, blank=True)
    # Whether the world may read it once it is adopted; said before anybody writes.
    is_public = models.BooleanField(default=True)
    facilitator = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    began_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.CheckConstraint(condition=Q(cap_days__gte=F("days")), name="a_cap_leaves_the_days"),
            models.CheckConstraint(
                condition=Q(scope__in=(Scope.ALL, Scope.COALITION), scope_code="")
                | ~Q(scope__in=(Scope.ALL, Scope.COALITION)) & ~Q(scope_code=""),
                name="a_scope_says_which",
            ),
        )

    def __str__(self) -> str:
        return str(self.number)

    def may_be_accepted(self, nature: str) -> bool:
        """Whether its mandate lets the facilitator accept amendments of this nature."""
        return nature in self.accepts.split()


class CoalitionSeat(models.Model):
    """A member that an ad-hoc coalition names."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="seats")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("position", "member"), name="one_seat_per_coalition_and_member"),
        )

    def __str__(self) -> str:
        return f"{self.position_id} {self.member_id}"

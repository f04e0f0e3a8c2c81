import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.procedures.models import NamedMember, ScopedRow, scope_says_which


class Nature(models.TextChoices):
    """What an amendment touches; which of them the facilitator may accept is said at the beginning."""

    LANGUAGE = "language", _("language: spelling, style, a better translation")
    FORM = "form", _("form: order, headings, references")
    AGREED = "agreed", _("what the organisation that wrote the clause agrees to")
    SUBSTANCE = "substance", _("substance")


class Position(ScopedRow):
    """A text that members adopt: whose it is, who facilitates, and by which rules it comes about.

    ``accepts``: the natures of amendments, by spaces, that the facilitator may accept. ``days`` are those
    of each language to object, ``cap_days`` those after which the authoritative text runs alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    form_key = models.UUIDField(unique=True)
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
            # With a cap before the days no translation could ever have all of its own.
            models.CheckConstraint(condition=Q(cap_days__gte=F("days")), name="a_cap_leaves_the_days"),
            # What is of a circle is never everybody’s to read, whatever a form or an import lets through.
            scope_says_which(name="a_scope_says_which", inside=Q(is_public=False)),
        )

    def __str__(self) -> str:
        return str(self.number)

    def may_be_accepted(self, nature: str) -> bool:
        """Whether its mandate lets the facilitator accept amendments of this nature."""
        return nature in self.accepts.split()


class CoalitionSeat(NamedMember):
    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="named")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("position", "member"), name="one_seat_per_coalition_and_member"),
        )

    def __str__(self) -> str:
        return f"{self.position_id} {self.member_id}"

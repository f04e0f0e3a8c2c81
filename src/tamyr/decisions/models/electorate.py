import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tamyr.decisions.models.decisions import Decision
from tamyr.network.models.countries import Country
from tamyr.network.models.members import Member
from tamyr.safety.models import EncryptedTextField


class SeatState(models.TextChoices):
    ENTITLED = "entitled", _("entitled")
    INACTIVE = "inactive", _("inactive: not in the base of the quorum")
    RECUSED = "recused", _("recused")


class Seat(models.Model):
    """A member's place in one decision, frozen when it opens: the roll is nobody's to change afterwards.

    ``country`` is empty for a member that is not in the open. ``label`` stands for the member in
    the file and is made of ``key`` and ``salt``: keys of this decision alone, since a line of the file
    must not lead to a member that goes into hiding.
    """

    State = SeatState

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="seats")
    # A frozen electorate loses no row, whatever becomes of the register.
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=SeatState.choices, default=SeatState.ENTITLED)
    # The hash of the electorate is made of this: ``state`` changes when a member recuses, the hash must not.
    opened_as = models.CharField(max_length=8, choices=SeatState.choices, default=SeatState.ENTITLED)
    label = models.CharField(max_length=26)
    key = models.UUIDField(default=uuid.uuid4)
    # Sealed: with it a line of the public file, which shows no country, could
    # be tried out against each country.
    salt = EncryptedTextField()
    reason = EncryptedTextField(blank=True)
    # The codes of options in which it takes no part, by spaces: by its own word, and by the rule that was stated.
    recused_from = models.CharField(max_length=1200, blank=True)
    # Both so long because a form takes 200 options: their codes have four signs at most, and a space each.
    barred_by_rule = models.CharField(max_length=1200, blank=True)
    # Whom this member entrusted its voice to, and which of that member's two places it takes.
    entrusted_to = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    slot = models.PositiveSmallIntegerField(null=True)
    # That a code of a secret ballot was picked up for it: not when, and not which.
    issued = models.BooleanField(default=False)

    class Meta:
        # Labels are hashes: neither names nor the order in which members joined show through.
        ordering = ("label",)
        constraints = (
            models.UniqueConstraint(fields=("decision", "member"), name="one_seat_per_member"),
            models.UniqueConstraint(fields=("decision", "label"), name="one_label_per_seat"),
            # A count of held voices would not hold against two that entrust at once; of each place there is
            # one. Seats that nobody holds do not meet here: no database takes one NULL for another.
            models.UniqueConstraint(
                fields=("decision", "entrusted_to", "slot"), name="one_voice_per_held_place"
            ),
            models.CheckConstraint(
                condition=Q(entrusted_to__isnull=True, slot__isnull=True)
                | Q(entrusted_to__isnull=False, slot__in=(1, 2)),
                name="at_most_two_voices_are_held",
            ),
            models.CheckConstraint(
                condition=Q(entrusted_to__isnull=True) | ~Q(entrusted_to=F("member")),
                name="nobody_holds_their_own_voice",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def barred(self) -> frozenset[str]:
        """The codes of options in which this member takes no part."""
        return frozenset(self.recused_from.split() + self.barred_by_rule.split())

    @property
    def may_vote(self) -> bool:
        # Inactive ones too: silence costs a place in the base of the quorum, never a voice.
        return self.state != SeatState.RECUSED

import uuid
from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.demands.models.demands import Demand
from tamyr.network.models import Member
from tamyr.procedures.logic.readings import agreed
from tamyr.procedures.models import MemberReading, one_reading_each
from tamyr.safety.models import EncryptedTextField


class Reading(models.TextChoices):
    """How a reviewer reads what became of a demand."""

    MET = "met", _("met")
    PARTLY = "partly", _("partly met")
    REFUSED = "refused", _("refused")
    EVADED = "evaded", _("evaded: an answer that answers nothing")
    SILENT = "silent", _("met with silence")


class Outcome(models.TextChoices):
    OPEN = "open", _("still to come")
    FULFILLED = "fulfilled", _("kept")
    BROKEN = "broken", _("broken")

    @classmethod
    def of(cls, readings: Iterable[str]) -> "Outcome":
        """Return what its readings agree on; else it is still to come."""
        return cls(agreed(readings) or cls.OPEN)


class Verdict(MemberReading):
    """One member's reading of what became of a demand; a later one of that member takes its place."""

    subject: ClassVar[str] = "demand"

    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="verdicts")
    reading = models.CharField(max_length=7, choices=Reading.choices)
    reason = EncryptedTextField()
    language = models.CharField(max_length=8)

    # One of each member, and one of each person as well: two readings are two people's.
    class Meta(MemberReading.Meta):
        constraints = one_reading_each(
            "demand", of_member="one_verdict_per_demand_and_member", of_person="nobody_judges_a_demand_twice"
        )

    def __str__(self) -> str:
        return f"{self.demand_id} {self.reading}"


class Commitment(models.Model):
    """What an addressee promised in its answer, with a day of its own, and what became of it.

    ``outcome`` is what its readings say together, since ``outcome_on`` by ``outcome_source``: written by them alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True)
    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="commitments")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    words = EncryptedTextField()
    language = models.CharField(max_length=8)
    said_on = models.DateField()
    due_on = models.DateField()
    source = models.URLField(blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, default=Outcome.OPEN)
    outcome_on = models.DateField(null=True, blank=True)
    outcome_source = models.URLField(blank=True)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("due_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome=Outcome.OPEN, outcome_on__isnull=True)
                | ~Q(outcome=Outcome.OPEN) & Q(outcome_on__isnull=False),
                name="a_kept_or_broken_promise_says_when",
            ),
        )

    def __str__(self) -> str:
        return f"{self.demand_id} {self.due_on}"


class PromiseReading(MemberReading):
    """One member's reading of whether a promise was kept; a later one of that member takes its place."""

    subject: ClassVar[str] = "commitment"

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="readings")
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    on = models.DateField()
    source = models.URLField(blank=True)

    class Meta(MemberReading.Meta):
        constraints = (
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.OPEN), name="a_reading_says_whether_it_was_kept"
            ),
            *one_reading_each(
                "commitment",
                of_member="one_reading_per_promise_and_member",
                of_person="nobody_reads_a_promise_twice",
            ),
        )

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.outcome}"


class RightOfReply(models.Model):
    """The addressee's own words on a verdict, shown beside it as they came."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True)
    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="replies")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    words = EncryptedTextField()
    language = models.CharField(max_length=8)
    received_on = models.DateField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("received_on", "id")

    def __str__(self) -> str:
        return f"{self.demand_id} {self.received_on}"

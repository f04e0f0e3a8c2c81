"""Which letters of ours an answer belongs to, and what of it everybody may read."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.demands.models import Delivery, Event
from tamyr.replies.models.arrivals import Arrival
from tamyr.safety.models import EncryptedTextField


class Act(models.TextChoices):
    MATCHED = "matched", _("found by itself")
    PLACED = "placed", _("placed by a person")
    MOVED = "moved", _("moved")
    COPIED = "copied", _("copied")


class Placement(models.Model):
    """An answer at a letter of ours. Moving ends one and makes another: the trace stays. ``event`` is what it was recorded as."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True)
    # What stood at a letter of ours once is never deleted with what was set aside.
    arrival = models.ForeignKey(Arrival, on_delete=models.PROTECT, related_name="placements")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=7, choices=Act.choices)
    origin = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = EncryptedTextField(blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("arrival", "delivery"),
                condition=Q(ended_at__isnull=True),
                name="an_answer_stands_once_at_a_letter",
            ),
            models.CheckConstraint(
                condition=~Q(act__in=("moved", "copied")) | Q(origin__isnull=False),
                name="what_is_moved_says_from_where",
            ),
        )

    def __str__(self) -> str:
        return f"{self.arrival_id} {self.act}"


class PublicWords(models.Model):
    """What everybody may read of an answer, written by one person and read by another before it is shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    arrival = models.OneToOneField(Arrival, on_delete=models.CASCADE, related_name="public_words")
    words = EncryptedTextField()
    written_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True)
                | Q(written_by__isnull=True)
                | ~Q(checked_by=F("written_by")),
                name="nobody_checks_their_own_public_words",
            ),
        )

    def __str__(self) -> str:
        return str(self.arrival_id)

import uuid

from django.db import models
from django.db.models import F, Q

from tamyr.accounts.models import Person
from tamyr.demands.models.demands import Demand
from tamyr.network.models import Circle
from tamyr.safety.models import ExposureLevel


class ExposureChange(models.Model):
    """Who may read an agreed demand, changed: to fewer at once, to others once a second person agrees."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True)
    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="exposures")
    was = models.CharField(max_length=7, choices=ExposureLevel.choices)
    becomes = models.CharField(max_length=7, choices=ExposureLevel.choices)
    circle = models.ForeignKey(Circle, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "id")
        constraints = (
            # The service drops what waits before it keeps another, under the lock of the demand.
            models.UniqueConstraint(
                fields=("demand",),
                condition=Q(done_at__isnull=True, dropped_at__isnull=True),
                name="one_exposure_waits_per_demand",
            ),
            models.CheckConstraint(
                # Fewer readers are one person’s act: there nobody agrees.
                condition=Q(agreed_by__isnull=True) | Q(asked_by__isnull=True) | ~Q(agreed_by=F("asked_by")),
                name="nobody_shows_a_demand_alone",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(dropped_at__isnull=True),
                name="what_was_dropped_is_not_done",
            ),
        )

    def __str__(self) -> str:
        return f"{self.demand_id} {self.was} {self.becomes}"

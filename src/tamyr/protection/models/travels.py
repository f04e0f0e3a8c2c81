import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from tamyr.accounts.models import Person


class Travel(models.Model):
    """A journey for which a person has asked that the account show public pages and their own name only.

    ``until_at`` is what they chose before; ``lifts_at`` what two others have set since, to end it sooner.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="journeys")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    lifts_at = models.DateTimeField(null=True, blank=True)
    # Before it began, by the person; or because another journey took its place.
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-from_at", "id")
        constraints = (
            models.UniqueConstraint(
                # Those with an end are not counted here: what is over
                # still lies in the table until it is forgotten.
                fields=("person",),
                condition=Q(until_at=None, lifts_at=None, cancelled_at=None),
                name="one_journey_without_an_end",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def ends_at(self) -> datetime | None:
        """When it ends, as far as that is known."""
        ends = [moment for moment in (self.until_at, self.lifts_at) if moment is not None]
        # Two others may end a journey sooner, never later than the traveller chose.
        return min(ends) if ends else None

    def is_open_at(self, now: datetime) -> bool:
        """Whether it goes on or is still to come."""
        return self.cancelled_at is None and (self.ends_at is None or now < self.ends_at)

    def is_on_at(self, now: datetime) -> bool:
        return self.is_open_at(now) and self.from_at <= now

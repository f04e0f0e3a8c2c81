import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tamyr.network.models import Member


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

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q

from tamyr.safety.models.encrypted import EncryptedTextField, opened_json


class Stage(models.TextChoices):
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Proposal(models.Model):
    """An act that takes two persons: one proposes it, another one approves or refuses it.

    It knows opaque keys alone: what ``kind`` does and who may approve it, the room says that
    registered the kind (``rules.two_persons``). Without ``proposed_by`` it comes from whoever
    runs the server.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.SlugField(max_length=40)
    about = models.CharField(max_length=120)
    proposed_by = models.UUIDField(null=True)
    proposed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    words = EncryptedTextField(retained="month", blank=True)
    payload = EncryptedTextField(retained="month", blank=True)
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.WAITING, db_index=True)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    reason = EncryptedTextField(retained="month", blank=True)
    # How often what was approved has been used: a file taken, a change of keys carried out.
    used = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("-proposed_at",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(stage=Stage.APPROVED) | Q(proposed_by=None) | ~Q(answered_by=F("proposed_by")),
                name="nobody_approves_their_own_proposal",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.WAITING) ^ Q(answered_at__isnull=False),
                name="a_proposal_waits_until_it_is_answered",
            ),
            models.UniqueConstraint(
                fields=("kind", "about"),
                condition=Q(stage=Stage.WAITING),
                name="one_waiting_proposal_of_a_kind_and_thing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.stage}"

    @property
    def about_key(self) -> str:
        return str(self.about).partition(":")[2]

    @property
    def asked(self) -> dict[str, Any]:
        """What is proposed, in codes, as its kind wrote it."""
        return opened_json(self.payload, {})

    def waits_at(self, now: datetime) -> bool:
        return self.stage == Stage.WAITING and now < self.expires_at

    def is_usable_at(self, now: datetime, *, uses: int, usable_for: timedelta) -> bool:
        """Whether it was approved, and may be used once more."""
        if self.stage != Stage.APPROVED or self.answered_at is None:
            return False
        return self.used < uses and self.answered_at <= now < self.answered_at + usable_for

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tamyr.protection.models.sealed import Responder

if TYPE_CHECKING:
    from tamyr.protection.models.holds import Hold

KEPT, LONGEST_KEPT = timedelta(days=90), timedelta(days=365)
WARNED_BEFORE = (timedelta(days=14), timedelta(days=3))


class State(models.TextChoices):
    NEW = "new", _("new letter")
    TAKEN = "taken", _("somebody sees to it")
    CLOSED = "closed", _("closed letter")


class Case(models.Model):
    """An exchange of sealed letters between somebody without a name here and those who answer.

    Who writes is known by a keyed hash of their receipt alone; answers are sealed to ``reply_key``, whose other half
    comes from the receipt code.
    """

    State = State

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    reply_key = models.CharField(max_length=80)
    state = models.CharField(max_length=6, choices=State.choices, default=State.NEW)
    taken_by = models.ForeignKey(
        Responder, null=True, blank=True, on_delete=models.SET_NULL, related_name="cases"
    )
    opened_at = models.DateTimeField()
    # When the writer was last heard: from then on it is kept for ``KEPT``, a year after its beginning at most.
    heard_at = models.DateTimeField()
    # Kept and not computed, so that one index finds what has run out and what does so soon.
    kept_until = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-heard_at",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=State.NEW) | Q(taken_by=None), name="a_new_case_is_nobodys"
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        # Short enough to be read out over the telephone; two letters may share it, so nothing is found by it.
        return f"{self.id.hex[:3]}-{self.id.hex[3:6]}".upper()

    def hear(self, at: datetime) -> None:
        """Start the time of keeping anew, because the writer was heard."""
        self.heard_at = at
        self.keep()

    def keep(self) -> None:
        """Say until when it is kept: by the writer's last word, or for as long as two persons hold it."""
        # Each new word puts the end off; without the second bound a
        # conversation would keep the first letter for good.
        own = min(self.heard_at + KEPT, self.opened_at + LONGEST_KEPT)
        hold = self.hold
        self.kept_until = max(own, hold.until_at) if hold else own

    @property
    def hold(self) -> "Hold | None":
        return self.holds.filter(ended_at=None).first()

    @property
    def is_kept_longer_by_a_word(self) -> bool:
        """Whether the writer can still put the end off: what is kept for the longest time, or held, they cannot."""
        return self.kept_until < self.opened_at + LONGEST_KEPT

    def runs_out_soon(self, at: datetime) -> bool:
        return self.kept_until - at <= WARNED_BEFORE[0]

    def warned_days(self, at: datetime) -> int:
        """Within how many days it is deleted, as those concerned are warned."""
        return WARNED_BEFORE[self.kept_until - at <= WARNED_BEFORE[1]].days

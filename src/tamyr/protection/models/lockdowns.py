import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.safety.models import EncryptedTextField, ExposureLevel, opened_json


class Stage(models.TextChoices):
    ASKED = "asked"
    LOCKED = "locked"
    RELEASED = "released"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class LockDown(models.Model):
    """That contacts ask to lock a person or hide a member; that it is so; how it ended.

    ``kept`` is a JSON text: what it takes to make everything as before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.ASKED, db_index=True)
    # Who asked is no field: that is a ``Press``, of which only those with a word in the matter learn.
    asked_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True, blank=True)
    lapses_at = models.DateTimeField(null=True, blank=True)
    # How often it was made longer: each time by two others.
    renewals = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    # It holds, and no letter about it could reach those who answer letters: tried again until one does.
    team_untold = models.BooleanField(default=False)
    # The level and the address of a hidden member are what hides
    # it: nobody reads them in a copy of the tables.
    kept = EncryptedTextField(blank=True)

    class Meta:
        ordering = ("-asked_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(member__isnull=True), name="lock_down_of_one"
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.LOCKED) | Q(locked_at__isnull=False, lapses_at__isnull=False),
                name="no_lock_down_without_an_end",
            ),
            models.UniqueConstraint(
                # One open at a time, so that two requests at once cannot end
                # in two locks that open at different times.
                fields=("person",),
                condition=Q(stage__in=[Stage.ASKED, Stage.LOCKED], member=None),
                name="one_open_lock_down_of_a_person",
            ),
            models.UniqueConstraint(
                fields=("member",),
                condition=Q(stage__in=[Stage.ASKED, Stage.LOCKED], person=None),
                name="one_open_lock_down_of_a_member",
            ),
        )

    def __str__(self) -> str:
        return f"{self.stage} {self.id}"

    @property
    def subject(self) -> Person | Member:
        subject = self.person or self.member
        assert subject is not None
        return subject

    @property
    def before(self) -> dict[str, Any]:
        return opened_json(self.kept, {})

    @property
    def seats(self) -> dict[str, str]:
        """The seats that the person had, and the level of each circle then; before 2026-12 the levels were not kept."""
        seats = self.before.get("seats", {})
        return seats if isinstance(seats, dict) else dict.fromkeys(seats, ExposureLevel.SEALED.value)

    @property
    def runs_out_at(self) -> datetime:
        """When a request is over unless a second one presses too."""
        return self.asked_at + timedelta(hours=settings.LOCK_REQUEST_HOURS)

    def is_asked_at(self, now: datetime) -> bool:
        return self.stage == Stage.ASKED and now < self.runs_out_at

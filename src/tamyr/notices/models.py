import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.notices import logic


class Pace(models.TextChoices):
    ONCE = logic.ONCE, _("At once: within half an hour")
    DAILY = logic.DAILY, _("Once a day, in the morning by your own clock")
    WEEKLY = logic.WEEKLY, _("Once a week, on Monday morning")
    NONE = logic.NONE, _("No letters: I look at my desk")


class Happening(models.Model):
    """Something that was done. Its key is made from the act itself, so that the same act is one happening.

    ``about`` is the key of what it is about, ``scope`` that of the organisation or circle by whose right one
    knows of it. Words are made from today's state when it is shown; none are kept here.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.SlugField(max_length=40)
    about = models.UUIDField(db_index=True)
    scope = models.UUIDField(null=True, blank=True, db_index=True)
    # Until it is told: who did something is not told of it, and is nobody's business here afterwards.
    actor = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    spread_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"


class Notice(models.Model):
    """That something happened, for one person: done by an act, by being looked at, or by time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    happening = models.ForeignKey(Happening, on_delete=models.CASCADE, related_name="notices")
    at = models.DateTimeField()
    # No comparison of moments tells what a letter has told of: clocks go back, and stand still.
    is_mailed = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "id")
        constraints = (
            models.UniqueConstraint(fields=("person", "happening"), name="one_notice_of_one_happening"),
        )
        indexes: ClassVar = [
            models.Index(fields=["person", "at"], condition=Q(done_at__isnull=True), name="notices_waiting")
        ]

    def __str__(self) -> str:
        return str(self.id)


class MailPlan(models.Model):
    """How often one person wants letters, when the next one is due, and when the last one was written."""

    person = models.OneToOneField(
        Person, primary_key=True, on_delete=models.CASCADE, related_name="mail_plan"
    )
    pace = models.CharField(max_length=6, choices=Pace.choices, default=Pace.NONE)
    next_at = models.DateTimeField(null=True, blank=True, db_index=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(pace=logic.NONE) | Q(next_at__isnull=True),
                name="no_letter_planned_for_whom_wants_none",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.pace}"

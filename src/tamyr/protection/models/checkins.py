import uuid
from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from tamyr.accounts.models import Person
from tamyr.safety.models import EncryptedTextField

KEPT_AFTER = timedelta(days=7)
# How many hours ahead a person may set the moment.
HOURS = (1, 2, 3, 4, 6, 8, 12, 24, 48)


class CheckIn(models.Model):
    """A moment by which somebody says that all is well; if they do not, two people are told what they wrote."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="check_in")
    # Who closes their account leaves an empty place, and the other one is told all the same.
    first = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="told_first_by")
    second = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="told_second_by")
    # Not sealed as letters are: the site itself must show them
    # to the two, at a moment when the writer cannot.
    words = EncryptedTextField(retained="days")
    due_at = models.DateTimeField(db_index=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due_at",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(first=F("second")) & ~Q(first=F("person")) & ~Q(second=F("person")),
                name="a_check_in_tells_two_others",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

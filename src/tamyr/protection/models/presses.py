import uuid

from django.db import models

from tamyr.accounts.models import Person


class Act(models.TextChoices):
    LOCK = "lock"
    RELEASE = "release"
    RENEW = "renew"
    LIFT = "lift"


class Press(models.Model):
    """One person's word for an act that needs several: ``about`` is the key of a lock-down or of a journey.

    ``turn`` tells one making longer from the next.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Two kinds of rows are pressed for, so no foreign key holds it
    # and none deletes it: ``services.expiry`` does.
    about = models.UUIDField(db_index=True)
    act = models.CharField(max_length=7, choices=Act.choices)
    turn = models.PositiveIntegerField(default=0)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(fields=("about", "act", "turn", "person"), name="one_press_of_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.act} {self.about}"

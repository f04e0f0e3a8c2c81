import uuid
from datetime import datetime, timedelta

from django.db import models

from tamyr.safety.models.encrypted import EncryptedTextField

WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)
KEPT = timedelta(days=30)


class Letter(models.Model):
    """A letter on its way out. Without a mail server it stays here, where it can be read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = EncryptedTextField(retained="month")
    subject = EncryptedTextField(retained="month")
    body = EncryptedTextField(retained="month")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(db_index=True)
    tries = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return str(self.id)

    def put_off(self, now: datetime, fault: str) -> None:
        """Try again later: after five minutes, then twice as long each time, six hours at most."""
        self.tries += 1
        self.fault = fault
        # The power is held at ten: unheld, the wait would outgrow what a timedelta can hold.
        self.due_at = now + min(WAIT * 2 ** min(self.tries - 1, 10), LONGEST_WAIT)

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models

from tamyr.safety.models import EncryptedTextField


class RegisterImport(models.Model):
    """A table for the register that somebody uploaded and may still look at, for a day at most.

    ``table`` is a JSON text, emptied once the import is applied.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="register_imports"
    )
    # Encrypted as what it may change: the rows of a table name members that are not in the open.
    table = EncryptedTextField(retained="days", blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return str(self.id)

    def is_open_at(self, now: datetime) -> bool:
        return self.applied_at is None and now < self.expires_at

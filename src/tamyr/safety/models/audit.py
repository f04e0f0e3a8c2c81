import uuid

from django.db import models

from tamyr.safety.logic.chain import START
from tamyr.safety.models.encrypted import EncryptedTextField


class AuditHead(models.Model):
    """The end of the audit chain: one row, locked while a line is added."""

    n = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=START)

    def __str__(self) -> str:
        return f"{self.n} {self.hash[:12]}"


class AuditLine(models.Model):
    """One act, as a link of a chain that shows when a line is changed or missing.

    ``body`` is a JSON text of act, actor, about, details and time. It names rows by their
    keys, never by names, and holds no address and no browser.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Two lines with one number would be a fork of the chain: the database refuses the second.
    n = models.PositiveBigIntegerField(unique=True)
    salt = models.CharField(max_length=64, blank=True)
    body = EncryptedTextField(blank=True)
    commitment = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("n",)

    def __str__(self) -> str:
        return f"{self.n} {self.hash[:12]}"

import uuid
from base64 import b64decode, b64encode
from typing import Any

from django.db import models

from tamyr.accounts.models import Person
from tamyr.deliveries.models.batches import Missive
from tamyr.demands.models import Event
from tamyr.safety.models import EncryptedTextField, is_sealed, opened_json


class Receipt(models.Model):
    """What proves an event: a picture, or the pages of a paper as pictures; their pixels alone are kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    missive = models.ForeignKey(Missive, on_delete=models.PROTECT, related_name="receipts")
    # An event that was taken out stays, and what proved it stays with it: pages say that it did not happen.
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="+")
    content = EncryptedTextField()
    media_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    kept_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ("kept_at", "id")

    def __str__(self) -> str:
        return str(self.id)

    @staticmethod
    def packed(picture: bytes) -> str:
        # A picture is packed already: a second time gains nothing.
        return b64encode(picture).decode()

    @property
    def picture(self) -> bytes | None:
        """The picture, or the PDF of pictures; nothing where it does not open any more."""
        return None if is_sealed(self.content) else b64decode(self.content)


class ReceiptDraft(models.Model):
    """The pages of a paper, as pictures, that its keeper has not looked at yet, with what was typed beside it.

    One for each person and letter: a new paper is a new draft, so that what was looked at is what is recorded.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    missive = models.ForeignKey(Missive, on_delete=models.CASCADE, related_name="drafts")
    content = EncryptedTextField(retained="days")
    said = EncryptedTextField(retained="days")
    pages = models.PositiveSmallIntegerField()
    # Nobody else may look at the pages, so that nobody else could delete them either.
    kept_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ("kept_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("missive", "kept_by"), name="one_draft_per_letter_and_keeper"),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def paper(self) -> bytes | None:
        """The PDF of pictures; nothing where it does not open any more."""
        return None if is_sealed(self.content) else b64decode(self.content)

    @property
    def typed(self) -> dict[str, Any]:
        return opened_json(self.said, {})

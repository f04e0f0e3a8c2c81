import uuid
from base64 import b64decode, b64encode

from django.db import models

from tamyr.accounts.models import Person
from tamyr.deliveries.models.batches import Missive
from tamyr.demands.models import Event
from tamyr.safety.models import EncryptedTextField, is_sealed


class Receipt(models.Model):
    """A picture of the stamp, the slip or the page of a portal that proves what was recorded; its pixels alone are kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    missive = models.ForeignKey(Missive, on_delete=models.PROTECT, related_name="receipts")
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
        return b64encode(picture).decode()

    @property
    def picture(self) -> bytes | None:
        """The picture; nothing where it does not open any more."""
        return None if is_sealed(self.content) else b64decode(self.content)

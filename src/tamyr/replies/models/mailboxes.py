"""Where answers to a letter of ours come in, and what of the letter its answers are known by."""

import uuid

from django.db import models
from django.db.models import Q

from tamyr.demands.models import Delivery
from tamyr.safety.models import EncryptedTextField


class Mailbox(models.Model):
    """The address for answers to one letter; its ``number`` stands in the address and, as TAMYR-…, in subjects."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    delivery = models.OneToOneField(Delivery, on_delete=models.PROTECT, related_name="+")
    # Kept, not counted: it stands in the addresses that were given out, and another day makes them false.
    until = models.DateField()
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"TAMYR-{self.number}"


class SentLetter(models.Model):
    """What a letter went out as: its subject, to which address, and the hash of its Message-ID where that is known."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True)
    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="sent")
    subject = EncryptedTextField(blank=True)
    address = EncryptedTextField(blank=True)
    id_hash = models.CharField(max_length=64, blank=True)
    sent_on = models.DateField()
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("sent_on", "noted_at")
        constraints = (
            models.UniqueConstraint(
                fields=("id_hash",), condition=~Q(id_hash=""), name="one_letter_per_message_id"
            ),
        )

    def __str__(self) -> str:
        return f"{self.mailbox_id} {self.sent_on}"

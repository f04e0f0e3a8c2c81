import uuid
from typing import ClassVar

from django.db import models

from tamyr.accounts.models import Person
from tamyr.safety.models import EncryptedTextField

# A telephone, a computer, and two more.
MOST_ADDRESSES = 4
LONGEST_LABEL = 60


class PrivateAddress(models.Model):
    """An address that shows one person's deadlines to whoever knows it. Its secret is shown once and kept as a hash.

    ``epoch`` is that of the account when it was made: what ends all sessions ends the address too. When it was last
    asked for, and from where, is written down nowhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="private_addresses")
    secret_hash = models.CharField(max_length=64, unique=True)
    label = EncryptedTextField(blank=True)
    has_titles = models.BooleanField(default=False)
    # A copy of the account's own, which a new password or a lock counts on: from then on the two differ.
    epoch = models.PositiveIntegerField()
    made_on = models.DateField()

    class Meta:
        ordering = ("made_on", "id")

    def __str__(self) -> str:
        return str(self.id)


class Deadline(models.Model):
    """What an address has told of: its name there, when it is due, and how often that has changed. No words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.ForeignKey(PrivateAddress, on_delete=models.CASCADE, related_name="deadlines")
    name = models.CharField(max_length=32)
    due_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    is_over = models.BooleanField(default=False)
    # The day alone: a moment would say when somebody's calendar asked.
    changed_on = models.DateField()

    class Meta:
        ordering = ("due_at", "name")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["address", "name"], name="one_deadline_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name

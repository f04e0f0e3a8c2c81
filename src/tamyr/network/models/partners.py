import uuid

from django.db import models

from tamyr.network.logic.member_entry import SITE_LETTERS
from tamyr.network.models.members import best_of
from tamyr.safety.models import ExposureLevel
from tamyr.shared.languages import language


class Partner(models.Model):
    """An organisation that works with the network or supports it. Names and notes by language."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # By language in one column: the database is asked for none of them, as they are few and sorted on
    # reading.
    names = models.JSONField(default=dict)
    notes = models.JSONField(default=dict, blank=True)
    site = models.URLField(max_length=SITE_LETTERS, blank=True)
    exposure = models.CharField(max_length=7, choices=ExposureLevel.choices, default=ExposureLevel.NETWORK)
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("since_on",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return best_of(self.names, language())[0]

    @property
    def note(self) -> str:
        return best_of(self.notes, language())[0]

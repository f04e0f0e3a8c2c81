import uuid

from django.db import models
from django.db.models import F, Q

from tamyr.accounts.models import Person
from tamyr.demands.models import Demand
from tamyr.safety.models import EncryptedTextField


class NationalText(models.Model):
    """A demand in a national language, for letters alone; it goes out once a second speaker has checked it.

    ``source_sha``: of the authoritative words that it was made from. ``headings_sha``: of the headings around it, where
    the second speaker says that they are right.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=8)
    title = EncryptedTextField()
    ask = EncryptedTextField()
    fulfilled_when = EncryptedTextField()
    sha = models.CharField(max_length=64)
    source_sha = models.CharField(max_length=64)
    headings_sha = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("language",)
        constraints = (
            models.UniqueConstraint(
                fields=("demand", "language"), name="one_national_text_per_demand_and_language"
            ),
            models.CheckConstraint(
                # Either name is empty once the account of whoever bore it is deleted.
                condition=Q(checked_by__isnull=True) | Q(made_by__isnull=True) | ~Q(checked_by=F("made_by")),
                name="nobody_checks_their_own_national_text",
            ),
        )

    def __str__(self) -> str:
        return f"{self.demand_id} {self.language}"

import uuid

from django.db import models
from django.db.models import F, Q

from tamyr.accounts.models import Person
from tamyr.network.models import Country

# Fewer cannot open an account, more cannot be asked in a day.
FEWEST, MOST, COUNTRIES = 3, 7, 2


class Keyholder(models.Model):
    """One of the few who together open a locked account: named by two, for a term, with the country they live in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="keys")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("from_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(until_at__gt=F("from_at")), name="keyholder_has_a_term"),
            models.UniqueConstraint(
                fields=("person",), condition=Q(ended_at=None), name="one_open_term_per_keyholder"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

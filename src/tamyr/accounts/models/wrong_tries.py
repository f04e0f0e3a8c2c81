from datetime import date
from typing import Any

from django.db import models
from django.db.models import F
from django.utils.crypto import salted_hmac


class WrongTries(models.Model):
    """How often somebody tried in vain today; under a hash of the day's own, so it names nobody."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    kept_as = "network.wrongtries"

    class Meta:
        db_table = "network_wrongtries"

    def __str__(self) -> str:
        return f"{self.key_hash[:12]} {self.count}"

    @classmethod
    def of(cls, what: str, day: date) -> int:
        row = cls.objects.filter(pk=hashed(what, day)).first()
        return row.count if row else 0

    @classmethod
    def add(cls, what: str, day: date) -> int:
        """Count one more and forget the days before."""
        cls.objects.filter(day__lt=day).delete()
        cls.objects.get_or_create(pk=hashed(what, day), defaults={"day": day})
        # Counted in the database: of two tries at once both must count.
        cls.objects.filter(pk=hashed(what, day)).update(count=F("count") + 1)
        return cls.of(what, day)

    @classmethod
    def forget(cls, what: str, day: date) -> None:
        cls.objects.filter(pk=hashed(what, day)).delete()


def hashed(what: str, day: date, secret: Any = None) -> str:
    # With the day in the salt no two days’ rows can be put together.
    return salted_hmac(f"tamyr.network.tries:{day}", what, secret=secret, algorithm="sha256").hexdigest()

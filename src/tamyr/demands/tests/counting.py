"""The day from which a letter is late, as it is kept and as it is counted."""

from datetime import UTC, date, datetime

from tamyr.demands.models import Delivery
from tamyr.demands.queries.letters.late import counted_anew

MARCH = date(2026, 3, 1)
JUNE = datetime(2026, 6, 1, tzinfo=UTC)


def kept_and_counted(sent: Delivery) -> tuple[date | None, date | None]:
    (found,) = counted_anew(Delivery.objects.filter(pk=sent.pk))
    return Delivery.objects.get(pk=sent.pk).awaited_until, found.until

"""The days kept with letters are brought in step once a law, a day off or the way of counting was corrected."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from tamyr.demands.logic.versions import counting_sha
from tamyr.demands.models import Delivery
from tamyr.demands.queries.letters.late import counted_anew, counted_otherwise
from tamyr.safety.services.faults import Faults

AT_ONCE = 200


def bring_days_in_step() -> None:
    """Count anew what was counted by another law, some letters at a time: nobody who records an event waits long."""
    former, faults = list(counted_otherwise().values_list("pk", flat=True)), Faults()
    for start in range(0, len(former), AT_ONCE):
        with faults.apart("demands.awaited_days"):
            _count_anew(former[start : start + AT_ONCE])
    faults.tell()


@transaction.atomic
def _count_anew(keys: Sequence[UUID]) -> None:
    """Write the days of a few letters; they are locked, so that no event comes between reading and writing."""
    letters = Delivery.objects.filter(pk__in=keys)
    # In one order, so that two who count at once do not each hold what the other waits for.
    locked = {
        letter.pk: letter for letter in letters.select_for_update(no_key=True, of=("self",)).order_by("pk")
    }
    for due in counted_anew(letters):
        letter = locked[due.letter]
        letter.awaited_until, letter.counted_by = due.until, counting_sha(due.iso3)
    Delivery.objects.bulk_update(locked.values(), ["awaited_until", "counted_by"])

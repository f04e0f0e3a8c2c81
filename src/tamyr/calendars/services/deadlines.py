"""What an address has told of: new, moved, over. It is noted so that a calendar hears of changes."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tamyr.calendars.models import Deadline, PrivateAddress


@transaction.atomic
def brought_up_to_date(
    *, address: PrivateAddress, waiting: Mapping[str, datetime | None], at: datetime
) -> list[Deadline]:
    """Note what of an address is new, moved or over, and return all of it. What did not change is not written.

    ``waiting`` is what waits now, by its name at this address, with when it is due. What is over before it was due
    stands there as over until that moment; then it is forgotten.
    """
    # Two telephones may ask at once: held, so that one deadline is not noted twice or counted on twice.
    held = PrivateAddress.objects.select_for_update(no_key=True).filter(pk=address.pk).first()
    if held is None:
        return []
    known = {deadline.name: deadline for deadline in held.deadlines.all()}
    for name, due_at in waiting.items():
        told = known.get(name)
        if told is None:
            known[name] = Deadline.objects.create(
                address=held, name=name, due_at=due_at, changed_on=at.date()
            )
        # Only a change is written: else the count and the day would rise
        # with each question, and say that one was asked.
        elif told.is_over or told.due_at != due_at:
            _change(told, at, due_at=due_at, is_over=False)
    for name in known.keys() - waiting.keys():
        told = known[name]
        # Nobody needs to hear that something of yesterday fell away; a calendar keeps what is past by itself.
        if told.due_at is None or told.due_at <= at:
            known.pop(name).delete()
        elif not told.is_over:
            _change(told, at, due_at=told.due_at, is_over=True)
    return sorted(known.values(), key=lambda told: (told.due_at is None, told.due_at or at, told.name))


def _change(told: Deadline, at: datetime, *, due_at: datetime | None, is_over: bool) -> None:
    told.due_at, told.is_over, told.changed_on = due_at, is_over, at.date()
    told.sequence += 1
    told.save()

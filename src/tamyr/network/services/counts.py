from datetime import date, datetime

from django.db import OperationalError, transaction

from tamyr.network.logic.dated_counts import is_another_register, quarter_begin, rounded
from tamyr.network.models import SaidCount
from tamyr.network.queries.counts import RoundedCount, count_in_the_open
from tamyr.safety.services import record_act
from tamyr.safety.services.faults import is_full


def say_count(*, day: date, at: datetime) -> RoundedCount:
    """Return what anybody may know: about how many members there were when the quarter of ``day`` began.

    What was said once for a quarter is said again. A number that followed the register would step
    at the very moment when one member goes into hiding.
    """
    begin = quarter_begin(day)
    # Of the members in the open alone: the number of all would tell how many hide.
    counted, said = count_in_the_open(begin), SaidCount.objects.filter(pk=begin).first()
    if said is None or is_another_register(said.counted, counted):
        _note_if_there_is_room(begin, counted, at)
        return RoundedCount(begin, rounded(counted))
    return RoundedCount(begin, rounded(said.counted))


def _note_if_there_is_room(begin: date, counted: int, at: datetime) -> None:
    try:
        _note(begin, counted, at)
    except OperationalError as error:
        # Said all the same, on a page that is only read; noted the next time.
        if not is_full(error):
            raise


@transaction.atomic
def _note(begin: date, counted: int, at: datetime) -> None:
    if counted:  # Of the years before the network there is nothing to keep.
        SaidCount.objects.update_or_create(pk=begin, defaults={"counted": counted})
        record_act(act="count.said", actor=None, about=None, at=at, details={"quarter": begin.isoformat()})

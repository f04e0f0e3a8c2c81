"""What recurs is done at once after the first start, once a period, and once after any sleep."""

from datetime import datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from tamyr.safety.models import AuditLine
from tamyr.work.services.schedule import enqueue_due
from tamyr.work.tests import examples
from tamyr.work.tests.conftest import NOON, Worker


def hours() -> int:
    return examples.said.count("hourly")


def test_it_begins_at_once_and_comes_each_hour(worker: Worker) -> None:
    counted = []
    for minutes in (0, 1, 58, 1, 60):
        worker.look(minutes=minutes)
        counted.append(hours())
    assert counted == [1, 1, 1, 2, 3]


def test_a_new_start_within_the_hour_does_not_begin_anew(worker: Worker) -> None:
    worker.look()
    Worker(now=NOON + timedelta(minutes=30), name="two").look()
    assert hours() == 1


def test_after_a_long_sleep_it_is_done_once(worker: Worker) -> None:
    worker.look()
    worker.look(days=400)
    assert hours() == 2


def test_a_clock_that_was_set_back_stops_nothing(worker: Worker) -> None:
    worker.look()
    worker.look(days=400)
    worker.look(days=-400)
    assert hours() == 3


def test_a_clock_set_back_by_no_more_than_one_period_is_waited_for(worker: Worker) -> None:
    counted = []
    for minutes in (0, -60, -1):
        worker.look(minutes=minutes)
        counted.append(hours())
    assert counted == [1, 1, 2]


def test_two_workers_enqueue_it_once(worker: Worker) -> None:
    assert [enqueue_due(clock=worker.clock), enqueue_due(clock=worker.clock)] == [1, 0]


def test_whoever_waited_for_the_other_reads_the_clock_again(worker: Worker) -> None:
    """The first reading says it is due, as it was before the other worker enqueued it."""
    readings = iter([NOON + timedelta(hours=5), NOON + timedelta(minutes=5)])

    def clock() -> datetime:
        return next(readings)

    worker.look()
    assert enqueue_due(clock=clock) == 0 and hours() == 1


def test_what_is_still_being_done_is_not_begun_beside_itself(worker: Worker) -> None:
    enqueue_due(clock=worker.clock)
    worker.now += timedelta(hours=2)
    assert enqueue_due(clock=worker.clock) == 0
    assert DBTaskResult.objects.count() == 1


def test_what_is_not_wanted_on_this_site_is_not_begun(worker: Worker) -> None:
    worker.look()
    assert not DBTaskResult.objects.filter(task_path=examples.mostly.module_path).exists()


def test_what_could_not_all_be_done_is_told_once_and_tried_at_its_next_time(worker: Worker) -> None:
    for hour in range(3):
        examples.mostly.enqueue()
        worker.look(hours=1)
        failed = DBTaskResult.objects.get(task_path=examples.mostly.module_path)
        assert (failed.status, len(failed.worker_ids)) == ("FAILED", 1), hour
    assert failed.return_value == {"faults": {"contacts: UnreadableField": 2}}
    assert AuditLine.objects.count() == 1


def test_once_all_could_be_done_nothing_is_told_of_former_faults(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples.mostly.enqueue()
    worker.look()
    monkeypatch.setattr(examples, "unreadable", {})
    examples.mostly.enqueue()
    worker.look(hours=1)
    assert not DBTaskResult.objects.filter(task_path=examples.mostly.module_path).exists()

"""Work is done at least once, tried again after waits that grow, and given up in the open."""

import json
from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from tamyr.safety.models import AuditLine
from tamyr.work.services.queue import (
    claim_next,
    finished,
    give_back_from_the_dead,
    record_success,
    shorten_long_waits,
)
from tamyr.work.tests import examples
from tamyr.work.tests.conftest import Worker


def states() -> list[str]:
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


def acts() -> list[str]:
    return [json.loads(line.body)["act"] for line in AuditLine.objects.all()]


def test_what_is_enqueued_is_done_once(worker: Worker) -> None:
    examples.say.enqueue("word")
    worker.look()
    worker.look(hours=3)
    assert examples.said.count("word") == 1


def test_one_that_fails_ends_none_of_the_others(worker: Worker) -> None:
    examples.fail.enqueue("first")
    examples.say.enqueue("second")
    worker.look()
    assert "second" in examples.said


def test_a_failure_is_tried_three_times_and_given_up_in_the_open(worker: Worker) -> None:
    examples.fail.enqueue("word")
    for _try in range(4):
        worker.look(minutes=5)
    row = DBTaskResult.objects.get(task_path=examples.fail.module_path)
    assert (row.status, len(row.worker_ids)) == ("FAILED", 3)
    assert acts() == ["work.given_up"]


def test_the_waits_are_ten_and_forty_seconds(worker: Worker) -> None:
    worker.look()  # What recurs is out of the way.
    examples.fail.enqueue("word")
    assert [worker.look(seconds=seconds) for seconds in (0, 9, 1, 39, 1, 3000)] == [1, 0, 1, 0, 1, 0]


def test_nothing_of_what_an_exception_says_is_kept(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    examples.fail.enqueue("word")
    for _try in range(3):
        worker.look(minutes=5)
    row = DBTaskResult.objects.get(task_path=examples.fail.module_path)
    assert (row.exception_class_path, row.traceback) == ("ValueError", "")
    assert (
        examples.SECRET
        not in f"{DBTaskResult.objects.values()} {[line.body for line in AuditLine.objects.all()]}"
    )
    assert "ValueError at" in caplog.text and examples.SECRET not in caplog.text


def test_what_a_dead_worker_had_begun_is_done_by_another(worker: Worker) -> None:
    worker.look()
    examples.say.enqueue("word")
    assert claim_next(worker="other", at=worker.now)
    assert worker.look(minutes=1) == 0  # The other one is alive, however long it takes.
    worker.dead.add("other")
    assert [worker.look(seconds=0), worker.look(seconds=15)] == [0, 1]
    assert examples.said.count("word") == 1


def test_what_every_worker_dies_of_is_given_up(worker: Worker) -> None:
    examples.say.enqueue("word")
    for number in range(5):
        assert claim_next(worker=f"dying {number}", at=worker.now)
        give_back_from_the_dead(worker="one", is_dead=lambda _worker: True, at=worker.now)
        worker.now += timedelta(hours=1)
    row = DBTaskResult.objects.get()
    assert (row.status, row.exception_class_path) == ("FAILED", "Interrupted")
    assert claim_next(worker="next", at=worker.now) is None


def test_what_was_ended_after_its_limit_says_so(worker: Worker) -> None:
    examples.say.enqueue("word")
    claim_next(worker="hanging", at=worker.now)
    later = worker.now + timedelta(minutes=10)
    give_back_from_the_dead(worker="one", is_dead=lambda _worker: True, at=later)
    assert DBTaskResult.objects.get().exception_class_path == "TookTooLong"


def test_whoever_was_taken_for_dead_changes_nothing_any_more(worker: Worker) -> None:
    worker.look()
    examples.say.enqueue("word")
    stale = claim_next(worker="other", at=worker.now)
    assert stale
    worker.dead.add("other")
    worker.look(minutes=1)
    claimed = claim_next(worker="third", at=worker.now + timedelta(minutes=1))
    record_success(claimed=stale, at=worker.now)
    assert claimed is None or states() == ["RUNNING"]


def test_work_whose_row_vanished_is_over(worker: Worker) -> None:
    worker.look()
    examples.say.enqueue("word")
    claimed = claim_next(worker="one", at=worker.now)
    DBTaskResult.objects.all().delete()
    assert claimed
    record_success(claimed=claimed, at=worker.now)
    assert states() == [] and worker.look() == 0


def test_work_that_this_release_does_not_know_is_given_up(worker: Worker) -> None:
    examples.say.enqueue("word")
    DBTaskResult.objects.update(task_path="tamyr.work.tests.examples.gone")
    for _try in range(6):
        worker.look(hours=1)
    row = DBTaskResult.objects.get(task_path="tamyr.work.tests.examples.gone")
    assert (row.status, row.exception_class_path) == ("FAILED", "ImportError")


def test_what_a_release_does_not_know_waits_its_turn_and_is_given_back_from_the_dead(worker: Worker) -> None:
    worker.look()
    examples.say.enqueue("word")
    DBTaskResult.objects.filter(status="READY").update(task_path="tamyr.work.tests.examples.gone")
    unknown = DBTaskResult.objects.get(task_path="tamyr.work.tests.examples.gone")
    assert claim_next(worker="other", at=worker.now)
    assert give_back_from_the_dead(worker="one", is_dead=lambda _worker: True, at=worker.now) == 1
    unknown.refresh_from_db()
    assert (unknown.exception_class_path, unknown.run_after - worker.now) == (
        "Interrupted",
        timedelta(seconds=15),
    )


def test_a_clock_that_ran_ahead_puts_no_try_out_of_reach(worker: Worker) -> None:
    worker.look()
    examples.fail.enqueue("word")
    worker.look(days=365)
    worker.now -= timedelta(days=365)
    assert shorten_long_waits(at=worker.now) == 1
    assert worker.look(seconds=1) >= 1


def test_what_was_done_and_what_failed_is_kept_for_a_while_only(worker: Worker) -> None:
    examples.say.enqueue("word")
    examples.fail.enqueue("word")
    for _try in range(3):
        worker.look(minutes=5)
    assert finished(at=worker.now + timedelta(hours=23)).delete()[0] == 0
    assert finished(at=worker.now + timedelta(days=2)).delete()[0] == 1
    assert finished(at=worker.now + timedelta(days=31)).delete()[0] == 1

"""A monitor learns whether the site does what it should, and nothing of anybody."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tamyr.shared.background import recurring_jobs
from tamyr.work import queries
from tamyr.work.models import Recurrence
from tamyr.work.tests import examples
from tamyr.work.tests.conftest import Worker

WELL = {"database": "answers", "queue": "works", "disk": "has room", "forgetting": "in time"}


@pytest.fixture
def well(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site whose worker has just done all that recurs."""
    now = timezone.now()
    worker.now = now
    worker.look()
    Recurrence.objects.create(name=queries.FORGETTING, done_at=now)
    monkeypatch.setattr(queries, "disk_usage", lambda _folder: SimpleNamespace(free=10**9))


def asked(client: Client) -> tuple[int, dict[str, str]]:
    answer = client.get("/healthz")
    assert "no-store" in answer["Cache-Control"] and not answer.cookies
    return answer.status_code, answer.json()


def test_all_is_well(well: None, client: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        assert asked(client) == (200, WELL)
    assert client.post("/healthz").status_code == 405


def test_a_task_that_nobody_takes_is_told_without_what_it_is(well: None, client: Client) -> None:
    examples.say.enqueue("canary-argument")
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=6))
    assert asked(client) == (503, {**WELL, "queue": "late"})


def test_forgetting_that_stopped_is_told(well: None, client: Client) -> None:
    Recurrence.objects.filter(name=queries.FORGETTING).update(done_at=timezone.now() - timedelta(hours=4))
    assert asked(client) == (503, {**WELL, "forgetting": "late"})


def test_a_full_disk_is_told(well: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "disk_usage", lambda _folder: SimpleNamespace(free=10**8))
    assert asked(client) == (503, {**WELL, "disk": "full"})


def test_a_database_that_does_not_answer_is_told(well: None, client: Client) -> None:
    def refuse(*_any: Any) -> Any:
        raise OperationalError("canary of the database")

    with connection.execute_wrapper(refuse):
        status, told = asked(client)
    assert status == 503
    assert told == {**WELL, "database": "does not answer", "queue": "unknown", "forgetting": "unknown"}


def test_what_forgets_bears_this_name(db: None) -> None:
    assert queries.FORGETTING in [job.name for job in recurring_jobs()]

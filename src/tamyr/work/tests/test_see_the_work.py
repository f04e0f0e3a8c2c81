"""Coordinators see what recurs, waits and failed, by words and kinds alone, and let it be tried again."""

import json

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from tests.entry import signed_in
from tests.news import news_of

from tamyr.accounts.models import Person
from tamyr.network.models import RoleGrant
from tamyr.notices.models import Notice
from tamyr.safety.models import AuditLine
from tamyr.work.models import Row
from tamyr.work.tests import examples
from tamyr.work.tests.conftest import Worker

PAGE = "/en/work/"


def failed(worker: Worker) -> Row:
    examples.fail.enqueue("canary-argument")
    for _try in range(3):
        worker.look(minutes=5)
    return DBTaskResult.objects.get(task_path=examples.fail.module_path)


@pytest.fixture
def coordinator(cyra: Person) -> Client:
    return signed_in(cyra)


def test_a_failure_is_on_the_coordinators_desk_and_on_the_page(worker: Worker, coordinator: Client) -> None:
    assert "in the background failed" not in coordinator.get("/en/desk/").content.decode()
    failed(worker)
    assert "1 piece of work in the background failed" in coordinator.get("/en/desk/").content.decode()
    page = coordinator.get(PAGE).content.decode()
    assert "Fail always" in page and "tried 3 times" in page and "ValueError" in page
    assert "canary-argument" not in page and examples.SECRET not in page and "Traceback" not in page


def test_the_page_speaks_russian(worker: Worker, coordinator: Client) -> None:
    failed(worker)
    page = coordinator.get("/ru/work/").content.decode()
    assert "Работа в фоне" in page and "3 попытки" in page


def test_what_recurs_shows_when_it_was_done_and_when_it_comes(worker: Worker, coordinator: Client) -> None:
    assert "never yet" in coordinator.get(PAGE).content.decode()
    worker.look()
    page = coordinator.get(PAGE).content.decode()
    assert "Say it each hour" in page and "every hour" in page and "never yet" not in page


def test_what_waits_shows_its_tries(worker: Worker, coordinator: Client) -> None:
    examples.fail.enqueue("canary-argument")
    worker.look()
    page = coordinator.get(PAGE).content.decode()
    assert "waits until" in page and "ValueError" in page
    examples.say.enqueue("canary-argument")
    page = coordinator.get(PAGE).content.decode()
    assert page.index("Say a word") < page.index("Fail always"), "what is due at once comes before what waits"


def test_a_site_without_a_worker_is_told(worker: Worker, coordinator: Client) -> None:
    assert "no worker seems to run" in coordinator.get(PAGE).content.decode()
    worker.look()
    assert "no worker seems to run" not in coordinator.get(PAGE).content.decode()


def test_it_is_tried_again_once_and_leaves_a_line(worker: Worker, coordinator: Client, cyra: Person) -> None:
    row = failed(worker)
    for _time in range(2):
        assert coordinator.post(f"{PAGE}{row.pk}/again/").status_code == 302
    lines = [json.loads(line.body) for line in AuditLine.objects.all()]
    again = [line for line in lines if line["act"] == "work.tried_again"]
    assert [line["actor"] for line in again] == [str(cyra.pk)]
    row.refresh_from_db()
    assert (row.status, row.worker_ids) == ("READY", [])
    assert "failed" not in coordinator.get("/en/desk/").content.decode()


def test_only_a_form_tries_again(worker: Worker, coordinator: Client) -> None:
    row = failed(worker)
    assert coordinator.get(f"{PAGE}{row.pk}/again/").status_code == 405
    row.refresh_from_db()
    assert row.status == "FAILED"


@pytest.mark.parametrize(
    "who",
    ["aygul", pytest.param("emin", marks=pytest.mark.whole), pytest.param("gita", marks=pytest.mark.whole)],
)
def test_others_neither_see_nor_try(worker: Worker, who: str, request: pytest.FixtureRequest) -> None:
    person: Person = request.getfixturevalue(who)
    row = failed(worker)
    client = signed_in(person)
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}{row.pk}/again/").status_code == 403
    assert "in the background" not in client.get("/en/desk/").content.decode()
    row.refresh_from_db()
    assert row.status == "FAILED"


def test_a_coordinator_whose_role_ended_may_not(worker: Worker, coordinator: Client) -> None:
    row = failed(worker)
    RoleGrant.objects.all().delete()
    assert coordinator.post(f"{PAGE}{row.pk}/again/").status_code == 403


def test_a_failure_is_told_to_coordinators_by_letter_and_not_twice_on_the_desk(
    worker: Worker, cyra: Person, aygul: Person
) -> None:
    work = failed(worker)
    assert work.finished_at is not None
    assert news_of(cyra, work.finished_at) == [], "it waits as a call already"
    assert list(Notice.objects.values_list("person", flat=True)) == [cyra.pk]

"""Neither our own log nor the database's prints a value: words, names and secrets of people stand there."""

import io
import json
import logging
import logging.config
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils import translation

from tamyr.config.logs import WithoutValues
from tamyr.safety import receivers
from tamyr.safety.logic.database_log import WANTED, unsafe

SECRET, ADDRESS = "canary-of-somebody", "203.0.113.7"


def written(record: logging.LogRecord) -> tuple[dict[str, Any], str]:
    """Return one line of the log as it is configured: what it says, and all of it as text."""
    configured: Any = settings.LOGGING
    assert configured["handlers"]["console"]["formatter"] == "structured"
    formatter = logging.config.DictConfigurator(configured).configure_formatter(
        dict(configured["formatters"]["structured"])
    )
    text = formatter.format(record)
    assert "\n" not in text
    return json.loads(text), text


def record_of(name: str, message: str, *args: object, **extra: Any) -> logging.LogRecord:
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, None)
    record.__dict__.update(extra)
    return record


def test_a_fault_is_named_by_kind_and_place_alone() -> None:
    request = RequestFactory().get(
        f"/ru/invitation/{SECRET}/", headers={"user-agent": SECRET, "cookie": SECRET}, REMOTE_ADDR=ADDRESS
    )
    with translation.override("ru"):
        request.resolver_match = resolve(f"/ru/invitation/{SECRET}/")
    try:
        try:
            raise LookupError(SECRET)
        except LookupError as inner:
            raise ValueError(f"duplicate key: ({SECRET})") from inner
    except ValueError as error:
        fault = {
            "exc_info": (type(error), error, error.__traceback__),
            "request": request,
            "status_code": 500,
        }
    told, text = written(record_of("django.request", "%s: %s", "Error", SECRET, **fault))
    assert SECRET not in text and ADDRESS not in text
    assert told["method"] == "GET" and "invitation/<str:secret>/" in told["route"] and told["status"] == 500
    assert [fault["kind"] for fault in told["faults"]] == ["builtins.ValueError", "builtins.LookupError"]
    assert "test_silent_logs.py" in text and "in test_a_fault_is_named" in text


@pytest.mark.parametrize(
    ("record", "event"),
    [
        (record_of("django.db.backends", "no row for %s", SECRET), "no row for %s"),
        (record_of("another.maker", "no row for %(name)s", {"name": SECRET}), "no row for %(name)s"),
        (record_of("another.maker", f"no row for {SECRET}"), "?"),
        (record_of("py.warnings", f"{SECRET}: deprecated"), "?"),
        (record_of("tamyr.work", "%s: %s", "contacts", ValueError(SECRET)), "contacts: ValueError"),
    ],
)
def test_of_what_is_put_into_a_message_nothing_is_written(record: logging.LogRecord, event: str) -> None:
    told, text = written(record)
    assert told["event"] == event and SECRET not in text


def test_a_fault_on_the_site_leaves_one_line_without_anybody(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_any: object) -> None:
        raise IntegrityError(f"Key (email)=({SECRET}) is broken")

    monkeypatch.setattr("tamyr.safety.views.kept_things", fail)
    handlers = logging.getLogger("django").handlers
    (console,) = (handler for handler in handlers if isinstance(handler.formatter, WithoutValues))
    said = io.StringIO()
    monkeypatch.setattr(console, "stream", said)
    client.raise_request_exception = False
    answer = client.get(f"/en/safety/?q={SECRET}", headers={"user-agent": SECRET}, REMOTE_ADDR=ADDRESS)
    (line,) = said.getvalue().splitlines()
    assert answer.status_code == 500 and SECRET not in line and ADDRESS not in line
    assert json.loads(line)["faults"][0]["kind"] == "django.db.utils.IntegrityError"


class Database:
    """A PostgreSQL whose role may, or may not, say what is logged."""

    vendor, alias = "postgresql", "default"

    def __init__(self, refuses: bool) -> None:
        self.refuses, self.said = refuses, list[str]()
        self.settings = {"log_min_error_statement": "error", "log_error_verbosity": "default"}

    def cursor(self) -> Any:
        return nullcontext(
            SimpleNamespace(execute=self.execute, fetchone=lambda: [self.settings[self.asked]])
        )

    def execute(self, sql: str) -> None:
        word, rest = sql.split(" ", 1)
        if word == "SHOW":
            self.asked = rest
        elif self.refuses:
            raise DatabaseError("permission denied to set parameter")
        else:
            name, value = rest.split(" = ")
            self.settings[name] = value


@pytest.mark.parametrize("refuses", [False, True])
def test_postgresql_is_told_to_log_no_value_or_its_keeper_is(
    db: None, monkeypatch: pytest.MonkeyPatch, refuses: bool
) -> None:
    database = Database(refuses)
    receivers.log_no_values(connection=database)
    assert (database.settings == WANTED) is not refuses
    monkeypatch.setattr(receivers, "connection", database)
    hints = [found.hint for found in receivers.check_database_log()]
    assert ["log_min_error_statement = panic" in str(hint) for hint in hints] == [True] * refuses


def test_what_is_already_set_is_not_asked_for() -> None:
    assert unsafe(WANTED) == [] and len(unsafe({})) == 2

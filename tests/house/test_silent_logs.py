"""Neither our own log nor the database's prints a value: words, names and secrets of people stand there."""

import logging
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from tamyr.config.logs import WithoutValues
from tamyr.safety import receivers
from tamyr.safety.logic.database_log import WANTED, unsafe

SECRET = "canary-of-somebody"


def logged(error: Exception, **extra: Any) -> str:
    formatters: Any = settings.LOGGING["formatters"]
    plain = formatters["plain"]
    assert plain["class"] == "tamyr.config.logs.WithoutValues"
    formatter = WithoutValues(plain["format"], style=plain["style"])
    record = logging.LogRecord(
        "django.request", logging.ERROR, __file__, 1, "%s: %s", ("Error", SECRET), None
    )
    record.exc_info = (type(error), error, error.__traceback__)
    record.__dict__.update(extra)
    return formatter.format(record)


def test_a_fault_is_named_by_kind_and_place_alone() -> None:
    request = RequestFactory().get(f"/ru/invitation/{SECRET}/")
    with translation.override("ru"):
        request.resolver_match = resolve(f"/ru/invitation/{SECRET}/")
    try:
        try:
            raise LookupError(SECRET)
        except LookupError as inner:
            raise ValueError(f"duplicate key: ({SECRET})") from inner
    except ValueError as error:
        text = logged(error, request=request)
    assert SECRET not in text
    assert "invitation/<str:secret>/" in text
    assert "builtins.LookupError" in text and "builtins.ValueError" in text
    assert "test_silent_logs.py" in text and "in test_a_fault_is_named" in text


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

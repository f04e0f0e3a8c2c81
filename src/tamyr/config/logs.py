"""The log says what failed and where, never with which value: those are people's words, names and secrets.

One line of JSON for each event. Of another maker's words only the pattern is written, never what was put
into it: an address, a name or a row may stand there. Our own loggers are given codes and kinds alone.
"""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from traceback import extract_tb
from typing import Any

OURS = "tamyr"
# Their patterns stand in their sources; others may have put a value into the pattern itself.
KNOWN = ("django", "wagtail")


class WithoutValues(logging.Formatter):
    """Writes an event by its pattern, a request by the form of its address, exceptions by kind and place."""

    def format(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        match = getattr(request, "resolver_match", None)
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": _event(record),
            "place": f"{record.module}:{record.lineno}",
        }
        if request is not None:
            told |= {"method": getattr(request, "method", "?"), "route": match.route if match else "?"}
        if isinstance(status := getattr(record, "status_code", None), int):
            told["status"] = status
        if record.exc_info and record.exc_info[1]:
            told["faults"] = [_fault(error) for error in _chain(record.exc_info[1])]
        return json.dumps(told, ensure_ascii=False)


def _event(record: logging.LogRecord) -> str:
    maker = record.name.partition(".")[0]
    pattern = record.msg if isinstance(record.msg, str) else f"<{type(record.msg).__name__}>"
    if maker == OURS and isinstance(record.args, tuple):
        return pattern % tuple(map(_as_code, record.args)) if record.args else pattern
    return pattern if record.args or maker in KNOWN else "?"


def _as_code(value: object) -> object:
    """Return what may be written of an argument of our own: an exception’s words quote what it met."""
    return type(value).__qualname__ if isinstance(value, BaseException) else value


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _fault(error: BaseException) -> dict[str, Any]:
    places = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in extract_tb(error.__traceback__)]
    return {"kind": f"{type(error).__module__}.{type(error).__qualname__}", "places": places}

"""The log says what failed and where, never with which value: those are people's words, names and secrets."""

import logging
from collections.abc import Iterator
from traceback import extract_tb
from typing import Any


class WithoutValues(logging.Formatter):
    """Writes exceptions by kind and place, and requests by the form of their address."""

    def format(self, record: logging.LogRecord) -> str:
        told = logging.makeLogRecord(vars(record))
        told.exc_text = None  # Kept by whoever wrote it before, with its values.
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple) and len(record.args) > 1:
            # Django’s second argument is the address itself, which may hold the secret of an invitation.
            match = getattr(request, "resolver_match", None)
            told.args = (record.args[0], match.route if match else "?")
        return super().format(told)

    def formatException(self, ei: Any) -> str:  # noqa: N802 (the standard library's name)
        return "\n".join(line for error in reversed([*_chain(ei[1])]) for line in _lines(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _lines(error: BaseException) -> Iterator[str]:
    yield from (
        f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in extract_tb(error.__traceback__)
    )
    yield f"{type(error).__module__}.{type(error).__qualname__}"

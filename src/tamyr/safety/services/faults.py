"""One row that cannot be read or changed never keeps the others waiting."""

import errno
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from traceback import extract_tb
from typing import Any, TypeVar

from django.db import IntegrityError, OperationalError, models, transaction

Result = TypeVar("Result")
logger = logging.getLogger("tamyr.work")
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
TAKEN_SQLITE, TAKEN_POSTGRESQL = "UNIQUE constraint failed", "23505"
FULL_SQLITE, FULL_POSTGRESQL = "database or disk is full", "53100"
DEADLOCK, TRIES = "40P01", 5


def is_full(error: BaseException) -> bool:
    """Say whether something could not be written because the disk, or the database, has no room for it."""
    if isinstance(error, OperationalError):
        return FULL_SQLITE in str(error) or getattr(error.__cause__, "sqlstate", "") == FULL_POSTGRESQL
    return isinstance(error, OSError) and error.errno in NO_ROOM


def is_taken(error: BaseException) -> bool:
    """Say whether the database refused a row because another one bears the same name, address or number."""
    if not isinstance(error, IntegrityError):
        return False
    return TAKEN_SQLITE in str(error) or getattr(error.__cause__, "sqlstate", "") == TAKEN_POSTGRESQL


def again_if_undone(act: Callable[[], Result]) -> Result:
    """Do an act of one transaction; do it again where PostgreSQL undid it, because it and another one waited for each other."""
    for _try in range(TRIES - 1):
        try:
            return act()
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") != DEADLOCK:
                raise
    return act()


class PartlyDone(Exception):
    """Some of it could not be done, and all the rest was. ``faults``: how many, by what and which exception."""

    def __init__(self, faults: Mapping[str, int]) -> None:
        self.faults = dict(faults)
        super().__init__(", ".join(f"{what} ({count})" for what, count in self.faults.items()))


class Faults:
    """Does things one by one, each undone alone where it fails, and tells of the failures at the end."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    @contextmanager
    def apart(self, what: str) -> Iterator[None]:
        """Undo and count what fails within; ``what`` is a code, as it stands in the audit chain."""
        try:
            with transaction.atomic():
                yield
        except OperationalError:
            raise  # No fault of this row: the database does not answer, or the disk is full.
        except Exception as error:  # noqa: BLE001 (whatever is wrong with one row, the others come next)
            self.note(what, error)

    def note(self, what: str, error: Exception) -> None:
        """Count a failure of what was not done in one transaction."""
        logger.error("%s: %s", what, kind_and_place(error))
        self.counts[f"{what}: {type(error).__name__}"] += 1

    def delete(self, what: str, rows: models.QuerySet[Any]) -> int:
        """Delete rows at once, or each alone where one of them cannot go; return how many went."""
        try:
            with transaction.atomic():
                return rows.delete()[0]
        except OperationalError:
            raise
        except Exception:  # noqa: BLE001 (which of them it is, each shows by itself)
            return sum(self._delete_alone(what, rows.model, key) for key in rows.values_list("pk", flat=True))

    def _delete_alone(self, what: str, model: type[models.Model], key: Any) -> int:
        gone = [0]
        with self.apart(what):
            gone.append(model._base_manager.filter(pk=key).delete()[0])
        return sum(gone)

    def tell(self) -> None:
        if self.counts:
            raise PartlyDone(self.counts)


def kind_and_place(error: BaseException) -> str:
    """Return which exception it was and where: its own text may hold what somebody wrote."""
    place = next(iter(reversed(extract_tb(error.__traceback__))), None)
    return f"{type(error).__name__} at {place.filename}:{place.lineno}" if place else type(error).__name__

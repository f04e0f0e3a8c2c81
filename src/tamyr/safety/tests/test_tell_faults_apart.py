"""A full disk and a name that is taken are told from every other fault, on both databases."""

import errno

import pytest
from django.db import IntegrityError, OperationalError

from tamyr.safety.services.faults import TRIES, again_if_undone, is_full, is_taken


def of_postgresql(kind: type[Exception], state: str) -> Exception:
    error, cause = kind("words in any language"), Exception()
    cause.sqlstate = state  # type: ignore[attr-defined]
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (OSError(errno.ENOSPC, ""), "full"),
        (OSError(errno.EDQUOT, ""), "full"),
        (OSError(errno.EIO, ""), ""),
        (OSError("without a number"), ""),
        (ValueError(errno.ENOSPC), ""),
        (OperationalError("database or disk is full"), "full"),
        (of_postgresql(OperationalError, "53100"), "full"),
        (of_postgresql(OperationalError, "08006"), ""),
        (OperationalError("database is locked"), ""),
        (IntegrityError("UNIQUE constraint failed: network_member.slug"), "taken"),
        (of_postgresql(IntegrityError, "23505"), "taken"),
        (of_postgresql(IntegrityError, "23503"), ""),
        (IntegrityError("FOREIGN KEY constraint failed"), ""),
        (OperationalError("UNIQUE constraint failed"), ""),
    ],
)
def test_each_is_told_from_the_others(error: Exception, found: str) -> None:
    told = {"full": is_full(error), "taken": is_taken(error)}
    assert [name for name, is_so in told.items() if is_so] == ([found] if found else [])


@pytest.mark.parametrize(
    ("state", "undone", "tries"),
    [("40P01", 1, 2), ("40P01", TRIES, TRIES), ("55P03", 1, 1), ("", 0, 1)],
)
def test_what_waited_for_each_other_is_done_again_and_nothing_else(
    state: str, undone: int, tries: int
) -> None:
    tried = 0

    def act() -> str:
        nonlocal tried
        tried += 1
        if tried <= undone:
            raise of_postgresql(OperationalError, state)
        return "done"

    if undone < tries:
        assert again_if_undone(act) == "done"
    else:
        with pytest.raises(OperationalError):
            again_if_undone(act)
    assert tried == tries

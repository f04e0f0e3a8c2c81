"""Fixtures for the worlds of one room: what stands in them, and who."""

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Any

import pytest

from tests.databases import Databases, past_of


def scene(name: str) -> Any:
    """Return the fixture of a world: it gives what filling the world gave."""

    @pytest.fixture(name=name)
    def given(db: None, databases: Databases) -> Any:
        return databases.given_by(name)

    return given


def who_stands(name: str, *scenes: str, takes: str = "db", made: Callable[[], Any] | None = None) -> Any:
    """Return a fixture of somebody who stands in these worlds, or of something.

    In a test of another world they are made as ever, or by ``made`` where there is no such fixture elsewhere.
    That needs what it ``takes``: so that a test which asks for nothing else begins in a world where it stands.
    """

    def found(request: pytest.FixtureRequest, databases: Databases, **_taken: Any) -> Any:
        past = {databases.opened, *past_of(databases.opened)}
        for each in scenes:
            if each in past and hasattr(stands := request.getfixturevalue(each), name):
                return getattr(stands, name)
        return made() if made else request.getfixturevalue(name)

    asked = ("request", "databases", takes)
    found.__signature__ = Signature([Parameter(each, Parameter.KEYWORD_ONLY) for each in asked])  # type: ignore[attr-defined]
    return pytest.fixture(name=name)(found)

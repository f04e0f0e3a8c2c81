"""Fixtures for the worlds of one room: what stands in them, and who."""

from typing import Any

import pytest

from tests.databases import Databases, past_of


def scene(name: str) -> Any:
    """Return the fixture of a world: it gives what filling the world gave."""

    @pytest.fixture(name=name)
    def given(db: None, databases: Databases) -> Any:
        return databases.given_by(name)

    return given


def who_stands(name: str, *scenes: str) -> Any:
    """Return a fixture of somebody who stands in these worlds; in a test of another world they are made as ever."""

    @pytest.fixture(name=name)
    def found(db: None, request: pytest.FixtureRequest, databases: Databases) -> Any:
        past = {databases.opened, *past_of(databases.opened)}
        for each in scenes:
            if each in past and hasattr(stands := request.getfixturevalue(each), name):
                return getattr(stands, name)
        return request.getfixturevalue(name)

    return found

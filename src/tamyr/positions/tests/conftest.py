import pytest

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.positions.models import Position, Version
from tamyr.positions.queries.positions import newest_version
from tamyr.positions.tests.writing import begun


@pytest.fixture
def position(aygul: Person, green_lake: Member) -> Position:
    return begun(aygul, green_lake)


@pytest.fixture
def draft(position: Position) -> Version:
    return newest_version(position)

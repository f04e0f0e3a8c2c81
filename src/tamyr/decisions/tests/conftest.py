from typing import Any

import pytest
from tests.databases import Databases

from tamyr.accounts.models import Person
from tamyr.decisions.models import Decision
from tamyr.decisions.tests.elections import People
from tamyr.decisions.tests.scenes import Crowd, Open
from tamyr.network.models import Member

SCENES = ("open_priorities", "seven_members", "one_hides")


def whoever_stands(name: str, request: pytest.FixtureRequest) -> Any:
    """Return who stands in the scene that a test begins with, or else somebody made for it."""
    for scene in SCENES:
        if scene in request.fixturenames and hasattr(found := request.getfixturevalue(scene), name):
            return getattr(found, name)
    return request.getfixturevalue(name)


@pytest.fixture
def cyra(request: pytest.FixtureRequest) -> Person:
    person: Person = whoever_stands("cyra", request)
    return person


@pytest.fixture
def aygul(request: pytest.FixtureRequest) -> Person:
    person: Person = whoever_stands("aygul", request)
    return person


@pytest.fixture
def bela(request: pytest.FixtureRequest) -> Person:
    person: Person = whoever_stands("bela", request)
    return person


@pytest.fixture
def green_lake(request: pytest.FixtureRequest) -> Member:
    member: Member = whoever_stands("green_lake", request)
    return member


@pytest.fixture
def mountain_voice(request: pytest.FixtureRequest) -> Member:
    member: Member = whoever_stands("mountain_voice", request)
    return member


@pytest.fixture
def open_priorities(db: None, databases: Databases) -> Open:
    given: Open = databases.given_by("open_priorities")
    return given


@pytest.fixture
def priorities(open_priorities: Open) -> Decision:
    """Two of three priorities, open to Green Lake and Mountain Voice."""
    return open_priorities.decision


@pytest.fixture
def seven_members(db: None, databases: Databases) -> Crowd:
    given: Crowd = databases.given_by("seven_members")
    return given


@pytest.fixture
def people(seven_members: Crowd) -> People:
    """Seven members of three countries, each with a delegate."""
    return seven_members.people


@pytest.fixture
def secret_election(seven_members: Crowd, databases: Databases) -> Decision:
    given: Decision = databases.given_by("secret_election")
    return given


@pytest.fixture
def all_codes(secret_election: Decision, databases: Databases) -> list[str]:
    """The codes of all seven, each picked up in the secret election."""
    given: list[str] = databases.given_by("all_codes")
    return given


@pytest.fixture
def belenios_election(seven_members: Crowd, databases: Databases) -> Decision:
    given: Decision = databases.given_by("belenios_election")
    return given


@pytest.fixture
def one_hides(db: None, databases: Databases) -> Crowd:
    given: Crowd = databases.given_by("one_hides")
    return given


@pytest.fixture
def decided_by_ten(one_hides: Crowd, databases: Databases) -> Decision:
    """Adopted with the voices of six public members, of three that the network knows of, and of one that hides."""
    given: Decision = databases.given_by("decided_by_ten")
    return given

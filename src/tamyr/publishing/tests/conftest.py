"""Beside the cast of the house: Erika is a second editor, and Su a superuser who edits."""

import pytest
from tests.people import with_role

from tamyr.accounts.models import Person
from tamyr.network.models import Role


@pytest.fixture
def erika(db: None) -> Person:
    return with_role("erika", "Erika Example", Role.EDITOR)


@pytest.fixture
def su(db: None) -> Person:
    return with_role("su", "Su Example", Role.EDITOR, is_superuser=True)

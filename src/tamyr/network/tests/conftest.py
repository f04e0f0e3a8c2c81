from types import SimpleNamespace

import pytest
from django.test import Client
from tests.databases import Databases

from tamyr.accounts.models import Person
from tamyr.network.tests import levels as _levels  # noqa: F401 (registers its world)


@pytest.fixture
def coordinator(client: Client, cyra: Person) -> Client:
    client.force_login(cyra)
    return client


@pytest.fixture
def levels(db: None, databases: Databases) -> SimpleNamespace:
    """What ``levels.py`` fills, and its people by name."""
    given: SimpleNamespace = databases.given_by("levels")
    return given

import pytest
from django.test import Client
from tests.entry import signed_in
from tests.scenes import scene

from tamyr.accounts.models import Person
from tamyr.network.tests import levels as _levels  # noqa: F401 (registers its world)

levels = scene("levels")


@pytest.fixture
def coordinator(cyra: Person) -> Client:
    return signed_in(cyra)

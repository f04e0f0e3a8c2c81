import pytest
from django.test import Client

from tamyr.accounts.models import Person


@pytest.fixture
def coordinator(client: Client, cyra: Person) -> Client:
    client.force_login(cyra)
    return client

import pytest

from tamyr.accounts.models import Person
from tamyr.protection.tests.trusted import trust


@pytest.fixture
def contacts(aygul: Person, bela: Person, foma: Person) -> list[Person]:
    """Bela and Foma, whom Aygul trusts; both said yes long ago."""
    trust(aygul, bela, foma)
    return [bela, foma]

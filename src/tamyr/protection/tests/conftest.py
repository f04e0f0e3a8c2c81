import pytest

from tamyr.accounts.models import Person
from tamyr.protection.tests.letters import answers_letters, share_a_key
from tamyr.protection.tests.trusted import trust


@pytest.fixture
def contacts(aygul: Person, bela: Person, foma: Person) -> list[Person]:
    """Bela and Foma, whom Aygul trusts; both said yes long ago."""
    trust(aygul, bela, foma)
    return [bela, foma]


@pytest.fixture
def team(aygul: Person, bela: Person) -> tuple[Person, Person]:
    """Two people of two countries who answer letters, and a shared key."""
    answers_letters(aygul)
    answers_letters(bela)
    share_a_key()
    return aygul, bela

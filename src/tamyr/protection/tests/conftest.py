import pytest

from tamyr.accounts.models import Person
from tamyr.protection.tests.letters import answers_letters, share_a_key


@pytest.fixture
def team(aygul: Person, bela: Person) -> tuple[Person, Person]:
    """Two people of two countries who answer letters, and a shared key."""
    answers_letters(aygul)
    answers_letters(bela)
    share_a_key()
    return aygul, bela

import pytest

from tamyr.notices.queries import kinds
from tamyr.notices.tests.newsroom import Newsroom


@pytest.fixture
def newsroom(db: None, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    room = Newsroom()
    room.register()
    return room

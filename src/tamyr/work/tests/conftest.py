from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from tamyr.shared import background
from tamyr.work.services import running
from tamyr.work.services.queue import give_back_from_the_dead
from tamyr.work.services.running import do_next
from tamyr.work.services.schedule import enqueue_due
from tamyr.work.tests import examples

NOON = datetime(2040, 1, 2, 12, tzinfo=UTC)


@contextmanager
def unlimited(_longest: timedelta) -> Iterator[None]:
    yield


@dataclass
class Worker:
    """A worker whose clock the test turns; ``name`` tells it from others."""

    now: datetime = NOON
    name: str = "one"
    dead: set[str] = field(default_factory=set)

    def clock(self) -> datetime:
        return self.now

    def look(self, **later: int) -> int:
        """Do all that is due some time later; return how many pieces of work that was."""
        self.now += timedelta(**later)
        give_back_from_the_dead(worker=self.name, is_dead=self.dead.__contains__, at=self.now)
        enqueue_due(clock=self.clock)
        done = 0
        while do_next(worker=self.name, clock=self.clock, limited=unlimited):
            done += 1
        return done


@pytest.fixture
def worker(db: None, monkeypatch: pytest.MonkeyPatch) -> Worker:
    monkeypatch.setattr(background, "_jobs", examples.EXAMPLES)
    monkeypatch.setattr(examples, "said", [])
    # As Django's own test client does: the test's transaction lives in this connection.
    monkeypatch.setattr(running, "close_old_connections", lambda: None)
    return Worker()

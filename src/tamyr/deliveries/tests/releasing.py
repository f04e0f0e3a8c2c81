"""Letters as they are released in tests."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tamyr.accounts.models import Person
from tamyr.deliveries.models import Batch, Missive
from tamyr.deliveries.services.releasing import propose_release
from tamyr.deliveries.services.sending import send_due
from tamyr.demands.tests.asking import NOON
from tamyr.network.queries.visitors import visitor_on
from tamyr.safety.models import Proposal
from tamyr.safety.services.proposals import approve

PrepareBatch = Callable[..., Batch]


def proposed(batch: Batch, by: Person, at: datetime = NOON) -> Proposal:
    return propose_release(batch=batch, sha=batch.sha, words="Now.", by=visitor_on(by, at))


def released(batch: Batch, by: Person, second: Person, at: datetime = NOON) -> Missive:
    approve(proposal=proposed(batch, by, at), by=second.pk, at=at)
    missive: Missive = batch.missives.get()
    return missive


def after(missive: Missive, settings: Any, at: datetime = NOON, server: Any = None, **given: Any) -> Missive:
    settings.MAIL_SERVER = server if server is not None else {"host": "127.0.0.1", "port": 9}
    send_due(clock=lambda: at, **given)
    missive.refresh_from_db()
    return missive

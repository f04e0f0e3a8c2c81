"""Letters as they are released in tests."""

from datetime import datetime

from tamyr.accounts.models import Person
from tamyr.deliveries.models import Batch, Missive
from tamyr.deliveries.services.releasing import propose_release
from tamyr.demands.tests.asking import NOON
from tamyr.network.queries.visitors import visitor_on
from tamyr.safety.models import Proposal
from tamyr.safety.services.proposals import approve


def proposed(batch: Batch, by: Person, at: datetime = NOON) -> Proposal:
    return propose_release(batch=batch, sha=batch.sha, words="Now.", by=visitor_on(by, at))


def released(batch: Batch, by: Person, second: Person, at: datetime = NOON) -> Missive:
    approve(proposal=proposed(batch, by, at), by=second.pk, at=at)
    missive: Missive = batch.missives.get()
    return missive

"""An invitation as a row of its own, for tests of what becomes of it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from tests.worlds import NOW

from tamyr.accounts.models import Person
from tamyr.network.models import Invitation


def link(by: Person, **facts: Any) -> Invitation:
    whole = {"made_at": NOW, "expires_at": NOW + timedelta(days=14), "secret_hash": uuid4().hex, **facts}
    return Invitation.objects.create(invited_by=by, **whole)

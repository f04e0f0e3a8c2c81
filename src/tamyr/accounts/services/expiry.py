"""What the tables of accounts keep for a while only: see ``kept`` in fields.toml."""

from datetime import datetime

from tamyr.accounts.models import WrongTries
from tamyr.accounts.models.sessions import SessionStore


def forget_what_ran_out(*, at: datetime) -> dict[str, int]:
    """Delete tries and sessions whose time is over."""
    SessionStore.clear_expired()
    return {"tries": WrongTries.objects.filter(day__lt=at.date()).delete()[0]}

"""What the tables of accounts keep for a while only: see ``kept`` in fields.toml."""

from datetime import datetime

from tamyr.accounts.models import WrongTries
from tamyr.accounts.models.sessions import forget_sessions


def forget_what_ran_out(*, at: datetime) -> dict[str, int]:
    """Delete tries and sessions whose time is over."""
    forget_sessions(day=at.date())
    return {"tries": WrongTries.objects.filter(day__lt=at.date()).delete()[0]}

"""What the tables of accounts keep for a while only: see ``kept`` in fields.toml."""

from datetime import datetime

from tamyr.accounts.models import WrongTries
from tamyr.accounts.models.sessions import forget_sessions
from tamyr.safety.services.expiry import Forget
from tamyr.safety.services.faults import Faults


def what_runs_out(*, at: datetime) -> dict[str, Forget]:
    """Return what deletes tries and sessions whose time is over."""

    def tries(_faults: Faults) -> int:
        return WrongTries.objects.filter(day__lt=at.date()).delete()[0]

    def sessions(_faults: Faults) -> int:
        forget_sessions(day=at.date())
        return 0  # How many people stayed away is nobody's business.

    return {"tries": tries, "sessions": sessions}

"""What the tables of accounts keep for a while only: see ``kept`` in fields.toml."""

from datetime import datetime

from tamyr.accounts.models import WrongTries
from tamyr.accounts.models.sessions import ended_sessions
from tamyr.safety.services.expiry import Forget
from tamyr.safety.services.faults import Faults


def what_runs_out(*, at: datetime) -> dict[str, Forget]:
    """Return what deletes tries and sessions whose time is over."""

    def tries(faults: Faults) -> int:
        return faults.delete("tries", WrongTries.objects.filter(day__lt=at.date()))

    def sessions(faults: Faults) -> int:
        for ended in ended_sessions(day=at.date()):
            faults.delete("sessions", ended)
        return 0  # How many people stayed away is nobody's business.

    return {"tries": tries, "sessions": sessions}

"""What is kept of letters that answered nothing: see ``kept`` in fields.toml."""

from datetime import datetime, timedelta

from tamyr.replies.models import Arrival, Lies
from tamyr.safety.services.expiry import Forget
from tamyr.safety.services.faults import Faults

KEPT_ASIDE = timedelta(days=90)


def what_runs_out(*, at: datetime) -> dict[str, Forget]:
    """Return what deletes the letters that a person, or the cutting of a loop, set aside a quarter ago."""

    def letters(faults: Faults) -> int:
        # Nothing that ever stood at a letter of ours, whatever became of it since.
        aside = Arrival.objects.filter(lies=Lies.ASIDE, aside_at__lt=at - KEPT_ASIDE, placements=None)
        return faults.delete("letters set aside", aside)

    return {"letters set aside": letters}

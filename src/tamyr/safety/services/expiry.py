from collections import Counter
from datetime import datetime

from django.db import transaction

from tamyr.safety.services.audit import record_act
from tamyr.safety.services.letters import forget_old_letters
from tamyr.safety.signals import forgetting


@transaction.atomic
def forget_what_ran_out(*, at: datetime) -> dict[str, int]:
    """Delete what is no longer to be kept, in every room; return how many of each."""
    counts = Counter({"letters": forget_old_letters(at=at)})
    for _receiver, forgotten in forgetting.send(sender=None, at=at):
        counts.update(forgotten)
    expired = {what: count for what, count in sorted(counts.items()) if count}
    if expired:
        record_act(act="safety.forgotten", actor=None, about=None, at=at, details={**expired})
    return expired

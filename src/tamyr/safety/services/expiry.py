from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import partial
from operator import itemgetter

from tamyr.safety.services.audit import record_act
from tamyr.safety.services.faults import Faults
from tamyr.safety.services.letters import old_letters
from tamyr.safety.services.months import destroy_old_keys
from tamyr.safety.services.proposals import old_proposals
from tamyr.safety.signals import forgetting

Forget = Callable[[Faults], int]


def forget_what_ran_out(*, at: datetime) -> dict[str, int]:
    """Delete what is no longer to be kept, in every room; return how many of each.

    Raises ``PartlyDone`` at the end where something could not be forgotten: all the rest is.
    """
    faults = Faults()
    counts = Counter[str]()
    for what, forget in what_runs_out(at=at):
        counts[what] += _forget(what, forget, faults, at)
    # Last: what ran out is gone by now, and what is still there is carried over to a newer key.
    destroy_old_keys(at=at, faults=faults)
    faults.tell()
    return {what: count for what, count in counts.items() if count}


def forget_old_letters(*, at: datetime) -> int:
    """Delete the letters of more than a month ago alone, for whoever is about to send the others."""
    faults = Faults()
    count = _forget("letters", partial(_old_letters, at), faults, at)
    faults.tell()
    return count


def what_runs_out(*, at: datetime) -> list[tuple[str, Forget]]:
    """Return what forgets in every room, by its word: two rooms of one word both forget."""
    kinds: list[tuple[str, Forget]] = [
        ("letters", partial(_old_letters, at)),
        ("proposals", lambda faults: faults.delete("proposals", old_proposals(at=at))),
    ]
    for receiver, kept in forgetting.send_robust(sender=None, at=at):
        if isinstance(kept, Exception):
            kept = {receiver.__module__: partial(_raise, kept)}
        kinds += kept.items()
    return sorted(kinds, key=itemgetter(0))


def _old_letters(at: datetime, faults: Faults) -> int:
    return faults.delete("letters", old_letters(at=at))


def _forget(what: str, forget: Forget, faults: Faults, at: datetime) -> int:
    count = 0
    with faults.apart(what):
        count = forget(faults)
        if count:
            record_act(act="safety.forgotten", actor=None, about=None, at=at, details={what: count})
    return count


def _raise(error: Exception, _faults: Faults) -> int:
    raise error

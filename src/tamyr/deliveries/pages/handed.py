"""What is said of a letter that was perhaps never handed over: what rests on it, what has to be corrected first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from tamyr.deliveries.models import Missive
from tamyr.deliveries.queries.handed import (
    APPEAL,
    CLOCK,
    EVENT,
    RECEIPT,
    REPLY,
    Handover,
    InTheWay,
    behind_beside,
    in_the_way,
    is_carried,
    may_alone,
    rests_on,
    said_of,
)
from tamyr.demands.models import Demand
from tamyr.demands.pages.words import impossible_words
from tamyr.demands.rules import is_in_the_open
from tamyr.network.models import Visitor

RESTS: dict[str, Callable[[], str]] = {
    RECEIPT: lambda: _("a picture that proves it is kept"),
    REPLY: lambda: _("something came in for it"),
    EVENT: lambda: _("other events were recorded after it"),
    APPEAL: lambda: _("another letter follows it"),
    CLOCK: lambda: _("its clock has run, and what follows from it was shown"),
}


@dataclass(frozen=True)
class TakingBack:
    """How it may be taken back that a letter was handed over: by this visitor alone, by two, or not before a correction."""

    is_alone: bool
    second: str
    rests: str
    blocked: str


def taking_back(missive: Missive, visitor: Visitor) -> TakingBack | None:
    """Return nothing of what nobody said they handed over."""
    if not is_carried(missive):
        return None
    found = in_the_way(missive)
    return TakingBack(
        is_alone=may_alone(visitor, missive),
        second=_second_words(visitor, missive.batch.demand),
        rests=rests_words(missive, said_of(missive), visitor.at),
        blocked=in_the_way_words(found) if found else "",
    )


def _second_words(visitor: Visitor, demand: Demand) -> str:
    """Say who decides with a visitor: of what one organisation handles alone, somebody else of it."""
    # As services/two_persons/not_handed asks of the second: neither changes alone.
    if is_in_the_open(visitor, demand):
        return _(
            "Somebody of another organisation that stands behind the demand decides with you, or a coordinator."
        )
    if behind_beside(visitor.members, demand):
        return _("Somebody of another organisation that stands behind the demand decides with you.")
    return _("The demand is your organisation’s alone: somebody else who acts for it decides with you.")


def rests_words(missive: Missive, said: Handover | None, at: datetime) -> str:
    return "; ".join(RESTS[code]() for code in rests_on(missive, said, at))


def in_the_way_words(found: InTheWay) -> str:
    """Say which events have to be corrected before the letter is not away."""
    first = _("Other events say that it is away: correct them first, or take them out.")
    return f"{first} {impossible_words(found.fault)}" if found.fault else first

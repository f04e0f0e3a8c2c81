"""What takes two persons: which kinds of act there are, who may be the second, who may not for now.

A room registers each kind with ``two_persons``, and what keeps somebody from confirming anything
with ``bars``. Both are asked again under the lock, whatever a page said before.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from tamyr.safety.models import Proposal, Stage, is_sealed


@dataclass(frozen=True)
class ProposalWords:
    """What one person is told of a proposal; ``facts`` are pairs of a label and a value."""

    title: str
    sentence: str
    facts: Sequence[tuple[str, str]] = ()
    approve: str = ""
    done: str = ""
    # The reader's own account or organisation: they need give no reason for refusing.
    is_mine: bool = False
    # Pages that show it in full, and where the proposer uses what was approved.
    look: str = ""
    use: str = ""
    # A page of others, which whoever answers compares first.
    source: str = ""

    @property
    def mark(self) -> str:
        """Of what the second person reads before they answer: their word is for exactly this."""
        read = (self.title, self.sentence, [*map(list, self.facts)], self.approve, self.look, self.source)
        return sha256(json.dumps(read, default=str).encode()).hexdigest()


class Kind(ABC):
    """One kind of act that takes two persons."""

    open_for = timedelta(days=14)
    # How often the proposer may use what was approved; none where the approval itself does the act.
    uses = 0

    @property
    def usable_for(self) -> timedelta:
        return timedelta(0)

    @abstractmethod
    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        """Return what a person may read of a proposal; None where it is as if it were not there."""

    @abstractmethod
    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        """Say why a person may not approve; nothing if they may. The proposer's own right is asked too."""

    def hold(self, proposal: Proposal) -> None:  # noqa: B027 (only what other acts lock needs it)
        """Lock what is to be changed, before proposal and audit chain are: as the other acts on it do."""

    @abstractmethod
    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        """Do what was proposed, within the transaction of the approval."""

    def tell_of_use(self, proposal: Proposal, at: datetime) -> None:  # noqa: B027 (most are not used afterwards)
        """Tell those concerned that what was approved is being used."""

    def stands(self, proposal: Proposal, at: datetime) -> bool:
        """Whether there is still something to decide: a link may have been taken back meanwhile."""
        return proposal.waits_at(at)

    def needs_independence(self, proposal: Proposal, person: UUID, at: datetime) -> bool:
        """Whether those whom one person alone let in count as that person here."""
        return True

    def may_refuse(self, proposal: Proposal, person: UUID, at: datetime) -> bool:
        """Whether a person may refuse: who may approve does; a kind adds the one concerned."""
        return not self.why_not(proposal, person, at)

    def may_be_stopped(self, proposal: Proposal, at: datetime) -> bool:
        """Whether what was approved can still be refused, because it has not taken effect."""
        return is_usable(proposal, at)

    def call_off(self, proposal: Proposal, by: UUID | None, at: datetime) -> None:  # noqa: B027 (most prepare nothing)
        """Undo what the proposal prepared, once it is refused or withdrawn."""


Bar = Callable[[Kind, Proposal, UUID, datetime], str]
AKind = TypeVar("AKind", bound=type[Kind])
# Filled by importing, as the sources of the desk are.
_kinds: dict[str, Kind] = {}
_bars: list[Bar] = []


def two_persons(code: str) -> Callable[[AKind], AKind]:
    """Register a kind of act under its code; used as a decorator."""

    def register(kind: AKind) -> AKind:
        _kinds[code] = kind()
        return kind

    return register


def bars(bar: Bar) -> Bar:
    """Register what keeps a person from being the second of two; it returns the reason, or nothing."""
    _bars.append(bar)
    return bar


class Unreadable(Kind):
    """A proposal whose text does not open, or of a kind that this release does not know: nobody can agree to it."""

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> None:
        return None

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        return _("This is no longer open: it was answered, taken back, or its time is over.")

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        raise LookupError(f"nobody may agree to {proposal}")

    def stands(self, proposal: Proposal, at: datetime) -> bool:
        return False


UNREADABLE = Unreadable()


def kind_of(proposal: Proposal) -> Kind:
    return UNREADABLE if is_sealed(proposal.payload) else _kinds.get(proposal.kind, UNREADABLE)


def kind_called(code: str) -> Kind:
    return _kinds[code]


def why_not_approve(proposal: Proposal, person: UUID, at: datetime) -> str:
    """Say why a person may not be the second of two now; nothing if they may."""
    kind = kind_of(proposal)
    if proposal.proposed_by == person:
        return _("You proposed this yourself: another person decides.")
    if not kind.stands(proposal, at):
        return _("This is no longer open: it was answered, taken back, or its time is over.")
    return kind.why_not(proposal, person, at) or why_barred(proposal, person, at)


def why_barred(proposal: Proposal, person: UUID, at: datetime) -> str:
    kind = kind_of(proposal)
    return next((reason for bar in _bars if (reason := bar(kind, proposal, person, at))), "")


def is_usable(proposal: Proposal, at: datetime) -> bool:
    kind = kind_of(proposal)
    return proposal.is_usable_at(at, uses=kind.uses, usable_for=kind.usable_for)


def why_not_use(proposal: Proposal, person: UUID | None, at: datetime) -> str:
    """Say why a person may not use what was approved; nothing if they may. Both of the two are asked anew."""
    if proposal.proposed_by != person:
        return _("Who proposed this uses it, nobody else.")
    if not is_usable(proposal, at) or proposal.answered_by is None:
        return _("This is no longer open: it was answered, taken back, or its time is over.")
    both = [proposal.answered_by, *([person] if person else [])]
    if kind_of(proposal).why_not(proposal, proposal.answered_by, at) or any(
        why_barred(proposal, party, at) for party in both
    ):
        return _("One of the two may not do this any more, or came back to their account lately.")
    return ""


def may_refuse(proposal: Proposal, person: UUID, at: datetime) -> bool:
    """Whether a person may refuse now: nobody needs to be undoubted to stop something."""
    if proposal.proposed_by == person:
        return False
    return is_undecided(proposal, at) and kind_of(proposal).may_refuse(proposal, person, at)


def may_withdraw(proposal: Proposal, person: UUID, at: datetime) -> bool:
    return proposal.proposed_by == person and is_undecided(proposal, at)


def is_undecided(proposal: Proposal, at: datetime) -> bool:
    """Whether it is still to be answered, or was approved and can still be stopped."""
    return kind_of(proposal).stands(proposal, at) or is_stoppable(proposal, at)


def is_stoppable(proposal: Proposal, at: datetime) -> bool:
    return proposal.stage == Stage.APPROVED and kind_of(proposal).may_be_stopped(proposal, at)

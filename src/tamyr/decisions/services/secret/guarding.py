"""What the acts of an open ballot ask before they touch a secret one."""

from datetime import datetime

from django.utils.translation import gettext as _

from tamyr.decisions.models import Decision, Seat, election_of
from tamyr.network.rules import MayNot


def refuse_open_ballot(decision: Decision) -> None:
    """Refuse a ballot that would stand beside a name, where the vote is secret."""
    if election_of(decision) is not None:
        raise MayNot(_("This vote is secret: ballots are cast with a code, and without a name."))


def check_not_issued(decision: Decision, seat: Seat, at: datetime) -> None:
    """Refuse to change who speaks for a seat once its code is out: nobody could tell which ballot is its own."""
    election = election_of(decision)
    if election is None:
        return
    if seat.issued:
        raise MayNot(
            _(
                "The code for this voice was picked up already. Nobody knows which it is: it cannot be taken back."
            )
        )
    if not election.gives_codes_at(decision, at):
        raise MayNot(_("Codes are not given out any more: from now on nothing changes about who votes."))

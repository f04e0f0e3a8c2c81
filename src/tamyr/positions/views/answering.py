"""How an act on a position is answered: done, or refused with how it stands and with what was typed."""

from django.utils.translation import gettext as _

from tamyr.network.models import Member, Visitor
from tamyr.network.rules import MayNot
from tamyr.positions.logic.texts import LONGEST_CLAUSE, TooLong
from tamyr.positions.models import Position
from tamyr.positions.services.amending import NoDifference
from tamyr.positions.services.locking import Bound, NotWhole
from tamyr.procedures.pages import both_together
from tamyr.procedures.rules import organisations_heard
from tamyr.procedures.services import MovedMeanwhile, NotNow
from tamyr.shared.attempts import Attempts

# ``TooLong`` of two clauses that are merged: of one that is typed its form says so.
REFUSALS = (NotNow, Bound, NotWhole, NoDifference, MovedMeanwhile, TooLong)


def _why(refused: Exception) -> str:
    if isinstance(refused, Bound):
        return _(
            "This text is adopted and bound by its hash: it does not change any more. Begin another version, "
            "or offer members a new decision."
        )
    if isinstance(refused, NotWhole):
        return _("There is no clause to put before the members yet.")
    if isinstance(refused, TooLong):
        return _("The two together are too long: a clause has at most %(most)s characters.") % {
            "most": LONGEST_CLAUSE
        }
    if isinstance(refused, NoDifference):
        return _("What you propose is what stands there already.")
    if isinstance(refused, MovedMeanwhile):
        # A mark has only what a colleague said for the same organisation: the text is the one that was read.
        if refused.sha:
            return both_together()
        return _("The words were changed by somebody else meanwhile, or cannot be changed in this way.")
    return _("It is not open to this now; below is how it stands.")


attempt = Attempts("positions", REFUSALS, _why)


def heard_member(visitor: Visitor, position: Position, named: str) -> Member:
    """Return the organisation a form speaks for; refuse where it is not heard on this position."""
    for member in organisations_heard(visitor, position):
        if str(member.pk) == named:
            return member
    raise MayNot(
        _("You do not act for a member that is heard on this position; your mandate may have ended.")
    )

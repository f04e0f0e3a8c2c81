"""How an act on a letter is answered: done, or refused with how it stands and with what was typed."""

from django.utils.translation import gettext as _

from tamyr.demands.logic.history import NotPossible
from tamyr.demands.logic.projection import NotInOrder
from tamyr.demands.pages.words import field_of, impossible_words
from tamyr.demands.services.delivering import AlreadyCorrected, StillToCome
from tamyr.procedures.pages import both_together
from tamyr.procedures.services import AtAnotherStage, MovedMeanwhile
from tamyr.replies.services.answering import Flagged, OwnFile, OwnWords, RecordedMeanwhile
from tamyr.replies.services.mailboxes import KnownAlready
from tamyr.replies.services.placing import NoReason, PlacedMeanwhile
from tamyr.shared.attempts import Attempts

REFUSALS = (
    AlreadyCorrected, AtAnotherStage, Flagged, KnownAlready, MovedMeanwhile, NoReason, NotInOrder, NotPossible,
    OwnFile, OwnWords, PlacedMeanwhile, RecordedMeanwhile, StillToCome,
)  # fmt: skip


def _why(refused: Exception) -> str:
    if isinstance(refused, PlacedMeanwhile):
        return _("Somebody has placed it meanwhile; below is where it stands.")
    if isinstance(refused, NoReason):
        return _("Say why: its address is not to be believed, or it stood at another letter.")
    if isinstance(refused, OwnWords):
        return _("You wrote these words: somebody else has to read them before they are shown.")
    if isinstance(refused, OwnFile):
        return _("You showed a file beside these words: somebody else has to look at both.")
    if isinstance(refused, MovedMeanwhile):
        if refused.text:
            return both_together()
        return _("The words or the files beside them were changed meanwhile. Look at them as they stand now.")
    if isinstance(refused, Flagged):
        return _("Nothing of this file could be made anew: it is shown to nobody.")
    if isinstance(refused, KnownAlready):
        return _("Another letter is noted under this Message-ID already.")
    if isinstance(refused, StillToCome):
        return _("A day is wrong: it is still to come, or is put off to a day that is no later.")
    if isinstance(refused, NotPossible | NotInOrder):
        return impossible_words(refused) + " " + _("All that is recorded is on the page of our letter.")
    return _("It is not open to this now; below is how it stands.")


attempt = Attempts("replies", REFUSALS, _why, field_of)

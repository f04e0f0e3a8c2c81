"""How an act on a letter is answered: done, or refused with how it stands and with what was typed."""

from django.utils.translation import gettext as _

from tamyr.demands.logic.history import NotPossible
from tamyr.demands.logic.projection import NotInOrder
from tamyr.demands.pages.words import field_of, impossible_words
from tamyr.demands.services.delivering import AlreadyCorrected, StillToCome
from tamyr.procedures.services import AtAnotherStage
from tamyr.replies.services.answering import Flagged, OwnFile, OwnWords, ReadMeanwhile, RecordedMeanwhile
from tamyr.replies.services.mailboxes import KnownAlready
from tamyr.replies.services.placing import NoReason, PlacedMeanwhile
from tamyr.shared.attempts import Attempts

REFUSALS = (
    AlreadyCorrected, AtAnotherStage, Flagged, KnownAlready, NoReason, NotInOrder, NotPossible, OwnFile,
    OwnWords, PlacedMeanwhile, ReadMeanwhile, RecordedMeanwhile, StillToCome,
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
    if isinstance(refused, ReadMeanwhile) and refused.text:
        return _("Somebody else changed it meanwhile. Put both together and send it again.")
    if isinstance(refused, ReadMeanwhile):
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


def _standing(refused: Exception) -> str:
    return refused.text if isinstance(refused, ReadMeanwhile) else ""


attempt = Attempts("replies", REFUSALS, _why, _standing, field_of)

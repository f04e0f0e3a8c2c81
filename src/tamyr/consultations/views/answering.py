"""How an act here is answered: done, or refused with why and with what was typed."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.addressees.pages.words import WAY_WORDS
from tamyr.consultations.services.commenting import NotChecked, NotThatDay, TooLong
from tamyr.consultations.services.locking import NotAnyMore
from tamyr.consultations.services.recording import NotLater, StillToConfirm
from tamyr.consultations.services.two_persons import AnsweredMeanwhile
from tamyr.demands.services.delivering import SendingIsOff, Unlawful
from tamyr.procedures.pages import both_together
from tamyr.procedures.services import MovedMeanwhile, ReadAlready
from tamyr.safety.services.proposals import AlreadyProposed
from tamyr.shared.attempts import Attempts, other_now

REFUSALS = (
    NotAnyMore,
    NotLater,
    StillToConfirm,
    AlreadyProposed,
    AnsweredMeanwhile,
    NotChecked,
    NotThatDay,
    TooLong,
    MovedMeanwhile,
    ReadAlready,
    SendingIsOff,
    Unlawful,
)


def _why(refused: Exception) -> str:
    """Say why nothing was recorded, and what to do instead."""
    if isinstance(refused, TooLong):
        return ngettext(
            "The body takes fewer characters: the text is too long by %(over)d. Shorten it and have it checked anew.",
            "The body takes fewer characters: the text is too long by %(over)d. Shorten it and have it checked anew.",
            refused.over,
        ) % {"over": refused.over}
    if isinstance(refused, Unlawful):
        words = {"way": WAY_WORDS[refused.way]}
        return _("This body takes no comment by this road: “%(way)s”.") % words
    if isinstance(refused, MovedMeanwhile):
        # Who only confirms a text wrote nothing that could be put together with it.
        return both_together() if refused.text else other_now()
    return {
        NotLater: _("This end is over, is before the beginning, or is the one that stands there already."),
        StillToConfirm: _("Somebody says that its end is another one: confirm or refuse that first."),
        AlreadyProposed: _(
            "Somebody else has said something of its end: confirm or refuse that first, it is on your desk."
        ),
        AnsweredMeanwhile: _("It was answered meanwhile: open the form anew."),
        NotChecked: _("A second person has to check the text before it is handed over."),
        NotThatDay: _("It cannot have been handed over on this day."),
        ReadAlready: _(
            "You have said it already: a second reading is that of another person, of another organisation."
        ),
        SendingIsOff: _(
            "Comments to this country endanger who signs them: say that your organisation knows and has decided."
        ),
    }.get(type(refused)) or _("It is over, called off or ended meanwhile; below is how it stands.")


attempt = Attempts("consultations", REFUSALS, _why)

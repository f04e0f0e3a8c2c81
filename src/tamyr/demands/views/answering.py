"""How an act on a demand is answered: done, or refused with how it stands and with what was typed."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tamyr.demands.logic.history import NotPossible
from tamyr.demands.logic.projection import NotInOrder
from tamyr.demands.pages.words import field_of, impossible_words, there_already_words, unlawful_words
from tamyr.demands.services.delivering import (
    AlreadyCorrected,
    DecidedElsewhere,
    SendingIsOff,
    StillToCome,
    ThereAlready,
    Unlawful,
)
from tamyr.demands.services.exposing import SameAsNow
from tamyr.demands.services.judging import WasAnswered
from tamyr.demands.services.making import NotWhole
from tamyr.procedures.pages import both_together
from tamyr.procedures.services import AtAnotherStage, MovedMeanwhile, ReadAlready
from tamyr.shared.attempts import Attempts, other_now

# What is said of each, where it is the same whatever was sent.
WORDS: dict[type[Exception], Promise] = {
    AtAnotherStage: _("It is not open to this now; below is how it stands."),
    NotWhole: _(
        "It is not whole in both languages yet: write the translation, and let a second speaker check it."
    ),
    SendingIsOff: _(
        "Letters to this country endanger who signs them: none is added until you say that your organisation "
        "knows and has decided."
    ),
    StillToCome: _("A day is wrong: it is still to come, or is put off to a day that is no later."),
    AlreadyCorrected: _("This was corrected by somebody else meanwhile; below is how it stands."),
    DecidedElsewhere: _(
        "By this event the letter was handed over: on the letter’s own page that is taken back."
    ),
    ReadAlready: _(
        "You have judged this demand for another organisation: two readings are those of two people."
    ),
    WasAnswered: _(
        "An answer or a refusal is recorded, so there was no silence: choose another reading, or correct the letter."
    ),
    SameAsNow: _("They read it already: choose other readers."),
}
# Of these a page says why. Whatever else is raised is a fault of ours and passes through.
REFUSALS = (*WORDS, MovedMeanwhile, Unlawful, ThereAlready, NotPossible, NotInOrder)


def _why(refused: Exception) -> str:
    """Say why nothing was recorded, and what to do instead."""
    if isinstance(refused, MovedMeanwhile):
        return both_together() if refused.text else other_now()
    if isinstance(refused, Unlawful):
        return unlawful_words(refused.way, refused.lawful)
    if isinstance(refused, ThereAlready):
        return there_already_words(may_move=refused.may_move)
    if isinstance(refused, NotPossible | NotInOrder):
        return impossible_words(refused)
    return str(WORDS[type(refused)])


attempt = Attempts("demands", REFUSALS, _why, field_of)

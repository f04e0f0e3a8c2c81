"""How an act on letters is answered: done, or refused with the reason and with what was typed."""

from django.utils.translation import gettext as _

from tamyr.deliveries.services.deciding import DecidedMeanwhile
from tamyr.deliveries.services.preparing import BatchEnded, NotReady
from tamyr.deliveries.services.releasing import PreviewChanged
from tamyr.deliveries.services.two_persons.not_handed import StillAway, TakesTwo
from tamyr.demands.logic.history import NotPossible
from tamyr.demands.logic.projection import NotInOrder
from tamyr.demands.pages.words import field_of, impossible_words, unlawful_words
from tamyr.demands.services.delivering import SendingIsOff, StillToCome, Unlawful
from tamyr.procedures.pages import both_together
from tamyr.procedures.services import AtAnotherStage, MovedMeanwhile
from tamyr.shared.attempts import Attempts

REFUSALS = (
    AtAnotherStage, DecidedMeanwhile, BatchEnded, MovedMeanwhile, NotInOrder, NotPossible, NotReady,
    PreviewChanged, SendingIsOff, StillAway, StillToCome, TakesTwo, Unlawful,
)  # fmt: skip


def _why(refused: Exception) -> str:
    """Say why nothing was done, and what to do instead."""
    if isinstance(refused, NotReady):
        return _not_ready(refused)
    if isinstance(refused, Unlawful):
        return unlawful_words(refused.way, refused.lawful)
    if isinstance(refused, SendingIsOff):
        return _(
            "Letters to this country endanger who signs them: none is prepared until you say that your organisation "
            "knows and has decided."
        )
    if isinstance(refused, PreviewChanged):
        return refused.why + " " + _("Prepare the letters anew, and look at them again.")
    if isinstance(refused, StillAway):
        return refused.why
    if isinstance(refused, TakesTwo):
        return _("Something rests on it by now, or somebody else said it: two organisations take it back.")
    if isinstance(refused, MovedMeanwhile):
        if refused.text:
            return both_together()
        return _("The words were changed meanwhile. Read them as they stand now.")
    if isinstance(refused, DecidedMeanwhile | BatchEnded | AtAnotherStage):
        return _("It is not open to this now; below is how it stands.")
    if isinstance(refused, NotPossible | NotInOrder):
        return impossible_words(refused) + " " + _("All that is recorded is on the page of our letter.")
    return _("A day is wrong: it is still to come, or is put off to a day that is no later.")


def _not_ready(refused: NotReady) -> str:
    if refused.why == "member":
        return _(
            "This organisation is not shown to everybody: a letter names it to nobody. Let the network write; it is "
            "counted among those who stand behind the demand."
        )
    assert refused.delivery is not None
    names = {"addressee": refused.delivery.institution.name_on(refused.delivery.added_at.date())}
    if refused.why == "words":
        return (
            _(
                "%(addressee)s: the letter has no checked words in its language. Write them, and let a second speaker check."
            )
            % names
        )
    if refused.why == "address":
        return _("%(addressee)s: the directory knows no e-mail address for such a letter.") % names
    return _("%(addressee)s: this letter is away already, or another batch holds it.") % names


attempt = Attempts("deliveries", REFUSALS, _why, field_of)

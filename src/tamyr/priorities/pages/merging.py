"""One text for two proposals, as it is offered and as it is answered."""

from django.utils.translation import gettext as _

from tamyr.network.models import Visitor
from tamyr.priorities.models import Merger, MergerStage, Proposal, Round
from tamyr.priorities.pages.words import crumbs
from tamyr.priorities.queries.proposals import shown_one
from tamyr.priorities.queries.rounds import address_of_round
from tamyr.priorities.rules import is_mine


def offer_page(own: Proposal, asked: Proposal, visitor: Visitor, language: str) -> dict[str, object]:
    """Return what stands around the form that offers one text for two."""
    return {
        "own": shown_one(own, visitor, language),
        "asked": shown_one(asked, visitor, language),
        **_head(own.round),
    }


def merger_page(found: Merger, visitor: Visitor, language: str) -> dict[str, object]:
    """Return an offer as one of its two sides sees it."""
    # By the clock too, unlike what is set aside: once the talk is over no text changes any more.
    is_open = found.stage == MergerStage.WAITING and found.kept.round.hears_voices_at(visitor.at)
    return {
        "merger": found,
        "kept": shown_one(found.kept, visitor, language),
        "other": shown_one(found.other, visitor, language),
        "is_open": is_open,
        "asks_me": is_open and is_mine(visitor, found.asked),
        **_head(found.kept.round),
    }


def _head(standing: Round) -> dict[str, object]:
    heading = _("One text for both")
    trail = crumbs((standing.title, address_of_round(standing)), (heading, ""))
    return {"round": standing, "heading": heading, "crumbs": trail}

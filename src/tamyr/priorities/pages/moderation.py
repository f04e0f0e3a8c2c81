"""What is set aside, as those see it who do it, decide on it or wrote it."""

from django.utils.translation import gettext as _

from tamyr.network.models import Visitor
from tamyr.priorities.models import Argument, Moderation, Proposal, Stage
from tamyr.priorities.pages.words import crumbs, crumbs_below
from tamyr.priorities.queries.proposals import shown_one
from tamyr.priorities.queries.rounds import address_of_round
from tamyr.priorities.rules import is_of_the_author, may_decide_appeal, may_lift


def set_aside_page(
    found: Proposal, argument: Argument | None, visitor: Visitor, language: str
) -> dict[str, object]:
    """Return what stands around the form that sets a proposal aside, or an argument on it."""
    heading = _("Set aside")
    return {
        "shown": shown_one(found, visitor, language),
        "argument": argument,
        "heading": heading,
        "crumbs": crumbs_below(found, heading),
    }


def moderation_page(found: Moderation, visitor: Visitor, language: str) -> dict[str, object]:
    """Return what was set aside and why, with what this visitor may do about it."""
    standing_round = found.proposal.round
    heading = _("Set aside: proposal no. %(place)s") % {"place": found.proposal.place}
    # By the stage and not by the clock, as ``services.moderation`` asks: it goes on after the talk.
    is_open = standing_round.stage == Stage.OPEN and not found.outcome
    return {
        "moderation": found,
        "shown": shown_one(found.proposal, visitor, language),
        "may_appeal": is_open and not found.appealed_at and is_of_the_author(visitor, found),
        "may_decide": is_open and bool(found.appealed_at) and may_decide_appeal(visitor, found),
        "may_lift": is_open and may_lift(visitor, found),
        "heading": heading,
        "crumbs": crumbs((standing_round.title, address_of_round(standing_round)), (heading, "")),
    }

"""A proposal as one visitor sees it: its words, what it rests on, what was said of it, and what they may do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tamyr.network.models import Theme, Visitor
from tamyr.priorities.models import Proposal, Wording
from tamyr.priorities.models.proposals import LANGUAGES
from tamyr.priorities.pages.words import crumbs, quoted_of
from tamyr.priorities.queries.proposals import (
    arguments_shown,
    mergers_for,
    moderations_for,
    own_standing,
    quotes_of,
    shown_one,
    supporters_shown,
)
from tamyr.priorities.queries.rounds import address_of, address_of_round
from tamyr.priorities.queries.texts import newest_wordings
from tamyr.priorities.rules import may_moderate
from tamyr.procedures.rules import organisations_heard


def proposal_page(found: Proposal, visitor: Visitor, language: str) -> dict[str, Any]:
    """Return what the page of a proposal shows."""
    shown, voices = shown_one(found, visitor, language), organisations_heard(visitor, found.round)
    wordings = newest_wordings([found])[found.pk]
    others = [wording for wording in wordings.values() if wording != shown.wording]
    return {
        **head_of(found),
        "shown": shown,
        "other": others[0] if others and shown.wording else None,
        "phase": found.round.phase_at(visitor.at),
        "talks": found.round.hears_voices_at(visitor.at) and found.is_standing,
        "theme": Theme(found.theme).label,
        # Where the words are set aside, nothing is shown of what they rest on, nor what was said of them.
        "quotes": [quoted_of(quote, language) for quote in quotes_of(found)] if shown.wording else [],
        "supporters": supporters_shown(found, visitor),
        "arguments": arguments_shown(found, visitor) if shown.wording else [],
        "voices": [] if shown.is_mine else voices,
        "mergers": mergers_for(found, visitor),
        "own_others": [] if shown.is_mine else own_standing(found.round, visitor),
        "moderations": moderations_for(found),
        "may_moderate": may_moderate(visitor, found.round),
        "may_translate": to_translate(wordings) if voices else [],
        "has_earlier": len(wordings) < found.wordings.count(),
    }


def head_of(found: Proposal, *below: tuple[str, str]) -> dict[str, Any]:
    """Return what stands above every page of a proposal; ``below``: the way on from its own page."""
    own = _("Proposal no. %(place)s") % {"place": found.place}
    trail = [(found.round.title, address_of_round(found.round))]
    trail += [(own, address_of(found)), *below] if below else [(own, "")]
    return {"proposal": found, "round": found.round, "heading": own, "crumbs": crumbs(*trail)}


def to_translate(wordings: Mapping[str, Wording]) -> list[tuple[str, Any]]:
    """Return the languages into which another may translate: the author wrote nothing in them."""
    own = {code for code, wording in wordings.items() if not wording.is_translation}
    return [(code, name) for code, name in LANGUAGES if code not in own]

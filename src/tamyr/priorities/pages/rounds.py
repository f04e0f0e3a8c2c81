"""A round as one visitor sees it: its phase, its proposals, its vote, and what they may do."""

from dataclasses import replace

from tamyr.decisions.models import DECIDED, Decision
from tamyr.decisions.pages.results import Result, result_for
from tamyr.decisions.queries.decisions import decisions_visible_to
from tamyr.network.models import Member, Visitor
from tamyr.priorities.models import Round
from tamyr.priorities.pages.lists import ListChoice, chosen_page, selects
from tamyr.priorities.pages.words import crumbs, phase_sentence, said_before
from tamyr.priorities.queries.proposals import chosen_of, shown_list
from tamyr.priorities.queries.rounds import may_propose_for, members_that_spoke, votes_before
from tamyr.priorities.queries.texts import missing_translations, texts_stand
from tamyr.priorities.rules import may_change_round, may_keep_round
from tamyr.procedures.rules import organisations_heard


def round_page(standing: Round, choice: ListChoice, visitor: Visitor, language: str) -> dict[str, object]:
    """Return what the page of a round shows, its list narrowed as the reader chose."""
    page, shown = chosen_page(standing, choice, visitor, language)
    phase = standing.phase_at(visitor.at)
    return {
        "round": standing,
        "phase": phase,
        "sentence": phase_sentence(phase),
        "ends_at": standing.next_end_at(visitor.at),
        "said_before": said_before(standing),
        "page": page,
        "page_query": choice.query,
        "choice": choice,
        "selects": selects(choice, language),
        "proposals": shown,
        "chosen": shown_list(chosen_of(standing), visitor, language),
        "may_propose": bool(may_propose_for(visitor, standing)) and standing.collects_at(visitor.at),
        "may_pass": _may_pass(standing, visitor),
        "may_keep": may_keep_round(visitor, standing),
        **_vote(standing, visitor),
        "may_change": may_change_round(visitor, standing),
        "crumbs": crumbs((standing.title, "")),
    }


def _vote(standing: Round, visitor: Visitor) -> dict[str, object]:
    """Return what a round's page shows of its vote: the way to the ballot, and the result as this reader may know it."""
    choice, before = standing.choice, {"votes_before": votes_before(standing, visitor)}
    if choice is None:
        return before | {
            "missing": missing_translations(standing) if may_keep_round(visitor, standing) else []
        }
    # A round that the world reads may lead to a vote of which it reads nothing.
    known = decisions_visible_to(visitor).filter(pk=choice.pk).exists()
    is_made = known and choice.stage in DECIDED
    return before | {
        "decision": choice if known else None,
        "is_voted_on": choice.hears_voices_at(visitor.at),
        "result": _result(choice, visitor) if is_made else None,
        "texts_stand": texts_stand(standing),
    }


def _result(choice: Decision, visitor: Visitor) -> Result | None:
    """Return a vote's result without the list of what was chosen, which stands above it with links."""
    found = result_for(choice, list(choice.options.all()), visitor)
    return replace(found, chosen=[]) if found else None


def _may_pass(standing: Round, visitor: Visitor) -> list[Member]:
    """Return the organisations of a visitor that have not spoken in the phase that runs now."""
    if not standing.hears_voices_at(visitor.at):
        return []
    spoken = members_that_spoke([standing], visitor)
    return [
        member for member in organisations_heard(visitor, standing) if (standing.pk, member.pk) not in spoken
    ]

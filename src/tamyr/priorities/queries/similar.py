"""Proposals of a round that are about the same: a suggestion, never a bar."""

from collections.abc import Mapping
from uuid import UUID

from tamyr.network.models import Visitor
from tamyr.priorities.logic.similar import Likeness, Signals, most_like, signals_of
from tamyr.priorities.models import Proposal, ProposalStage, Round, Wording
from tamyr.priorities.queries.proposals import Shown, newest_wordings, shown_list


def signals_in(proposal: Proposal, wordings: Mapping[str, Wording]) -> Signals:
    """Return what a proposal says, in all its languages together: each helps to find it."""
    text = "\n".join(f"{wording.title}\n{wording.text}" for wording in wordings.values())
    return signals_of(text, proposal.country_id or "")


def similar_to(
    standing: Round, text: str, country: str, visitor: Visitor, language: str, *, but: Proposal | None = None
) -> list[tuple[Shown, Likeness[UUID]]]:
    """Return the three standing proposals of a round most like a text, and what they share with it."""
    others = standing.proposals.filter(stage=ProposalStage.STANDING).select_related("round")
    found = {proposal.pk: proposal for proposal in others if but is None or proposal.pk != but.pk}
    wordings = newest_wordings(found.values())
    signals = {key: signals_in(proposal, wordings[key]) for key, proposal in found.items()}
    likest = most_like(signals_of(text, country), signals)
    shown = shown_list([found[likeness.key] for likeness in likest], visitor, language)
    return list(zip(shown, likest, strict=True))

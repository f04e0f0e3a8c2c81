"""Proposals of a round that are about the same: a suggestion, never a bar."""

from collections.abc import Mapping
from functools import cache
from uuid import UUID

from django.conf import settings

from tamyr.network.models import Visitor
from tamyr.priorities.logic.encoders import installed_encoder
from tamyr.priorities.logic.similar import Likeness, Meanings, most_like, signals_of
from tamyr.priorities.models import Proposal, ProposalStage, Round, Wording
from tamyr.priorities.queries.proposals import ProposalShown, shown_list
from tamyr.priorities.queries.texts import newest_wordings
from tamyr.shared.turns import Busy, in_turn


def text_of(wordings: Mapping[str, Wording]) -> str:
    """Return what a proposal says, in all its languages together: each helps to find it."""
    return "\n".join(f"{wording.title}\n{wording.text}" for wording in wordings.values())


@cache
def meanings() -> Meanings:
    # Once in a process, when first asked: nobody else’s page waits for the encoder.
    return Meanings(installed_encoder())


def nearness(text: str, others: Mapping[UUID, str]) -> dict[UUID, float]:
    """Return how near others are to a text in meaning: nothing without an encoder, and while others have its turn."""
    if not settings.ENCODER:
        return {}
    try:
        with in_turn():
            return meanings().nearness(text, others)
    except Busy:
        return {}


def similar_to(
    standing: Round, text: str, country: str, visitor: Visitor, language: str, *, but: Proposal | None = None
) -> list[tuple[ProposalShown, Likeness[UUID]]]:
    """Return the three standing proposals of a round most like a text, and what they share with it."""
    # What matched is said in words: of a text that was set aside these would tell what few may read.
    others = standing.proposals.filter(stage=ProposalStage.STANDING).select_related("round")
    found = {proposal.pk: proposal for proposal in others if but is None or proposal.pk != but.pk}
    wordings = newest_wordings(found.values())
    said = {key: text_of(wordings[key]) for key in found}
    signals = {key: signals_of(said[key], found[key].country_id or "") for key in found}
    likest = most_like(signals_of(text, country), signals, nearness(text, said))
    shown = shown_list([found[likeness.key] for likeness in likest], visitor, language)
    return list(zip(shown, likest, strict=True))

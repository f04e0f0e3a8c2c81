from tamyr.priorities.models.discussion import (
    Argument,
    ArgumentKind,
    Merger,
    MergerStage,
    Moderation,
    Outcome,
)
from tamyr.priorities.models.proposals import Proposal, ProposalStage, Quote, Support, Wording
from tamyr.priorities.models.rounds import (
    OVER,
    Authors,
    Balance,
    NamedInRound,
    Pass,
    Phase,
    Proposers,
    Round,
    Stage,
)

__all__ = [
    "OVER",
    "Argument",
    "ArgumentKind",
    "Authors",
    "Balance",
    "Merger",
    "MergerStage",
    "Moderation",
    "NamedInRound",
    "Outcome",
    "Pass",
    "Phase",
    "Proposal",
    "ProposalStage",
    "Proposers",
    "Quote",
    "Round",
    "Stage",
    "Support",
    "Wording",
]

"""Proposals as one visitor may see them: whose they are, in which words, and what was said of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404

from tamyr.network.models import Visitor
from tamyr.network.queries.members import members_visible_to, names_for
from tamyr.priorities.models import (
    Argument,
    Merger,
    MergerStage,
    Moderation,
    Proposal,
    ProposalStage,
    Quote,
    Round,
    Support,
    Wording,
)
from tamyr.priorities.queries.rounds import rounds_visible_to
from tamyr.priorities.queries.texts import best_wording, newest_wordings
from tamyr.priorities.rules import is_mine, is_of_the_author, may_decide_appeal, may_moderate, may_read_rounds


@dataclass(frozen=True)
class ProposalShown:
    """A proposal as one visitor may see it.

    ``author``: its name, empty where it is not theirs to know. ``wording``: in the reader's language, else the
    other one; None where it was set aside and is not theirs to read. ``supporters``: how many like it, and how
    many of them said so of an earlier text.
    """

    proposal: Proposal
    wording: Wording | None
    author: str
    is_mine: bool
    supporters: int = 0
    earlier: int = 0
    arguments: int = 0

    @property
    def title(self) -> str:
        return self.wording.title if self.wording else ""


def shown_list(proposals: Sequence[Proposal], visitor: Visitor, language: str) -> list[ProposalShown]:
    """Return proposals of one round for a list, in a fixed number of queries."""
    wordings = newest_wordings(proposals)
    authors = _authors(proposals)
    names = _names_of_authors(proposals, authors, visitor)
    said = _counts(proposals, visitor)
    return [
        ProposalShown(
            proposal,
            best_wording(wordings[proposal.pk], language) if _may_read(proposal, authors, visitor) else None,
            names.get(proposal.pk, ""),
            bool(authors[proposal.pk] & visitor.members),
            *said.get(proposal.pk, (0, 0, 0)),
        )
        for proposal in proposals
    ]


def shown_one(proposal: Proposal, visitor: Visitor, language: str) -> ProposalShown:
    return shown_list([proposal], visitor, language)[0]


def _authors(proposals: Sequence[Proposal]) -> dict[UUID, set[UUID]]:
    """Return the members behind each proposal: who made it, and whose was taken up in it."""
    found = {proposal.pk: {proposal.member_id} for proposal in proposals}
    taken_up = Proposal.objects.filter(merged_into__in=found).values_list("merged_into_id", "member_id")
    for key, member in taken_up:
        found[key].add(member)
    return found


def _names_of_authors(
    proposals: Sequence[Proposal], authors: Mapping[UUID, set[UUID]], visitor: Visitor
) -> dict[UUID, str]:
    """Return the authors' names where this visitor may know them; nobody may before the round shows authors."""
    told = [proposal for proposal in proposals if not proposal.round.hides_authors]
    names = names_for(visitor, {member for proposal in told for member in authors[proposal.pk]})
    return {
        proposal.pk: " · ".join(sorted(names[member] for member in authors[proposal.pk] if member in names))
        for proposal in told
    }


def _may_read(proposal: Proposal, authors: Mapping[UUID, set[UUID]], visitor: Visitor) -> bool:
    """Whether a visitor reads the words: what was set aside is read by its author and by coordinators."""
    if proposal.stage != ProposalStage.SET_ASIDE:
        return True
    return may_moderate(visitor, proposal.round) or bool(authors[proposal.pk] & visitor.members)


def supports_counted_for(visitor: Visitor) -> QuerySet[Support]:
    """Return the supports that a visitor may know of: a stranger counts no member that they may not know."""
    given = Support.objects.filter(taken_back_at=None)
    return given if may_read_rounds(visitor) else given.filter(member__in=members_visible_to(visitor))


def _counts(proposals: Sequence[Proposal], visitor: Visitor) -> dict[UUID, tuple[int, int, int]]:
    """Return proposal → supporters, those of an earlier text, arguments; each counted apart from the others."""
    keys = [proposal.pk for proposal in proposals]
    # Two questions: joined into one, each support would be counted once for every argument.
    given = supports_counted_for(visitor).filter(proposal__in=keys).order_by()
    earlier = ~Q(text_sha256=F("proposal__text_sha256"))
    likes = {
        key: (count, old)
        for key, count, old in given.values("proposal_id")
        .annotate(count=Count("pk"), old=Count("pk", filter=earlier))
        .values_list("proposal_id", "count", "old")
    }
    said = Argument.objects.filter(proposal__in=keys, is_set_aside=False).order_by()
    words = dict(said.values_list("proposal_id").annotate(count=Count("pk")))
    return {key: (*likes.get(key, (0, 0)), words.get(key, 0)) for key in keys}


def find_proposal(visitor: Visitor, number: int, place: int) -> Proposal:
    """Return a proposal this visitor may know of; for any other the answer is that there is none."""
    found = (
        Proposal.objects.filter(round__in=rounds_visible_to(visitor), round__number=number, place=place)
        .select_related("round", "country", "merged_into", "member")
        .first()
    )
    if found is None:
        raise Http404
    return found


def find_argument(proposal: Proposal, key: UUID | None, *, shown_only: bool = False) -> Argument:
    """Return an argument on a proposal; raise ``Http404`` where there is none."""
    found = proposal.arguments.filter(pk=key).first() if key else None
    if found is None or (shown_only and found.is_set_aside):
        raise Http404
    found.proposal = proposal
    return found


def find_merger(visitor: Visitor, key: UUID) -> Merger:
    """Return a merger that this visitor is a side of; for everybody else there is none."""
    known = Merger.objects.filter(pk=key, kept__round__in=rounds_visible_to(visitor))
    found = known.select_related("kept__round", "other__round", "asked").first()
    if found is None or not (is_mine(visitor, found.kept) or is_mine(visitor, found.other)):
        raise Http404
    return found


def find_moderation(visitor: Visitor, key: UUID) -> Moderation:
    """Return a moderation for those who moderate or decide on it, and for whoever wrote what it is about."""
    known = Moderation.objects.filter(pk=key, proposal__round__in=rounds_visible_to(visitor))
    found = known.select_related("proposal__round", "argument").first()
    if found is None or not (
        may_moderate(visitor, found.proposal.round)
        or may_decide_appeal(visitor, found)
        or is_of_the_author(visitor, found)
    ):
        raise Http404
    return found


# --- what was said of one -------------------------------------------------------------------


@dataclass(frozen=True)
class ArgumentShown:
    """An argument as one visitor may read it; ``name`` is empty where it is not theirs to know."""

    argument: Argument
    name: str
    is_mine: bool
    may_read: bool


def arguments_shown(proposal: Proposal, visitor: Visitor) -> list[ArgumentShown]:
    found = list(proposal.arguments.all())
    for argument in found:
        argument.proposal = proposal
    # Also where the round hides authors: whoever argues says so in its own name, and on what it proposed
    # itself it cannot.
    names = names_for(visitor, [argument.member_id for argument in found])
    moderates = bool(may_moderate(visitor, proposal.round))
    return [
        ArgumentShown(
            argument,
            names.get(argument.member_id, ""),
            argument.member_id in visitor.members,
            not argument.is_set_aside or argument.member_id in visitor.members or moderates,
        )
        for argument in found
    ]


@dataclass(frozen=True)
class Supporters:
    """Who likes a proposal, as far as one visitor may know: names, and how many are not named."""

    names: list[str]
    unnamed: int
    earlier: int
    own: frozenset[UUID]
    own_earlier: frozenset[UUID]


def supporters_shown(proposal: Proposal, visitor: Visitor) -> Supporters:
    given = list(supports_counted_for(visitor).filter(proposal=proposal))
    names = names_for(visitor, [support.member_id for support in given])
    earlier = [support for support in given if support.text_sha256 != proposal.text_sha256]
    return Supporters(
        names=sorted(names.values()),
        unnamed=len(given) - len(names),
        earlier=len(earlier),
        own=frozenset(support.member_id for support in given if support.member_id in visitor.members),
        own_earlier=frozenset(
            support.member_id for support in earlier if support.member_id in visitor.members
        ),
    )


def quotes_of(proposal: Proposal) -> list[Quote]:
    return list(proposal.quotes.filter(dropped_at=None))


def mergers_for(proposal: Proposal, visitor: Visitor) -> list[Merger]:
    """Return the mergers that wait, for the authors of both sides alone."""
    waiting = Merger.objects.filter(Q(kept=proposal) | Q(other=proposal), stage=MergerStage.WAITING)
    found = list(waiting.select_related("kept__round", "other__round"))
    sides = {side.pk: side for merger in found for side in (merger.kept, merger.other)}
    # Of all sides at once: ``is_mine`` would ask the database for each of them.
    authors = _authors(list(sides.values()))
    own = visitor.members
    return [merger for merger in found if (authors[merger.kept_id] | authors[merger.other_id]) & own]


def own_standing(standing: Round, visitor: Visitor) -> list[Proposal]:
    """Return a visitor's own proposals that stand in a round: with each of them another one could be merged."""
    found = standing.proposals.filter(member__in=visitor.members, stage=ProposalStage.STANDING)
    return list(found)


def moderations_for(proposal: Proposal) -> list[Moderation]:
    """Return what was set aside and why, the newest last: everybody who reads the round may read that."""
    return list(proposal.moderations.select_related("argument", "proposal").order_by("done_at"))


def chosen_of(standing: Round) -> list[Proposal]:
    return list(standing.proposals.filter(chosen__isnull=False).select_related("round").order_by("chosen"))

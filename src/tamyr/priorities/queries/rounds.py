"""Which rounds a visitor may know of, and who has spoken in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse

from tamyr.decisions.models import Decision
from tamyr.decisions.queries.decisions import decisions_visible_to
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.members import belonging_on
from tamyr.priorities.logic.texts import hash_of
from tamyr.priorities.models import OVER, Argument, Pass, Proposal, Round, Stage, Support
from tamyr.priorities.rules import may_propose_in, may_read_rounds
from tamyr.procedures.queries import of_visitor, overseen_by
from tamyr.procedures.rules import own_within


def rounds_visible_to(visitor: Visitor) -> QuerySet[Round]:
    """Return the rounds that this visitor may know of.

    Keepers see drafts; people of the network what was opened to them or their organisations, and coordinators all
    that is of no circle; everybody else what was opened as public. What is of a circle its people alone see.
    """
    opened = Q(opened_at__isnull=False)
    known = Q(is_public=True) & opened
    if may_read_rounds(visitor):
        known |= overseen_by(visitor) | of_visitor(visitor) & opened
    return Round.objects.filter(known).distinct()


def public_rounds() -> QuerySet[Round]:
    return Round.objects.exclude(opened_at=None).filter(is_public=True)


def find_round(visitor: Visitor, number: int) -> Round:
    """Return a round this visitor may know of; for any other the answer is that there is none."""
    found = rounds_visible_to(visitor).filter(number=number).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class RoundList:
    """The rounds of a list in parts."""

    running: list[Round]
    drafts: list[Round]
    done: list[Round]


def in_parts(rounds: Iterable[Round]) -> RoundList:
    shown = list(rounds)
    return RoundList(
        running=[listed for listed in shown if listed.stage in (Stage.OPEN, Stage.CHOOSING)],
        drafts=[listed for listed in shown if listed.stage == Stage.DRAFT],
        done=[listed for listed in shown if listed.stage in OVER],
    )


def may_propose_for(visitor: Visitor, standing: Round) -> list[Member]:
    """Return the organisations in whose name this visitor may propose in a round, by its own rule."""
    own = own_within(visitor, standing)
    # Whoever left is no member of any kind, also where a round hears all of them.
    today = Member.objects.filter(belonging_on(visitor.on), pk__in=[member.pk for member in own])
    belonging = set(today.values_list("pk", flat=True))
    return [member for member in own if member.pk in belonging and may_propose_in(standing, member)]


def votes_before(standing: Round, visitor: Visitor) -> list[Decision]:
    """Return the votes of a round whose place others took, the last one first, as far as the reader may know them."""
    found, before = [], standing.former
    # One after the other: each vote knows only the one whose place it took.
    while before is not None:
        found.append(before.pk)
        before = before.previous
    return list(decisions_visible_to(visitor).filter(pk__in=found))


def members_that_spoke(rounds: Iterable[Round], visitor: Visitor) -> set[tuple[UUID, UUID]]:
    """Return (round, member) pairs of a visitor's that need not be asked in the phase that runs now.

    While proposals are collected: who proposed. While they are discussed: who supported or argued. In both:
    who said that it has nothing to add.
    """
    running, own = list(rounds), visitor.members
    collecting = [listed.pk for listed in running if listed.collects_at(visitor.at)]
    talking = [listed.pk for listed in running if not listed.collects_at(visitor.at)]
    phases = {listed.pk: listed.phase_at(visitor.at) for listed in running}
    passed = Pass.objects.filter(round__in=phases, member__in=own).values_list(
        "round_id", "member_id", "phase"
    )
    proposed = Proposal.objects.filter(round__in=collecting, member__in=own)
    argued = Argument.objects.filter(proposal__round__in=talking, member__in=own)
    supported = Support.objects.filter(
        proposal__round__in=talking, member__in=own, taken_back_at__isnull=True
    )
    return {
        *((key, member) for key, member, phase in passed if phase == phases[key]),
        *proposed.values_list("round_id", "member_id"),
        *argued.values_list("proposal__round_id", "member_id"),
        *supported.values_list("proposal__round_id", "member_id"),
    }


# What a keeper plans of a round, but for whose it is.
PLANNED = (
    *("title_en", "title_ru", "words_en", "words_ru", "authors", "proposers", "is_public", "most_per_member"),
    *("seats", "balance", "outside", "choose_days", "collects_until", "closes_at"),
)


def plan_sha(standing: Round) -> str:
    """Return by what a form knows whether a plan is as it was when somebody opened it."""
    said, whose = [str(getattr(standing, name)) for name in PLANNED], standing.whose
    named = sorted(str(member.pk) for member in whose.named)
    return hash_of(*said, whose.scope, whose.code, str(standing.circle_id), *named)


# --- where they stand -------------------------------------------------------------------------


def address_of_round(standing: Round) -> str:
    return reverse("priorities:round", args=[standing.number])


def address_of(proposal: Proposal) -> str:
    return reverse("priorities:proposal", args=[proposal.round.number, proposal.place])

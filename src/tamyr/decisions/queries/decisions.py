"""Which decisions a visitor may know of, and what each is waiting for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from tamyr.decisions.models import DECIDED, Decision, Outside, Seat, Stage
from tamyr.decisions.rules import may_read_decisions
from tamyr.network.models import Visitor
from tamyr.procedures.models import Scope
from tamyr.procedures.queries import of_visitor, overseen_by


def decisions_visible_to(visitor: Visitor) -> QuerySet[Decision]:
    """Return the decisions that this visitor may know of.

    Keepers see drafts; people of the network what was announced to them or their organisations, and coordinators
    all that is of no circle; everybody else what was decided and announced as open to the world. What is practice
    stays inside, and what is of a circle is seen by its people alone.
    """
    # A coalition joins a row for each member that it names: one with two of the reader’s would come twice.
    return Decision.objects.filter(_for_the_world() | _followed(visitor)).distinct()


def decisions_followed_by(visitor: Visitor) -> QuerySet[Decision]:
    """Return those that this visitor reads from the inside: who votes, and the file of members."""
    return Decision.objects.filter(_followed(visitor)).distinct()


def follows(visitor: Visitor, decision: Decision) -> bool:
    return decisions_followed_by(visitor).filter(pk=decision.pk).exists()


def _followed(visitor: Visitor) -> Q:
    if not may_read_decisions(visitor):
        return Q(pk__in=())
    # Whoever had a voice when it opened reads it to the end, also where it works elsewhere by now.
    seats = Seat.objects.filter(member__in=visitor.members).values("decision_id")
    # But nothing of a circle: whoever left it reads on in none of its decisions.
    voter = Q(pk__in=seats) & ~Q(scope=Scope.CIRCLE)
    # Never shown means a draft, which may have been withdrawn since: it stays with those who keep it.
    return overseen_by(visitor) | (of_visitor(visitor) | voter) & Q(announced_at__isnull=False)


def _for_the_world() -> Q:
    # An annulled one stays, so that its address says that it does not hold.
    told = Q(stage__in=DECIDED) | Q(stage=Stage.ANNULLED, file__isnull=False)
    return told & Q(is_practice=False) & ~Q(outside=Outside.NOTHING)


def find_decision(visitor: Visitor, number: int) -> Decision:
    """Return a decision this visitor may know of; for any other the answer is that there is none."""
    found = decisions_visible_to(visitor).filter(number=number).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class DecisionList:
    """The decisions of a list in parts: what waits for the reader's voice first."""

    waiting: list[Decision]
    open: list[Decision]
    coming: list[Decision]
    done: list[Decision]


def in_parts(decisions: Iterable[Decision], waiting: set[Decision], visitor: Visitor) -> DecisionList:
    shown = list(decisions)
    running = [decision for decision in shown if decision.hears_voices_at(visitor.at)]
    coming = [decision for decision in shown if decision.stage in (Stage.DRAFT, Stage.ANNOUNCED)]
    return DecisionList(
        waiting=sorted(
            (decision for decision in running if decision in waiting), key=lambda decision: decision.closes_at
        ),
        open=sorted(
            (decision for decision in running if decision not in waiting),
            key=lambda decision: decision.closes_at,
        ),
        coming=coming,
        done=[decision for decision in shown if decision not in running and decision not in coming],
    )

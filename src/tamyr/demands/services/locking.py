"""What every act on a demand begins with: the row locked, the right asked again."""

from datetime import datetime
from uuid import UUID

from rules.predicates import Predicate

from tamyr.demands.models import Demand
from tamyr.network.models import Visitor
from tamyr.positions.services.locking import asked_again
from tamyr.procedures.services import NotNow


class AtAnotherStage(NotNow):
    """A demand is at another stage than this act needs; ``demand`` is how it stands."""

    def __init__(self, demand: Demand) -> None:
        Exception.__init__(self, f"{demand.number} is {demand.stage}")
        self.demand = demand


def locked_for(
    rule: Predicate, demand: Demand, *stages: str, actor: UUID, at: datetime
) -> tuple[Demand, Visitor]:
    """Lock a demand's row and return it as it stands, with who acts, as the database has both now.

    Raises ``AtAnotherStage`` where its stage does not allow the act, ``MayNot`` where the right has ended.
    """
    standing = Demand.objects.select_for_update(of=("self",)).get(pk=demand.pk)
    if standing.stage not in stages:
        raise AtAnotherStage(standing)
    return standing, asked_again(rule, actor, standing, at)

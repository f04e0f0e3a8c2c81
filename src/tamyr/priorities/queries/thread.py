"""Rounds that are open now, beside the decisions they lead to."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tamyr.decisions.queries.thread import OpenMatter, runs_beside_decisions
from tamyr.network.models import Visitor
from tamyr.priorities.models import Stage
from tamyr.priorities.queries.rounds import address_of_round, rounds_visible_to


@runs_beside_decisions
def running_rounds(visitor: Visitor) -> Iterator[OpenMatter]:
    for standing in rounds_visible_to(visitor).filter(stage=Stage.OPEN, closes_at__gt=visitor.at):
        words = _("Propose until") if standing.collects_at(visitor.at) else _("Discuss until")
        ends_at = standing.next_end_at(visitor.at)
        # Open and not over, so that one of its two ends is ahead.
        assert ends_at is not None
        yield OpenMatter(standing.title, address_of_round(standing), words, ends_at)

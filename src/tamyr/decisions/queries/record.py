"""What an organisation's record says of decisions: by the day of the close, for when a ballot was cast is not kept."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from tamyr.decisions.models import COUNTED, Ballot, Decision, Seat, SeatState, Stage
from tamyr.decisions.queries.decisions import decisions_visible_to
from tamyr.decisions.queries.desk import address_of
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.desk.record import Deed, keeps_record


@keeps_record
def voices_in_decisions(visitor: Visitor, member: Member) -> Iterator[Deed]:
    over = Q(stage__in=(Stage.CLOSED, *COUNTED, Stage.ANNULLED), is_practice=False, closed_at__isnull=False)
    # Who voted in secret nobody knows; the roll says who picked up a code.
    is_open = Q(election__isnull=True)
    decided = {decision.pk: decision for decision in decisions_visible_to(visitor).filter(over, is_open)}
    voted = set(
        Ballot.objects.filter(decision__in=decided, member=member).values_list("decision_id", flat=True)
    )
    for seat in Seat.objects.filter(decision__in=decided, member=member):
        yield _deed(decided[seat.decision_id], _own_voice(seat, seat.decision_id in voted))
    for seat in Seat.objects.filter(decision__in=decided, entrusted_to=member).exclude(member=member):
        yield _deed(decided[seat.decision_id], _("Held the voice of another organisation"))


def _own_voice(seat: Seat, has_voted: bool) -> str:
    if seat.state == SeatState.RECUSED:
        return _("Took no part, as it was concerned itself")
    if seat.entrusted_to_id:
        return (
            _("Voted through another organisation")
            if has_voted
            else _("Entrusted its voice; no vote was cast")
        )
    return _("Voted") if has_voted else _("Did not vote")


def _deed(decision: Decision, words: str) -> Deed:
    assert decision.closed_at is not None
    return Deed(decision.closed_at.date(), words, decision.question, address_of(decision))

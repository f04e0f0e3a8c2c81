"""What waits on desks: a voice for each of one's organisations, and the keepers' next step."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.decisions.models import Decision, Stage
from tamyr.decisions.queries.decisions import decisions_visible_to
from tamyr.decisions.queries.electorate import speaking_for, still_to_speak, waiting_seats
from tamyr.decisions.queries.secret import asked_until, waits_for_belenios
from tamyr.decisions.rules import may_keep_elections, may_prepare_decisions
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.desk.calls import Call, asks_for_voice, while_there_are
from tamyr.procedures.queries import calls_for_voices, organisations_of, overseen_by
from tamyr.procedures.rules import organisations_heard

# Closed ones too: those whose ballots lie on Belenios wait for whoever brings them.
ON_A_DESK = (Stage.DRAFT, Stage.ANNOUNCED, Stage.OPEN, Stage.CLOSED, Stage.COUNTED)


def still_asked(visitor: Visitor) -> tuple[list[Decision], set[tuple[UUID, UUID]]]:
    """Return the open decisions, and which (decision, member) pairs of a visitor's need not speak."""
    running = list(
        decisions_visible_to(visitor).filter(stage=Stage.OPEN, closes_at__gt=visitor.at).order_by("closes_at")
    )
    own = [member.pk for member in organisations_of(visitor)]
    asked = still_to_speak(running, own)
    # For an organisation of a circle only who sits there for it speaks.
    circles = [decision for decision in running if decision.circle_id]
    heard = {
        (decision.pk, member.pk) for decision in circles for member in organisations_heard(visitor, decision)
    }
    asked = {pair for pair in asked if pair in heard or pair[0] not in {decision.pk for decision in circles}}
    return running, {(decision.pk, member) for decision in running for member in own} - asked


def waiting_for_a_voice(visitor: Visitor) -> set[Decision]:
    running, spoken = still_asked(visitor)
    own = [member.pk for member in organisations_of(visitor)]
    return {decision for decision in running if any((decision.pk, member) not in spoken for member in own)}


@asks_for_voice
@while_there_are(lambda: Decision.objects.filter(stage__in=ON_A_DESK))
def decision_calls(visitor: Visitor) -> Iterator[Call]:
    running, spoken = still_asked(visitor)
    yield from calls_for_voices(visitor, running, spoken=spoken, call=_call)
    yield from _held_voices(visitor, running)
    if may_prepare_decisions(visitor):
        kept = Decision.objects.filter(overseen_by(visitor))
        for decision in kept.filter(stage__in=(Stage.ANNOUNCED, Stage.DRAFT)):
            yield _call_for_keepers(decision)
        # The task counts and publishes in one run: what a person sees at this stage did not count to the same.
        for decision in kept.filter(stage=Stage.COUNTED):
            yield _call_to_look(decision)
        for decision in kept.filter(stage=Stage.CLOSED, uncounted__isnull=False).select_related("uncounted"):
            yield _call_to_mend(decision)
    if may_keep_elections(visitor):
        for decision in Decision.objects.filter(stage=Stage.CLOSED, election__raw=""):
            # Votes by codes have no rankings either, and wait for nobody.
            if waits_for_belenios(decision):
                yield _call_for_ballots(decision)


def _held_voices(visitor: Visitor, running: list[Decision]) -> Iterator[Call]:
    """Voices that others entrusted to a visitor's organisations and that nobody has used."""
    own = {member.pk: member for member in organisations_of(visitor)}
    asked = {decision.pk: decision for decision in running}
    held = waiting_seats(asked).filter(entrusted_to__in=own)
    for seat in held.select_related("entrusted_to").order_by("label"):
        decision = asked[seat.decision_id]
        if seat.entrusted_to_id and seat.may_vote and seat.entrusted_to in speaking_for(visitor, decision):
            # In a secret vote the last moment is that of the codes, long before the close.
            until = asked_until(decision)
            yield Call(
                title=decision.question,
                sentence=_("Another organisation has entrusted its voice to yours. Vote for it too."),
                address=address_of(decision),
                act=_("Vote") if until == decision.closes_at else _("Pick up the code"),
                due_at=until,
                member=own[seat.entrusted_to_id],
                may_leave=True,
            )


def _call(decision: Decision, member: Member) -> Call:
    until = asked_until(decision)
    if until < decision.closes_at:
        return Call(
            title=decision.question,
            sentence=_("A secret vote: pick up the code of your organisation. Without it there is no vote."),
            address=address_of(decision),
            act=_("Pick up the code"),
            due_at=until,
            member=member,
        )
    return Call(
        title=decision.question,
        sentence=_("For practice: it counts for nothing.")
        if decision.is_practice
        else _(
            "It is asked once more, in the place of an earlier decision: what was cast then does not count here."
        )
        if decision.previous_id
        else _("Your organisation has one voice. It can be changed until the close."),
        address=address_of(decision),
        act=_("Vote"),
        due_at=decision.closes_at,
        member=member,
        may_leave=True,
    )


def _call_for_keepers(decision: Decision) -> Call:
    is_draft = decision.stage == Stage.DRAFT
    return Call(
        title=decision.question,
        sentence=_("A draft: read it once more, then show it to the members.")
        if is_draft
        else _("The members know of it. Open it, so that they can vote."),
        address=address_of(decision),
        act=_("Look"),
        due_at=decision.closes_at,
    )


def _call_for_ballots(decision: Decision) -> Call:
    return Call(
        title=decision.question,
        sentence=_("The vote on Belenios is over. Bring the ballots here, so that they are counted."),
        address=address_of(decision),
        act=_("Look"),
    )


def _call_to_look(decision: Decision) -> Call:
    return Call(
        title=decision.question,
        sentence=_(
            "It was counted, but the file does not count to the same. Nothing is announced until it does."
        ),
        address=address_of(decision),
        act=_("Look"),
    )


def _call_to_mend(decision: Decision) -> Call:
    return Call(
        title=decision.question,
        sentence=decision.uncounted.get_fault_display(),
        address=address_of(decision),
        act=_("Look"),
    )


def address_of(decision: Decision) -> str:
    return reverse("decisions:decision", args=[decision.number])

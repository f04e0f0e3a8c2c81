"""Who is asked, who spoke, and under which name one reader may know of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from tamyr.accounts.models.sessions import LONGEST, Session
from tamyr.decisions.models import COUNTED, Ballot, Decision, Seat, SeatState, Source, Stage
from tamyr.network.logic.name_order import name_key
from tamyr.network.models import Mandate, Member, Visitor
from tamyr.network.models.members import Status
from tamyr.network.models.people import holding_on
from tamyr.network.queries import people_visible_to
from tamyr.network.queries.members import belonging_on, names_for, whole
from tamyr.procedures.models import Scope
from tamyr.procedures.queries import organisations_of
from tamyr.procedures.rules import members_within, organisations_heard

# A member that was silent in so many decisions, and of whose people nobody has signed in for as long as the site
# remembers a sign-in, is out of the base of the quorum. It may vote all the same, and counts again once it did.
SILENT_IN = 3
SILENT_FOR: timedelta = LONGEST
PLACES = (Scope.PART, Scope.COUNTRY, Scope.THEME)


def active_on(day: date) -> QuerySet[Member]:
    return whole(Member.objects.filter(belonging_on(day), status=Status.ACTIVE))


def electorate_of(decision: Decision, members: Iterable[Member], day: date) -> list[Member]:
    """Return those of these active members that have a voice in a decision.

    Nobody loses it because of its exposure. Who votes is read by all voters, and in a country or on a theme a line
    without a name tells that somebody hides there: so a member that is not in the open may choose to be no line.
    """
    out = set(decision.staying_out.values_list("member_id", flat=True))
    return [
        member
        for member in members_within(decision, members, day)
        if not (member.is_guarded and member.pk in out)
    ]


def may_stay_out(decision: Decision, member: Member) -> bool:
    """Whether a line of this member could tell that somebody hides, and it is not fixed yet who votes."""
    return decision.stage == Stage.ANNOUNCED and decision.scope in PLACES and member.is_guarded


def passive_members(members: Iterable[Member], at: datetime) -> set[UUID]:
    """Return which of these members would not count for a quorum: by the rule that is told to all."""
    # Practice teaches nothing of who is there, and of a vote on Belenios nobody here knows who took part.
    last = list(
        Decision.objects.filter(stage__in=COUNTED, is_practice=False)
        .exclude(election__ballots_from=Source.BELENIOS)
        .order_by("-closed_at", "-number")
        .values_list("pk", flat=True)[:SILENT_IN]
    )
    # Before there were so many nobody can have been silent in all of them.
    if len(last) < SILENT_IN:
        return set()
    asked: dict[UUID, int] = {}
    # Whoever joined since, or took no part because it was concerned, was asked in fewer: that is no silence.
    taking_part = Seat.objects.filter(decision__in=last).exclude(state=SeatState.RECUSED)
    for member in taking_part.values_list("member_id", flat=True):
        asked[member] = asked.get(member, 0) + 1
    spoke = set(Ballot.objects.filter(decision__in=last).values_list("member_id", flat=True))
    # In secret votes the code that was picked up is all that is known of whoever took part.
    spoke |= set(Seat.objects.filter(decision__in=last, issued=True).values_list("member_id", flat=True))
    seen = Session.objects.filter(seen_on__gt=(at - SILENT_FOR).date()).values("person_id")
    present = Mandate.objects.filter(holding_on(at.date()), person__in=seen)
    awake = spoke | set(present.values_list("member_id", flat=True))
    return {member.pk for member in members if asked.get(member.pk) == SILENT_IN and member.pk not in awake}


@dataclass(frozen=True)
class Row:
    """One line of the roll as one reader may see it: ``name`` is empty where it is not theirs to know."""

    seat: Seat
    name: str
    has_voted: bool
    held_by: str
    barred: list[str]


def roll_for(decision: Decision, visitor: Visitor) -> list[Row]:
    """Return the electorate with who has voted, never how; members the reader may not know come last, unnamed."""
    seats = list(decision.seats.all())
    names = names_for(visitor, [seat.member_id for seat in seats])
    titles = {option.code: option.title for option in decision.options.all()}
    voted = set(decision.ballots.values_list("member_id", flat=True))
    rows = [
        Row(
            seat,
            names.get(seat.member_id, ""),
            seat.member_id in voted,
            names.get(seat.entrusted_to_id, "") if seat.entrusted_to_id else "",
            [title for code, title in titles.items() if code in seat.barred],
        )
        for seat in seats
    ]
    # By their labels, which are random: their order must not tell who the unnamed are.
    return sorted(rows, key=lambda row: (not row.name, name_key(row.name), row.seat.label))


def signers_of(member: UUID, visitor: Visitor) -> list[tuple[str, str]]:
    """Return who may sign a ballot of a member, by key and name, as far as a visitor may know them."""
    holding = Mandate.objects.filter(holding_on(visitor.on), member=member).values("person_id")
    found = people_visible_to(visitor).filter(pk__in=holding)
    return sorted(
        ((str(person.pk), person.shown_name) for person in found), key=lambda signer: name_key(signer[1])
    )


def members_that_spoke(decisions: Iterable[Decision]) -> set[tuple[UUID, UUID]]:
    """Return (decision, member) pairs that need not be asked any more: who voted, entrusted or recused."""
    chosen = [decision.pk for decision in decisions]
    voted = Ballot.objects.filter(decision__in=chosen).values_list("decision_id", "member_id")
    seats = Seat.objects.filter(decision__in=chosen)
    others = seats.filter(state=SeatState.RECUSED) | seats.filter(entrusted_to__isnull=False)
    # Of a secret vote it is known who picked up a code, and nobody can be asked for a ballot.
    others |= seats.filter(issued=True) | seats.filter(decision__election__shuffled_at__isnull=False)
    return {*voted, *others.values_list("decision_id", "member_id")}


def without_a_ballot(decisions: Iterable[UUID]) -> QuerySet[Seat]:
    """Return the seats of these decisions for which no ballot was cast."""
    cast = Ballot.objects.filter(decision=OuterRef("decision"), member=OuterRef("member"))
    return Seat.objects.filter(~Exists(cast), decision__in=list(decisions))


def waiting_seats(decisions: Iterable[UUID]) -> QuerySet[Seat]:
    """Return those of these seats for which a ballot, or the code of a secret vote, is still to be had."""
    return without_a_ballot(decisions).filter(issued=False, decision__election__shuffled_at=None)


def still_to_speak(decisions: Iterable[Decision], members: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """Return the (decision, member) pairs of these members that have a seat and are not among ``members_that_spoke``."""
    silent = waiting_seats(decision.pk for decision in decisions).filter(
        member__in=list(members), entrusted_to=None
    )
    return set(silent.exclude(state=SeatState.RECUSED).values_list("decision_id", "member_id"))


def speaking_for(visitor: Visitor, decision: Decision) -> list[Member]:
    """Return the organisations in whose name a visitor may speak there: in a circle those that they sit there for."""
    return organisations_heard(visitor, decision) if decision.circle_id else organisations_of(visitor)


def held_by(decision: Decision, members: Iterable[UUID]) -> list[Seat]:
    """Return the seats whose voices these members hold."""
    return list(
        decision.seats.filter(entrusted_to__in=list(members)).select_related("member", "entrusted_to")
    )

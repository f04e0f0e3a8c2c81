"""Rounds of the tests that are voted on: opened after the talk, closed and counted after the vote."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from tamyr.accounts.models import Person
from tamyr.decisions.models import Decision
from tamyr.decisions.services.casting import Paper, cast
from tamyr.decisions.services.closing import see_to_decisions
from tamyr.network.models import Member
from tamyr.priorities.models import Round
from tamyr.priorities.services.choosing import put_to_vote, see_to_rounds
from tamyr.priorities.tests.writing import OVER, at, key

VOTED = OVER + timedelta(days=15)


def opened(standing: Round, keeper: Person, when: datetime = OVER) -> Decision:
    return put_to_vote(standing_round=standing, zone="UTC", actor=keeper.pk, clock=at(when))


def decided(decision: Decision, ballots: Iterable[tuple[Member, Person, list[str]]]) -> None:
    """Cast these ballots, then let the tasks close, count and keep the outcome."""
    for member, person, approved in ballots:
        cast(
            decision=decision,
            member=member,
            paper=Paper(approved),
            replaces=0,
            form_key=key(),
            actor=person.pk,
            clock=at(OVER + timedelta(days=1)),
        )
    see_to_decisions(clock=at(VOTED))
    see_to_rounds(clock=at(VOTED))

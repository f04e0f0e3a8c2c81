"""Whatever people press in whatever order: nothing that takes two is ever done by one human."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.people import give_mandate, make_person, with_role

from tamyr.accounts.models import Person
from tamyr.network.models import Invitation, Member, Role, RoleGrant
from tamyr.network.queries import visitor_on
from tamyr.network.rules import MayNot
from tamyr.network.services.invitations import invite
from tamyr.network.services.members import TakesTwo, change_member
from tamyr.network.services.two_persons.showing import propose_to_show
from tamyr.network.tests.test_guard_a_member import facts_of
from tamyr.safety.models import ExposureLevel, Proposal, Stage
from tamyr.safety.services.proposals import (
    AlreadyAnswered,
    AlreadyProposed,
    NotTheSecond,
    approve,
    refuse,
    withdraw,
)

# Who: and by whom alone they were let in. ``own`` and ``second`` are other names of those after the colon.
NAMES = {"cyra": "", "own": "cyra", "chingiz": "", "aygul": "", "second": "aygul", "dana": ""}
ACTS = (
    "show",
    "way back",
    "coordinator",
    "approve",
    "refuse",
    "withdraw",
    "demote",
    "promote",
    "return",
    "alone",
)
REFUSALS = (MayNot, TakesTwo, NotTheSecond, AlreadyAnswered, AlreadyProposed)
Step = tuple[str, str, int]
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.sampled_from(tuple(NAMES)), st.integers(0, 5)), max_size=50
)


@pytest.fixture
def people(green_lake: Member) -> dict[str, Person]:
    Member.objects.update(exposure=ExposureLevel.NETWORK)
    cast = {name: make_person(name, name) for name in ("aygul", "second", "dana")}
    cast |= {name: with_role(name, name, Role.COORDINATOR) for name in ("cyra", "own", "chingiz")}
    for name in ("aygul", "second", "dana"):
        give_mandate(cast[name], green_lake)
    for name, host in NAMES.items():
        Person.objects.filter(pk=cast[name].pk).update(line=cast[host].pk if host else None)
    return {name: Person.objects.get(pk=person.pk) for name, person in cast.items()}


def human(people: dict[str, Person], key: UUID | None) -> str:
    """Return who an account is: ``own`` is Cyra and ``second`` is Aygul."""
    name = next(name for name, person in people.items() if person.pk == key)
    return NAMES[name] or name


def take(step: Step, people: dict[str, Person], at: datetime) -> None:
    act, name, number = step
    person, other = people[name], list(people.values())[number]
    visitor, member = visitor_on(person, at), Member.objects.get()
    made = list(Proposal.objects.order_by("-proposed_at", "pk"))
    proposal = made[number % len(made)] if made else None
    today = at.date()
    if act == "show":
        propose_to_show(member=member, exposure="public", by=visitor)
    elif act == "way back":
        invite(form_key=uuid4(), by=visitor, back_for=other)
    elif act == "coordinator":
        invite(form_key=uuid4(), by=visitor, role=Role.COORDINATOR)
    elif act == "alone":
        facts = facts_of(member, exposure=ExposureLevel.PUBLIC)
        change_member(member=member, version=member.version, facts=facts, actor=person.pk, at=at)
    elif act in ("demote", "promote"):
        RoleGrant.objects.filter(person=person).update(until_on=today if act == "demote" else None)
    elif act == "return":
        Person.objects.filter(pk=person.pk).update(came_back_at=at - timedelta(hours=24 * number))
    elif proposal is not None:
        words: dict[str, Any] = {"reason": "no"} if act == "refuse" else {}
        deed = {"approve": approve, "refuse": refuse, "withdraw": withdraw}[act]
        deed(proposal=proposal, by=person.pk, at=at, **words)  # type: ignore[operator]


def check(people: dict[str, Person], step: Step, at: datetime) -> None:
    act, name, _number = step
    approved = Proposal.objects.filter(stage=Stage.APPROVED)
    for proposal in approved:
        assert human(people, proposal.proposed_by) != human(people, proposal.answered_by)
    if act == "approve" and approved.filter(answered_at=at).exists():
        back = Person.objects.get(pk=people[name].pk).came_back_at
        assert back is None or at - back >= timedelta(hours=48)
    shown = Member.objects.get().exposure == ExposureLevel.PUBLIC
    assert shown == approved.filter(kind="network.show-more").exists()
    for link in Invitation.objects.filter(needs_second=True).exclude(confirmed_at=None):
        assert Proposal.objects.get(pk=link.pk).stage == Stage.APPROVED or link.revoked_at


def play(people: dict[str, Person], steps: list[Step]) -> None:
    now = timezone.now()
    with transaction.atomic():
        for number, step in enumerate(steps):
            at = now + timedelta(seconds=number)
            try:
                with transaction.atomic():
                    take(step, people, at)
            except REFUSALS:
                pass
            check(people, step, at)
        transaction.set_rollback(True)


@pytest.mark.usefixtures("db")
def test_nothing_is_traced_to_one_human(people: dict[str, Person]) -> None:
    @settings(max_examples=15)
    @given(steps=STEPS)
    def played(steps: list[Step]) -> None:
        play(people, steps)

    played()


@pytest.mark.trial
@pytest.mark.usefixtures("db")
def test_nothing_is_traced_to_one_human_in_five_hundred_plays(people: dict[str, Person]) -> None:
    @settings(max_examples=500)
    @given(steps=STEPS)
    def played(steps: list[Step]) -> None:
        play(people, steps)

    played()

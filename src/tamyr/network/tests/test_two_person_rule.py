"""Whatever people press in whatever order: nothing that takes two is ever done by one human."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.people import give_mandate, make_person, with_role

from tamyr.accounts.models import Person
from tamyr.network.logic.register.table import Row, Table
from tamyr.network.models import Invitation, Member, RegisterImport, Role, RoleGrant, Visitor
from tamyr.network.queries import visitor_on
from tamyr.network.queries.people import others_coordinate
from tamyr.network.queries.register.imports import IMPORT
from tamyr.network.queries.register.plan import as_coordinator, register_state
from tamyr.network.rules import MayNot
from tamyr.network.services.invitations import invite
from tamyr.network.services.members import NobodyLeft, TakesTwo, change_member
from tamyr.network.services.people import EndsSooner, end_mandate, end_role
from tamyr.network.services.register import (
    AlreadyApplied,
    NotApplicable,
    RegisterMoved,
    apply_import,
    keep_upload,
)
from tamyr.network.services.two_persons.endings import propose_to_end_mandate, propose_to_end_role
from tamyr.network.services.two_persons.exports import EXPORT, propose_export, take_export
from tamyr.network.services.two_persons.imports import propose_import
from tamyr.network.services.two_persons.keys import KEYS, WaitsForACoordinator, change_field_keys
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
    "approve",
    "approve",
    "refuse",
    "withdraw",
    "demote",
    "promote",
    "return",
    "alone",
    "export",
    "take",
    "import",
    "import alone",
    "end role",
    "end role alone",
    "end mandate",
    "end mandate alone",
    "keys",
)
REFUSALS = (
    MayNot,
    TakesTwo,
    EndsSooner,
    NotTheSecond,
    AlreadyAnswered,
    AlreadyProposed,
    AlreadyApplied,
    RegisterMoved,
    NotApplicable,
    NobodyLeft,
    WaitsForACoordinator,
)
Step = tuple[str, str, int]
STEP = st.tuples(st.sampled_from(ACTS), st.sampled_from(tuple(NAMES)), st.integers(0, 5))
FEW, MANY = (st.lists(STEP, min_size=steps, max_size=steps) for steps in (25, 50))


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


def chosen(act: str, number: int) -> Proposal | None:
    """Return one of the proposals: where there are such, one that can be answered, or a file that can be taken."""
    fit = {"take": Q(kind=EXPORT, stage=Stage.APPROVED), "refuse": Q()}.get(act, Q(stage=Stage.WAITING))
    made = Proposal.objects.order_by("-proposed_at", "pk")
    rows = list(made.filter(fit)) or list(made)
    return rows[number % len(rows)] if rows else None


def take(step: Step, people: dict[str, Person], at: datetime) -> None:
    act, name, number = step
    person, other = people[name], list(people.values())[number]
    visitor, member = visitor_on(person, at), Member.objects.get()
    proposal = chosen(act, number)
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
    elif act in ("export", "take"):
        file_or_wish(act, visitor, proposal)
    elif act in ("import", "import alone"):
        bring_in(act, visitor, member, number)
    elif act.startswith("end"):
        end(act, visitor, other)
    elif act == "keys":
        change_field_keys(at=at, at_once=False)
        keys = Proposal.objects.filter(kind=KEYS, stage=Stage.APPROVED, used=1)
        assert keys.exists() or not others_coordinate(Visitor(at=at))
    elif proposal is not None:
        words: dict[str, Any] = {"reason": "no"} if act == "refuse" else {}
        deed = {"approve": approve, "refuse": refuse, "withdraw": withdraw}[act]
        deed(proposal=proposal, by=person.pk, at=at, **words)  # type: ignore[operator]


def file_or_wish(act: str, visitor: Visitor, proposal: Proposal | None) -> None:
    if act == "export":
        propose_export(form="csv", why="why", by=visitor)
    elif proposal is not None:
        take_export(proposal=proposal, by=visitor)
        second = next(person for person in Person.objects.all() if person.pk == proposal.answered_by)
        assert visitor.is_coordinator and visitor_on(second, visitor.at).is_coordinator


def bring_in(act: str, visitor: Visitor, member: Member, number: int) -> None:
    assert visitor.person is not None
    row = Row(2, {"id": member.slug, "name_en": f"Brought {number} by {visitor.person.sign_in_name}"})
    kept = keep_upload(table=Table("utf-8", (row,)), by=visitor)
    state = register_state(as_coordinator(visitor))
    if act == "import":
        propose_import(kept=kept, state=state, by=visitor)
    else:
        apply_import(kept=kept, state=state, by=visitor)
        assert not others_coordinate(visitor)


def end(act: str, visitor: Visitor, other: Person) -> None:
    grants, mandates = other.roles.order_by("-from_on"), other.mandates.order_by("-from_on")
    grant, mandate = grants.first(), mandates.first()
    if act == "end role" and grant:
        propose_to_end_role(grant=grant, why="why", by=visitor)
    elif act == "end mandate" and mandate:
        propose_to_end_mandate(mandate=mandate, on=visitor.on, why="why", by=visitor)
    elif act == "end role alone" and grant:
        end_role(grant=grant, by=visitor)
        assert visitor.person == other
    elif act == "end mandate alone" and mandate:
        end_mandate(mandate=mandate, on=visitor.on, by=visitor)
        assert visitor.person == other


def check(people: dict[str, Person], step: Step, at: datetime) -> None:
    act, name, _number = step
    approved = Proposal.objects.filter(stage=Stage.APPROVED)
    for proposal in approved.exclude(proposed_by=None):
        assert human(people, proposal.proposed_by) != human(people, proposal.answered_by)
    if act != "import alone":  # That one asks for itself whether nobody else coordinates.
        brought = RegisterImport.objects.filter(applied_at=at)
        assert brought.count() == approved.filter(kind=IMPORT, answered_at=at).count()
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
    @settings(max_examples=3)
    @given(steps=FEW)
    def played(steps: list[Step]) -> None:
        play(people, steps)

    played()


@pytest.mark.whole
@pytest.mark.usefixtures("db")
def test_nothing_is_traced_to_one_human_in_six_plays(people: dict[str, Person]) -> None:
    @settings(max_examples=6)
    @given(steps=FEW)
    def played(steps: list[Step]) -> None:
        play(people, steps)

    played()


@pytest.mark.trial
@pytest.mark.timeout(7200)
@pytest.mark.usefixtures("db")
def test_nothing_is_traced_to_one_human_in_five_hundred_plays(people: dict[str, Person]) -> None:
    @settings(max_examples=500)
    @given(steps=MANY)
    def played(steps: list[Step]) -> None:
        play(people, steps)

    played()

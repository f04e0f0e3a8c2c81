"""The example network has decided once, is deciding again, and has elected: invented priorities, ballots, people."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from tamyr.accounts.models import Person
from tamyr.decisions.models import Decision, Outside
from tamyr.decisions.services.casting import Paper, cast
from tamyr.decisions.services.closing import close, count, publish
from tamyr.decisions.services.preparing import Draft, announce_decision, draft_decision, open_decision
from tamyr.decisions.services.secret.example import run_example_election
from tamyr.network.models import Mandate
from tamyr.network.services.example import example_people, mark_example

PRIORITIES = (
    ("Example: clean air in cities", "Пример: чистый воздух в городах"),
    ("Example: a just end of coal", "Пример: справедливый отказ от угля"),
    ("Example: rivers and glaciers", "Пример: реки и ледники"),
    ("Example: warm homes", "Пример: тёплые дома"),
    ("Example: forests restored", "Пример: восстановление лесов"),
    ("Example: sun and wind without harm to nature", "Пример: солнце и ветер без вреда для природы"),
    ("Example: buses and trams", "Пример: автобусы и трамваи"),
)
# What the members of the example approve, in turns: one large block, two smaller ones, a few of their own.
APPROVED = ("p1 p2 p4", "p1 p4", "p3 p5", "p1 p2 p4", "p6", "p3 p5 p6", "p1 p2", "p7 p1", "p3", "p2 p4 p1")
ABSENT = 9  # Each ninth casts nothing.


@transaction.atomic
def run_example_decisions(*, at: datetime) -> None:
    """Let one decision be made, one be open in which the people to sign in as have not voted, and persons be elected."""
    people = {person.sign_in_name: person for person in example_people()}
    keeper = people["cyra"]
    decided = _opened(_priorities(closes_at=at - timedelta(days=16)), keeper, at - timedelta(days=30))
    _vote(decided, [approved.split() for approved in APPROVED], at - timedelta(days=20))
    for step in (close, count, publish):
        step(decision=decided, clock=lambda: at - timedelta(days=16))
    running = _opened(_position(closes_at=at + timedelta(days=11)), keeper, at - timedelta(days=3))
    leave = {person.pk for person in people.values()}
    _vote(running, ["yes", "yes", "no", "yes", "blank"], at - timedelta(days=2), but_for=leave)
    run_example_election(keeper=keeper, at=at)


def _priorities(*, closes_at: datetime) -> Draft:
    return Draft(
        question_en="Example: which three priorities does the network carry next year?",
        question_ru="Пример: какие три приоритета сеть продвигает в следующем году?",
        words_en="An invented round, to see how a result is shown and counted again.",
        words_ru="Вымышленный раунд: посмотреть, как показан итог и как его пересчитать.",
        authoritative="ru",
        rule={"name": "equal-shares", "version": 1, "seats": 3, "endowment": "member", "quorum": "1/2"},
        options=[(en, ru, None) for en, ru in PRIORITIES],
        closes_at=closes_at,
        zone="Asia/Bishkek",
        outside=Outside.BALLOTS,
    )


def _position(*, closes_at: datetime) -> Draft:
    return Draft(
        question_en="Example: does the network ask for an end of new coal power by 2030?",
        question_ru="Пример: требует ли сеть не строить новых угольных станций с 2030 года?",
        words_en="An invented position. Vote as you like: this is the place to try.",
        words_ru="Вымышленная позиция. Голосуйте как хотите: здесь можно пробовать.",
        authoritative="ru",
        rule={
            "name": "approval",
            "version": 1,
            "share": "3/4",
            "above": False,
            "countries": 6,
            "quorum": "1/2",
        },
        options=[("Example: an end of new coal power", "Пример: без новых угольных станций", None)],
        closes_at=closes_at,
        zone="Asia/Bishkek",
    )


def _opened(draft: Draft, keeper: Person, at: datetime) -> Decision:
    made = draft_decision(draft=draft, form_key=uuid4(), actor=keeper.pk, at=at)
    mark_example(made)
    announce_decision(decision=made, actor=keeper.pk, at=at)
    return open_decision(decision=made, actor=keeper.pk, clock=lambda: at)


def _vote(
    decision: Decision, choices: Sequence[object], at: datetime, but_for: Collection[UUID] = ()
) -> None:
    """Let the members vote in turns, each ninth not, nor those of the people who may try it themselves."""
    left_out = set(Mandate.objects.filter(person__in=but_for).values_list("member_id", flat=True))
    seats = decision.seats.exclude(member__in=left_out).select_related("member").order_by("member__slug")
    for n, seat in enumerate(seats):
        # Whoever was admitted only days ago has nobody who acts for it yet.
        delegate = seat.member.mandates.order_by("from_on").first()
        if delegate is None or n % ABSENT == ABSENT - 1:
            continue
        cast(
            decision=decision,
            member=seat.member,
            paper=Paper(choices[n % len(choices)]),
            replaces=0,
            form_key=uuid4(),
            actor=delegate.person_id,
            clock=lambda: at,
        )

"""The example network has chosen its priorities once, and collects proposals again: all of it invented."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from tamyr.accounts.models import Person
from tamyr.decisions.models import Outside
from tamyr.decisions.services.casting import Paper, cast
from tamyr.decisions.services.closing import close, count, publish
from tamyr.network.models import Member
from tamyr.network.services.example import example_people, mark_example
from tamyr.priorities.logic import example_round as example
from tamyr.priorities.models import Authors, Balance, Proposal, Proposers, Round
from tamyr.priorities.services.choosing import keep_outcome, put_to_vote
from tamyr.priorities.services.discussion import answer, argue, support
from tamyr.priorities.services.proposals import Draft, Words, propose
from tamyr.priorities.services.rounds import Plan, begin_round, draft_round


@transaction.atomic
def run_example_rounds(*, at: datetime) -> None:
    """Let one round have been chosen from, and one collect proposals in which everybody may try."""
    people = {person.sign_in_name: person for person in example_people()}
    keeper, authors = people["cyra"], [people["aygul"], people["bela"]]
    done = _opened(example.DONE, keeper, at - timedelta(days=70), authors=Authors.HIDDEN)
    _fill(done, [*authors, *_others(authors, 3)], at - timedelta(days=68))
    _choose(done, keeper, at - timedelta(days=45))
    running = _opened(example.RUNNING, keeper, at - timedelta(days=4), authors=Authors.SHOWN)
    made = _fill(running, [*authors, *_others(authors, 3)], at - timedelta(days=3))
    _talk(made[0], people, at - timedelta(days=2))
    mark_example(running)


def _opened(titles: tuple[str, str], keeper: Person, at: datetime, *, authors: str) -> Round:
    ru, en = titles
    plan = Plan(
        title_en=en, title_ru=ru, words_en=example.WORDS[1], words_ru=example.WORDS[0], authors=authors,
        proposers=Proposers.ACTIVE, is_public=True, most_per_member=3, seats=2, balance=Balance.CAPPED,
        outside=Outside.BALLOTS, choose_days=14,
        collects_until=at + timedelta(days=12), closes_at=at + timedelta(days=24),
    )  # fmt: skip
    drafted = draft_round(plan=plan, form_key=uuid4(), actor=keeper.pk, at=at)
    return begin_round(standing_round=drafted, actor=keeper.pk, clock=lambda: at)


def _member_of(person: Person) -> Member:
    return person.mandates.select_related("member").order_by("from_on")[0].member


def _others(authors: Sequence[Person], most: int) -> list[Person]:
    """Return delegates of other members of the example, who are in the open."""
    known = [_member_of(person).pk for person in authors]
    found = Member.objects.filter(status="active", exposure="public", mandates__isnull=False)
    members = found.exclude(pk__in=known).distinct().order_by("slug")[:most]
    return [member.mandates.select_related("person").order_by("from_on")[0].person for member in members]


def _fill(standing: Round, authors: Sequence[Person], at: datetime) -> list[Proposal]:
    return [
        propose(
            standing_round=standing,
            draft=Draft(
                {code: Words(*text) for code, text in (("ru", ru), ("en", en)) if text[0]}, theme, country
            ),
            member=_member_of(person),
            form_key=uuid4(),
            actor=person.pk,
            clock=lambda: at,
        )
        for person, (ru, en, theme, country) in zip(authors, example.PROPOSALS, strict=True)
    ]


def _talk(proposal: Proposal, people: dict[str, Person], at: datetime) -> None:
    bela, hanna = people["bela"], people["hanna"]
    for person in (bela, hanna):
        support(
            proposal=proposal, member=_member_of(person), read=proposal.text_sha256, actor=person.pk,
            clock=lambda: at,
        )  # fmt: skip
    for person, kind, words, language in (
        (bela, "against", example.AGAINST, "en"),
        (hanna, "improve", example.IMPROVE, "ru"),
    ):
        made = argue(
            proposal=proposal, member=_member_of(person), kind=kind, words=words, language=language,
            read=proposal.text_sha256, form_key=uuid4(), actor=person.pk, clock=lambda: at,
        )  # fmt: skip
        if person == bela:
            author = people["aygul"]
            answer(argument=made, words=example.ANSWER, language="ru", actor=author.pk, clock=lambda: at)


def _choose(standing: Round, keeper: Person, at: datetime) -> None:
    """Let the members vote in turns, each third not, and keep what they chose."""
    decision = put_to_vote(standing_round=standing, zone="Asia/Bishkek", actor=keeper.pk, clock=lambda: at)
    mark_example(decision)
    # After the decision: what is marked last goes first, and the round points at it.
    mark_example(standing)
    for n, seat in enumerate(decision.seats.select_related("member").order_by("member__slug")):
        delegate = seat.member.mandates.order_by("from_on").first()
        if delegate is None or n % example.ABSENT == example.ABSENT - 1:
            continue
        cast(
            decision=decision,
            member=seat.member,
            paper=Paper(example.APPROVED[n % len(example.APPROVED)].split()),
            replaces=0,
            form_key=uuid4(),
            actor=delegate.person_id,
            clock=lambda: at + timedelta(days=2),
        )
    closed = at + timedelta(days=standing.choose_days)
    for step in (close, count, publish):
        step(decision=decision, clock=lambda: closed)
    keep_outcome(standing_round=standing, clock=lambda: closed)

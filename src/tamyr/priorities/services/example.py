"""The example network has chosen its priorities once, and collects proposals again: all of it invented."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import cycle
from uuid import uuid4

from django.db import transaction

from tamyr.accounts.models import Person
from tamyr.decisions.models import Decision, Outside
from tamyr.decisions.models import Stage as DecisionStage
from tamyr.network.models import Member
from tamyr.network.services.example import example_people, mark_example, member_of
from tamyr.priorities.logic import example_round as example
from tamyr.priorities.models import Authors, Balance, Proposal, Proposers, Round, Stage
from tamyr.priorities.queries.texts import texts_hash
from tamyr.priorities.services.choosing import keep_outcome
from tamyr.priorities.services.discussion import answer, argue, support
from tamyr.priorities.services.proposals import Draft, Words, propose
from tamyr.priorities.services.rounds import Plan, begin_round, draft_round
from tamyr.safety.services import record_act


@transaction.atomic
def run_example_rounds(*, at: datetime) -> None:
    """Let one round have been chosen from, and one collect proposals in which everybody may try."""
    people = {person.sign_in_name: person for person in example_people()}
    keeper, authors = people["cyra"], [people["aygul"], people["bela"]]
    decided = Decision.objects.filter(stage=DecisionStage.ADOPTED).order_by("number").first()
    if decided is not None and decided.opened_at is not None:
        _lead_to(decided, keeper, authors)
    running = _opened(example.RUNNING, keeper, at - timedelta(days=4), authors=Authors.SHOWN)
    made = _fill(
        running, _with_others(authors, len(example.PROPOSALS)), example.PROPOSALS, at - timedelta(days=3)
    )
    _talk(made[0], people, at - timedelta(days=2))
    mark_example(running)


def _lead_to(decided: Decision, keeper: Person, authors: Sequence[Person]) -> None:
    """Put a round before the example's own decision: its options are what was proposed."""
    voted_at = decided.opened_at
    assert voted_at is not None
    # A day more than ``_opened`` lets a round last, so that its talk is over when the vote begins.
    began = voted_at - timedelta(days=25)
    texts = [
        ((option.title_ru, example.SHORT[0]), (option.title_en, example.SHORT[1]), theme, "")
        for option, theme in zip(decided.options.all(), cycle(example.THEMES), strict=False)
    ]
    done = _opened(example.DONE, keeper, began, authors=Authors.HIDDEN, seats=decided.rule_facts["seats"])
    offered = _fill(done, _with_others(authors, len(texts)), texts, began + timedelta(days=1))
    # Before the round holds the hash of its texts: from then on the database refuses every other code.
    for proposal, option in zip(offered, decided.options.all(), strict=True):
        proposal.code = option.code
        proposal.save()
    done.stage, done.choice, done.texts_sha256 = Stage.CHOOSING, decided, texts_hash(offered)
    done.save()
    record_act(act="round.put_to_vote", actor=keeper.pk, about=done, at=voted_at)
    keep_outcome(standing_round=done, clock=lambda: decided.closes_at)
    mark_example(done)


def _opened(titles: tuple[str, str], keeper: Person, at: datetime, *, authors: str, seats: int = 2) -> Round:
    ru, en = titles
    plan = Plan(
        title_en=en, title_ru=ru, words_en=example.WORDS[1], words_ru=example.WORDS[0], authors=authors,
        proposers=Proposers.ACTIVE, is_public=True, most_per_member=3, seats=seats, balance=Balance.MEMBER,
        outside=Outside.BALLOTS, choose_days=14,
        collects_until=at + timedelta(days=12), closes_at=at + timedelta(days=24),
    )  # fmt: skip
    drafted = draft_round(plan=plan, form_key=uuid4(), actor=keeper.pk, at=at)
    return begin_round(standing_round=drafted, actor=keeper.pk, clock=lambda: at)


def _with_others(authors: Sequence[Person], count: int) -> list[Person]:
    """Return these and as many delegates of other members in the open as are needed."""
    known = [member_of(person).pk for person in authors]
    # In the open alone: the example’s rounds are public, and name their authors.
    found = Member.objects.filter(status="active", exposure="public", mandates__isnull=False)
    members = found.exclude(pk__in=known).distinct().order_by("slug")[: count - len(authors)]
    return [
        *authors,
        *(member.mandates.select_related("person").order_by("from_on")[0].person for member in members),
    ]


def _fill(
    standing: Round, authors: Sequence[Person], texts: Sequence[example.Proposed], at: datetime
) -> list[Proposal]:
    return [
        propose(
            standing_round=standing,
            draft=Draft(
                {code: Words(*text) for code, text in (("ru", ru), ("en", en)) if text[0]}, theme, country
            ),
            member=member_of(person),
            form_key=uuid4(),
            actor=person.pk,
            clock=lambda: at,
        )
        for person, (ru, en, theme, country) in zip(authors, texts, strict=True)
    ]


def _talk(proposal: Proposal, people: dict[str, Person], at: datetime) -> None:
    bela, hanna = people["bela"], people["hanna"]
    for person in (bela, hanna):
        support(
            proposal=proposal,
            member=member_of(person),
            read=proposal.text_sha256,
            actor=person.pk,
            clock=lambda: at,
        )
    for person, kind, words, language in (
        (bela, "against", example.AGAINST, "en"),
        (hanna, "improve", example.IMPROVE, "ru"),
    ):
        made = argue(
            proposal=proposal,
            member=member_of(person),
            kind=kind,
            words=words,
            language=language,
            read=proposal.text_sha256,
            form_key=uuid4(),
            actor=person.pk,
            clock=lambda: at,
        )
        if person == bela:
            author = people["aygul"]
            answer(argument=made, words=example.ANSWER, language="ru", actor=author.pk, clock=lambda: at)

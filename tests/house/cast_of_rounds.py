"""A round for the cast of the house: every thing that the room of priorities keeps, once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.priorities.models import Proposal, Quote
from tamyr.priorities.services import discussion, merging, moderation
from tamyr.priorities.services.proposals import Draft, Words, propose
from tamyr.priorities.services.rounds import Plan, begin_round, draft_round


def add_round(
    lake: Member, voice: Member, people: dict[str, Person], now: datetime, *, word: Callable[[], str]
) -> dict[str, object]:
    """Open a round for the network: two proposals, arguments on one, a merger offered, one set aside and appealed."""
    by, other = people["delegate"].pk, people["other delegate"].pk
    began = now - timedelta(hours=1)
    plan = Plan(
        title_en=word(), title_ru=word(), words_en=word(), words_ru=word(), authors="hidden", proposers="active",
        is_public=False, most_per_member=3, seats=2, balance="country-capped", outside="result", choose_days=14,
        collects_until=now + timedelta(days=9), closes_at=now + timedelta(days=20),
    )  # fmt: skip
    drafted = draft_round(plan=plan, form_key=uuid4(), actor=people["coordinator"].pk, at=began)
    opened = begin_round(standing_round=drafted, actor=people["coordinator"].pk, clock=lambda: began)

    def add(member: Member, actor: UUID) -> Proposal:
        words = Draft({"en": Words(word(), word())}, "clean-air", "")
        return propose(
            standing_round=opened,
            draft=words,
            member=member,
            form_key=uuid4(),
            actor=actor,
            clock=lambda: now,
        )

    mine, theirs, aside = add(lake, by), add(voice, other), add(lake, by)
    said = discussion.argue(
        proposal=mine,
        member=voice,
        kind="for",
        words=word(),
        language="en",
        read=mine.text_sha256,
        form_key=uuid4(),
        actor=other,
        clock=lambda: now,
    )
    discussion.answer(argument=said, words=word(), language="en", actor=by, clock=lambda: now)
    quoted = Quote.objects.create(proposal=mine, iso3="KAZ", version="2026-01-01-0000000000", quoted_at=now)
    offered = merging.propose_merger(
        kept=mine,
        other=theirs,
        words=Words(word(), word()),
        language="en",
        form_key=uuid4(),
        actor=other,
        clock=lambda: now,
    )
    done = moderation.set_aside(
        proposal=aside, argument=None, reason=word(), actor=people["coordinator"].pk, clock=lambda: now
    )
    moderation.appeal(moderation=done, words=word(), actor=by, clock=lambda: now)
    place = "priorities/<nth:number>"
    proposal = f"{place}/proposals/<nth:place>"
    return {
        place: opened.number,
        proposal: mine.place,
        f"{proposal}/translate/<str:code>": "ru",
        f"{proposal}/arguments/<uuid:key>": said.pk,
        f"{proposal}/evidence/<uuid:key>": quoted.pk,
        f"{proposal}/merge/<nth:other>": theirs.place,
        "priorities/mergers/<uuid:key>": offered.pk,
        "priorities/set-aside/<uuid:key>": done.pk,
    }

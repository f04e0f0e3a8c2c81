"""From the end of the talk to priorities: a decision is opened with the proposals as options, and its outcome kept."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tamyr.decisions.models import DECIDED, Decision
from tamyr.decisions.models import Stage as DecisionStage
from tamyr.decisions.services.preparing import Draft, announce_decision, draft_decision, open_decision
from tamyr.notices.services import announce
from tamyr.priorities.models import (
    Balance,
    Merger,
    MergerStage,
    Proposal,
    ProposalStage,
    Round,
    Stage,
    Wording,
)
from tamyr.priorities.queries.texts import newest_wordings, texts_hash
from tamyr.priorities.services.locking import Clock, check_keeper
from tamyr.procedures.services import NotNow, end, locked
from tamyr.safety.services import record_act
from tamyr.safety.services.faults import Faults

# As many as ``decisions.forms.options.MOST_OPTIONS``.
FEWEST, MOST = 2, 200
# No member has more than twice the mean, as the set-up says it to all.
CAP, QUORUM = "2/1", "1/2"
NAMES = UUID("0d1f6f6e-64b3-4f39-9f0e-2b8b5f0f2c11")


class TooFew(Exception):
    """There are not two proposals to choose from."""


class TooManyToChoose(Exception):
    """There are more proposals than a ballot can have options."""


@transaction.atomic
def put_to_vote(*, standing_round: Round, zone: str, actor: UUID, clock: Clock) -> Decision:
    """Open a decision on the proposals that stand, bound to their texts as they are now.

    It asks all members at once: whoever opens it has had the whole round to read it. After a vote that came to
    nothing the same texts are put to the vote again; the new decision takes the place of the first.
    """
    standing = locked(standing_round, Stage.OPEN, Stage.FAILED)
    at = clock()
    check_keeper(standing, actor, at)
    if not (standing.has_closed_at(at) or standing.may_vote_again):
        raise NotNow(standing)
    if standing.may_vote_again:
        standing.former, standing.ended_at = standing.choice, None
    # The codes come first: once the round holds the hash of its texts, the database refuses every other code.
    # Voted on again, the proposals get those that they have.
    offered = _offered(standing)
    standing.texts_sha256 = texts_hash(offered)
    made = draft_decision(
        draft=_draft(standing, offered, zone, at),
        # With the moment: the same texts may be put to the vote again after a vote that came to nothing.
        form_key=uuid5(NAMES, f"{standing.pk} {standing.texts_sha256} {at.isoformat()}"),
        actor=actor,
        at=at,
    )
    announce_decision(decision=made, actor=actor, at=at)
    # The clock was read once the round was locked; the decision is new, and nobody else can hold it.
    opened = open_decision(decision=made, actor=actor, clock=lambda: at)
    standing.stage, standing.choice = Stage.CHOOSING, opened
    standing.save()
    # What still waited for an answer comes too late.
    waiting = Merger.objects.filter(kept__round=standing, stage=MergerStage.WAITING)
    waiting.update(stage=MergerStage.TAKEN_BACK, ended_at=at)
    details: dict[str, str | int | bool | None] = {"decision": str(opened.pk), "texts": standing.texts_sha256}
    record_act(act="round.put_to_vote", actor=actor, about=standing, at=at, details=details)
    return opened


def _offered(standing: Round) -> list[Proposal]:
    """Return the proposals that stand, with the codes of their options."""
    offered = list(standing.proposals.filter(stage=ProposalStage.STANDING).order_by("place"))
    if len(offered) < FEWEST:
        raise TooFew
    if len(offered) > MOST:
        raise TooManyToChoose
    for number, proposal in enumerate(offered, start=1):
        # Without gaps, unlike the place: that stands in the title.
        proposal.code = f"p{number}"
    Proposal.objects.bulk_update(offered, ["code"])
    return offered


def _draft(standing: Round, offered: Sequence[Proposal], zone: str, at: datetime) -> Draft:
    wordings = newest_wordings(offered)
    rule = {
        "name": "equal-shares",
        "version": 1,
        # Fewer may stand than were to be chosen.
        "seats": min(standing.seats, len(offered)),
        "endowment": standing.balance,
        "quorum": QUORUM,
    }
    if standing.balance == Balance.CAPPED:
        rule["cap"] = CAP
    return Draft(
        question_en=_in(
            "en",
            lambda: _("Which of these proposals become priorities? %(round)s") % {"round": standing.title_en},
        ),
        question_ru=_in(
            "ru",
            lambda: _("Which of these proposals become priorities? %(round)s") % {"round": standing.title_ru},
        ),
        words_en=_in("en", lambda: _words(standing)),
        words_ru=_in("ru", lambda: _words(standing)),
        authoritative="ru",
        rule=rule,
        options=[
            (
                _title(proposal, wordings[proposal.pk], "en"),
                _title(proposal, wordings[proposal.pk], "ru"),
                None,
            )
            for proposal in offered
        ],
        closes_at=at + timedelta(days=standing.choose_days),
        zone=zone,
        outside=standing.outside,
        whose=standing.whose,
        themes=[proposal.theme for proposal in offered],
        previous=standing.former,
    )


def _in(language: str, say: Callable[[], str]) -> str:
    with translation.override(language):
        return say()


def _words(standing: Round) -> str:
    # Part of the question, so that the hash of the question binds the texts behind the titles.
    return _(
        "Tick all that your organisation supports. The whole texts stand in the round, under these numbers. "
        "SHA-256 of all texts: %(sha256)s"
    ) % {"sha256": standing.texts_sha256}


def _title(proposal: Proposal, wordings: dict[str, Wording], language: str) -> str:
    own = wordings.get(language)
    if own is not None:
        return f"{proposal.place}. {own.title}"
    other = next(iter(wordings.values()))
    with translation.override(language):
        said = {"title": other.title, "language": other.get_language_display()}
        return f"{proposal.place}. " + _("%(title)s (only in: %(language)s)") % said


# --- the outcome ------------------------------------------------------------------------------


def see_to_rounds(*, clock: Clock) -> None:
    """Keep the outcome of each decision that was made or annulled. One that fails does not keep the others."""
    faults = Faults()
    # Those that were decided long ago too: a decision may still be annulled.
    for standing in Round.objects.filter(choice__stage__in=(*DECIDED, *UNDONE)).exclude(
        stage=Stage.WITHDRAWN
    ):
        with faults.apart("priorities"):
            keep_outcome(standing_round=standing, clock=clock)
    faults.tell()


# After these the proposals may be put to the vote again.
UNDONE = (DecisionStage.ANNULLED, DecisionStage.WITHDRAWN)


@transaction.atomic
def keep_outcome(*, standing_round: Round, clock: Clock) -> bool:
    """Make priorities of what was chosen, or open the round for another vote; whether that was to do."""
    standing = locked(standing_round, *Stage)
    at = clock()
    choice = standing.choice
    if choice is None:
        return False
    if choice.stage in UNDONE:
        return _undo(standing, at)
    if standing.stage != Stage.CHOOSING or choice.stage not in DECIDED:
        return False
    # From the file, which everybody can count again, and from the inner one: the world’s may say nothing of a
    # result.
    codes: list[str] = json.loads(choice.file.inside)["body"]["result"]["chosen"]
    found = {proposal.code: proposal for proposal in standing.proposals.exclude(code="")}
    for number, code in enumerate(codes, start=1):
        found[code].chosen = number
    Proposal.objects.bulk_update(found.values(), ["chosen"])
    stage = Stage.ADOPTED if codes and choice.stage == DecisionStage.ADOPTED else Stage.FAILED
    ended = end(standing, stage=stage, actor=None, at=at)
    announce(kind="round-decided", about=ended, version=choice.pk, actor=None, at=at)
    return True


def _undo(standing: Round, at: datetime) -> bool:
    # A withdrawn one has no result whose place another could take.
    if standing.choice is not None and standing.choice.stage == DecisionStage.ANNULLED:
        standing.former = standing.choice
    standing.stage, standing.choice, standing.texts_sha256, standing.ended_at = Stage.OPEN, None, "", None
    standing.save()
    # Only now: as long as a round holds the hash of its texts, the database refuses every change of its proposals.
    standing.proposals.update(code="", chosen=None)
    record_act(act="round.vote_undone", actor=None, about=standing, at=at)
    return True

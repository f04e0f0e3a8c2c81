"""A position put to the vote: its words are bound first, and the question of the decision carries their hash."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from tamyr.decisions.models import Decision, Outside
from tamyr.decisions.models import Stage as DecisionStage
from tamyr.decisions.services.preparing import Draft, announce_decision, draft_decision
from tamyr.notices.services import announce
from tamyr.positions.models import Stage, Version
from tamyr.positions.models.texts import Kind
from tamyr.positions.queries.texts import places_of
from tamyr.positions.rules import may_offer_decision
from tamyr.positions.services.locking import NotWhole
from tamyr.positions.services.voicing import bind
from tamyr.procedures.services import asked_again, end, locked
from tamyr.safety.services import record_act
from tamyr.safety.services.faults import Faults
from tamyr.shared.languages import BOUND_LANGUAGES

# The share that must take part, as decisions propose it to all; and the longest title of an option.
QUORUM, LONGEST_TITLE = "1/2", 300


@dataclass(frozen=True)
class Threshold:
    """What a vote takes: a share of the voices, and support from so many countries; open for days.

    ``outside`` is what the world may read of it, where it may read the position.
    """

    share: str
    countries: int
    days: int
    outside: str = Outside.RESULT


@transaction.atomic
def offer_decision(*, version: Version, threshold: Threshold, actor: UUID, at: datetime) -> Decision:
    """Bind a version's words and announce a decision on them; a coordinator opens it among the decisions."""
    standing = locked(version, Stage.DRAFT, Stage.OPEN)
    asked_again(may_offer_decision, actor, standing, at)
    places = places_of(standing)
    if not any(place.clause.kind == Kind.CLAUSE for place in places):
        raise NotWhole
    # In memory only: stage, hash and decision come into the database at once, where constraints compare them.
    bind(standing)
    title = next(place for place in places if place.is_title)
    titles = {language: title.best(language).text[:LONGEST_TITLE] for language in BOUND_LANGUAGES}
    draft = _draft(standing, titles, threshold, at)
    # The key is of no form: a second press finds the version at another stage.
    made = draft_decision(draft=draft, form_key=uuid4(), actor=actor, at=at)
    standing.stage, standing.decision, standing.closes_at = Stage.DECIDING, made, None
    standing.save()
    record_act(
        act="position.put_to_the_vote",
        actor=actor,
        about=standing,
        at=at,
        details={"hash": standing.text_hash, "decision": str(made.pk)},
    )
    return announce_decision(decision=made, actor=actor, at=at)


def _draft(version: Version, titles: dict[str, str], threshold: Threshold, at: datetime) -> Draft:
    position = version.position
    questions = {}
    for language in BOUND_LANGUAGES:
        # Frozen in both languages: in the reader’s own, both questions would be one.
        with override(language):
            questions[language] = _(
                "Do we adopt position %(number)s, version %(version)s? SHA-256 of its text: %(hash)s"
            ) % {"number": position.number, "version": version.number, "hash": version.text_hash}
    return Draft(
        question_en=questions["en"],
        question_ru=questions["ru"],
        words_en="",
        words_ru="",
        authoritative=position.authoritative,
        rule={
            "name": "approval",
            "version": 1,
            "share": threshold.share,
            # A share that is met exactly carries it, as “it takes two thirds” says.
            "above": False,
            "countries": threshold.countries,
            "quorum": QUORUM,
        },
        options=[(titles["en"], titles["ru"], None)],
        closes_at=at + timedelta(days=threshold.days),
        zone="UTC",
        # What only members read they vote on among themselves, whatever the form said.
        outside=threshold.outside if position.is_public else Outside.NOTHING,
        whose=position.whose,
    )


def follow_decisions(*, at: datetime) -> int:
    """Write down what decisions made of the positions they were on; return of how many."""
    faults, settled = Faults(), 0
    for version in _decided():
        with faults.apart("positions"):
            settled += settle_by_decision(version=version, at=at)
    faults.tell()
    return settled


def _decided() -> Iterator[Version]:
    waiting = Q(
        stage=Stage.DECIDING,
        decision__stage__in=(DecisionStage.ADOPTED, DecisionStage.FAILED, DecisionStage.WITHDRAWN),
    )
    annulled = Q(stage__in=(Stage.DECIDING, Stage.ADOPTED), decision__stage=DecisionStage.ANNULLED)
    yield from Version.objects.filter(waiting | annulled)


@transaction.atomic
def settle_by_decision(*, version: Version, at: datetime) -> bool:
    """Let a position be adopted or not as its decision says; whether that was to do."""
    standing = locked(version, *Stage)
    # Read and not locked: its own room writes it, and this is asked again in a few minutes.
    decision = standing.decision
    if decision is None or standing.stage not in (Stage.DECIDING, Stage.ADOPTED):
        return False
    # Whoever annuls a decision takes back what it adopted.
    outcomes = {DecisionStage.ADOPTED: Stage.ADOPTED, DecisionStage.FAILED: Stage.FAILED}
    # A withdrawn decision fails it too: words that are bound cannot become a draft again, but another version
    # can be begun with them.
    outcome = outcomes.get(DecisionStage(decision.stage), Stage.FAILED)
    if decision.stage not in (
        DecisionStage.ADOPTED,
        DecisionStage.FAILED,
        DecisionStage.WITHDRAWN,
        DecisionStage.ANNULLED,
    ):
        return False
    if standing.stage == outcome:
        return False
    ended = end(standing, stage=outcome, actor=None, at=at)
    announce(kind="position-ended", about=ended, version=outcome, actor=None, at=at)
    return True

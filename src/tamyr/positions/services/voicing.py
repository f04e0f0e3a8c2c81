"""A version before the members: opened, spoken on, and what came of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.network.models import Member
from tamyr.notices.services import announce, settle
from tamyr.positions.models import Stage, Stance, Version, Word
from tamyr.positions.models.texts import Kind
from tamyr.positions.queries.texts import Place, binding_sha, hash_of, places_of, ready_languages
from tamyr.positions.rules import may_keep, may_open
from tamyr.positions.services.clocks import set_clocks
from tamyr.positions.services.locking import NotWhole, place_in
from tamyr.procedures.queries import own_sha
from tamyr.procedures.services import (
    MovedMeanwhile,
    asked_again,
    check_heard,
    check_own,
    end,
    locked,
    locked_after_its_time,
    locked_for_a_voice,
    record_voice,
)
from tamyr.safety.services import record_act
from tamyr.shared.languages import BOUND_LANGUAGES


@transaction.atomic
def open_version(*, version: Version, actor: UUID, at: datetime) -> Version:
    """Put a version before the members; the clocks of its languages begin as soon as these are whole."""
    standing = locked(version, Stage.DRAFT)
    asked_again(may_open, actor, standing, at)
    places = places_of(standing)
    if not any(place.clause.kind == Kind.CLAUSE for place in places):
        raise NotWhole
    # A moment in the future, set right below: the database asks for one at once.
    standing.stage, standing.opened_at, standing.closes_at = Stage.OPEN, at, at
    standing.save()
    record_act(act="position.opened", actor=actor, about=standing, at=at)
    set_clocks(standing, changed=BOUND_LANGUAGES, actor=actor, at=at)
    return standing


@transaction.atomic
def say_word(
    *,
    version: Version,
    member: Member,
    stance: str,
    sha: str,
    code: str = "",
    reason: str = "",
    change: str = "",
    base_sha: str | None = None,
    actor: UUID,
    at: datetime,
) -> Word:
    """Give an organisation's one word on the text that it read, of which ``sha`` is, or change it.

    Raises ``NotNow`` once the time is over, ``MovedMeanwhile`` where the text is another one by now, or where a
    colleague gave another word than the one that ``base_sha`` is of.
    """
    standing = locked_for_a_voice(version, member=member, actor=actor, at=at)
    check_heard(standing.position, member=member, actor=actor, at=at)
    places = places_of(standing)
    if binding_sha(places) != sha:
        raise MovedMeanwhile("")
    former = standing.words.filter(member=member).first()
    own = {"stance": stance, "code": code, "reason": reason, "change": change}
    objects = stance == Stance.OBJECTION
    if not objects:
        reason = "" if _is_what_was_objected(former, own, base_sha) else reason
        own |= {"code": "", "reason": reason, "change": ""}
    # What will be kept, and not what was typed: pressed twice, the second finds its own word there.
    check_own(former, own, base_sha, code=_clause_words(places, former))
    if objects:
        # Nobody could lift an objection to a clause that was taken out meanwhile.
        place_in(standing, code)
    word, _is_new = Word.objects.update_or_create(
        version=standing, member=member, defaults={**own, "given_at": at}
    )
    record_voice(act="position.word_given", actor=actor, about=standing, at=at, member=member, stance=stance)
    settle(about=standing, person=actor, at=at)
    if objects:
        announce(kind="position-objected", about=standing, version=f"{word.pk} {at}", actor=actor, at=at)
    return word


def _clause_words(places: Sequence[Place], former: Word | None) -> str:
    """Say which clause a word was about; nothing of one that was taken out, or of a word about the whole."""
    numbers = (place.number for place in places if former is not None and place.code == former.code)
    return next((f"{_('Clause')} {number}" for number in numbers), "")


def _is_what_was_objected(former: Word | None, own: dict[str, str], base_sha: str | None) -> bool:
    """Whether a reason is that of an objection which is lifted now: the form still shows it, and it would contradict."""
    if former is not None and former.stance == Stance.OBJECTION and former.reason == own["reason"]:
        return True
    # By the second press of the same form it is lifted already: the mark is still of the objection.
    return base_sha == own_sha(Word(**{**own, "stance": Stance.OBJECTION}), own)


@transaction.atomic
def record_outcome(*, version: Version, actor: UUID, at: datetime) -> Version:
    """Record what came of it: adopted, and bound by its hash, if no objection stands; else not adopted."""
    standing = locked_after_its_time(version, at=at)
    asked_again(may_keep, actor, standing.position, at)
    # Also one that was given of an earlier wording: whether other words lift it only the organisation that
    # objected says.
    if standing.words.filter(stance=Stance.OBJECTION).exists():
        ended = end(standing, stage=Stage.FAILED, actor=actor, at=at)
    else:
        bind(standing)
        ended = end(standing, stage=Stage.ADOPTED, actor=actor, at=at)
        details: dict[str, str | int | bool | None] = {"hash": ended.text_hash, "languages": ended.bound}
        record_act(act="position.bound", actor=actor, about=ended, at=at, details=details)
    announce(kind="position-ended", about=ended, actor=actor, at=at)
    return ended


def bind(version: Version) -> None:
    """Bind a version that is about to be saved to its words, in the languages in which these are whole."""
    places = places_of(version)
    languages = ready_languages(places)
    version.bound = " ".join(languages)
    version.text_hash = hash_of(places, version.position.authoritative, languages)

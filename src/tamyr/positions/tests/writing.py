"""A position as it comes about in tests: begun by Aygul, with three clauses in two languages."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.positions.models import Amendment, Position, Stage, Version, Word
from tamyr.positions.queries.positions import newest_version
from tamyr.positions.queries.texts import Place, binding_sha, places_of
from tamyr.positions.services import amending, beginning, translating, voicing, writing

NOON = datetime(2040, 1, 2, 12, tzinfo=UTC)  # Pages ask the real clock: the window is open to them.
DAY = timedelta(days=1)
DAYS, CAP = 14, 30
TITLE = "Coal leaves the region by 2040"
CLAUSES = (
    "Governments name the year in which the last coal plant closes.",
    "Miners and their towns are paid for the change before it comes.",
    "No new gas plant takes the place of coal.",
)
RUSSIAN = (
    "Уголь уходит из региона к 2040 году",
    "Правительства называют год закрытия последней угольной станции.",
    "Шахтёры и их города получают помощь до перемен.",
    "Новые газовые станции не приходят на смену угольным.",
)


def plan(**changed: Any) -> beginning.Plan:
    whole = {
        "title": TITLE,
        "authoritative": "en",
        "days": DAYS,
        "cap_days": CAP,
        "accepts": ("language", "form", "agreed"),
        "is_public": True,
        **changed,
    }
    return beginning.Plan(**whole)


def begun(person: Person, member: Member | None, at: datetime = NOON, **changed: Any) -> Position:
    """Begin a position with its clauses; ``person`` facilitates it."""
    position = beginning.begin_position(
        plan=plan(**changed), member=member, form_key=uuid4(), actor=person.pk, at=at
    )
    version = newest_version(position)
    for text in CLAUSES:
        writing.add_clause(
            version=version,
            after=places_of(version)[-1].code,
            kind="clause",
            text=text,
            member=member,
            actor=person.pk,
            at=at,
        )
    return position


def translate(
    version: Version, place: Place, text: str, by: Person, at: datetime, *, machine: bool = False
) -> None:
    wording = place.wordings["ru"]
    translating.write_translation(
        version=version,
        code=place.code,
        language="ru",
        text=text,
        is_machine=machine,
        base_sha=wording.sha,
        source_sha=place.authoritative.sha,
        member=None,
        actor=by.pk,
        at=at,
    )


def check(version: Version, code: str, by: Person, at: datetime) -> None:
    sha = next(place for place in places_of(version) if place.code == code).wordings["ru"].sha
    translating.check_translation(version=version, code=code, language="ru", base_sha=sha, actor=by.pk, at=at)


def translated(version: Version, by: Person, checker: Person, at: datetime = NOON) -> None:
    """Translate all of it, and have it checked by somebody else."""
    for place, text in zip(places_of(version), RUSSIAN, strict=True):
        translate(version, place, text, by, at)
        check(version, place.code, checker, at)


def opened(version: Version, by: Person, at: datetime = NOON) -> Version:
    return voicing.open_version(version=version, actor=by.pk, at=at)


def spoken(version: Version, member: Member, by: Person, stance: str, at: datetime, **said: str) -> Word:
    sha = binding_sha(places_of(version))
    return voicing.say_word(
        version=version, member=member, stance=stance, sha=sha, actor=by.pk, at=at, **said
    )


def adopted(position: Position, by: Person) -> Version:
    """Let nobody object, and record that it was adopted."""
    version = opened(newest_version(position), by)
    assert version.closes_at is not None
    ended = voicing.record_outcome(version=version, actor=by.pk, at=version.closes_at)
    assert ended.stage == Stage.ADOPTED
    return ended


def amendment(
    version: Version, place: Place, member: Member, by: Person, text: str, at: datetime = NOON, **wanted: str
) -> Amendment:
    language = wanted.get("language", "en")
    whole = {
        "code": place.code,
        "language": language,
        "act": "replace",
        "nature": "language",
        "base_sha": place.wordings[language].sha,
        "text": text,
        "reason": "It reads better.",
        **wanted,
    }
    return amending.propose_amendment(
        version=version,
        wanted=amending.AmendmentDraft(**whole),
        member=member,
        form_key=uuid4(),
        actor=by.pk,
        at=at,
    )

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from tamyr.network.logic.latin import in_latin
from tamyr.network.models import Country, Mandate, Member, MemberTheme, MemberWords, Standing
from tamyr.network.models.members import Status, best_of
from tamyr.network.models.people import holding_on
from tamyr.safety.models import ExposureLevel
from tamyr.safety.services import record_act

SLUG_LENGTH = 60
TOKEN_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class StaleVersion(Exception):
    """Somebody else changed the member after it was read; ``current`` is how it stands now."""

    def __init__(self, current: Member) -> None:
        super().__init__(f"{current.pk} is at version {current.version}")
        self.current = current


class NobodyLeft(Exception):
    """A sealed member needs a delegate in force: nobody else could ever open it again."""


@dataclass(frozen=True)
class MemberProfile:
    """What a member is called and says of itself, by language; its site and themes."""

    names: dict[str, str]
    stories: dict[str, str] = field(default_factory=dict)
    site: str = ""
    themes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "names": self.names,
            "stories": self.stories,
            "site": self.site,
            "themes": sorted(self.themes),
        }


@dataclass(frozen=True)
class MemberFacts:
    """Everything the register holds of a member."""

    profile: MemberProfile
    country: Country
    joined_on: date
    left_on: date | None = None
    status: str = Status.ACTIVE
    status_from_on: date | None = None
    exposure: str = ExposureLevel.NETWORK


@transaction.atomic
def register_member(*, facts: MemberFacts, actor: UUID | None, at: datetime) -> Member:
    """Enter a member in the register."""
    member = Member(slug="", version=0)
    _write(member, facts, at)
    record_act(act="member.registered", actor=actor, about=member, at=at, details=_in_codes(facts))
    return member


@transaction.atomic
def change_member(
    *, member: Member, version: int, facts: MemberFacts, actor: UUID | None, at: datetime
) -> Member:
    """Change a member as it was read at ``version``; refuse with StaleVersion if it has moved on."""
    held = Member.objects.select_for_update().get(pk=member.pk)
    if held.version != version:
        raise StaleVersion(held)
    if facts.exposure == ExposureLevel.SEALED and not _has_a_delegate(held, at.date()):
        raise NobodyLeft
    before = held.exposure
    _write(held, facts, at)
    details = {**_in_codes(facts), "exposure_before": before}
    record_act(act="member.changed", actor=actor, about=held, at=at, details=details)
    return held


def _write(member: Member, facts: MemberFacts, at: datetime) -> None:
    was_guarded = member.is_guarded
    member.country, member.joined_on, member.left_on = facts.country, facts.joined_on, facts.left_on
    member.exposure = facts.exposure
    if not member.slug or member.is_guarded != was_guarded:
        member.slug = _slug_for(member, facts.profile)
    _put_profile(member, facts.profile)
    member.version += 1
    member.save()
    _put_words(member, facts.profile)
    _put_standing(member, facts, at.date())


def _put_profile(member: Member, profile: MemberProfile) -> None:
    member.guarded = json.dumps(profile.as_dict(), ensure_ascii=False) if member.is_guarded else ""
    member.site = "" if member.is_guarded else profile.site


def _put_words(member: Member, profile: MemberProfile) -> None:
    member.words.all().delete()
    member.themes.all().delete()
    if member.is_guarded:
        return
    MemberWords.objects.bulk_create(
        MemberWords(member=member, language=code, name=name, story=profile.stories.get(code, ""))
        for code, name in profile.names.items()
    )
    MemberTheme.objects.bulk_create(MemberTheme(member=member, theme=theme) for theme in profile.themes)


def _put_standing(member: Member, facts: MemberFacts, today: date) -> None:
    latest = member.standings.last()
    if latest is None or latest.status != facts.status:
        from_on = facts.status_from_on or (today if latest else facts.joined_on)
        Standing.objects.update_or_create(member=member, from_on=from_on, defaults={"status": facts.status})
    now = member.standings.filter(from_on__lte=today).last()
    Member.objects.filter(pk=member.pk).update(status=now.status if now else facts.status)
    member.status = now.status if now else facts.status


def _slug_for(member: Member, profile: MemberProfile) -> str:
    """Return an address: from the name for a member in the open, meaningless for a guarded one."""
    name, _language = best_of(profile.names, "en")
    base = "" if member.is_guarded else slugify(in_latin(name))[:SLUG_LENGTH].strip("-")
    if base and not Member.objects.filter(slug=base).exclude(pk=member.pk).exists():
        return base
    token = get_random_string(16 if not base else 4, TOKEN_ALPHABET)
    return f"{base}-{token}" if base else token


def _has_a_delegate(member: Member, today: date) -> bool:
    return Mandate.objects.filter(holding_on(today), member=member).exists()


def _in_codes(facts: MemberFacts) -> dict[str, str | int | bool | None]:
    return {
        "country": facts.country.pk,
        "exposure": facts.exposure,
        "status": facts.status,
        "joined_on": facts.joined_on.isoformat(),
        "left_on": facts.left_on.isoformat() if facts.left_on else None,
    }

import json
from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from anyascii import anyascii
from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.network.logic.member_entry import LANGUAGES, Entry
from tamyr.network.logic.name_order import sort_text
from tamyr.network.models import (
    Country,
    Invitation,
    Mandate,
    Member,
    MembershipChange,
    MembershipStatus,
    MemberTheme,
    MemberWords,
    Role,
    RoleGrant,
)
from tamyr.network.models.members import Status, best_of
from tamyr.network.models.people import holding_on, lasting_delegate
from tamyr.network.queries.desk.news import acting_for
from tamyr.network.queries.member_entry import entry_of
from tamyr.network.rules import MayNot
from tamyr.notices.services import announce, forget_scope
from tamyr.safety.models import ExposureLevel, is_sealed, shows_more
from tamyr.safety.services import record_act
from tamyr.safety.services.faults import Faults

# Without i, l, o, 0 and 1, which people confuse when they read an address out or copy it by hand.
TOKEN_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
LONGEST_SLUG = 60


class StaleVersion(Exception):
    """Somebody else changed the member after it was read; ``current`` is how it stands now."""

    def __init__(self, current: Member) -> None:
        super().__init__(f"{current.pk} is at version {current.version}")
        self.current = current


class TakesTwo(Exception):
    """Showing a member to more people, and status and dates by a delegate, are proposed: ``two_persons``."""


class NobodyLeft(Exception):
    """A sealed member needs a delegate whose mandate has no end: nobody else could ever open it again."""


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


def facts_from(entry: Entry, *, status_from_on: date | None) -> MemberFacts:
    """Return the facts that an entry of the register states."""
    words = {
        kind: {code: str(entry[f"{kind}_{code}"]) for code in LANGUAGES if entry.get(f"{kind}_{code}")}
        for kind in ("name", "story")
    }
    profile = MemberProfile(
        names=words["name"],
        stories=words["story"],
        site=str(entry["site"]),
        themes=tuple(entry["themes"]),
    )
    return MemberFacts(
        profile=profile,
        country=Country(pk=str(entry["country"])),
        status=str(entry["status"]),
        status_from_on=status_from_on,
        exposure=str(entry["exposure"]),
        joined_on=date.fromisoformat(str(entry["joined_on"])),
        left_on=date.fromisoformat(str(entry["left_on"])) if entry["left_on"] else None,
    )


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
    locked = Member.objects.select_for_update().get(pk=member.pk)
    if locked.version != version:
        raise StaleVersion(locked)
    moves = membership_of(facts) != locked.membership
    if shows_more(facts.exposure, than=locked.chosen_exposure) or (moves and not _may_move(actor, at)):
        raise TakesTwo
    if facts.exposure == ExposureLevel.SEALED:
        hold_mandates({locked.pk})
        if not _has_a_delegate(locked, at.date()):
            raise NobodyLeft
    # Read before ``_write``, which changes this same object.
    before, was_guarded = locked.exposure, locked.is_guarded
    if moves:
        _keep_history(locked, facts, proposed_by=actor, confirmed_by=None, at=at)
    _write(locked, facts, at)
    if locked.is_guarded and not was_guarded:
        _close_its_doors(locked, actor, at)
    details = {**_in_codes(facts), "exposure_before": before}
    record_act(act="member.changed", actor=actor, about=locked, at=at, details=details)
    _tell_of_exposure(locked, before, actor, at)
    return locked


def _tell_of_exposure(member: Member, before: str, actor: UUID | None, at: datetime) -> None:
    if member.exposure != before:
        announce(
            kind="exposure-changed", about=member, version=member.version, scope=member.pk, actor=actor, at=at
        )


def membership_of(facts: MemberFacts) -> dict[str, str]:
    """Return the status and dates that facts state, as ``Member.membership`` has them."""
    left = facts.left_on.isoformat() if facts.left_on else ""
    return {"status": facts.status, "joined_on": facts.joined_on.isoformat(), "left_on": left}


def _may_move(actor: UUID | None, at: datetime) -> bool:
    """Whether somebody may set a member's status and dates alone: coordinators, who keep the register."""
    if actor is None:
        return True  # The software, at the start of a site or of a test.
    holding = RoleGrant.objects.filter(holding_on(at.date()), person_id=actor, role=Role.COORDINATOR)
    return holding.exists()


@transaction.atomic
def change_as_agreed(
    *, member: Member, changes: dict[str, Any], proposed_by: UUID | None, actor: UUID | None, at: datetime
) -> Member:
    """Change of a member what two persons agreed on, ``actor`` as the second; all else stays as it is."""
    locked = Member.objects.select_for_update().get(pk=member.pk)
    facts = replace(facts_from(entry_of(locked), status_from_on=None), **changes)
    before, was_guarded = locked.exposure, locked.is_guarded
    if membership_of(facts) != locked.membership:
        _keep_history(locked, facts, proposed_by=proposed_by, confirmed_by=actor, at=at)
    _write(locked, facts, at)
    if locked.is_guarded and not was_guarded:
        _close_its_doors(locked, actor, at)
    details = {**_in_codes(facts), "exposure_before": before}
    record_act(act="member.changed", actor=actor, about=locked, at=at, details=details)
    _tell_of_exposure(locked, before, actor, at)
    return locked


def _keep_history(
    member: Member,
    facts: MemberFacts,
    *,
    proposed_by: UUID | None,
    confirmed_by: UUID | None,
    at: datetime,
) -> None:
    # A key without an account would be refused by the database: who proposed may have closed theirs since.
    known = set(Person.objects.filter(pk__in=[proposed_by, confirmed_by]).values_list("pk", flat=True))
    MembershipChange.objects.create(
        member=member,
        at=at,
        proposed_by_id=proposed_by if proposed_by in known else None,
        confirmed_by_id=confirmed_by if confirmed_by in known else None,
        status_before=member.status,
        joined_on_before=member.joined_on,
        left_on_before=member.left_on,
        status=facts.status,
        status_from_on=facts.status_from_on,
        joined_on=facts.joined_on,
        left_on=facts.left_on,
    )


@transaction.atomic
def register_members(*, entered: Sequence[MemberFacts], actor: UUID | None, at: datetime) -> list[Member]:
    """Enter many members at once, at a few queries for all of them and with one audit line."""
    taken = set(Member.objects.values_list("slug", flat=True))
    members = [_member_from(facts, taken, at.date()) for facts in entered]
    Member.objects.bulk_create(members, batch_size=500)
    # A key is made with the object, not by the database: so rows in bulk can point at members in bulk.
    pairs = list(zip(members, entered, strict=True))
    in_the_open = [(member, facts.profile) for member, facts in pairs if not member.is_guarded]
    words = (row for member, profile in in_the_open for row in _words(member, profile))
    themes = (row for member, profile in in_the_open for row in _themes(member, profile))
    statuses = (
        MembershipStatus(member=member, status=facts.status, from_on=facts.status_from_on or facts.joined_on)
        for member, facts in pairs
    )
    MemberWords.objects.bulk_create(words, batch_size=500)
    MemberTheme.objects.bulk_create(themes, batch_size=500)
    MembershipStatus.objects.bulk_create(statuses, batch_size=500)
    record_act(act="members.registered", actor=actor, about=None, at=at, details={"count": len(members)})
    return members


def _member_from(facts: MemberFacts, taken: set[str], today: date) -> Member:
    member = Member(country=facts.country, joined_on=facts.joined_on, left_on=facts.left_on, version=1)
    member.exposure, member.status = facts.exposure, facts.status
    member.slug = _free_slug(_slug_base(member, facts.profile), taken)
    # Two rows of one table may bear one name, and neither is in the database yet.
    taken.add(member.slug)
    _put_profile(member, facts.profile)
    return member


def _write(member: Member, facts: MemberFacts, at: datetime) -> None:
    was_guarded = member.is_guarded
    member.country, member.joined_on, member.left_on = facts.country, facts.joined_on, facts.left_on
    if member.locked_at is None:
        member.exposure = facts.exposure
    else:
        member.returns_as = facts.exposure
    # A new name keeps the old address, which others have linked to. Going into hiding or coming out of it
    # gives a new one: whoever knew the old one learns nothing by it.
    if not member.slug or member.is_guarded != was_guarded:
        member.slug = _slug_for(member, facts.profile)
    _put_profile(member, facts.profile)
    member.version += 1
    member.save()
    _put_words(member, facts.profile)
    _put_status(member, facts, at.date())


def _put_profile(member: Member, profile: MemberProfile) -> None:
    if is_sealed(member.guarded):
        raise MayNot(
            _(
                "What is kept of this member does not open, and is not written over. Ask whoever keeps the keys."
            )
        )
    # One of the two places is always emptied: a word left in the open would undo the hiding.
    member.guarded = json.dumps(profile.as_dict(), ensure_ascii=False) if member.is_guarded else ""
    member.site = "" if member.is_guarded else profile.site


def _put_words(member: Member, profile: MemberProfile) -> None:
    member.words.all().delete()
    member.themes.all().delete()
    if member.is_guarded:
        return
    MemberWords.objects.bulk_create(_words(member, profile))
    MemberTheme.objects.bulk_create(_themes(member, profile))


def _words(member: Member, profile: MemberProfile) -> list[MemberWords]:
    return [
        MemberWords(
            member=member,
            language=code,
            name=name,
            story=profile.stories.get(code, ""),
            sorted_as=sort_text(name),
        )
        for code, name in profile.names.items()
    ]


def _themes(member: Member, profile: MemberProfile) -> list[MemberTheme]:
    return [MemberTheme(member=member, theme=theme) for theme in profile.themes]


def _put_status(member: Member, facts: MemberFacts, today: date) -> None:
    latest = member.statuses.filter(from_on__lte=today).last() or member.statuses.last()
    if latest is None or latest.status != facts.status:
        from_on = facts.status_from_on or (today if latest else facts.joined_on)
        MembershipStatus.objects.update_or_create(
            member=member, from_on=from_on, defaults={"status": facts.status}
        )
    # What is set for a later day does not hold yet: ``bring_statuses_in_step`` lets it in on that day.
    now = member.statuses.filter(from_on__lte=today).last()
    Member.objects.filter(pk=member.pk).update(status=now.status if now else facts.status)
    member.status = now.status if now else facts.status


def bring_statuses_in_step(*, at: datetime) -> int:
    """Let statuses that were set for a later day hold once it has come; return how many changed.

    Raises ``PartlyDone`` at the end where a member could not be changed: all others are.
    """
    faults, changed = Faults(), 0
    for key in list(_behind(at).values_list("pk", flat=True)):
        with faults.apart("statuses"):
            changed += _let_status_come(key, at)
    faults.tell()
    return changed


def _behind(at: datetime) -> QuerySet[Any]:
    past = MembershipStatus.objects.filter(member=OuterRef("pk"), from_on__lte=at.date()).order_by("-from_on")
    status_now = Subquery(past.values("status")[:1])
    return Member.objects.annotate(now=status_now).exclude(now=None).exclude(status=F("now"))


def _let_status_come(key: UUID, at: datetime) -> bool:
    # Asked again under the lock: somebody may have set another status meanwhile.
    member = _behind(at).select_for_update().filter(pk=key).first()
    if member is None:
        return False
    member.status = member.now
    # A form that was opened before must not put the old status back.
    member.version += 1
    member.save(update_fields=["status", "version"])
    details: dict[str, str | int | bool | None] = {"status": member.status}
    record_act(act="member.status_came", actor=None, about=member, at=at, details=details)
    return True


def _slug_for(member: Member, profile: MemberProfile) -> str:
    base = _slug_base(member, profile)
    taken = Member.objects.filter(slug=base).exclude(pk=member.pk).values_list("slug", flat=True)
    return _free_slug(base, set(taken))


def _slug_base(member: Member, profile: MemberProfile) -> str:
    """Return what an address begins with: the name of a member in the open, nothing of a guarded one."""
    name, _language = best_of(profile.names, "en")
    return "" if member.is_guarded else slug_of(name)


def slug_of(name: str) -> str:
    """Return a name of any script as the end of an address: “Қазақстан” → “qazaqstan”."""
    return slugify(anyascii(name))[:LONGEST_SLUG].strip("-")


def _free_slug(base: str, taken: Container[str]) -> str:
    if base and base not in taken:
        return base
    # Beside a name the token only tells namesakes apart; alone it must not be guessed.
    token = get_random_string(4 if base else 16, TOKEN_ALPHABET)
    return f"{base}-{token}" if base else token


def _close_its_doors(member: Member, actor: UUID | None, at: datetime) -> None:
    _take_invitations_back(member, actor, at)
    forget_scope(scope=member.pk, but_for=set(acting_for(member.pk, at.date())))


def _take_invitations_back(member: Member, actor: UUID | None, at: datetime) -> None:
    """Close the ways into a member that goes into hiding: others made them, and links lie in mailboxes."""
    for invitation in Invitation.objects.select_for_update().filter(
        member=member, used_at=None, revoked_at=None
    ):
        invitation.revoked_at = at
        invitation.save()
        record_act(act="invitation.revoked", actor=actor, about=invitation, at=at)


def hold_mandates(members: Collection[UUID]) -> None:
    """Let no mandate of these members end meanwhile: of two last delegates who leave at once, one stays."""
    # In one order everywhere, and before any of them alone, or two who leave would wait for each other.
    list(Mandate.objects.select_for_update().filter(member__in=members).order_by("pk").values_list("pk"))


def _has_a_delegate(member: Member, today: date) -> bool:
    return Mandate.objects.filter(lasting_delegate(today), member=member).exists()


def _in_codes(facts: MemberFacts) -> dict[str, str | int | bool | None]:
    return {
        "country": facts.country.pk,
        "exposure": facts.exposure,
        "status": facts.status,
        "joined_on": facts.joined_on.isoformat(),
        "left_on": facts.left_on.isoformat() if facts.left_on else None,
    }

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tamyr.network.models import Member, MembershipStatus, MemberTheme, MemberWords
from tamyr.network.services.members.addresses import free_slug, slug_base
from tamyr.network.services.members.entries import put_profile, themes_of, words_of
from tamyr.network.services.members.facts import MemberFacts, in_codes
from tamyr.safety.services import record_act


@transaction.atomic
def register_member(*, facts: MemberFacts, actor: UUID | None, at: datetime) -> Member:
    """Enter a member in the register."""
    (member,) = _entered([facts])
    record_act(act="member.registered", actor=actor, about=member, at=at, details=in_codes(facts))
    return member


@transaction.atomic
def register_members(*, entered: Sequence[MemberFacts], actor: UUID | None, at: datetime) -> list[Member]:
    """Enter many members at once, with one audit line."""
    members = _entered(entered)
    record_act(act="members.registered", actor=actor, about=None, at=at, details={"count": len(members)})
    return members


def _entered(entered: Sequence[MemberFacts]) -> list[Member]:
    """Write new members, at a few statements for however many."""
    members = [_member_from(facts) for facts in entered]
    _give_addresses(
        [slug_base(member, facts.profile) for member, facts in zip(members, entered, strict=True)], members
    )
    Member.objects.bulk_create(members, batch_size=500)
    # A key is made with the object, not by the database: so rows in bulk can point at members in bulk.
    pairs = list(zip(members, entered, strict=True))
    in_the_open = [(member, facts.profile) for member, facts in pairs if not member.is_guarded]
    words = (row for member, profile in in_the_open for row in words_of(member, profile))
    themes = (row for member, profile in in_the_open for row in themes_of(member, profile))
    statuses = (
        MembershipStatus(member=member, status=facts.status, from_on=facts.status_from_on or facts.joined_on)
        for member, facts in pairs
    )
    MemberWords.objects.bulk_create(words, batch_size=500)
    MemberTheme.objects.bulk_create(themes, batch_size=500)
    MembershipStatus.objects.bulk_create(statuses, batch_size=500)
    return members


def _member_from(facts: MemberFacts) -> Member:
    member = Member(country=facts.country, joined_on=facts.joined_on, left_on=facts.left_on, version=1)
    member.exposure, member.status = facts.exposure, facts.status
    put_profile(member, facts.profile)
    return member


def _give_addresses(bases: list[str], members: list[Member]) -> None:
    taken = set(Member.objects.filter(slug__in=bases).values_list("slug", flat=True))
    for base, member in zip(bases, members, strict=True):
        member.slug = free_slug(base, taken)
        # Two rows of one table may bear one name, and neither is in the database yet.
        taken.add(member.slug)

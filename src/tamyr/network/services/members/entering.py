from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tamyr.network.models import Member, MembershipStatus, MemberTheme, MemberWords
from tamyr.network.services.members.addresses import free_slug, slug_base
from tamyr.network.services.members.entries import put_profile, themes_of, words_of, write_entry
from tamyr.network.services.members.facts import MemberFacts, in_codes
from tamyr.safety.services import record_act


@transaction.atomic
def register_member(*, facts: MemberFacts, actor: UUID | None, at: datetime) -> Member:
    """Enter a member in the register."""
    member = Member(slug="", version=0)
    write_entry(member, facts, at)
    record_act(act="member.registered", actor=actor, about=member, at=at, details=in_codes(facts))
    return member


@transaction.atomic
def register_members(*, entered: Sequence[MemberFacts], actor: UUID | None, at: datetime) -> list[Member]:
    """Enter many members at once, at a few queries for all of them and with one audit line."""
    taken = set(Member.objects.values_list("slug", flat=True))
    members = [_member_from(facts, taken, at.date()) for facts in entered]
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
    record_act(act="members.registered", actor=actor, about=None, at=at, details={"count": len(members)})
    return members


def _member_from(facts: MemberFacts, taken: set[str], today: date) -> Member:
    member = Member(country=facts.country, joined_on=facts.joined_on, left_on=facts.left_on, version=1)
    member.exposure, member.status = facts.exposure, facts.status
    member.slug = free_slug(slug_base(member, facts.profile), taken)
    # Two rows of one table may bear one name, and neither is in the database yet.
    taken.add(member.slug)
    put_profile(member, facts.profile)
    return member

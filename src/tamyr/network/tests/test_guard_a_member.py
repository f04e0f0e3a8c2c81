"""A guarded member leaves nothing readable behind, and only those entitled find it."""

from datetime import date

import pytest
from django.db import connection
from tests.people import LONG_AGO_AT

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.network.queries import members_visible_to, visitor_on
from tamyr.network.services.members import (
    MemberFacts,
    MemberProfile,
    NobodyLeft,
    StaleVersion,
    change_member,
)
from tamyr.safety.models import ExposureLevel


def seen_by(person: Person | None) -> set[str]:
    return {member.profile["names"]["en"] for member in members_visible_to(visitor_on(person, LONG_AGO_AT))}


def facts_of(member: Member, **changed: object) -> MemberFacts:
    profile = member.profile
    return MemberFacts(
        **{
            "profile": MemberProfile(**{**profile, "themes": tuple(profile["themes"])}),
            "country": member.country,
            "joined_on": member.joined_on,
            "exposure": member.exposure,
            **changed,
        }  # type: ignore[arg-type]
    )


def test_a_sealed_member_is_seen_by_its_own_delegate_alone(
    quiet_garden: Member, hanna: Person, bela: Person, cyra: Person
) -> None:
    assert "Example Quiet Garden" in seen_by(hanna)
    assert all("Example Quiet Garden" not in seen_by(person) for person in (None, bela, cyra))


def test_visitors_see_public_members_and_the_network_sees_its_own(
    green_lake: Member, bela: Person, foma: Person, gita: Person
) -> None:
    assert seen_by(None) == seen_by(gita) == {"Example Green Lake"}
    assert seen_by(bela) == {"Example Green Lake", "Example Mountain Voice"}


def test_nothing_of_a_sealed_member_is_readable_in_the_database(quiet_garden: Member) -> None:
    with connection.cursor() as cursor:
        for table in ("network_member", "network_memberwords", "network_membertheme", "safety_auditline"):
            cursor.execute(f"SELECT * FROM {table}")
            assert not any("quiet" in str(row).lower() or "сад" in str(row) for row in cursor.fetchall())


def test_a_member_without_a_delegate_cannot_be_sealed(green_lake: Member) -> None:
    facts = facts_of(green_lake, exposure=ExposureLevel.SEALED)
    with pytest.raises(NobodyLeft):
        change_member(member=green_lake, version=1, facts=facts, actor=None, at=LONG_AGO_AT)


def test_the_second_of_two_changes_at_once_is_refused_and_shown_what_stands(green_lake: Member) -> None:
    first, second = facts_of(green_lake, left_on=date(2024, 1, 1)), facts_of(green_lake)
    change_member(member=green_lake, version=1, facts=first, actor=None, at=LONG_AGO_AT)
    with pytest.raises(StaleVersion) as refused:
        change_member(member=green_lake, version=1, facts=second, actor=None, at=LONG_AGO_AT)
    assert refused.value.current.left_on == date(2024, 1, 1)

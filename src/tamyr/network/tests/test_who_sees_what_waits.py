"""Who sees which links, partners and counts, and what waits on whose desk, on the day itself."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries
from tests.people import LONG_AGO, give_mandate, make_member, make_person, with_role

from tamyr.accounts.models import Person
from tamyr.network.logic.directory import DirectoryChoice
from tamyr.network.models import Invitation, MandateKind, Member, Partner, Role
from tamyr.network.queries import counts, invitations, members, partners
from tamyr.network.queries.desk import calls as desk
from tamyr.network.queries.desk import proposals
from tamyr.network.services.invitations import invite
from tamyr.network.tests.levels import LEVELS, NOW, OPEN, TODAY, TOMORROW, visitor_on
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.django_db


def link(levels: SimpleNamespace, by: str, **facts: Any) -> Invitation:
    whole = {"made_at": NOW, "expires_at": NOW + timedelta(days=1), "secret_hash": uuid4().hex, **facts}
    return Invitation.objects.create(invited_by=levels.people[by], **whole)


def test_links_are_seen_by_who_made_them_and_by_the_members_delegates(levels: SimpleNamespace) -> None:
    made = link(levels, "editor", member=Member.objects.get(slug="network"), mandate_kind=MandateKind.DEPUTY)
    seen = {
        name
        for name, person in levels.people.items()
        if made in invitations.invitations_visible_to(visitor_on(person))
    }
    assert seen == {"editor", "colleague"}
    Member.objects.filter(slug="network").update(exposure=ExposureLevel.SEALED, site="")
    assert made not in invitations.invitations_visible_to(visitor_on(levels.people["editor"]))
    assert made in invitations.invitations_visible_to(visitor_on(levels.people["colleague"]))


def test_a_link_that_needs_a_second_word_waits_for_other_coordinators_alone(levels: SimpleNamespace) -> None:
    second = with_role("second", "Second", Role.COORDINATOR)
    made, _secret = invite(
        form_key=uuid4(), by=visitor_on(levels.people["coordinator"]), role=Role.COORDINATOR
    )
    for name, asks in (("coordinator", False), ("editor", None), ("stranger", None), ("second", True)):
        visitor = visitor_on(second if name == "second" else levels.people[name])
        shown = proposals.proposal_seen(visitor, made.pk)
        assert (shown and shown.asks_me) == asks, name
    assert made in invitations.invitations_visible_to(visitor_on(second))
    assert not invitations.invitations_visible_to(visitor_on(levels.people["guest"]))


def test_what_one_may_answer_is_asked_where_a_desk_says_it(
    levels: SimpleNamespace, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    second = visitor_on(with_role("second", "Second", Role.COORDINATOR))
    invite(form_key=uuid4(), by=visitor_on(levels.people["coordinator"]), role=Role.COORDINATOR)
    with django_assert_num_queries(5):
        (call,) = proposals.proposals_that_wait(second)
    assert call.act == "Look and answer"
    with django_assert_num_queries(0):
        assert call.act == "Look and answer"


# --- the directory, the counts, the partners ------------------------------------------------


@pytest.mark.parametrize(
    ("joined_on", "left_on", "listed"),
    [(TODAY, None, True), (TOMORROW, None, False), (LONG_AGO, TODAY, False), (LONG_AGO, TOMORROW, True)],
)
def test_a_member_belongs_from_its_first_day_until_the_day_it_left(
    levels: SimpleNamespace, joined_on: Any, left_on: Any, listed: bool
) -> None:
    Member.objects.filter(slug__in=LEVELS).update(joined_on=joined_on, left_on=left_on)
    coordinator = visitor_on(levels.people["coordinator"])
    assert {member.slug for member in members.listed_for(coordinator)} == (OPEN if listed else set())
    guarded = members.guarded_members(coordinator, DirectoryChoice())
    assert [member.slug for member in guarded] == (["circle"] if listed else [])
    assert counts.count_in_the_open(TODAY) == (2 if listed else 0)
    assert counts.exact_count(coordinator, TODAY).total == (3 if listed else 0)
    newest = members.newest_public(visitor_on(None))
    assert [member.slug for member in newest] == (["public"] if listed else [])


def test_a_page_of_a_member_that_is_not_theirs_to_know_is_not_there(levels: SimpleNamespace) -> None:
    assert members.find_member(visitor_on(levels.people["colleague"]), "sealed").slug == "sealed"
    with pytest.raises(Http404):
        members.find_member(visitor_on(levels.people["coordinator"]), "sealed")


def test_partners_are_shown_by_level_and_day(levels: SimpleNamespace) -> None:
    for level in LEVELS:
        Partner.objects.create(names={"en": level}, exposure=level, since_on=LONG_AGO)
    Partner.objects.create(names={"en": "today"}, exposure="public", since_on=TODAY, until_on=TOMORROW)
    Partner.objects.create(names={"en": "parted"}, exposure="public", since_on=LONG_AGO, until_on=TODAY)
    Partner.objects.create(names={"en": "to come"}, exposure="public", since_on=TOMORROW)
    present = {
        name: {
            partner.names["en"] for partner in partners.partner_list(visitor_on(levels.people[name])).present
        }
        for name in ("stranger", "delegate", "coordinator")
    }
    assert present == {
        "stranger": {"public", "today"},
        "delegate": OPEN | {"today"},
        "coordinator": OPEN | {"today", "circle"},
    }
    found = partners.partner_list(visitor_on(None))
    assert [partner.names["en"] for partner in found.former] == ["parted"]
    to_come = partners.partners_to_come(visitor_on(None))
    assert [partner.names["en"] for partner in to_come] == ["to come"]


# --- the desk -------------------------------------------------------------------------------


def test_members_without_a_voice_are_those_for_whom_nobody_acts_today(levels: SimpleNamespace) -> None:
    alone = make_member("alone", "один", "GEO")
    give_mandate(levels.people["near"], alone, until_on=TODAY)
    give_mandate(levels.people["near"], alone, from_on=TOMORROW)
    coordinator = visitor_on(levels.people["coordinator"])
    assert list(desk.members_without_voice(coordinator)) == [alone]
    assert not desk.members_without_voice(visitor_on(levels.people["colleague"]))
    Member.objects.filter(pk=alone.pk).update(left_on=TODAY)
    assert not desk.members_without_voice(coordinator)


@pytest.mark.parametrize(("days", "told"), [(1, True), (30, True), (31, False), (0, False)])
def test_a_mandate_is_told_to_run_out_for_thirty_days(levels: SimpleNamespace, days: int, told: bool) -> None:
    owner = Person.objects.get(sign_in_name="owner-network")
    owner.mandates.update(until_on=TODAY + timedelta(days=days))
    calls = list(desk.mandates_running_out(visitor_on(levels.people["colleague"])))
    assert [call.member.slug for call in calls if call.member] == (["network"] if told else [])
    if told:
        assert calls[0].due_at == datetime(2026, 11, 23, tzinfo=UTC) + timedelta(days=days)
    deputy = make_person("deputy", "Deputy")
    give_mandate(deputy, Member.objects.get(slug="network"), MandateKind.DEPUTY)
    assert not list(desk.mandates_running_out(visitor_on(deputy)))

"""Who sees which members, people, circles and links: every level asked of everybody, on the day itself."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404
from tests.people import LONG_AGO, give_mandate, give_role, make_member, make_person, seal, with_role

from tamyr.accounts.models import Person
from tamyr.network.logic.directory import DirectoryChoice
from tamyr.network.models import Circle, CircleSeat, Invitation, MandateKind, Member, Partner, Role, Visitor
from tamyr.network.queries import circles, counts, invitations, members, partners, people
from tamyr.network.queries import visitor_on as visitor_at
from tamyr.network.queries.desk import calls as desk
from tamyr.network.queries.desk import proposals
from tamyr.network.services.invitations import invite
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = NOW.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
LEVELS = [level.value for level in ExposureLevel]
OPEN, ALL = {"public", "network"}, set(LEVELS)


def visitor_on(person: Person | None) -> Visitor:
    return visitor_at(person, NOW)


@pytest.fixture
def house(db: None) -> SimpleNamespace:
    """One member, one person and one circle of each level, and those who might know of them.

    ``near`` sits with them all in one circle, ``left`` sat there until today; ``colleague`` acts for the
    same members, ``parted`` did until today.
    """
    names = ("near", "left", "colleague", "parted", "delegate", "coordinator", "editor", "guest")
    cast = {name: make_person(name, name.title()) for name in names}
    common = Circle.objects.create(slug="common", exposure=ExposureLevel.SEALED, began_on=LONG_AGO)
    CircleSeat.objects.create(circle=common, person=cast["near"], from_on=TODAY)
    CircleSeat.objects.create(circle=common, person=cast["left"], from_on=LONG_AGO, until_on=TODAY)
    for level in LEVELS:
        owner = make_person(f"owner-{level}", level, exposure=level)
        hides = level == ExposureLevel.SEALED
        member = make_member(level, level, "KAZ", exposure=ExposureLevel.NETWORK if hides else level)
        for person in (owner, cast["colleague"]):
            give_mandate(person, member)
        give_mandate(cast["parted"], member, until_on=TODAY)
        CircleSeat.objects.create(circle=common, person=owner, member=member, from_on=LONG_AGO)
        Circle.objects.create(slug=level, exposure=level, began_on=LONG_AGO)
        if hides:
            seal(member)
        # The address of a hidden member says nothing: here it has to.
        Member.objects.filter(pk=member.pk).update(slug=level)
    give_mandate(cast["delegate"], make_member("elsewhere", "там", "GEO", exposure=ExposureLevel.SEALED))
    give_role(cast["coordinator"], Role.COORDINATOR)
    give_role(cast["editor"], Role.EDITOR)
    give_role(cast["guest"], Role.GUEST)
    return SimpleNamespace(people={**cast, "stranger": None}, common=common)


def seat_of(level: str) -> CircleSeat:
    return CircleSeat.objects.get(person__sign_in_name=f"owner-{level}")


SEEN: dict[str, tuple[set[str], set[str], set[str]]] = {
    # Who asks: the levels of members, of people, of circles that they see.
    "stranger": ({"public"}, {"public"}, {"public"}),
    "guest": ({"public"}, {"public"}, {"public"}),
    "parted": ({"public"}, {"public"}, {"public"}),
    "left": ({"public"}, {"public"}, {"public"}),
    "editor": (OPEN, OPEN, OPEN),
    "delegate": (OPEN, OPEN, OPEN),
    "near": (OPEN | {"circle"}, OPEN | {"circle"}, OPEN),
    "coordinator": (OPEN | {"circle"}, OPEN | {"circle"}, OPEN | {"circle"}),
    "colleague": (ALL, ALL, OPEN),
}


@pytest.mark.parametrize("name", SEEN)
def test_everybody_sees_their_levels_and_no_other(house: SimpleNamespace, name: str) -> None:
    visitor = visitor_on(house.people[name])
    of_members, of_people, of_circles = SEEN[name]
    seen = members.members_visible_to(visitor).filter(slug__in=LEVELS)
    assert {member.exposure for member in seen} == of_members
    owners = people.people_visible_to(visitor).filter(sign_in_name__startswith="owner-")
    assert {person.exposure for person in owners} == of_people
    found = people.circles_visible_to(visitor).filter(slug__in=LEVELS)
    assert {circle.slug for circle in found} == of_circles
    both = people.mandates_visible_to(visitor).filter(person__sign_in_name__startswith="owner-")
    assert {mandate.person.exposure for mandate in both} == of_members & of_people


def test_everybody_sees_themselves_and_nobody_an_account_that_is_closed(house: SimpleNamespace) -> None:
    guest = house.people["guest"]
    Person.objects.filter(pk=guest.pk).update(exposure=ExposureLevel.SEALED)
    assert guest in people.people_visible_to(visitor_on(guest))
    owner = Person.objects.get(sign_in_name="owner-public")
    Person.objects.filter(pk=owner.pk).update(is_active=False)
    assert owner not in people.people_visible_to(visitor_on(house.people["coordinator"]))


def test_a_member_of_the_circles_level_goes_when_its_seat_ends(house: SimpleNamespace) -> None:
    near = visitor_on(house.people["near"])
    hidden = Member.objects.get(slug="circle")
    assert hidden in members.members_visible_to(near)
    CircleSeat.objects.filter(pk=seat_of("circle").pk).update(until_on=TODAY)
    assert hidden not in members.members_visible_to(near)
    assert seat_of("circle").person not in people.people_visible_to(near)
    assert seat_of("circle") not in circles.seats_visible_to(near, house.common)


def test_sitting_in_another_circle_shows_nothing(house: SimpleNamespace) -> None:
    other = Circle.objects.create(slug="other", began_on=LONG_AGO)
    CircleSeat.objects.create(circle=other, person=house.people["delegate"], from_on=LONG_AGO)
    elsewhere = visitor_on(house.people["delegate"])
    assert "circle" not in {member.slug for member in members.members_visible_to(elsewhere)}
    assert seat_of("circle").person not in people.people_visible_to(elsewhere)


def test_a_seat_names_its_member_to_those_alone_who_know_of_it(house: SimpleNamespace) -> None:
    shown = {
        seat.seat.person.exposure: (seat.member.slug if seat.member else None, seat.is_own)
        for seat in circles.seats_shown(visitor_on(house.people["near"]), house.common)
        if seat.seat.person.sign_in_name.startswith("owner-")
    }
    assert shown == {level: (level, False) for level in ("public", "network", "circle")}
    Person.objects.filter(sign_in_name="owner-sealed").update(exposure=ExposureLevel.PUBLIC)
    again = circles.seats_shown(visitor_on(house.people["near"]), house.common)
    assert [seat.member for seat in again if seat.seat.person.sign_in_name == "owner-sealed"] == [None]
    own = [seat for seat in again if seat.is_own]
    assert [seat.seat.person for seat in own] == [house.people["near"]]


def test_a_seat_is_offered_to_those_who_have_none_today(house: SimpleNamespace) -> None:
    coordinator = visitor_on(house.people["coordinator"])
    offered = set(circles.not_seated(coordinator, house.common))
    assert house.people["left"] in offered and house.people["near"] not in offered
    assert seat_of("sealed").person not in offered
    other = Circle.objects.create(slug="empty", began_on=LONG_AGO)
    assert house.people["near"] in set(circles.not_seated(coordinator, other))


# --- mandates -------------------------------------------------------------------------------


def test_who_parted_still_knows_the_members_in_the_open_and_no_hidden_one(house: SimpleNamespace) -> None:
    parted = visitor_on(house.people["parted"])
    assert {member.slug for member in people.members_known_to(parted)} == OPEN
    assert {mandate.member.slug for mandate in people.own_mandates(parted)} == OPEN
    assert {mandate.member.slug for mandate in people.mandates_known_to(parted)} == OPEN


def test_colleagues_know_each_others_mandates_and_those_who_parted_do_not(house: SimpleNamespace) -> None:
    known = people.mandates_known_to(visitor_on(house.people["colleague"]))
    assert {
        mandate.person.exposure for mandate in known.filter(person__sign_in_name__startswith="owner-")
    } == ALL
    left = people.mandates_known_to(visitor_on(house.people["parted"]))
    assert {mandate.person.sign_in_name for mandate in left} == {"parted", "owner-public"}


def test_a_coordinator_reads_the_mandates_of_those_people_they_may_know(house: SimpleNamespace) -> None:
    lake = Member.objects.get(slug="network")
    Person.objects.filter(sign_in_name="owner-network").update(exposure=ExposureLevel.SEALED)
    coordinator, colleague = (visitor_on(house.people[name]) for name in ("coordinator", "colleague"))
    names = {mandate.person.sign_in_name for mandate in people.mandates_of(coordinator, lake)}
    assert names == {"colleague", "parted"}
    assert people.mandates_of(colleague, lake).count() == 3
    assert not people.mandates_of(visitor_on(house.people["parted"]), lake)
    assert not people.mandates_of(coordinator, Member.objects.get(slug="sealed"))


def test_the_last_day_of_a_mandate_is_the_latest_that_came(house: SimpleNamespace) -> None:
    parted, lake = house.people["parted"], Member.objects.get(slug="network")
    give_mandate(parted, lake, until_on=YESTERDAY)
    other = Member.objects.get(slug="public")
    give_mandate(parted, other, from_on=TOMORROW, until_on=TOMORROW)
    assert people.last_day_of(visitor_on(parted), lake) == TODAY
    assert people.last_day_of(visitor_on(parted), other) == TODAY
    assert people.last_day_of(visitor_on(house.people["delegate"]), lake) is None


def test_members_are_kept_by_their_own_and_those_in_the_open_by_coordinators(house: SimpleNamespace) -> None:
    kept = {
        name: {member.slug for member in people.members_kept_by(visitor_on(house.people[name]))} & ALL
        for name in ("coordinator", "colleague", "parted", "delegate", "near")
    }
    assert kept == {"coordinator": OPEN, "colleague": ALL, "parted": set(), "delegate": set(), "near": set()}


def test_coordinators_see_todays_roles_and_others_their_own(house: SimpleNamespace) -> None:
    ended = give_role(house.people["near"], Role.EDITOR)
    ended.until_on = TODAY
    ended.save()
    seen = people.roles_held(visitor_on(house.people["coordinator"]))
    assert {grant.role for grant in seen} == {"coordinator", "editor", "guest"} and ended not in seen
    assert {grant.role for grant in people.roles_held(visitor_on(house.people["guest"]))} == {"guest"}


# --- invitations ----------------------------------------------------------------------------


def link(house: SimpleNamespace, by: str, **facts: Any) -> Invitation:
    whole = {"made_at": NOW, "expires_at": NOW + timedelta(days=1), "secret_hash": uuid4().hex, **facts}
    return Invitation.objects.create(invited_by=house.people[by], **whole)


def test_links_are_seen_by_who_made_them_and_by_the_members_delegates(house: SimpleNamespace) -> None:
    made = link(house, "editor", member=Member.objects.get(slug="network"), mandate_kind=MandateKind.DEPUTY)
    seen = {
        name
        for name, person in house.people.items()
        if made in invitations.invitations_visible_to(visitor_on(person))
    }
    assert seen == {"editor", "colleague"}
    Member.objects.filter(slug="network").update(exposure=ExposureLevel.SEALED, site="")
    assert made not in invitations.invitations_visible_to(visitor_on(house.people["editor"]))
    assert made in invitations.invitations_visible_to(visitor_on(house.people["colleague"]))


def test_a_link_that_needs_a_second_word_waits_for_other_coordinators_alone(house: SimpleNamespace) -> None:
    second = with_role("second", "Second", Role.COORDINATOR)
    made, _secret = invite(
        form_key=uuid4(), by=visitor_on(house.people["coordinator"]), role=Role.COORDINATOR
    )
    for name, asks in (("coordinator", False), ("editor", None), ("stranger", None), ("second", True)):
        visitor = visitor_on(second if name == "second" else house.people[name])
        shown = proposals.proposal_seen(visitor, made.pk)
        assert (shown and shown.asks_me) == asks, name
    assert made in invitations.invitations_visible_to(visitor_on(second))
    assert not invitations.invitations_visible_to(visitor_on(house.people["guest"]))


# --- the directory, the counts, the partners ------------------------------------------------


@pytest.mark.parametrize(
    ("joined_on", "left_on", "listed"),
    [(TODAY, None, True), (TOMORROW, None, False), (LONG_AGO, TODAY, False), (LONG_AGO, TOMORROW, True)],
)
def test_a_member_belongs_from_its_first_day_until_the_day_it_left(
    house: SimpleNamespace, joined_on: Any, left_on: Any, listed: bool
) -> None:
    Member.objects.filter(slug__in=LEVELS).update(joined_on=joined_on, left_on=left_on)
    coordinator = visitor_on(house.people["coordinator"])
    assert {member.slug for member in members.listed_for(coordinator)} == (OPEN if listed else set())
    guarded = members.guarded_members(coordinator, DirectoryChoice())
    assert [member.slug for member in guarded] == (["circle"] if listed else [])
    assert counts.count_in_the_open(TODAY) == (2 if listed else 0)
    assert counts.exact_count(coordinator, TODAY).total == (3 if listed else 0)
    newest = members.newest_public(visitor_on(None))
    assert [member.slug for member in newest] == (["public"] if listed else [])


def test_a_page_of_a_member_that_is_not_theirs_to_know_is_not_there(house: SimpleNamespace) -> None:
    assert members.find_member(visitor_on(house.people["colleague"]), "sealed").slug == "sealed"
    with pytest.raises(Http404):
        members.find_member(visitor_on(house.people["coordinator"]), "sealed")


def test_partners_are_shown_by_level_and_day(house: SimpleNamespace) -> None:
    for level in LEVELS:
        Partner.objects.create(names={"en": level}, exposure=level, since_on=LONG_AGO)
    Partner.objects.create(names={"en": "today"}, exposure="public", since_on=TODAY, until_on=TOMORROW)
    Partner.objects.create(names={"en": "parted"}, exposure="public", since_on=LONG_AGO, until_on=TODAY)
    Partner.objects.create(names={"en": "to come"}, exposure="public", since_on=TOMORROW)
    present = {
        name: {
            partner.names["en"] for partner in partners.partner_list(visitor_on(house.people[name])).present
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


def test_members_without_a_voice_are_those_for_whom_nobody_acts_today(house: SimpleNamespace) -> None:
    alone = make_member("alone", "один", "GEO")
    give_mandate(house.people["near"], alone, until_on=TODAY)
    give_mandate(house.people["near"], alone, from_on=TOMORROW)
    coordinator = visitor_on(house.people["coordinator"])
    assert list(desk.members_without_voice(coordinator)) == [alone]
    assert not desk.members_without_voice(visitor_on(house.people["colleague"]))
    Member.objects.filter(pk=alone.pk).update(left_on=TODAY)
    assert not desk.members_without_voice(coordinator)


@pytest.mark.parametrize(("days", "told"), [(1, True), (30, True), (31, False), (0, False)])
def test_a_mandate_is_told_to_run_out_for_thirty_days(house: SimpleNamespace, days: int, told: bool) -> None:
    owner = Person.objects.get(sign_in_name="owner-network")
    owner.mandates.update(until_on=TODAY + timedelta(days=days))
    calls = list(desk.mandates_running_out(visitor_on(house.people["colleague"])))
    assert [call.member.slug for call in calls if call.member] == (["network"] if told else [])
    if told:
        assert calls[0].due_at == datetime(2026, 11, 23, tzinfo=UTC) + timedelta(days=days)
    deputy = make_person("deputy", "Deputy")
    give_mandate(deputy, Member.objects.get(slug="network"), MandateKind.DEPUTY)
    assert not list(desk.mandates_running_out(visitor_on(deputy)))

"""Who sees which members, people and circles: every level asked of everybody, on the day itself."""

from types import SimpleNamespace

import pytest
from tests.people import LONG_AGO, give_mandate, give_role

from tamyr.accounts.models import Person
from tamyr.network.models import Circle, CircleSeat, Member, Role
from tamyr.network.queries import circles, members, people
from tamyr.network.tests.levels import ALL, LEVELS, OPEN, TODAY, TOMORROW, YESTERDAY, visitor_on
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.django_db


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
def test_everybody_sees_their_levels_and_no_other(levels: SimpleNamespace, name: str) -> None:
    visitor = visitor_on(levels.people[name])
    of_members, of_people, of_circles = SEEN[name]
    seen = members.members_visible_to(visitor).filter(slug__in=LEVELS)
    assert {member.exposure for member in seen} == of_members
    owners = people.people_visible_to(visitor).filter(sign_in_name__startswith="owner-")
    assert {person.exposure for person in owners} == of_people
    found = people.circles_visible_to(visitor).filter(slug__in=LEVELS)
    assert {circle.slug for circle in found} == of_circles
    both = people.mandates_visible_to(visitor).filter(person__sign_in_name__startswith="owner-")
    assert {mandate.person.exposure for mandate in both} == of_members & of_people


def test_everybody_sees_themselves_and_nobody_an_account_that_is_closed(levels: SimpleNamespace) -> None:
    guest = levels.people["guest"]
    Person.objects.filter(pk=guest.pk).update(exposure=ExposureLevel.SEALED)
    assert guest in people.people_visible_to(visitor_on(guest))
    owner = Person.objects.get(sign_in_name="owner-public")
    Person.objects.filter(pk=owner.pk).update(is_active=False)
    assert owner not in people.people_visible_to(visitor_on(levels.people["coordinator"]))


def test_a_member_of_the_circles_level_goes_when_its_seat_ends(levels: SimpleNamespace) -> None:
    near = visitor_on(levels.people["near"])
    hidden = Member.objects.get(slug="circle")
    assert hidden in members.members_visible_to(near)
    CircleSeat.objects.filter(pk=seat_of("circle").pk).update(until_on=TODAY)
    assert hidden not in members.members_visible_to(near)
    assert seat_of("circle").person not in people.people_visible_to(near)
    assert seat_of("circle") not in circles.seats_visible_to(near, levels.common)


def test_sitting_in_another_circle_shows_nothing(levels: SimpleNamespace) -> None:
    other = Circle.objects.create(slug="other", began_on=LONG_AGO)
    CircleSeat.objects.create(circle=other, person=levels.people["delegate"], from_on=LONG_AGO)
    elsewhere = visitor_on(levels.people["delegate"])
    assert "circle" not in {member.slug for member in members.members_visible_to(elsewhere)}
    assert seat_of("circle").person not in people.people_visible_to(elsewhere)


def test_a_seat_names_its_member_to_those_alone_who_know_of_it(levels: SimpleNamespace) -> None:
    shown = {
        seat.seat.person.exposure: (seat.member.slug if seat.member else None, seat.is_own)
        for seat in circles.seats_shown(visitor_on(levels.people["near"]), levels.common)
        if seat.seat.person.sign_in_name.startswith("owner-")
    }
    assert shown == {level: (level, False) for level in ("public", "network", "circle")}
    Person.objects.filter(sign_in_name="owner-sealed").update(exposure=ExposureLevel.PUBLIC)
    again = circles.seats_shown(visitor_on(levels.people["near"]), levels.common)
    assert [seat.member for seat in again if seat.seat.person.sign_in_name == "owner-sealed"] == [None]
    own = [seat for seat in again if seat.is_own]
    assert [seat.seat.person for seat in own] == [levels.people["near"]]


def test_a_seat_is_offered_to_those_who_have_none_today(levels: SimpleNamespace) -> None:
    coordinator = visitor_on(levels.people["coordinator"])
    offered = set(circles.not_seated(coordinator, levels.common))
    assert levels.people["left"] in offered and levels.people["near"] not in offered
    assert seat_of("sealed").person not in offered
    other = Circle.objects.create(slug="empty", began_on=LONG_AGO)
    assert levels.people["near"] in set(circles.not_seated(coordinator, other))


# --- mandates -------------------------------------------------------------------------------


def test_who_parted_still_knows_the_members_in_the_open_and_no_hidden_one(levels: SimpleNamespace) -> None:
    parted = visitor_on(levels.people["parted"])
    assert {member.slug for member in people.members_known_to(parted)} == OPEN
    assert {mandate.member.slug for mandate in people.own_mandates(parted)} == OPEN
    assert {mandate.member.slug for mandate in people.mandates_known_to(parted)} == OPEN


def test_colleagues_know_each_others_mandates_and_those_who_parted_do_not(levels: SimpleNamespace) -> None:
    known = people.mandates_known_to(visitor_on(levels.people["colleague"]))
    assert {
        mandate.person.exposure for mandate in known.filter(person__sign_in_name__startswith="owner-")
    } == ALL
    left = people.mandates_known_to(visitor_on(levels.people["parted"]))
    assert {mandate.person.sign_in_name for mandate in left} == {"parted", "owner-public"}


def test_a_coordinator_reads_the_mandates_of_those_people_they_may_know(levels: SimpleNamespace) -> None:
    lake = Member.objects.get(slug="network")
    Person.objects.filter(sign_in_name="owner-network").update(exposure=ExposureLevel.SEALED)
    coordinator, colleague = (visitor_on(levels.people[name]) for name in ("coordinator", "colleague"))
    names = {mandate.person.sign_in_name for mandate in people.mandates_of(coordinator, lake)}
    assert names == {"colleague", "parted"}
    assert people.mandates_of(colleague, lake).count() == 3
    assert not people.mandates_of(visitor_on(levels.people["parted"]), lake)
    assert not people.mandates_of(coordinator, Member.objects.get(slug="sealed"))


def test_the_last_day_of_a_mandate_is_the_latest_that_came(levels: SimpleNamespace) -> None:
    parted, lake = levels.people["parted"], Member.objects.get(slug="network")
    give_mandate(parted, lake, until_on=YESTERDAY)
    other = Member.objects.get(slug="public")
    give_mandate(parted, other, from_on=TOMORROW, until_on=TOMORROW)
    assert people.last_day_of(visitor_on(parted), lake) == TODAY
    assert people.last_day_of(visitor_on(parted), other) == TODAY
    assert people.last_day_of(visitor_on(levels.people["delegate"]), lake) is None


def test_members_are_kept_by_their_own_and_those_in_the_open_by_coordinators(levels: SimpleNamespace) -> None:
    kept = {
        name: {member.slug for member in people.members_kept_by(visitor_on(levels.people[name]))} & ALL
        for name in ("coordinator", "colleague", "parted", "delegate", "near")
    }
    assert kept == {"coordinator": OPEN, "colleague": ALL, "parted": set(), "delegate": set(), "near": set()}


def test_coordinators_see_todays_roles_and_others_their_own(levels: SimpleNamespace) -> None:
    ended = give_role(levels.people["near"], Role.EDITOR)
    ended.until_on = TODAY
    ended.save()
    seen = people.roles_held(visitor_on(levels.people["coordinator"]))
    assert {grant.role for grant in seen} == {"coordinator", "editor", "guest"} and ended not in seen
    assert {grant.role for grant in people.roles_held(visitor_on(levels.people["guest"]))} == {"guest"}

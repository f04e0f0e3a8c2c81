"""Mandates, roles, seats and accounts: what begins, gives way and ends, on which day."""

from datetime import date
from typing import Any

import pytest
from tests.people import LONG_AGO, give_mandate, give_role, make_member, make_person, with_role

from tamyr.accounts.models import Person
from tamyr.network.models import (
    Circle,
    CircleSeat,
    Invitation,
    Mandate,
    MandateKind,
    Member,
    Role,
    RoleGrant,
)
from tamyr.network.rules import MayNot
from tamyr.network.services import circles, invitations, people
from tamyr.network.services.members import NobodyLeft, change_member
from tamyr.network.tests.dated import DAY, NOW, TODAY, begun, ends, visitor_on
from tamyr.network.tests.linked import link
from tamyr.network.tests.test_guard_a_member import facts_of
from tamyr.safety.models import AuditLine, ExposureLevel

pytestmark = pytest.mark.django_db


# --- mandates -------------------------------------------------------------------------------


def test_a_new_mandate_takes_the_place_of_the_old_one(aygul: Person, green_lake: Member) -> None:
    same = begun(aygul, green_lake)
    assert aygul.mandates.get() == same and same.from_on == LONG_AGO
    begun(aygul, green_lake, kind=MandateKind.DEPUTY)
    assert ends(aygul) == [("delegate", TODAY), ("deputy", None)]
    begun(aygul, green_lake, kind=MandateKind.DEPUTY, until_on=TODAY + DAY)
    assert aygul.mandates.count() == 3 and aygul.mandates.filter(until_on=None).count() == 0


def test_a_promise_for_a_later_day_gives_way_to_one_from_today(gita: Person, green_lake: Member) -> None:
    later = begun(gita, green_lake, from_on=TODAY + DAY)
    dated = give_mandate(gita, green_lake, from_on=TODAY + 9 * DAY, until_on=TODAY + 10 * DAY)
    other = begun(gita, make_member("Other", "Другая", "GEO"), from_on=TODAY + DAY)
    now = begun(gita, green_lake)
    assert set(gita.mandates.all()) == {now, other, dated} - {later}


def test_a_mandate_ends_no_day_before_it_began(gita: Person, green_lake: Member) -> None:
    with pytest.raises(people.BadDates):
        begun(gita, green_lake, until_on=TODAY - DAY)
    assert begun(gita, green_lake, until_on=TODAY).until_on == TODAY


def test_a_mandate_is_ended_from_today_on_and_never_made_longer(aygul: Person, dana: Person) -> None:
    by, mandate = visitor_on(aygul), dana.mandates.get()
    with pytest.raises(people.BadDates):
        people.end_mandate(mandate=mandate, on=TODAY - DAY, by=by)
    people.end_mandate(mandate=mandate, on=TODAY + DAY, by=by)
    people.end_mandate(mandate=mandate, on=TODAY + DAY, by=by)
    with pytest.raises(people.EndsSooner):
        people.end_mandate(mandate=mandate, on=TODAY + 2 * DAY, by=by)
    assert dana.mandates.get().until_on == TODAY + DAY
    people.end_mandate(mandate=mandate, on=TODAY, by=by)
    assert dana.mandates.get().until_on == TODAY
    to_come = give_mandate(dana, mandate.member, MandateKind.DEPUTY, from_on=TODAY + 5 * DAY)
    with pytest.raises(people.BadDates):
        people.end_mandate(mandate=to_come, on=TODAY + 4 * DAY, by=by)


def test_a_sealed_member_keeps_a_delegate_whose_mandate_lasts(
    hanna: Person, quiet_garden: Member, gita: Person
) -> None:
    own = hanna.mandates.get()

    def end() -> None:
        people.end_mandate(mandate=own, on=TODAY, by=visitor_on(hanna))

    with pytest.raises(NobodyLeft):
        end()
    give_mandate(gita, quiet_garden, until_on=TODAY + DAY)
    give_mandate(make_person("deputy", "Deputy"), quiet_garden, MandateKind.DEPUTY)
    with pytest.raises(NobodyLeft):
        end()
    give_mandate(make_person("second", "Second"), quiet_garden)
    end()
    assert hanna.mandates.get().until_on == TODAY


@pytest.mark.parametrize(
    ("kind", "until_on"), [(MandateKind.DEPUTY, None), (MandateKind.DELEGATE, TODAY + DAY)]
)
def test_nobody_is_sealed_whose_delegate_runs_out(
    gita: Person, mountain_voice: Member, kind: str, until_on: date | None
) -> None:
    facts = facts_of(mountain_voice, exposure=ExposureLevel.SEALED)
    change: dict[str, Any] = {
        "member": mountain_voice,
        "version": 1,
        "facts": facts,
        "actor": None,
        "at": NOW,
    }
    given = begun(gita, mountain_voice, kind=kind, until_on=until_on)
    with pytest.raises(NobodyLeft):
        change_member(**change)
    Mandate.objects.filter(pk=given.pk).update(kind=MandateKind.DELEGATE, until_on=None)
    assert change_member(**change).is_guarded


# --- roles ----------------------------------------------------------------------------------


def test_a_role_given_anew_gives_way_to_the_new_dates(emin: Person) -> None:
    def give(until_on: date | None) -> RoleGrant:
        return people.begin_role(person=emin, role=Role.EDITOR, until_on=until_on, actor=None, at=NOW)

    assert give(None) == emin.roles.get()
    again = give(TODAY + DAY)
    assert (again.from_on, again.until_on) == (TODAY, TODAY + DAY)
    assert emin.roles.get(from_on=LONG_AGO).until_on == TODAY


def test_the_last_coordinator_stays(cyra: Person, gita: Person) -> None:
    own, by = cyra.roles.get(), visitor_on(cyra)
    for other in (
        with_role("past", "Past", Role.COORDINATOR),
        with_role("closed", "Closed", Role.COORDINATOR, is_active=False),
    ):
        RoleGrant.objects.filter(person=other, person__is_active=True).update(until_on=TODAY)
    with pytest.raises(NobodyLeft):
        people.end_role(grant=own, by=by)
    give_role(gita, Role.COORDINATOR)
    people.end_role(grant=own, by=by)
    assert cyra.roles.get().until_on == TODAY
    assert invitations.coordinators_on(TODAY) == 1
    before = AuditLine.objects.count()
    people.end_role(grant=own, by=by)
    assert AuditLine.objects.count() == before


def test_an_editor_lays_down_the_last_role_of_its_kind(emin: Person) -> None:
    people.end_role(grant=emin.roles.get(), by=visitor_on(emin))
    assert emin.roles.get().until_on == TODAY


# --- circles --------------------------------------------------------------------------------


def test_an_ended_circle_takes_its_seats_and_open_links_with_it(forest_circle: Circle, aygul: Person) -> None:
    other = Circle.objects.create(slug="other", began_on=LONG_AGO)
    CircleSeat.objects.create(circle=other, person=aygul, from_on=LONG_AGO)
    past = CircleSeat.objects.create(
        circle=forest_circle, person=make_person("past", "Past"), from_on=LONG_AGO, until_on=LONG_AGO
    )
    open_link = link(aygul, circle=forest_circle)
    used, elsewhere = link(aygul, circle=forest_circle, used_at=NOW), link(aygul, circle=other)
    circles.end_circle(circle=forest_circle, by=visitor_on(aygul))
    assert forest_circle.seats.get(person=aygul).until_on == TODAY
    past.refresh_from_db()
    assert past.until_on == LONG_AGO and other.seats.get().until_on is None
    revoked = set(Invitation.objects.exclude(revoked_at=None).values_list("pk", flat=True))
    assert revoked == {open_link.pk} and {used.pk, elsewhere.pk}.isdisjoint(revoked)
    assert Circle.objects.get(slug="forests").ended_on == TODAY


def test_nobody_is_added_to_a_circle_that_ended_since_its_page_was_opened(
    forest_circle: Circle, cyra: Person, dana: Person
) -> None:
    opened = Circle.objects.get(pk=forest_circle.pk)
    circles.end_circle(circle=forest_circle, by=visitor_on(cyra))
    with pytest.raises(MayNot):
        circles.add_to_circle(circle=opened, person=dana, by=visitor_on(cyra))
    assert not opened.seats.filter(person=dana).exists()


def test_the_last_convenor_stays_while_others_sit_there(
    forest_circle: Circle, aygul: Person, dana: Person
) -> None:
    own, by = forest_circle.seats.get(), visitor_on(aygul)
    other = circles.add_to_circle(circle=forest_circle, person=dana, by=by)
    with pytest.raises(NobodyLeft):
        circles.end_seat(seat=own, by=by)
    circles.make_convenor(seat=other, by=by)
    circles.end_seat(seat=own, by=by)
    assert forest_circle.seats.get(person=aygul).until_on == TODAY
    circles.end_seat(seat=other, by=visitor_on(dana))
    assert not forest_circle.seats.filter(until_on=None).exists()


def test_a_seat_is_for_the_one_member_somebody_acts_for(
    forest_circle: Circle, dana: Person, green_lake: Member, mountain_voice: Member, gita: Person
) -> None:
    def seated(person: Person) -> CircleSeat:
        return circles.seat_person(circle=forest_circle, person=person, actor=None, at=NOW)

    assert seated(dana).member == green_lake and seated(dana) == seated(dana)
    assert seated(gita).member is None
    both = make_person("both", "Both")
    give_mandate(both, green_lake)
    give_mandate(both, mountain_voice)
    assert seated(both).member is None
    one = make_person("one", "One")
    give_mandate(one, green_lake)
    give_mandate(one, mountain_voice, until_on=TODAY)
    assert seated(one).member == green_lake
    assert not seated(one).convenes


def test_who_does_not_keep_a_circle_changes_no_seat_in_it(
    forest_circle: Circle, dana: Person, gita: Person
) -> None:
    by, seat = visitor_on(dana), forest_circle.seats.get()
    for act in (
        lambda: circles.add_to_circle(circle=forest_circle, person=gita, by=by),
        lambda: circles.end_seat(seat=seat, by=by),
        lambda: circles.make_convenor(seat=seat, by=by),
        lambda: circles.end_circle(circle=forest_circle, by=by),
    ):
        with pytest.raises(MayNot):
            act()


# --- accounts that close --------------------------------------------------------------------


def closes(person: Person) -> bool:
    try:
        people.close_account(by=visitor_on(person))
    except NobodyLeft:
        assert Person.objects.filter(pk=person.pk).exists()
        return False
    assert not Person.objects.filter(pk=person.pk).exists()
    return True


def test_an_account_closes_unless_something_hangs_on_it_alone(
    cyra: Person, hanna: Person, quiet_garden: Member, aygul: Person, dana: Person, forest_circle: Circle
) -> None:
    circles.add_to_circle(circle=forest_circle, person=dana, by=visitor_on(aygul))
    assert not closes(cyra) and not closes(hanna) and not closes(aygul)
    with_role("second", "Second", Role.COORDINATOR)
    give_mandate(make_person("keeper", "Keeper"), quiet_garden)
    forest_circle.seats.filter(person=dana).update(convenes=True)
    assert closes(cyra) and closes(hanna) and closes(aygul)


def test_what_ended_before_keeps_nobody(quiet_garden: Member, forest_circle: Circle, gita: Person) -> None:
    give_mandate(gita, quiet_garden, until_on=TODAY)
    RoleGrant.objects.create(person=gita, role=Role.COORDINATOR, from_on=LONG_AGO, until_on=TODAY)
    CircleSeat.objects.create(
        circle=Circle.objects.create(slug="other", began_on=LONG_AGO),
        person=gita,
        convenes=True,
        from_on=LONG_AGO,
        until_on=TODAY,
    )
    assert closes(gita)

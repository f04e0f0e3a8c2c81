"""Links and uploads: how long they open, for whom, and when they are forgotten; members that hide."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.people import give_role, make_person, with_role

from tamyr.accounts.models import Person
from tamyr.accounts.services.ways_in import Ways, new_recovery_seed
from tamyr.network.logic.register.table import Table
from tamyr.network.models import (
    Invitation,
    MandateKind,
    Member,
    MembershipStatus,
    RegisterImport,
    Role,
)
from tamyr.network.queries import visitor_on as visitor_at
from tamyr.network.queries.register.imports import imports_visible_to
from tamyr.network.rules import MayNot
from tamyr.network.services import invitations
from tamyr.network.services.members import bring_statuses_in_step, change_member
from tamyr.network.services.register import keep_upload
from tamyr.network.tests.dated import DAY, MONTH, NOW, SECOND, TODAY, visitor_on
from tamyr.network.tests.linked import link
from tamyr.network.tests.test_guard_a_member import facts_of
from tamyr.safety.models import AuditLine, ExposureLevel, Proposal
from tamyr.safety.services.expiry import forget_what_ran_out
from tamyr.safety.services.proposals import NotTheSecond, approve

pytestmark = pytest.mark.django_db


# --- links ----------------------------------------------------------------------------------


def invited(by: Person, **facts: Any) -> tuple[Invitation, str]:
    return invitations.invite(form_key=facts.pop("form_key", uuid4()), by=visitor_on(by), **facts)


def agree(made: Invitation, second: Person, at: datetime = NOW) -> None:
    approve(proposal=Proposal.objects.get(pk=made.pk), by=second.pk, at=at)


def test_a_link_opens_for_fourteen_days_and_once(cyra: Person, gita: Person, emin: Person) -> None:
    made, secret = invited(cyra, role=Role.EDITOR)
    assert made.expires_at == NOW + timedelta(days=14)
    assert invitations.open_invitation(secret, made.expires_at - SECOND) == made
    for wrong, at in ((secret, made.expires_at), ("another", NOW)):
        with pytest.raises(invitations.InvitationClosed):
            invitations.open_invitation(wrong, at)
        with pytest.raises(invitations.InvitationClosed):
            invitations.accept_as_yourself(secret=wrong, person=gita, at=at)
    invitations.accept_as_yourself(secret=secret, person=gita, at=NOW)
    assert gita.roles.filter(role=Role.EDITOR, from_on=TODAY).exists()
    made.refresh_from_db()
    assert (made.used_at, made.used_by) == (NOW, gita)
    with pytest.raises(invitations.InvitationClosed):
        invitations.accept_as_yourself(secret=secret, person=emin, at=NOW)


def test_a_second_coordinator_confirms_once_there_are_two(cyra: Person, gita: Person) -> None:
    alone, _secret = invited(cyra, role=Role.COORDINATOR)
    assert not alone.needs_second
    second = with_role("second", "Second", Role.COORDINATOR)
    made, secret = invited(cyra, role=Role.COORDINATOR)
    editor, _secret = invited(cyra, role=Role.EDITOR)
    assert made.needs_second and not editor.needs_second
    with pytest.raises(invitations.InvitationClosed):
        invitations.accept_as_yourself(secret=secret, person=gita, at=NOW)
    with pytest.raises(NotTheSecond):
        agree(made, cyra)
    agree(made, second)
    made.refresh_from_db()
    assert (made.confirmed_by, made.confirmed_at) == (second, NOW)
    lines = AuditLine.objects.count()
    agree(made, second)
    assert AuditLine.objects.count() == lines
    invitations.accept_as_yourself(secret=secret, person=gita, at=NOW)


@pytest.mark.parametrize("closed", [{"revoked_at": NOW}, {"expires_at": NOW}])
def test_a_link_that_is_closed_is_not_confirmed(
    cyra: Person, gita: Person, closed: dict[str, datetime]
) -> None:
    give_role(gita, Role.COORDINATOR)
    made, _secret = invited(gita, role=Role.COORDINATOR)
    Invitation.objects.filter(pk=made.pk).update(**closed)
    with pytest.raises(NotTheSecond):
        agree(made, cyra)
    made.refresh_from_db()
    assert made.confirmed_at is None


def test_the_same_form_sent_twice_is_one_link_and_nobody_elses(cyra: Person, gita: Person) -> None:
    key = uuid4()
    made, secret = invited(cyra, form_key=key, role=Role.EDITOR)
    assert invited(cyra, form_key=key, role=Role.EDITOR) == (made, "") and secret
    give_role(gita, Role.COORDINATOR)
    with pytest.raises(MayNot):
        invited(gita, form_key=key, role=Role.EDITOR)
    with pytest.raises(MayNot):
        invited(make_person("nobody", "Nobody"), role=Role.EDITOR)


def test_a_link_is_taken_back_once_and_not_after_it_was_used(cyra: Person) -> None:
    used, twice = (
        link(cyra, role=Role.EDITOR, used_at=NOW),
        link(cyra, role=Role.EDITOR, revoked_at=NOW - DAY),
    )
    fresh = link(cyra, role=Role.EDITOR)
    for made in (used, twice, fresh):
        invitations.revoke_invitation(invitation=made, by=visitor_on(cyra))
        made.refresh_from_db()
    assert [made.revoked_at for made in (used, twice, fresh)] == [None, NOW - DAY, NOW]
    with pytest.raises(MayNot):
        invitations.revoke_invitation(invitation=fresh, by=visitor_on(make_person("nobody", "Nobody")))


def test_the_first_coordinators_newest_link_opens_alone(gita: Person) -> None:
    older, newer = (invitations.create_first_coordinator(at=NOW) for _time in range(2))
    with pytest.raises(invitations.InvitationClosed):
        invitations.open_invitation(older, NOW)
    assert invitations.open_invitation(newer, NOW).expires_at == NOW + 14 * DAY
    invitations.accept_as_yourself(secret=newer, person=gita, at=NOW)
    with pytest.raises(MayNot):
        invitations.create_first_coordinator(at=NOW)


def test_a_way_back_is_for_its_person_alone_and_other_links_are_no_way_back(
    cyra: Person, aygul: Person, gita: Person
) -> None:
    made, back = invited(cyra, back_for=aygul)
    agree(made, with_role("second", "Second", Role.COORDINATOR), NOW - 2 * DAY)
    _made, editor = invited(cyra, role=Role.EDITOR)
    ways = Ways(recovery_seed=new_recovery_seed())
    with pytest.raises(invitations.InvitationClosed):
        invitations.accept_as_yourself(secret=back, person=gita, at=NOW)
    new: dict[str, Any] = {"person_id": uuid4(), "name": "", "language": "en", "ways": ways, "at": NOW}
    with pytest.raises(invitations.InvitationClosed):
        invitations.accept_as_somebody_new(secret=back, sign_in_name="new", **new)
    with pytest.raises(invitations.InvitationClosed):
        invitations.come_back(secret=editor, ways=ways, at=NOW)
    with pytest.raises(invitations.NameTaken):
        invitations.accept_as_somebody_new(secret=editor, sign_in_name="AYGUL", **new)
    epoch = aygul.session_epoch
    assert invitations.come_back(secret=back, ways=ways, at=NOW) == aygul
    aygul.refresh_from_db()
    assert aygul.session_epoch == epoch + 1 and not aygul.has_usable_password()


# --- members --------------------------------------------------------------------------------


def test_a_member_that_hides_closes_the_ways_into_it(
    bela: Person, mountain_voice: Member, green_lake: Member
) -> None:
    into = {"member": mountain_voice, "mandate_kind": MandateKind.DEPUTY}
    fresh, used, elsewhere = (
        link(bela, **into),
        link(bela, **into, used_at=NOW),
        link(bela, **{**into, "member": green_lake}),
    )
    change_member(
        member=mountain_voice,
        version=1,
        facts=facts_of(mountain_voice, exposure=ExposureLevel.CIRCLE),
        actor=None,
        at=NOW,
    )
    for made in (fresh, used, elsewhere):
        made.refresh_from_db()
    assert [made.revoked_at for made in (fresh, used, elsewhere)] == [NOW, None, None]


def test_a_status_set_for_a_later_day_holds_from_that_day(green_lake: Member, mountain_voice: Member) -> None:
    MembershipStatus.objects.create(member=green_lake, status="inactive", from_on=TODAY + DAY)
    assert bring_statuses_in_step(at=NOW) == 0
    assert bring_statuses_in_step(at=NOW + DAY) == 1
    green_lake.refresh_from_db()
    mountain_voice.refresh_from_db()
    assert (green_lake.status, green_lake.version) == ("inactive", 2)
    assert (mountain_voice.status, mountain_voice.version) == ("active", 1)
    assert bring_statuses_in_step(at=NOW + DAY) == 0


# --- what is forgotten ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "closing", ["used_at", pytest.param("revoked_at", marks=pytest.mark.whole), "expires_at"]
)
def test_a_closed_link_is_forgotten_after_thirty_days_to_the_second(cyra: Person, closing: str) -> None:
    made = link(cyra, role=Role.EDITOR, **{closing: NOW})
    if closing != "expires_at":
        Invitation.objects.update(expires_at=NOW + 99 * DAY)
    open_link = link(cyra, role=Role.EDITOR, expires_at=NOW + 99 * DAY)
    assert forget_what_ran_out(at=NOW + MONTH).get("invitations", 0) == 0
    assert forget_what_ran_out(at=NOW + MONTH + SECOND).get("invitations", 0) == 1
    assert Invitation.objects.get() == open_link != made


def test_an_upload_is_kept_for_a_day_and_seen_by_whoever_made_it(cyra: Person, emin: Person) -> None:
    table = Table.from_json({"encoding": "utf-8", "rows": []})
    kept = keep_upload(table=table, by=visitor_at(cyra, NOW))
    assert kept.expires_at == NOW + DAY
    assert imports_visible_to(visitor_at(cyra, NOW + DAY - SECOND)) == [kept]
    assert imports_visible_to(visitor_at(cyra, NOW + DAY)) == imports_visible_to(visitor_at(None, NOW)) == []
    assert imports_visible_to(visitor_at(emin, NOW)) == []
    assert (kept.is_open_at(NOW + DAY - SECOND), kept.is_open_at(NOW + DAY)) == (True, False)
    assert forget_what_ran_out(at=NOW + DAY).get("imports", 0) == 0
    assert forget_what_ran_out(at=NOW + DAY + SECOND).get("imports", 0) == 1
    keep_upload(table=table, by=visitor_at(cyra, NOW))
    newer = keep_upload(table=table, by=visitor_at(cyra, NOW + DAY))
    assert RegisterImport.objects.get() == newer
    RegisterImport.objects.update(applied_at=NOW)
    assert imports_visible_to(visitor_on(cyra)) == []

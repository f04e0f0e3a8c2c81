"""Every act leaves its line in the audit chain, by its name, and of whom: each service tried in turn."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.entry import APP_SECRET, sign_in
from tests.people import make_person, with_role

from tamyr.accounts.models import Person, Session
from tamyr.accounts.services import people as own
from tamyr.accounts.services import sessions, ways_in
from tamyr.network.logic.register.table import Row, Table
from tamyr.network.models import Circle, MandateKind, Member, Partner, Role
from tamyr.network.queries import visitor_on
from tamyr.network.queries.circles import circle_entry
from tamyr.network.queries.partners import partner_entry
from tamyr.network.queries.register.plan import register_state
from tamyr.network.rules import MayNot
from tamyr.network.services import circles, counts, invitations, members, partners, people, register
from tamyr.network.tests.test_guard_a_member import facts_of
from tamyr.notices.services.telling import choose_pace
from tamyr.safety.models import AuditLine, Proposal
from tamyr.safety.queries import chain_faults
from tamyr.safety.services import proposals

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY, DAY = NOW.date(), timedelta(days=1)


@pytest.fixture
def lines(db: None) -> Any:
    """Return the acts noted since they were asked for last, each with its actor's key."""
    seen = 0

    def since() -> list[tuple[str, str | None]]:
        nonlocal seen
        new = AuditLine.objects.filter(n__gt=seen)
        said = [json.loads(line.body) for line in new]
        seen += len(said)
        assert all(datetime.fromisoformat(act["at"]).tzinfo for act in said)
        return [(act["act"], act["actor"]) for act in said]

    return since


def test_mandates_and_roles(lines: Any, gita: Person, green_lake: Member, cyra: Person) -> None:
    actor = cyra.pk
    lines()
    facts: dict[str, Any] = {
        "member": green_lake,
        "person": gita,
        "from_on": TODAY,
        "actor": actor,
        "at": NOW,
    }
    people.begin_mandate(kind=MandateKind.DELEGATE, until_on=None, **facts)
    assert lines() == [("mandate.begun", str(actor))]
    begun = people.begin_mandate(kind=MandateKind.DEPUTY, until_on=None, **facts)
    assert lines() == [("mandate.ended", str(actor)), ("mandate.begun", str(actor))]
    people.end_mandate(mandate=begun, on=TODAY, by=visitor_on(gita, NOW))
    assert lines() == [("mandate.ended", str(gita.pk))]
    role: dict[str, Any] = {"person": gita, "role": Role.EDITOR, "actor": actor, "at": NOW}
    people.begin_role(until_on=None, **role)
    assert ("role.begun", str(actor)) in lines()
    grant = people.begin_role(until_on=TODAY + DAY, **role)
    assert [line for line in lines() if line[0].startswith("role")] == [
        ("role.ended", str(actor)),
        ("role.begun", str(actor)),
    ]
    people.end_role(grant=grant, by=visitor_on(gita, NOW))
    assert ("role.ended", str(gita.pk)) in lines()
    people.close_account(by=visitor_on(gita, NOW))
    assert ("person.closed", str(gita.pk)) in lines()


def test_circles(lines: Any, cyra: Person, gita: Person) -> None:
    by, actor = visitor_on(cyra, NOW), str(cyra.pk)
    lines()
    words: dict[str, Any] = {"names": {"en": "Forests"}, "purposes": {}, "exposure": "network"}
    circle = circles.start_circle(form_key=uuid4(), by=by, **words)
    assert lines() == [("circle.started", actor), ("circle.seat_given", actor)]
    circles.change_circle(circle=circle, opened_on=circle_entry(circle), by=by, **words)
    seat = circles.add_to_circle(circle=circle, person=gita, by=by)
    circles.make_convenor(seat=seat, by=by)
    circles.end_seat(seat=seat, by=by)
    circles.end_circle(circle=circle, by=by)
    assert lines() == [
        (f"circle.{act}", actor) for act in ("changed", "seat_given", "convenor_named", "seat_ended", "ended")
    ]
    with pytest.raises(MayNot):
        circles.change_circle(circle=circle, opened_on={}, by=by, **words)


def test_links(lines: Any, cyra: Person, gita: Person, aygul: Person) -> None:
    second = with_role("second", "Second", Role.COORDINATOR)
    by = visitor_on(cyra, NOW)
    lines()
    made, secret = invitations.invite(form_key=uuid4(), by=by, role=Role.COORDINATOR)
    proposal = Proposal.objects.get(pk=made.pk)
    proposals.approve(proposal=proposal, by=second.pk, at=NOW)
    invitations.accept_as_yourself(secret=secret, person=gita, at=NOW)
    said = lines()
    assert said[:4] == [
        ("invitation.made", str(cyra.pk)),
        ("proposal.made", str(cyra.pk)),
        ("proposal.approved", str(second.pk)),
        ("invitation.confirmed", str(second.pk)),
    ]
    assert ("role.begun", str(cyra.pk)) in said and said[-1] == ("invitation.accepted", str(gita.pk))
    other, _secret = invitations.invite(form_key=uuid4(), by=by, role=Role.EDITOR)
    invitations.revoke_invitation(invitation=other, by=by)
    assert lines() == [("invitation.made", str(cyra.pk)), ("invitation.revoked", str(cyra.pk))]
    made, back = invitations.invite(form_key=uuid4(), by=by, back_for=aygul)
    proposals.approve(proposal=Proposal.objects.get(pk=made.pk), by=second.pk, at=NOW - timedelta(days=2))
    lines()
    ways = ways_in.Ways(recovery_seed=ways_in.new_recovery_seed())
    invitations.come_back(secret=back, ways=ways, at=NOW)
    assert lines() == [("invitation.accepted", str(aygul.pk)), ("person.came_back", str(aygul.pk))]
    _made, new = invitations.invite(form_key=uuid4(), by=by, role=Role.GUEST)
    key = uuid4()
    invitations.accept_as_somebody_new(
        secret=new, person_id=key, sign_in_name="new", name="", language="en", ways=ways, at=NOW
    )
    assert [line for line in lines() if line[1] == str(key)] == [
        ("person.joined", str(key)),
        ("invitation.accepted", str(key)),
    ]


def test_the_register(lines: Any, cyra: Person, mountain_voice: Member) -> None:
    actor, by = cyra.pk, visitor_on(cyra, NOW)
    facts = facts_of(mountain_voice)
    lines()
    one = members.register_member(facts=facts, actor=actor, at=NOW)
    members.change_member(member=one, version=one.version, facts=facts, actor=actor, at=NOW)
    members.register_members(entered=[facts], actor=actor, at=NOW)
    register.note_export(visitor=by, members=3, form="csv", at=NOW)
    assert lines() == [
        (act, str(actor))
        for act in ("member.registered", "member.changed", "members.registered", "register.exported")
    ]
    new = Row(2, {"name_en": "New", "country": "KAZ", "joined": "2024-01-01"})
    kept = register.keep_upload(table=Table("utf-8", (new,)), by=by)
    register.apply_import(kept=kept, state=register_state(by), by=by)
    assert [act for act, _actor in lines()] == [
        "register.uploaded",
        "members.registered",
        "register.imported",
    ]
    counts.say_count(day=TODAY, at=NOW)
    assert lines() == [("count.said", None)]
    counts.say_count(day=TODAY, at=NOW)
    assert lines() == []


def test_partners(lines: Any, cyra: Person) -> None:
    facts = partners.PartnerFacts({"en": "A"}, {}, "", "public", TODAY, None)
    key, by = uuid4(), visitor_on(cyra, NOW)
    lines()
    for _time in range(2):
        partner: Partner = partners.enter_partner(key=key, facts=facts, by=by)
    partners.change_partner(partner=partner, opened_on=partner_entry(partner), facts=facts, by=by)
    assert lines() == [("partner.entered", str(cyra.pk)), ("partner.changed", str(cyra.pk))]
    with pytest.raises(partners.PartnerMoved):
        partners.change_partner(partner=partner, opened_on={}, facts=facts, by=by)


def test_accounts(lines: Any, client: Client, aygul: Person) -> None:
    actor = str(aygul.pk)
    lines()
    sign_in(client, aygul)
    assert lines() == [("session.begun", actor)]
    session = Session.objects.get(person=aygul)
    sessions.name_session(session=session, label="Old laptop", person=aygul, at=NOW)
    sessions.end_other_sessions(person=aygul, but="none", at=NOW)
    sessions.end_session(session_id=session.pk, person=aygul, at=NOW)
    assert [act for act, _actor in lines()] == ["session.named", "session.others_ended"], "ended already"
    about = own.AboutMe("Aygul", "a@example.org", "ru", "UTC", "network")
    own.change_account(person=aygul, about=about, at=NOW)
    own.choose_language(person=aygul, language="en", at=NOW)
    aygul.refresh_from_db()
    assert (aygul.language, aygul.email) == ("en", "a@example.org")
    assert lines() == [("person.changed", actor)] * 2
    assert [choose_pace(person=aygul, pace="daily", at=NOW) for _time in range(2)] == [True, False]
    assert lines() == [("person.letters_chosen", actor)]
    ways_in.add_passkey(person=aygul, credential={}, name="Key", at=NOW)
    ways_in.remove_passkey(person=aygul, passkey=ways_in.passkeys_of(aygul).get(), at=NOW)
    epoch = aygul.session_epoch
    ways_in.set_password_and_app(person=aygul, password_hash="!", app_secret=APP_SECRET, app_step=1, at=NOW)
    assert aygul.session_epoch == epoch + 1, "sessions of the old password end"
    ways_in.renew_recovery_codes(person=aygul, seed=ways_in.new_recovery_seed(), at=NOW)
    assert [act for act, _actor in lines()] == [
        f"ways.{act}"
        for act in ("passkey_added", "passkey_removed", "password_and_app_set", "recovery_codes_renewed")
    ]
    assert list(chain_faults()) == []


def test_a_seat_that_convenes_nothing_ends_where_nobody_convenes(forest_circle: Circle, cyra: Person) -> None:
    forest_circle.seats.update(convenes=False)
    one, other = (make_person(name, name) for name in ("one", "other"))
    seats = [
        circles.seat_person(circle=forest_circle, person=person, actor=None, at=NOW)
        for person in (one, other)
    ]
    circles.end_seat(seat=seats[0], by=visitor_on(one, NOW))
    assert forest_circle.seats.get(person=one).until_on == TODAY

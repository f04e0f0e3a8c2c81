"""A table brought into the register counts once another coordinator has agreed to exactly its changes."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import agree, sign_in
from tests.news import news_of
from tests.people import with_role

from tamyr.accounts.models import Person
from tamyr.network.models import Member, RegisterImport, Role
from tamyr.network.tests.tables import HEAD, NEW, apply, page, upload
from tamyr.safety.models import AuditLine, Proposal, Stage
from tamyr.safety.services.proposals import AlreadyAnswered, NotTheSecond, approve, refuse

pytestmark = pytest.mark.django_db


@pytest.fixture
def olga(db: None) -> Person:
    return with_role("olga", "Olga Example", Role.COORDINATOR)


def proposed(client: Client, table: str = f"{HEAD}\n{NEW}\n") -> tuple[str, Proposal]:
    address = upload(client, table)
    assert "Proposed: a second person decides now." in apply(client, address)
    return address, Proposal.objects.get(stage=Stage.WAITING)


def test_a_second_coordinator_looks_at_every_change_and_agrees(
    coordinator: Client, cyra: Person, olga: Person
) -> None:
    address, proposal = proposed(coordinator)
    assert not Member.objects.exists() and "Waits for another coordinator" in page(coordinator, address)
    with pytest.raises(NotTheSecond):
        approve(proposal=proposal, by=cyra.pk, at=timezone.now())
    second = sign_in(Client(), olga)
    assert "The register is to change from a table" in page(second, "/en/desk/")
    assert address in page(second, f"/en/proposals/{proposal.pk}/")
    assert "Country: “Moldova”" in page(second, address)
    assert second.post(f"{address}apply/", {"state": "x"}).status_code == 404, "it is not theirs to apply"
    for _time in range(2):
        agree(second, proposal.pk)
    assert Member.objects.get().slug == "example-new"
    assert RegisterImport.objects.get().table == ""
    imported = [line.body for line in AuditLine.objects.all() if '"register.imported"' in line.body]
    assert len(imported) == 1 and str(olga.pk) in imported[0] and str(cyra.pk) in imported[0]


def test_what_moved_meanwhile_is_planned_anew_and_said(
    coordinator: Client, cyra: Person, olga: Person, green_lake: Member, mountain_voice: Member
) -> None:
    table = f"id;name_en\n{green_lake.slug};Example Pond\n"
    address, proposal = proposed(coordinator, table)
    Member.objects.filter(pk=mountain_voice.pk).update(version=9)
    assert "Waits for another coordinator" in page(coordinator, address), "another member is nothing to it"
    green_lake.words.filter(language="en").update(name="Example Mere")
    Member.objects.filter(pk=green_lake.pk).update(version=7)
    with pytest.raises(NotTheSecond, match="has changed since this was proposed"):
        approve(proposal=proposal, by=olga.pk, at=timezone.now())
    shown = page(coordinator, address)
    assert "planned anew" in shown and "was “Example Mere”" in shown
    assert "Proposed: a second person decides now." in apply(coordinator, address)
    proposal.refresh_from_db()
    assert proposal.stage == Stage.WITHDRAWN
    again = Proposal.objects.get(stage=Stage.WAITING)
    approve(proposal=again, by=olga.pk, at=timezone.now())
    assert Member.objects.get(pk=green_lake.pk).profile["names"]["en"] == "Example Pond"


def test_a_refused_or_late_table_changes_nothing(coordinator: Client, olga: Person) -> None:
    _address, proposal = proposed(coordinator)
    refuse(proposal=proposal, by=olga.pk, reason="These are not members.", at=timezone.now())
    assert RegisterImport.objects.get().expires_at < timezone.now() + timedelta(days=1, minutes=1)
    _address, late = proposed(coordinator)
    with pytest.raises(AlreadyAnswered):
        approve(proposal=late, by=olga.pk, at=late.expires_at)
    assert not Member.objects.exists()


def test_the_only_coordinator_applies_alone_and_all_who_act_for_members_hear_of_it(
    coordinator: Client, aygul: Person, green_lake: Member
) -> None:
    address = upload(coordinator, f"{HEAD}\n{NEW}\n")
    assert "you apply it alone" in page(coordinator, address)
    assert "Applied: 1 change." in apply(coordinator, address)
    assert news_of(aygul, timezone.now()) == ["One person alone changed the register from a table"]

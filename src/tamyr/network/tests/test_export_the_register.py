"""Two coordinators take the register out, and what comes back unchanged changes nothing."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from tests.entry import agree, sign_in, signed_in
from tests.news import news_of
from tests.people import make_member, with_role

from tamyr.accounts.models import Person
from tamyr.network.models import Member, Role
from tamyr.network.queries import visitor_on
from tamyr.network.services.members import MemberProfile
from tamyr.network.services.two_persons.exports import take_export
from tamyr.safety.models import AuditLine, ExposureLevel, Proposal
from tamyr.safety.services.proposals import NotTheSecond, approve, refuse

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client: Client, cyra: Person, olga: Person) -> Client:
    sign_in(client, cyra)
    odd = MemberProfile(
        names={"en": "=1+1", "ru": "@Пример; «с точкой»", "hy": "Օրինակ"},
        stories={"en": 'First line\nsecond, "quoted"', "ru": "'-не формула"},
        site="https://odd.example.org/?a=1",
        themes=("forests", "clean-air"),
    )
    make_member("", "", "ARM", profile=odd, status="observer", exposure=ExposureLevel.PUBLIC)
    make_member("Example Guarded", "Пример Укрытые", "BLR", exposure=ExposureLevel.CIRCLE)
    return client


@pytest.fixture
def olga(db: None) -> Person:
    return with_role("olga", "Olga Example", Role.COORDINATOR)


def ask(client: Client, form: str = "csv") -> Proposal:
    answer = client.post(f"/en/register/export.{form}", {"why": "A backup for the board."})
    assert answer.status_code == 302, answer.content.decode()
    return Proposal.objects.get(pk=answer["Location"].split("/")[-2])


def get(client: Client, proposal: Proposal) -> Any:
    return client.post(f"/en/register/exports/{proposal.pk}/take/")


def take(client: Client, form: str) -> bytes:
    second = Person.objects.get(sign_in_name="olga")
    proposal = approve(proposal=ask(client, form), by=second.pk, at=timezone.now())
    answer = get(client, proposal)
    assert answer.status_code == 200 and f'.{form}"' in answer["Content-Disposition"]
    return bytes(answer.content)


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_file_holds_what_the_coordinator_may_see(
    coordinator: Client, green_lake: Member, quiet_garden: Member
) -> None:
    content = take(coordinator, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    names = {row["name_ru"] for row in rows_of(content)}
    assert {"Пример Зелёное озеро", "Пример Укрытые"} <= names
    assert "Тихий" not in content.decode() and quiet_garden.slug not in content.decode()


@pytest.mark.parametrize("form", [pytest.param("csv", marks=pytest.mark.whole), "xlsx"])
def test_what_comes_back_unchanged_changes_nothing(
    coordinator: Client, green_lake: Member, form: str
) -> None:
    file = SimpleUploadedFile(f"register.{form}", take(coordinator, form))
    answer = coordinator.post("/en/register/", {"file": file}, follow=True)
    shown = answer.content.decode()
    assert "No change" in shown and "<dt>Unchanged</dt><dd>3</dd>" in shown
    assert "<dt>Faults</dt><dd>0</dd>" in shown


def test_no_cell_is_a_formula(coordinator: Client) -> None:
    cells = [cell for row in rows_of(take(coordinator, "csv")) for cell in row.values()]
    assert "'=1+1" in cells and "'@Пример; «с точкой»" in cells and "''-не формула" in cells
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    sheet = load_workbook(io.BytesIO(take(coordinator, "xlsx"))).worksheets[0]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert "'=1+1" in {cell.value for row in sheet.iter_rows() for cell in row}


def test_taking_it_out_leaves_a_line(coordinator: Client, cyra: Person) -> None:
    take(coordinator, "xlsx")
    last = AuditLine.objects.last()
    body = json.loads(last.body if last else "")
    assert (body["act"], body["actor"]) == ("register.exported", str(cyra.pk))
    assert body["details"] == {"form": "xlsx", "members": 2}


def test_a_link_alone_takes_nothing_out(coordinator: Client) -> None:
    assert coordinator.get("/en/register/export.csv").status_code == 405
    assert coordinator.post("/en/register/export.json").status_code == 404


def test_a_forgotten_screen_gives_nothing_out(cyra: Person, olga: Person) -> None:
    client = signed_in(cyra)
    proposal = approve(proposal=ask(client), by=olga.pk, at=timezone.now())
    answer = get(client, proposal)
    assert answer.status_code == 302 and answer["Location"].startswith("/en/confirm/?next=")


def test_one_coordinator_takes_nothing_out(coordinator: Client, cyra: Person, olga: Person) -> None:
    refused = coordinator.post("/en/register/export.csv", {"why": ""})
    assert refused.status_code == 422 and "What you need the file for" in refused.content.decode()
    proposal = ask(coordinator)
    assert get(coordinator, proposal).status_code == 403
    with pytest.raises(NotTheSecond):
        approve(proposal=proposal, by=cyra.pk, at=timezone.now())
    own = with_role("own", "Own", Role.COORDINATOR)
    Person.objects.filter(pk=own.pk).update(line=cyra.pk)
    with pytest.raises(NotTheSecond, match="here you count as one"):
        approve(proposal=proposal, by=own.pk, at=timezone.now())
    second = sign_in(Client(), olga)
    page = second.get(f"/en/proposals/{proposal.pk}/").content.decode()
    assert "A backup for the board." in page and "3 times within 24 hours" in page
    agree(second, proposal.pk)
    assert "Take the file" in coordinator.get("/en/desk/").content.decode()
    assert get(second, proposal).status_code == 403, "who agreed takes nothing"
    assert get(coordinator, proposal).status_code == 200


def test_the_file_is_there_for_a_while_and_a_few_times(
    coordinator: Client, cyra: Person, olga: Person, green_lake: Member, aygul: Person
) -> None:
    now = timezone.now()
    proposal = approve(proposal=ask(coordinator), by=olga.pk, at=now)
    visitor = visitor_on(cyra, now)
    assert len(take_export(proposal=proposal, by=visitor)[0]) == 4
    late = replace(visitor, at=now + timedelta(hours=24))
    with pytest.raises(NotTheSecond, match="no longer open"):
        take_export(proposal=proposal, by=late)
    for _time in range(2):
        take_export(proposal=proposal, by=visitor)
    with pytest.raises(NotTheSecond, match="no longer open"):
        take_export(proposal=proposal, by=visitor)
    assert sum('"register.exported"' in line.body for line in AuditLine.objects.all()) == 3
    assert news_of(aygul, now) == ["The register of members was taken out as a file"]


@pytest.mark.parametrize(
    "gone",
    [
        *("stopped", "second demoted", "asker came back"),
        pytest.param("second came back", marks=pytest.mark.whole),
    ],
)
def test_what_changed_since_the_second_word_keeps_the_file_back(
    coordinator: Client, cyra: Person, olga: Person, gone: str
) -> None:
    now = timezone.now()
    proposal = approve(proposal=ask(coordinator), by=olga.pk, at=now)
    if gone == "stopped":
        refuse(proposal=proposal, by=olga.pk, reason="It was not her.", at=now)
    elif gone == "second demoted":
        olga.roles.update(until_on=now.date())
    else:
        back = olga if gone == "second came back" else cyra
        Person.objects.filter(pk=back.pk).update(came_back_at=now)
    assert get(coordinator, proposal).status_code == 403

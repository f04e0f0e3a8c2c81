"""A coordinator takes the register out, and what comes back unchanged changes nothing."""

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from tests.entry import sign_in
from tests.people import make_member

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.network.services.members import MemberProfile
from tamyr.safety.models import AuditLine, ExposureLevel

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client: Client, cyra: Person, db: None) -> Client:
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


def take(client: Client, form: str) -> bytes:
    answer = client.post(f"/en/register/export.{form}")
    assert answer.status_code == 200 and f'.{form}"' in answer["Content-Disposition"]
    return answer.content


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


@pytest.mark.parametrize("form", ["csv", "xlsx"])
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


def test_a_forgotten_screen_gives_nothing_out(client: Client, cyra: Person) -> None:
    client.force_login(cyra)
    answer = client.post("/en/register/export.csv")
    assert answer.status_code == 302 and answer["Location"].startswith("/en/confirm/?next=")

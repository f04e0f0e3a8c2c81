"""A coordinator brings a table into the register: every change is seen first, and all apply or none."""

import html
import io
import re
import time
import zipfile
from datetime import datetime, timedelta
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone, translation
from django.utils.formats import date_format
from openpyxl import Workbook
from tests.people import give_mandate, with_role

from tamyr.accounts.models import Person
from tamyr.network.logic.register.table import COLUMNS
from tamyr.network.models import Member, RegisterImport, Theme
from tamyr.network.models.members import Status
from tamyr.safety.models import AuditLine

pytestmark = pytest.mark.django_db
HEAD = "id;name_ru;name_en;country;joined;themes;site"
NEW = ";Пример Новые;Example New;Молдова;17.05.2024;clean air; https://new.example.org/"


@pytest.fixture
def coordinator(client: Client, cyra: Person) -> Client:
    client.force_login(cyra)
    return client


def upload(client: Client, content: str | bytes, name: str = "register.csv") -> str:
    """Upload a table; return the address of its preview, or the page that refuses it."""
    data = content.encode() if isinstance(content, str) else content
    answer = client.post("/en/register/", {"file": SimpleUploadedFile(name, data)})
    return answer["Location"] if answer.status_code == 302 else html.unescape(answer.content.decode())


def preview(client: Client, content: str | bytes, name: str = "register.csv") -> str:
    address = upload(client, content, name)
    assert address.startswith("/en/register/imports/"), address
    return page(client, address)


def page(client: Client, address: str) -> str:
    return html.unescape(client.get(address).content.decode())


def apply(client: Client, address: str, state: str | None = None) -> str:
    found = re.findall(r'name="state" value="(\w+)"', page(client, address))
    sent = {"state": state or (found[0] if found else "")}
    return html.unescape(client.post(f"{address}apply/", sent, follow=True).content.decode())


def faults(shown: str) -> list[tuple[str, ...]]:
    rows = re.findall(
        r'<th scope="row">(\d+)</th><td><code>(\w+)</code></td><td>(.*?)<small>', shown, re.DOTALL
    )
    return [tuple(row) for row in rows]


def workbook(*rows: tuple[str | datetime, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_new_member_is_shown_first_and_entered_when_applied(coordinator: Client) -> None:
    address = upload(coordinator, f"{HEAD}\n{NEW}\n")
    shown = page(coordinator, address)
    assert "Example New" in shown and "Country: “Moldova”" in shown and "Themes: “clean air”" in shown
    assert not Member.objects.exists()
    assert "Applied: 1 change." in apply(coordinator, address)
    member = Member.objects.get()
    assert (member.slug, member.country_id, str(member.joined_on)) == ("example-new", "MDA", "2024-05-17")
    assert member.profile["names"] == {"en": "Example New", "ru": "Пример Новые"}
    assert member.exposure == "network" and [str(one.from_on) for one in member.statuses.all()] == [
        "2024-05-17"
    ]


def test_a_change_is_told_field_by_field_and_what_is_not_in_the_file_stays(
    coordinator: Client, green_lake: Member, mountain_voice: Member
) -> None:
    table = f"id;name_en;left\n{green_lake.slug};Example Blue Lake;2025-01-31\n{mountain_voice.slug};Example Mountain Voice;\n"
    address = upload(coordinator, table)
    shown = page(coordinator, address)
    assert "Name: English: was “Example Green Lake”, becomes “Example Blue Lake”" in shown
    assert "Left on: was nothing, becomes “31 January 2025”" in shown
    assert "<dt>Unchanged</dt><dd>1</dd>" in shown
    apply(coordinator, address)
    now = Member.objects.get(pk=green_lake.pk)
    assert now.profile["names"] == {"en": "Example Blue Lake", "ru": "Пример Зелёное озеро"}
    assert now.site == "https://example.org" and now.version == 2
    assert Member.objects.get(pk=mountain_voice.pk).version == 1


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [*product(["utf-8", "utf-8-sig", "utf-16", "cp1251"], [";", ",", "\t"])]
)
def test_files_of_any_usual_program_are_read(coordinator: Client, encoding: str, delimiter: str) -> None:
    text = f"{HEAD}\r\n{NEW}\r\n".replace(";", delimiter)
    shown = preview(coordinator, text.encode(encoding))
    assert "Пример Новые" in shown and not faults(shown)
    named = {"utf-16": "UTF-16", "cp1251": "Windows-1251"}.get(encoding, "UTF-8")
    assert f"read as {named}" in shown


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866", "latin-1"])
def test_letters_that_cannot_be_read_are_refused_with_advice(coordinator: Client, encoding: str) -> None:
    text = "id;name_en\n;Général Société Été à la forêt\n" if encoding == "latin-1" else f"{HEAD}\n{NEW}\n"
    assert "cannot be read. Save it as “CSV UTF-8”" in upload(coordinator, text.encode(encoding))


def test_a_workbook_is_read_with_its_days(coordinator: Client) -> None:
    book = workbook(
        ("name_en", "country", "joined"), ("Example New", "KZ", timezone.now().replace(tzinfo=None))
    )
    shown = preview(coordinator, book, "register.xlsx")
    assert f"Joined on: “{date_format(timezone.now().date())}”" in shown and "Kazakhstan" in shown


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (";;Example;Атлантида;2024-01-01;;", ("country", "Атлантида")),
        (";;Example;KAZ;31.02.2024;;", ("joined", "31.02.2024")),
        (";;Example;KAZ;2024-13-01;;", ("joined", "2024-13-01")),
        (";;Example;KAZ;05/17/2024;;", ("joined", "05/17/2024")),
        (";;Example;KAZ;;;", ("joined", "–")),
        (";;Example;KAZ;2024-01-01;fishing;", ("themes", "fishing")),
        (";;Example;KAZ;2024-01-01;;javascript:alert(1)", ("site", "javascript:alert(1)")),
        (";;;KAZ;2024-01-01;;", ("name_en", "–")),
        ("never-was;;Example;KAZ;2024-01-01;;", ("id", "never-was")),
        (";;=HYPERLINK(1);KAZ;2024-01-01;;", ("name_en", "=HYPERLINK(1)")),
        (f";;{'x' * 201};KAZ;2024-01-01;;", ("name_en", "x" * 80)),
        (";;Example\x07;KAZ;2024-01-01;;", ("name_en", "Example\x07")),
    ],
)
def test_a_fault_is_named_by_row_column_and_value_and_nothing_is_applied(
    coordinator: Client, row: str, fault: tuple[str, str]
) -> None:
    address = upload(coordinator, f"{HEAD}\n{NEW}\n{row}\n")
    shown = page(coordinator, address)
    assert faults(shown) == [("3", *fault)] and "Apply all" not in shown
    coordinator.post(f"{address}apply/", {"state": "x"})
    assert not Member.objects.exists()


def test_duplicates_are_named(coordinator: Client, green_lake: Member) -> None:
    rows = [
        f"{green_lake.slug};;Example Green Lake;KAZ;2020-01-01;;",
        f"{green_lake.slug};;Example Other;KAZ;2020-01-01;;",
        ";;«Example Twice»;KAZ;2020-01-01;;",
        ";;EXAMPLE TWICE;KAZ;2020-01-01;;",
        ";;Example Twice;UZB;2020-01-01;;",
    ]
    shown = preview(coordinator, "\n".join([HEAD, *rows]))
    assert faults(shown) == [("3", "id", green_lake.slug), ("5", "name_en", "EXAMPLE TWICE")]
    again = preview(coordinator, f"{HEAD}\n;;Example green lake;KAZ;2020-01-01;;\n")
    assert "the id of the member in the register" in again


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "file is empty"),
        ("id;name_en\n", "no rows"),
        ("  \n \n", "no rows"),
        ("id;colour\nx;y\n", "has no column “colour”"),
        ("id;id\nx;y\n", "stands there twice"),
        ("country\nKAZ\n", "no column by which members are known"),
        (b"\xd0\xcf\x11\xe0old", "old Excel"),
        (b"PK\x03\x04nothing", "damaged or of another kind"),
        (b"\x89PNG\r\n\x1a\n\x00\x01\x02\x03", "cannot be read"),
        (b"id;name_en\n" + b"x" * 2_000_001, "more than 2 MB"),
        ("id;name_en;country;joined\n" + ";E;KAZ;2020-01-01\n" * 10_001, "more than 10000 rows"),
    ],
)
def test_what_is_no_register_is_refused_with_words(
    coordinator: Client, content: str | bytes, said: str
) -> None:
    assert said in upload(coordinator, content)
    assert not RegisterImport.objects.exists()


def test_an_archive_that_unpacks_without_end_is_refused_unread(coordinator: Client) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    began = time.monotonic()
    assert "far too large" in upload(coordinator, bomb.getvalue(), "register.xlsx")
    assert time.monotonic() - began < 5


def test_entities_that_grow_are_not_expanded(coordinator: Client) -> None:
    good = io.BytesIO(workbook(("name_en",), ("Example",)))
    bomb = io.BytesIO()
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bomb, "w") as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                data = b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + data
            target.writestr(part.filename, data)
    assert "damaged or of another kind" in upload(coordinator, bomb.getvalue(), "register.xlsx")


def test_a_formula_in_a_workbook_is_not_computed(coordinator: Client) -> None:
    book = workbook(("name_en", "country", "joined"), ('=CONCATENATE("a","b")', "KAZ", "2020-01-01"))
    assert faults(preview(coordinator, book, "r.xlsx")) == [("2", "name_en", '=CONCATENATE("a","b")')]


def test_applying_twice_or_again_changes_once(coordinator: Client) -> None:
    address = upload(coordinator, f"{HEAD}\n{NEW}\n")
    state = re.findall(r'name="state" value="(\w+)"', page(coordinator, address))[0]
    assert "Applied: 1 change." in apply(coordinator, address, state)
    assert "already applied" in apply(coordinator, address, state)
    assert Member.objects.count() == 1
    assert "This import is applied" in page(coordinator, address)


def test_a_register_that_moved_meanwhile_asks_for_another_look(
    coordinator: Client, green_lake: Member, aygul: Person
) -> None:
    address = upload(coordinator, f"id;name_en\n{green_lake.slug};Example Pond\n")
    state = re.findall(r'name="state" value="(\w+)"', page(coordinator, address))[0]
    Member.objects.filter(pk=green_lake.pk).update(version=7)
    assert "has changed since you looked" in apply(coordinator, address, state)
    assert Member.objects.get(pk=green_lake.pk).profile["names"]["en"] == "Example Green Lake"
    assert "Applied: 1 change." in apply(coordinator, address)


def test_an_upload_is_kept_encrypted_for_a_day_and_emptied_when_applied(coordinator: Client) -> None:
    address = upload(coordinator, f"{HEAD}\n{NEW}\n")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM network_registerimport")
        assert "Пример" not in str(cursor.fetchall())
    RegisterImport.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert coordinator.get(address).status_code == 404
    assert coordinator.post(f"{address}apply/", {"state": "x"}).status_code == 404
    second = upload(coordinator, f"{HEAD}\n{NEW}\n")
    assert RegisterImport.objects.count() == 1, "an old upload goes when the next one comes"
    apply(coordinator, second)
    assert RegisterImport.objects.get().table == ""


@pytest.mark.parametrize("who", ["aygul", "emin", "gita", "hanna"])
def test_nobody_but_a_coordinator_opens_the_register(
    client: Client, coordinator: Client, who: str, request: pytest.FixtureRequest
) -> None:
    address = upload(coordinator, f"{HEAD}\n{NEW}\n")
    client.force_login(request.getfixturevalue(who))
    for method, asked in (
        ("get", "/en/register/"),
        ("get", address),
        ("post", f"{address}apply/"),
        ("post", "/en/register/export.csv"),
    ):
        assert getattr(client, method)(asked).status_code == 403


def test_another_coordinators_upload_is_not_shown(coordinator: Client, client: Client, emin: Person) -> None:
    address = upload(coordinator, f"{HEAD}\n{NEW}\n")
    client.force_login(with_role("olga", "Olga Example", "coordinator"))
    assert client.get(address).status_code == 404


def test_forged_forms_are_refused(cyra: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cyra)
    for address in ("/en/register/", "/en/register/export.csv"):
        assert strict.post(address).status_code == 403


def test_an_import_can_neither_show_nor_touch_what_is_guarded(
    coordinator: Client, green_lake: Member, mountain_voice: Member, quiet_garden: Member, foma: Person
) -> None:
    table = (
        f"id;exposure\n{mountain_voice.slug};public\n{quiet_garden.slug};public\n{green_lake.slug};sealed\n"
    )
    found = {column_row[:2]: column_row for column_row in faults(preview(coordinator, table))}
    assert {*found} == {("2", "exposure"), ("3", "id"), ("4", "exposure")}
    never = preview(coordinator, f"id;exposure\n{'x' * len(quiet_garden.slug)};public\n")
    hidden = preview(coordinator, f"id;exposure\n{quiet_garden.slug};public\n")
    told = r"what was expected.*?</table>"
    assert re.findall(told, never, re.DOTALL)[0].replace("x" * 16, "") == re.findall(told, hidden, re.DOTALL)[
        0
    ].replace(quiet_garden.slug, "")
    give_mandate(foma, green_lake)
    apply(coordinator, upload(coordinator, f"id;exposure\n{green_lake.slug};sealed\n"))
    assert Member.objects.get(pk=green_lake.pk).exposure == "sealed"


def test_a_status_changes_from_a_day(coordinator: Client, green_lake: Member) -> None:
    wrong = preview(coordinator, f"id;status_from\n{green_lake.slug};2024-01-01\n")
    assert faults(wrong) == [("2", "status_from", "2024-01-01")]
    apply(coordinator, upload(coordinator, f"id;status;status_from\n{green_lake.slug};OBSERVER;2024-01-01\n"))
    statuses = [(one.status, str(one.from_on)) for one in Member.objects.get(pk=green_lake.pk).statuses.all()]
    assert statuses == [("active", "2020-01-01"), ("observer", "2024-01-01")]


@pytest.mark.whole
def test_ten_thousand_rows_are_looked_at_and_applied_within_seconds(coordinator: Client) -> None:
    rows = [f";Пример {n};Example {n};KAZ;2020-01-01;forests;" for n in range(10_000)]
    began = time.monotonic()
    address = upload(coordinator, "\n".join([HEAD, *rows]))
    shown = page(coordinator, address)
    assert "<dt>New members</dt><dd>10000</dd>" in shown and "page=200" in shown
    assert "Applied: 10000 changes." in apply(coordinator, address)
    assert Member.objects.count() == 10_000
    assert time.monotonic() - began < 60


def test_words_of_both_languages_are_understood(coordinator: Client) -> None:
    with translation.override("ru"):
        theme, status = str(Theme.FORESTS.label), str(Status.OBSERVER.label)
    shown = preview(
        coordinator,
        f'id;name_en;country;joined;themes;status\n;Example;казахстан;2020-01-01;"{theme}; Clean Air";{status}\n',
    )
    assert not faults(shown) and "Status: “observer”" in shown
    assert "clean air, forest protection and restoration" in shown


def test_every_act_leaves_a_line(coordinator: Client) -> None:
    apply(coordinator, upload(coordinator, f"{HEAD}\n{NEW}\n"))
    acts = [re.findall(r'"act": "([\w.]+)"', line.body)[0] for line in AuditLine.objects.all()]
    assert acts == ["register.uploaded", "members.registered", "register.imported"]
    assert not any("Example" in line.body or "Пример" in line.body for line in AuditLine.objects.all())


def test_the_page_names_every_column(coordinator: Client) -> None:
    shown = page(coordinator, "/en/register/")
    assert all(f"<code>{column}</code>" in shown for column in COLUMNS)

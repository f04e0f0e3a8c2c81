"""A coordinator brings a table into the register: every change is seen first, and all apply or none."""

import re
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in
from tests.people import give_mandate, with_role

from tamyr.accounts.models import Person
from tamyr.network.logic.register.table import COLUMNS
from tamyr.network.models import Member, RegisterImport
from tamyr.network.queries.register.imports import register_rows
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.tests.tables import HEAD, NEW, apply, faults, page, preview, upload
from tamyr.safety.models import AuditLine

pytestmark = pytest.mark.django_db


def test_a_new_member_is_shown_first_and_entered_when_applied(coordinator: Client) -> None:
    address = upload(coordinator, f"{HEAD}\n{NEW}\n")
    shown = page(coordinator, address)
    assert "Example New" in shown and "Country: “Moldova”" in shown and "Themes: “clean air”" in shown
    assert not Member.objects.exists()
    assert "Applied: 1 change." in apply(coordinator, address)
    member = Member.objects.get()
    assert (member.slug, member.country_id, str(member.joined_on)) == ("example-new", "MDA", "2024-05-17")
    assert member.profile["names"] == {"en": "Example New", "ru": "Пример Новые"}
    assert member.exposure == "network" and [str(status.from_on) for status in member.statuses.all()] == [
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


@pytest.mark.parametrize(
    "who", ["aygul", "hanna", *(pytest.param(who, marks=pytest.mark.whole) for who in ("emin", "gita"))]
)
def test_nobody_but_a_coordinator_opens_the_register(
    coordinator: Client, who: str, request: pytest.FixtureRequest
) -> None:
    address = upload(coordinator, f"{HEAD}\n{NEW}\n")
    client = signed_in(request.getfixturevalue(who))
    for method, asked in (
        ("get", "/en/register/"),
        ("get", address),
        ("post", f"{address}apply/"),
        ("post", "/en/register/export.csv"),
    ):
        assert getattr(client, method)(asked).status_code == 403


def test_another_coordinators_upload_is_not_shown(coordinator: Client, emin: Person) -> None:
    address = upload(coordinator, f"{HEAD}\n{NEW}\n")
    client = signed_in(with_role("olga", "Olga Example", "coordinator"))
    assert client.get(address).status_code == 404


def test_open_imports_are_ones_own_that_are_neither_applied_nor_old(
    coordinator: Client, cyra: Person
) -> None:
    def listed() -> list[str]:
        return re.findall(r'href="(/en/register/imports/[^"]+)"', page(coordinator, "/en/register/"))

    applied, mine = upload(coordinator, f"{HEAD}\n{NEW}\n"), upload(coordinator, f"{HEAD}\n{NEW}\n")
    assert sorted(listed()) == sorted([applied, mine])
    apply(coordinator, applied)
    assert listed() == [mine]
    RegisterImport.objects.update(person=with_role("olga", "Olga Example", "coordinator"))
    assert listed() == []
    RegisterImport.objects.update(person=cyra, expires_at=timezone.now())
    assert listed() == []
    assert coordinator.get(applied).status_code == 200, "what was applied stays to be seen"
    assert coordinator.get(mine).status_code == 404


def test_the_register_goes_out_with_the_languages_it_uses_and_those_of_the_site(
    coordinator: Client, cyra: Person
) -> None:
    def head() -> list[str]:
        return list(register_rows(visitor_on(cyra, timezone.now()))[0])

    assert {"name_ru", "name_en", "story_ru", "story_en"} <= {*head()}
    assert [name for name in head() if name.startswith(("name_", "story_"))] == [
        "name_ru",
        "name_en",
        "story_ru",
        "story_en",
    ]
    apply(coordinator, upload(coordinator, "name_kk;country;joined\nМысал;KAZ;2020-01-01\n"))
    assert "name_kk" in head() and "story_kk" not in head()
    # Everything else has its column, used or not.
    assert {"left", "site", "themes"} <= {*head()}


def test_forged_forms_are_refused(cyra: Person) -> None:
    strict = signed_in(cyra, Client(enforce_csrf_checks=True))
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
    dated = Member.objects.get(pk=green_lake.pk).statuses.all()
    assert [(status.status, str(status.from_on)) for status in dated] == [
        ("active", "2020-01-01"),
        ("observer", "2024-01-01"),
    ]


@pytest.mark.whole
def test_ten_thousand_rows_are_looked_at_and_applied_within_seconds(coordinator: Client) -> None:
    rows = [f";Пример {n};Example {n};KAZ;2020-01-01;forests;" for n in range(10_000)]
    began = time.process_time()
    address = upload(coordinator, "\n".join([HEAD, *rows]))
    shown = page(coordinator, address)
    assert "<dt>New members</dt><dd>10000</dd>" in shown and "page=200" in shown
    assert "Applied: 10000 changes." in apply(coordinator, address)
    assert Member.objects.count() == 10_000
    assert time.process_time() - began < 60


def test_every_act_leaves_a_line(coordinator: Client) -> None:
    apply(coordinator, upload(coordinator, f"{HEAD}\n{NEW}\n"))
    acts = [re.findall(r'"act": "([\w.]+)"', line.body)[0] for line in AuditLine.objects.all()]
    assert acts == ["register.uploaded", "members.registered", "register.imported"]
    assert not any("Example" in line.body or "Пример" in line.body for line in AuditLine.objects.all())


def test_the_page_names_every_column(coordinator: Client) -> None:
    shown = page(coordinator, "/en/register/")
    assert all(f"<code>{column}</code>" in shown for column in COLUMNS)

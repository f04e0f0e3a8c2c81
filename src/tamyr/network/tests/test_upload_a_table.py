"""A coordinator uploads a table as it came: what can be read is read, and what cannot is named with its place."""

import io
import time
import zipfile
from itertools import product

import pytest
from django.test import Client
from django.utils import timezone, translation
from django.utils.formats import date_format
from openpyxl import load_workbook

from tamyr.network.logic.register.table import read_table
from tamyr.network.models import Member, RegisterImport, Theme
from tamyr.network.models.members import Status
from tamyr.network.tests.tables import HEAD, NEW, faults, page, preview, upload, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.alike]
# Each encoding and each delimiter once.
TELLING = {("utf-8", "\t"), ("utf-8-sig", ","), ("utf-16", ";"), ("cp1251", ";")}


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [
        pytest.param(encoding, delimiter, marks=() if (encoding, delimiter) in TELLING else pytest.mark.whole)
        for encoding, delimiter in product(["utf-8", "utf-8-sig", "utf-16", "cp1251"], [";", ",", "\t"])
    ],
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


@pytest.mark.usefixtures("in_a_child")
def test_a_workbook_is_read_with_its_days(coordinator: Client) -> None:
    book = workbook(
        ("name_en", "country", "joined"), ("Example New", "KZ", timezone.now().replace(tzinfo=None))
    )
    shown = preview(coordinator, book, "register.xlsx")
    assert f"Joined on: “{date_format(timezone.now().date())}”" in shown and "Kazakhstan" in shown


def test_the_sheet_of_the_register_is_found_and_a_second_one_refused(coordinator: Client) -> None:
    book = load_workbook(
        io.BytesIO(workbook(("name_en", "country", "joined"), ("=2 lakes", "KZ", "17.05.2024")))
    )
    book.worksheets[0]["A2"].data_type = "s"
    book.create_sheet("read me", 0).append(["How to fill this in"])
    packed = io.BytesIO()
    book.save(packed)
    assert "“=2 lakes”" in preview(coordinator, packed.getvalue(), "register.xlsx")
    hidden = book.copy_worksheet(book.worksheets[1])
    hidden.sheet_state = "hidden"
    book.save(packed := io.BytesIO())
    assert "Several sheets of the workbook" in upload(coordinator, packed.getvalue(), "register.xlsx")


def test_a_row_far_below_the_others_is_not_passed_over(coordinator: Client) -> None:
    book = load_workbook(io.BytesIO(workbook(("name_en", "country"), ("Example", "KZ"))))
    book.worksheets[0].cell(1_000_000, 2, "Atlantis")
    book.save(packed := io.BytesIO())
    began = time.process_time()
    table = read_table(packed.getvalue())
    assert time.process_time() - began < 2
    assert [(row.number, row.cells["country"]) for row in table.rows] == [(2, "KZ"), (1_000_000, "Atlantis")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param(1, "The register has no column “atlantis”.", marks=pytest.mark.whole),
        (2, "In row 2 a value stands under no name of a column."),
    ],
)
def test_a_cell_far_right_of_the_others_is_not_passed_over(coordinator: Client, row: int, said: str) -> None:
    book = load_workbook(io.BytesIO(workbook(("name_en", "country"), ("Example", "KZ"))))
    book.worksheets[0].cell(row, 16_384, "Atlantis")
    book.save(packed := io.BytesIO())
    assert said in upload(coordinator, packed.getvalue(), "register.xlsx")


def test_words_of_both_languages_are_understood(coordinator: Client) -> None:
    with translation.override("ru"):
        theme, status = str(Theme.FORESTS.label), str(Status.OBSERVER.label)
    shown = preview(
        coordinator,
        f'id;name_en;country;joined;themes;status\n;Example;казахстан;2020-01-01;"{theme}; Clean Air";{status}\n',
    )
    assert not faults(shown) and "Status: “observer”" in shown
    assert "clean air, forest protection and restoration" in shown


def test_a_first_line_for_excel_and_heads_in_russian_are_understood(coordinator: Client) -> None:
    text = "sep=|\nНазвание|Страна|Дата вступления\nПример|Атлантида|17 мая 2024\n"
    assert faults(preview(coordinator, text)) == [("3", "country", "Атлантида")]
    text = text.replace("Атлантида", "Российская Федерация")
    assert "Joined on: “17 May 2024”" in preview(coordinator, text)


def test_the_advice_about_formulas_works(coordinator: Client) -> None:
    bare = "name_en;country;joined\n=Equal rights;KAZ;2024-05-17\n"
    assert faults(preview(coordinator, bare)) == [("2", "name_en", "=Equal rights")]
    assert "“=Equal rights”" in preview(coordinator, bare.replace("=", "'="))


def test_names_that_a_reader_cannot_tell_apart_are_doubles(coordinator: Client) -> None:
    names = ["Зелёный рассвет", "Зeлёный рассвет", "Зелёный\u00a0рассвет", "Зелёный\u200b рассвет"]
    names += ["«Зеленый рассвет»", "Зелёный  рассвет", "Зеле\u0308ный рассвет "]
    text = "name_ru;country;joined\n" + "".join(f"{name};KAZ;2024-05-17\n" for name in names)
    found = faults(preview(coordinator, text))
    assert [(row, column) for row, column, _name in found] == [(str(n), "name_ru") for n in range(3, 9)]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (";;Example;Атлантида;2024-01-01;;", ("country", "Атлантида")),
        (";;Example;KAZ;31.02.2024;;", ("joined", "31.02.2024")),
        pytest.param(";;Example;KAZ;2024-13-01;;", ("joined", "2024-13-01"), marks=pytest.mark.whole),
        pytest.param(";;Example;KAZ;05/17/2024;;", ("joined", "05/17/2024"), marks=pytest.mark.whole),
        (";;Example;KAZ;;;", ("joined", "–")),
        (";;Example;KAZ;2024-01-01;fishing;", ("themes", "fishing")),
        (";;Example;KAZ;2024-01-01;;javascript:alert(1)", ("site", "javascript:alert(1)")),
        pytest.param(";;;KAZ;2024-01-01;;", ("name_en", "–"), marks=pytest.mark.whole),
        ("never-was;;Example;KAZ;2024-01-01;;", ("id", "never-was")),
        (";;=HYPERLINK(1);KAZ;2024-01-01;;", ("name_en", "=HYPERLINK(1)")),
        pytest.param(f";;{'x' * 201};KAZ;2024-01-01;;", ("name_en", "x" * 80), marks=pytest.mark.whole),
        pytest.param(";;Example\x07;KAZ;2024-01-01;;", ("name_en", "Example\x07"), marks=pytest.mark.whole),
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
        pytest.param("  \n \n", "no rows", marks=pytest.mark.whole),
        ("id;colour\nx;y\n", "has no column “colour”"),
        pytest.param("id;id\nx;y\n", "stands there twice", marks=pytest.mark.whole),
        ("country\nKAZ\n", "no column by which members are known"),
        ("id;name_en;\n;Example;lost\n", "In row 2 a value stands under no name"),
        (b"\xd0\xcf\x11\xe0old", "old Excel"),
        (b"PK\x03\x04nothing", "damaged or of another kind"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x01\x02\x03", "cannot be read", marks=pytest.mark.whole),
        (b"id;name_en\n" + b"x" * 2_000_001, "more than 2 MB"),
        ("id;name_en;country;joined\n" + ";E;KAZ;2020-01-01\n" * 10_001, "more than 10000 rows"),
    ],
)
def test_what_is_no_register_is_refused_with_words(
    coordinator: Client, content: str | bytes, said: str
) -> None:
    assert said in upload(coordinator, content)
    assert not RegisterImport.objects.exists()


@pytest.mark.usefixtures("in_a_child")
def test_an_archive_that_unpacks_without_end_is_refused_unread(coordinator: Client) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 41_000_000)
    began = time.process_time()
    assert "far too large" in upload(coordinator, bomb.getvalue(), "register.xlsx")
    assert time.process_time() - began < 5


@pytest.mark.usefixtures("in_a_child")
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

"""An expert brings a global path or emissions of their own; nothing of it stays."""

import io
import time
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from tamyr.shared import turns

pytestmark = [pytest.mark.django_db, pytest.mark.frozen, pytest.mark.usefixtures("drawn_once")]
ADDRESS = "/en/countries/kaz/what-if/own-figures/"
HEAD = "Model,Scenario,Region,Variable,Unit"


def path(values: dict[int, float], unit: str = "Gt CO2e/yr") -> bytes:
    years = ",".join(str(year) for year in values)
    numbers = ",".join(str(value) for value in values.values())
    return f"{HEAD},{years}\nMine,Steep,World,Emissions|Kyoto Gases,{unit},{numbers}\n".encode()


STEEP = path({2015: 50, 2019: 52, 2030: 20, 2050: 0, 2100: 0})


def send(
    client: Client, name: str = "", content: bytes = b"", field: str = "path_file", **words: str
) -> tuple[int, str]:
    files = {field: SimpleUploadedFile(name, content)} if name else {}
    answer = client.post(ADDRESS, {**words, **files})
    return answer.status_code, unescape(answer.content.decode())


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_form_says_what_the_files_look_like(client: Client, language: str) -> None:
    text = client.get(ADDRESS.replace("/en/", f"/{language}/")).content.decode()
    assert "Emissions|Kyoto Gases" in text and "iso3, year, value, unit" in text
    assert 'enctype="multipart/form-data"' in text and "csrfmiddlewaretoken" in text


def test_a_path_of_ones_own_takes_the_place_of_the_published_ones(client: Client) -> None:
    status, text = send(client, "mine.csv", STEEP)
    assert status == 200
    assert "Mine Steep" in text and "is not kept" in text and "<svg" in text


def test_the_same_as_a_workbook(client: Client) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    for line in STEEP.decode().splitlines():
        sheet.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in line.split(",")])
    packed = io.BytesIO()
    book.save(packed)
    assert send(client, "mine.xlsx", packed.getvalue())[0] == 200


def test_emissions_of_ones_own(client: Client) -> None:
    rows = "".join(f"KAZ,{year},300,Mt CO2e\n" for year in range(1990, 2023))
    status, text = send(client, "mine.csv", b"iso3,year,value,unit\n" + rows.encode(), "source_file")
    assert status == 200 and "your own figures" in text


def test_what_was_left_out_is_said_and_the_command_holds_every_name_as_one_word(client: Client) -> None:
    content = STEEP.replace(b"Steep", b"$(date)") + "Источник: своя модель\n".encode()
    status, text = send(client, "my $(id).csv", content)
    assert status == 200 and "Line 3 was left out as a note: “Источник: своя модель”" in text
    assert "'--path=my $(id).csv'" in text and "'path=Mine $(date)'" in text


def test_a_path_that_never_declines_is_computed_and_said(client: Client) -> None:
    status, text = send(client, "mine.csv", path({2015: 50, 2019: 52, 2030: 60, 2100: 80}))
    assert status == 200 and "notice-attention" in text


BAD = [
    ("a path that ends early", "mine.csv", path({2015: 50, 2019: 52, 2029: 40}), "reach beyond"),
    ("a path that begins late", "mine.csv", path({2025: 50, 2100: 0}), "must begin by"),
    ("a path of nothing", "mine.csv", path({2015: 0, 2019: 0, 2050: 0}), "positive number"),
    ("another unit", "mine.csv", path({2015: 1, 2019: 2, 2050: 0}, "bananas"), "row 2"),
    ("a word for a number", "mine.csv", STEEP.replace(b"52", b"many"), "row 2"),
    ("no global path", "mine.csv", STEEP.replace(b"World", b"Mars"), "no global path"),
    ("a missing column", "mine.csv", b"a,b\n1,2\n", "Model"),
    ("nothing", "mine.csv", b" \n", "empty"),
    ("another kind of text", "mine.csv", b"\xff\xfe\x00\xd8\x01", "encoding"),
    (
        "a picture called a workbook",
        "mine.xlsx",
        b"\x89PNG\r\n\x1a\n" + b"0" * 200,
        "not a whole Excel workbook",
    ),
    ("a workbook called CSV", "mine.csv", b"PK\x03\x04" + b"\x80" * 200, "not a whole Excel workbook"),
    ("a huge file", "mine.csv", b"x" * 2_000_001, "more than 2 MB"),
    ("a web page", "mine.csv", b"<!doctype html><html></html>", "web page"),
]


@pytest.mark.parametrize(
    ("name", "content", "expected"), [row[1:] for row in BAD], ids=[row[0] for row in BAD]
)
def test_a_file_that_cannot_be_used_is_answered_with_what_is_wrong(
    client: Client, name: str, content: bytes, expected: str
) -> None:
    status, text = send(client, name, content, threshold="7500")
    assert status == 422
    assert expected in text
    assert 'value="7500"' in text


def test_no_file_is_asked_for(client: Client) -> None:
    status, text = send(client)
    assert status == 422 and "Choose a file with a global path" in text


def test_an_empty_file_says_so(client: Client) -> None:
    assert send(client, "mine.csv", b"")[0] == 422


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(client: Client) -> None:
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 41_000_000)
    status, text = send(client, "bomb.xlsx", packed.getvalue())
    assert status == 422 and "far too large" in text


@pytest.mark.parametrize("content", [STEEP, b"no path"])
def test_while_others_are_at_it_one_is_asked_to_come_back_with_what_was_typed(
    client: Client, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr(turns, "AT_ONCE", 1)
    monkeypatch.setattr(turns, "WAIT_SECONDS", 0.01)
    with turns.in_turn():
        status, text = send(client, "mine.csv", content, threshold="7500")
    assert status == 503
    assert "Try again in a moment" in text and 'value="7500"' in text


@pytest.mark.whole
def test_ten_at_once_are_asked_to_come_back_and_pages_answer(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "AT_ONCE", 1)
    monkeypatch.setattr(turns, "WAIT_SECONDS", 0.01)
    with turns.in_turn():
        began = time.process_time()
        assert {send(client, "mine.csv", STEEP)[0] for _visitor in range(10)} == {503}
        assert time.process_time() - began < 5
        assert client.get(ADDRESS).status_code == 200


def test_without_the_forms_token_nothing_is_read() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(ADDRESS, {"path_file": SimpleUploadedFile("mine.csv", STEEP)})
    assert answer.status_code == 403

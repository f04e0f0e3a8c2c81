"""A journalist takes a chart and its numbers away."""

import csv
import io
import json
import re

import pytest
from django.test import Client

from climate_pathways.core.countries import COUNTRIES

pytestmark = [pytest.mark.django_db, pytest.mark.frozen]


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_russian_spreadsheet_finds_columns_and_numbers(client: Client) -> None:
    content = client.get("/ru/countries/kaz/per-person.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content), delimiter=";"))
    english = table(client.get("/en/countries/kaz/per-person.csv").content)
    numbers = [float(row["value"].replace(",", ".")) for row in rows]
    assert numbers == [float(row["value"]) for row in english] and "." not in "".join(
        row["value"] for row in rows
    )


def test_the_numbers_of_a_chart_each_with_unit_and_source(client: Client) -> None:
    answer = client.get("/en/countries/kaz/per-person.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="tamyr-kaz-per_person.csv"' in answer["Content-Disposition"]
    rows = table(answer.content)
    own = [row for row in rows if row["series"] == "KAZ"]
    assert (own[0]["year"], own[-1]["year"]) == ("1990", "2022")
    assert {row["unit"] for row in rows} == {"t CO2e/person"}
    assert all(row["source"] for row in rows)


def test_the_shown_number_is_the_downloaded_number(client: Client) -> None:
    rows = table(client.get("/en/countries/countries.csv").content)
    total = next(row for row in rows if row["place"] == "KAZ" and row["figure"] == "ghg")
    assert round(float(total["value"])) == 349
    assert "emitted 349\u00a0Mt" in client.get("/en/countries/kaz/").content.decode()


def test_everything_about_a_country_as_csv_and_json(client: Client) -> None:
    rows = table(client.get("/en/countries/tkm/figures.csv").content)
    assert {row["chart"] for row in rows} >= {"gases", "sectors", "electricity", "sources"}
    data = json.loads(client.get("/en/countries/tkm/figures.json").content)
    assert (
        data["iso3"] == "TKM"
        and data["digest"]
        and data["results"]["ghg"]["sources"] == ["primap-histcr-2.6.1"]
    )


def test_the_press_picture_carries_title_source_and_unit(client: Client) -> None:
    answer = client.get("/ru/countries/geo/electricity.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    drawn = answer.content.decode()
    assert "Грузия: Электроэнергия по источникам" in drawn
    assert "Источник: Ember" in drawn and "Единица: %" in drawn


@pytest.mark.parametrize(
    "address", ["countries.csv", "kaz/figures.csv", "kaz/gases.csv", "kaz/land-use.csv", "kaz/methane.csv"]
)
def test_a_table_names_its_licences_in_the_language_of_its_address(client: Client, address: str) -> None:
    russian, english = (
        client.get(f"/{language}/countries/{address}").content.decode("utf-8-sig").replace(";", ",")
        for language in ("ru", "en")
    )
    for words in ("states no licence", "Not stated", "for what is taken", "public document", "not stated"):
        assert words not in russian
    assert ("CC BY 4.0" in russian) is ("CC BY 4.0" in english) is True


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("kaz/gases.svg", ["Выбросы по газам"]),
        ("kaz/assessment/way.svg", ["Казахстан: путь"]),
        ("comparison.svg", ["Армения"]),
        ("map.svg", ["Выбросы на человека", *(country.ru for country in COUNTRIES.values())]),
    ],
)
def test_a_downloaded_picture_says_what_it_shows_and_nothing_in_another_language(
    client: Client, address: str, named: list[str]
) -> None:
    drawn = client.get(f"/ru/countries/{address}").content.decode()
    said = re.findall(r'aria-label="([^"]*)"', drawn)
    assert said[0] and drawn.index("aria-label") < drawn.index(">")
    assert all(any(name in each for each in said) for name in named), said
    assert len(said) == len(named) and "aria-roledescription" not in drawn


@pytest.mark.parametrize("address", ["kaz/gases.png", "kaz/card.png", "map.png?measure=trend"])
def test_pictures_are_png(client: Client, address: str) -> None:
    answer = client.get(f"/en/countries/{address}")
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG\r\n")


def test_the_share_card_is_named_on_the_page_and_has_the_shape_that_previews_want(client: Client) -> None:
    page = client.get("/en/countries/kaz/").content.decode()
    assert '<meta property="og:image" content="http://testserver/en/countries/kaz/card.png">' in page
    header = client.get("/en/countries/kaz/card.png").content[16:24]
    width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:])
    assert width >= 1000 and 1.5 < width / height < 2.1


@pytest.mark.parametrize(
    "address",
    [
        "kaz/gases.exe",
        "kaz/gases.svg/../../secret-key",
        "kaz/..%2f..%2fsecret.svg",
        "kaz/gases.png?since=1",
        "kaz/nonsense.png",
        "arm/energy.png",
        "map.exe",
        "map.svg?measure=%3Cscript%3E",
        "kaz/" + "a" * 5000 + ".svg",
    ],
)
def test_a_hostile_address_is_a_plain_404(client: Client, address: str) -> None:
    assert client.get(f"/en/countries/{address}").status_code == 404


@pytest.mark.parametrize(
    "method",
    ["post", *(pytest.param(method, marks=pytest.mark.whole) for method in ("put", "patch", "delete"))],
)
@pytest.mark.parametrize("address", ["", "kaz/", "kaz/gases.svg", "kaz/gases.csv", "countries.csv"])
def test_pages_can_only_be_read(client: Client, method: str, address: str) -> None:
    assert getattr(client, method)(f"/en/countries/{address}").status_code == 405


def test_a_drawing_in_a_page_brings_no_style_script_or_foreign_address(client: Client) -> None:
    page = client.get("/en/countries/kaz/").content.decode()
    drawings = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(drawings) > 3
    for svg in drawings:
        assert "style=" not in svg and "<script" not in svg and "<style" not in svg
        assert not re.findall(r'(?:href|src)="(?!#|/)', svg)

"""Anybody reads which public bodies there are, how letters reach them, and how each thing is known."""

import csv
import io
import json
from collections.abc import Iterable

import pytest
from django.test import Client
from django.utils.translation import gettext, override
from tests.entry import signed_in

from climate_pathways.core.countries import COUNTRIES
from tamyr.accounts.models import Person
from tamyr.addressees.logic.directory_file import DirectoryFault, read_bodies, shipped
from tamyr.addressees.models import Channel, Holder, Institution, Office
from tamyr.addressees.pages.institution import offices_shown
from tamyr.addressees.queries.directory import channels_for, holder_of
from tamyr.addressees.tests.writing import NOW, entered, page_of
from tamyr.network.queries import visitor_on

pytestmark = pytest.mark.django_db
FILE = """country = "KAZ"
looked_up = 2026-11-29

[[body]]
key = "kaz-example"
kind = "agency"
status = "seen"
source = "https://www.example.org/"

[[body.name]]
language = "en"
name = "Example Agency"

[[body.channel]]
key = "mail"
letter = "demand"
way = "email"
value = "post@example.org"
status = "seen"
source = "https://www.example.org/"
"""


def body(key: str) -> Institution:
    return Institution.objects.get(key=key)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_list_is_narrowed_by_its_address(client: Client, language: str) -> None:
    page = page_of(client, f"/{language}/addressees/?country=KAZ&kind=ministry&letter=demand")
    known = {"en": "Ministry of Ecology and Natural Resources", "ru": "Министерство экологии"}[language]
    other = {"en": "Kyrgyz Republic", "ru": "Кыргызской Республики"}[language]
    assert known in page and other not in page


def test_a_name_is_found_in_another_alphabet(client: Client) -> None:
    assert "Kyrgyz Republic" in page_of(client, "/en/addressees/?part=kyrgyzskoi")


@pytest.mark.parametrize("asked", ["country=XXX", "kind=king", "letter=love", "page=x", "level=5"])
def test_what_is_not_offered_is_said(client: Client, asked: str) -> None:
    assert client.get(f"/en/addressees/?{asked}").status_code == 404


def test_every_country_has_a_ministry_with_a_source() -> None:
    ministries = Institution.objects.filter(kind="ministry").exclude(source_url="")
    assert {row.iso3 for row in ministries} == set(COUNTRIES)
    assert not Holder.objects.exists(), "no person is named without a page that says so"


@pytest.mark.parametrize(
    ("language", "which"),
    [
        ("en", {"iso3": "KAZ"}),
        ("ru", {"iso3": ""}),
        pytest.param("en", {}, marks=pytest.mark.whole),
        pytest.param("ru", {}, marks=pytest.mark.whole),
    ],
    ids=["en-KAZ", "ru-none", "en", "ru"],
)
def test_every_shipped_body_has_its_page(client: Client, language: str, which: dict[str, str]) -> None:
    for row in Institution.objects.filter(**which).exclude(source_url=""):
        page = page_of(client, f"/{language}/addressees/{row.number}/")
        assert "noindex" not in page and row.source_url.replace("&", "&amp;") in page


def test_a_page_says_by_which_road_and_what_is_dangerous(client: Client) -> None:
    page = page_of(client, f"/en/addressees/{body('blr-nature').number}/")
    assert "mail@minpriroda.gov.by" in page and "The law does not take it" in page
    assert "criminal liability" in page and "seen on the page named, 29 November 2026" in page
    assert "/en/demands/terms/blr/" in page and '"GovernmentOrganization"' in page


def test_former_names_stand_with_their_days(client: Client) -> None:
    page = page_of(client, f"/en/addressees/{body('uzb-ecology').number}/")
    assert "<h1>National Committee of the Republic of Uzbekistan" in page
    assert "Ministry of Ecology, Environmental Protection and Climate Change" in page
    assert "until 18 November 2025" in page


def test_what_is_not_known_is_said(client: Client) -> None:
    assert "Not known: no public page" in page_of(client, f"/en/addressees/{body('kgz-energy').number}/")


@pytest.mark.parametrize(
    ("language", "countries"),
    [
        ("en", ("KAZ", "TJK")),
        ("ru", ("KGZ", "UZB")),
        pytest.param("en", COUNTRIES, marks=pytest.mark.whole),
        pytest.param("ru", COUNTRIES, marks=pytest.mark.whole),
    ],
    ids=["en-two", "ru-two", "en", "ru"],
)
def test_who_speaks_for_a_country_under_the_climate_convention(
    client: Client, language: str, countries: Iterable[str]
) -> None:
    with override(language):
        not_known = gettext(
            "Which office is the country’s national focal point stands on no public page that we have read."
        )
    offices = Office.objects.filter(until_on=None)
    known = set(offices.filter(kind="focal_point").values_list("institution__iso3", flat=True))
    assert known == {"MDA", "TJK", "UZB"}
    assert set(offices.filter(kind="climate").values_list("institution__iso3", flat=True)) == set(COUNTRIES)
    for iso3 in countries:
        page = page_of(client, f"/{language}/addressees/?country={iso3}")
        part = page[page.index('id="convention"') : page.index('<ul class="cards">')]
        assert "https://unfccc.int/process/" in part and (not_known in part) == (iso3 not in known)
        for office in offices.filter(kind__in=("climate", "focal_point"), institution__iso3=iso3):
            assert f"/addressees/{office.institution.number}/" in part
            assert office.source_url.replace("&", "&amp;") in part
    for asked in ("", "?country=none", "?kind=ministry"):
        assert 'id="convention"' not in page_of(client, f"/{language}/addressees/{asked}")


def test_lawful_roads_come_first() -> None:
    roads = channels_for(body("blr-nature"), "demand", NOW.date())
    assert [road.is_lawful for road in roads] == [True, True, False]


def test_what_no_page_says_is_the_networks_alone(client: Client, aygul: Person) -> None:
    bare = entered(aygul, "Example Hidden Agency", status="unverified", source_url="", source_seen_on="")
    assert client.get(f"/en/addressees/{bare.number}/").status_code == 404
    for address in ("/en/addressees/", "/en/addressees/table.csv", "/en/addressees/directory.json"):
        assert "Example Hidden Agency" not in client.get(address).getvalue().decode()
    client = signed_in(aygul)
    assert "Example Hidden Agency" in page_of(client, f"/en/addressees/{bare.number}/")


def test_who_changed_what_is_the_networks_alone(client: Client, aygul: Person, gita: Person) -> None:
    row = entered(aygul)
    assert "Example Green Lake" not in page_of(client, f"/en/addressees/{row.number}/")
    client = signed_in(gita)
    assert "Example Green Lake" not in page_of(client, f"/en/addressees/{row.number}/")
    client = signed_in(aygul)
    assert "Example Green Lake" in page_of(client, f"/en/addressees/{row.number}/")


def test_the_files_hold_what_the_list_shows(client: Client) -> None:
    document = json.loads(client.get("/en/addressees/directory.json?country=UKR").content)
    names = {name["name"] for body in document["organizations"] for name in body["names"]}
    assert "Ministry of Energy of Ukraine" in names and "World Bank" not in names
    rows = list(
        csv.DictReader(
            io.StringIO(client.get("/en/addressees/table.csv?country=UKR").getvalue().decode("utf-8-sig"))
        )
    )
    channels = [row for row in rows if row["row"] == "channel"]
    assert {row["value"] for row in channels} >= {"01601, Kyiv, 30 Khreshchatyk Street"}
    assert all(row["source_url"] for row in rows if row["row"] != "name")


def test_every_shipped_channel_is_in_the_database_once() -> None:
    keys = [row.key for row in shipped() if row.subject == "channel"]
    assert Channel.objects.filter(pk__in=keys).count() == len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('kind = "agency"', 'kind = "king"', "body 1: “kind” is 'king'"),
        ('way = "email"', 'way = "pigeon"', "channel 1: “way” is 'pigeon'"),
        ('status = "seen"', 'status = "verified"', "a person does"),
        ('source = "https://www.example.org/"\n\n[[body.name]]', "\n[[body.name]]", "names no source"),
        ('language = "en"', 'language = "kk"', "no name in English"),
        ('value = "post@example.org"', 'value = "a"\nphone = "1"', "does not know ['phone']"),
        ('country = "KAZ"', 'country = "XXX"', "“country” is 'XXX'"),
        ("[[body.name]]", "[[body.name", "file.toml"),
        (
            "[[body.channel]]",
            '[[body.office]]\nkey = "head"\nkind = "head"\ntitle = { en = "Head", ru = "Глава" }\nstatus = "unverified"\n'
            '[[body.office.holder]]\nname = "Example Person"\nstatus = "unverified"\n\n[[body.channel]]',
            "names a person without a public source",
        ),
    ],
)
def test_a_file_is_understood_whole_or_refused_with_its_place(before: str, after: str, said: str) -> None:
    assert len(read_bodies(FILE, "file.toml")) == 3
    with pytest.raises(DirectoryFault) as fault:
        read_bodies(FILE.replace(before, after, 1), "file.toml")
    assert said in str(fault.value)


def test_who_is_known_to_have_come_last_holds_an_office_and_not_who_came_nobody_knows_when() -> None:
    office = Office.objects.order_by("pk")[0]
    Holder.objects.filter(office=office).delete()
    seen = {
        "status": "seen",
        "source_url": "https://x.example/",
        "source_seen_on": NOW.date(),
        "entered_at": NOW,
    }
    for name, from_on in (
        ("Example Undated", None),
        ("Example Late", "2025-01-01"),
        ("Example Early", "2020-01-01"),
    ):
        Holder.objects.create(office=office, name=name, from_on=from_on, **seen)
    found = holder_of(office, NOW.date())
    assert found is not None and found.name == "Example Late"
    (shown,) = [row for row in offices_shown(office.institution, visitor_on(None, NOW)) if row.row == office]
    assert [holder.name.split()[1] for holder in shown.holders] == ["Late", "Early", "Undated"]

"""Somebody who quoted us reads what was wrong, since when, what is right now, and what to change."""

import csv
import html
import io
import json
import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from climate_pathways.assessment import all_corrections, corrections_of
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.ties import tied_text
from tamyr.evidence.models import AssessmentVersion, Edition

pytestmark = [pytest.mark.django_db, pytest.mark.frozen]
PAGE = "/en/corrections/"
MOST_BYTES = 50_000
ATOM = "{http://www.w3.org/2005/Atom}"
IN_TIME, TOO_LATE = datetime(2027, 11, 28, 12, tzinfo=UTC), datetime(2027, 11, 30, 12, tzinfo=UTC)
BETWEEN = datetime(2027, 11, 29, 12, tzinfo=UTC)


def page(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html.unescape(answer.content.decode())


# --- the page ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_correction_is_there_whole_in_both_languages(client: Client, language: str) -> None:
    shown = page(client, f"/{language}/corrections/")
    for correction in all_corrections():
        assert f'id="{correction.id}"' in shown and tied_text(correction.title(language)) in shown
        texts = (correction.said, correction.right, correction.why, correction.quoted)
        assert all(f"<dd>{tied_text(text(language))}</dd>" in shown for text in texts)


def test_it_says_on_which_day_it_was_corrected_and_since_when_it_was_said(client: Client) -> None:
    shown = page(client)
    assert "<h2>28 November 2026</h2>" in shown
    assert "since 27 November 2026" in shown and "since 23 November 2026" in shown


def test_it_needs_no_figures(client: Client) -> None:
    AssessmentVersion.objects.all().delete()
    Edition.objects.all().delete()
    assert "Kazakhstan: pledge" in page(client)


def test_one_country_is_chosen_in_the_address(client: Client) -> None:
    shown = page(client, f"{PAGE}?country=GEO")
    assert set(re.findall(r'<section class="open-when-wide target" id="([^"]+)"', shown)) == {
        correction.id for correction in corrections_of("GEO")
    }
    assert '<option value="GEO" selected>Georgia</option>' in shown
    assert 'href="/ru/corrections/?country=GEO"' in shown
    # An entry is cited in the whole list, whatever was chosen.
    assert 'href="/en/corrections/#geo-pledge-2026-11-28"' in shown


@pytest.mark.parametrize("of", ["", "feed.xml", "table.csv"])
@pytest.mark.parametrize("country", ["XXX", "geo", "Georgia", "<script>"])
def test_a_country_that_is_not_offered_is_answered_in_words(client: Client, of: str, country: str) -> None:
    answer = client.get(f"{PAGE}{of}", {"country": country})
    assert answer.status_code == 404
    assert f"There is no “{country}” to choose here." in html.unescape(answer.content.decode())


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_is_light_needs_no_script_and_describes_itself(client: Client, language: str) -> None:
    shown = client.get(f"/{language}/corrections/")
    text = shown.content.decode()
    assert len(shown.content) < 2 * MOST_BYTES and not shown.cookies
    assert f'rel="canonical" href="http://testserver/{language}/corrections/"' in text
    assert 'hreflang="ru" href="http://testserver/ru/corrections/"' in text
    (facts,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert text.count("<script") == 1
    parts = json.loads(facts)["hasPart"]
    assert [part["url"].partition("#")[2] for part in parts] == [entry.id for entry in all_corrections()]
    assert {part["@type"] for part in parts} == {"CorrectionComment"}


def test_each_anchor_is_there_once(client: Client) -> None:
    anchors = re.findall(r'\bid="([^"]+)"', page(client))
    assert sorted(anchors) == sorted(set(anchors))


def test_methods_sources_footer_and_sitemap_lead_to_it(client: Client) -> None:
    for address in ("countries/methods/", "countries/sources/"):
        main, footer = page(client, f"/en/{address}").split("<footer")
        assert f'href="{PAGE}"' in main and f'href="{PAGE}"' in footer
    assert f"<loc>http://testserver{PAGE}</loc>" in page(client, "/sitemap.xml")


# --- to take away -----------------------------------------------------------------------------


def entries(client: Client, address: str) -> list[ElementTree.Element]:
    answer = client.get(address)
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")  # noqa: S314


def field(entry: ElementTree.Element, name: str) -> str:
    return entry.findtext(f"{ATOM}{name}") or ""


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_feed_has_every_correction_with_its_own_day_and_place(client: Client, language: str) -> None:
    found = entries(client, f"/{language}/corrections/feed.xml")
    for entry, correction in zip(found, all_corrections(), strict=True):
        assert field(entry, "title") == correction.title(language)
        assert field(entry, "updated") == f"{correction.on.isoformat()}T00:00:00+00:00"
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.get("href") == f"http://testserver/{language}/corrections/#{correction.id}"
        assert correction.right(language) in field(entry, "summary")


def test_an_entry_has_the_same_name_in_every_feed(client: Client) -> None:
    names = {field(entry, "title"): field(entry, "id") for entry in entries(client, f"{PAGE}feed.xml")}
    assert len(set(names.values())) == len(all_corrections())
    chosen = entries(client, f"{PAGE}feed.xml?country=KAZ")
    assert [field(entry, "id") for entry in chosen] == [
        names[correction.title("en")] for correction in corrections_of("KAZ")
    ]
    assert client.get(f"{PAGE}feed.xml").content == client.get(f"{PAGE}feed.xml").content


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "Corrections: Kazakhstan", "Corrections: Armenia"),
        ("ru", "Исправления: Казахстан", "Исправления: Армения"),
    ],
)
def test_feeds_of_two_countries_bear_two_names(client: Client, language: str, one: str, other: str) -> None:
    asked = f"/{language}/corrections/feed.xml"
    addresses = (f"{asked}?country=KAZ", f"{asked}?country=ARM", asked)
    titles = [ElementTree.fromstring(client.get(at).content).findtext(f"{ATOM}title") for at in addresses]  # noqa: S314
    assert titles == [one, other, one.partition(":")[0]]
    assert f'title="{one}"' in page(client, f"/{language}/corrections/?country=KAZ")


def test_the_table_says_the_same_in_the_readers_language(client: Client) -> None:
    text = client.get("/ru/corrections/table.csv?country=UZB").content.decode("utf-8-sig")
    _head, *rows = csv.reader(io.StringIO(text), delimiter=";")
    for row, correction in zip(rows, corrections_of("UZB"), strict=True):
        assert row[:2] == [correction.on.isoformat(), correction.since.isoformat()]
        assert row[4:8] == [
            text("ru") for text in (correction.said, correction.right, correction.why, correction.quoted)
        ]
        assert row[8] == f"http://testserver/ru/corrections/#{correction.id}"


def test_a_programme_asks_for_all_or_for_one_country(client: Client) -> None:
    every = client.get("/api/v1/corrections").json()
    assert [entry["id"] for entry in every] == [correction.id for correction in all_corrections()]
    assert every[-1]["on"] == "2026-11-28" and every[0]["said_ru"] and every[0]["quoted_en"]
    own = client.get("/api/v1/corrections?iso3=kaz").json()
    assert [entry["id"] for entry in own] == [correction.id for correction in corrections_of("KAZ")]
    assert client.get("/api/v1/corrections?iso3=XXX").status_code == 404
    assert client.get("/api/v1/corrections?iso3=Kazakhstan").status_code == 422
    assert 'href="/api/v1/corrections?iso3=KAZ"' in page(client, f"{PAGE}?country=KAZ")


# --- on a country's page ----------------------------------------------------------------------


def reads_at(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Corrected on 29 November 2026:", "Corrected on 28 November 2026:")),
        ("ru", ("Исправлено 29\N{NO-BREAK SPACE}ноября 2026", "Исправлено 28\N{NO-BREAK SPACE}ноября 2026")),
    ],
)
def test_an_assessment_says_what_was_corrected_lately(
    client: Client, language: str, said: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    reads_at(monkeypatch, IN_TIME)
    for iso3 in ("KAZ", "TKM"):
        shown = page(client, f"/{language}/countries/{iso3.lower()}/assessment/")
        assert [shown.count(sentence) for sentence in said] == [1, 1]
        for correction in corrections_of(iso3):
            assert f'href="/{language}/corrections/#{correction.id}"' in shown
        assert f'href="/{language}/corrections/?country={iso3}"' in shown


def test_an_earlier_version_says_so_too(
    client: Client, two_versions: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reads_at(monkeypatch, IN_TIME)
    shown = page(client, f"/en/countries/kaz/assessment/{two_versions[0]}/")
    assert "Corrected on 28 November 2026:" in shown


def test_after_twelve_months_it_is_silent_also_where_the_page_was_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at, times in ((IN_TIME, 2), (BETWEEN, 1), (TOO_LATE, 0), (IN_TIME, 2)):
        reads_at(monkeypatch, at)
        assert page(client, "/en/countries/kaz/assessment/").count("Corrected on") == times


def test_every_entry_about_one_country_leads_to_its_assessment(client: Client) -> None:
    shown = page(client)
    for iso3 in COUNTRIES:
        assert f'href="/en/countries/{iso3.lower()}/assessment/"' in shown

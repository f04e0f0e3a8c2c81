"""Somebody opens a country's page and wants to know where it stands, and how that is known."""

import json
import re
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache, caches
from django.test import Client

from climate_pathways.core.countries import COUNTRIES
from tamyr.evidence.models import PromiseOutcome
from tamyr.evidence.pages import country
from tamyr.evidence.queries import standing as queries
from tamyr.evidence.queries.assessments import assessments_at
from tamyr.evidence.queries.outcomes import PER_PAGE

pytestmark = [pytest.mark.django_db, pytest.mark.frozen]
NOON = datetime(2026, 6, 2, 12, tzinfo=UTC)


def test_the_page_says_first_in_a_sentence_what_the_country_emits(client: Client) -> None:
    page = client.get("/en/countries/kaz/").content.decode()
    sentence = "Kazakhstan emitted 349\u00a0Mt\u00a0CO₂e of greenhouse gases in 2022, not counting land use"
    assert sentence in page
    assert page.index(sentence) < page.index("<svg xmlns")


def test_the_same_page_speaks_russian(client: Client) -> None:
    page = client.get("/ru/countries/kaz/").content.decode()
    assert "Выбросы Казахстана в 2022 году — 349\u00a0млн\u00a0т CO₂-экв." in page
    assert "Key figures" not in page and "In pictures" not in page


def test_the_page_and_its_assessment_lead_to_what_members_do_about_it(client: Client) -> None:
    for page in ("", "assessment/"):
        text = client.get(f"/en/countries/kaz/{page}").content.decode()
        ways = text.partition('<h2 id="ways">')[2].partition("</section>")[0]
        assert 'href="/en/demands/?country=KAZ"' in ways, page
        assert text.count('<section class="reading" aria-labelledby="ways">') == 1
    assert text.index('id="demands"') < text.index('id="ways"') < text.index('id="quality"')


def test_of_what_became_of_promises_none_is_cut_off(client: Client) -> None:
    facts = {
        "iso3": "GEO",
        "address": "demands/1/",
        "body_en": "Example Ministry",
        "body_ru": "Пример",
        "language": "en",
    }
    days = {"said_on": date(2026, 3, 2), "due_on": date(2026, 5, 31), "became_on": date(2026, 6, 1)}
    for number in range(PER_PAGE + 1):
        PromiseOutcome.objects.create(
            key=uuid4(), words=f"Promise {number:02}.", is_kept=True, recorded_at=NOON, **facts, **days
        )
    pages = [
        client.get("/en/countries/geo/", {"since": "1990", "page": page}).content.decode() for page in (1, 2)
    ]
    told = [re.findall(r"Promise \d\d\.", page) for page in pages]
    assert [len(words) for words in told] == [PER_PAGE, 1] and len({*told[0], *told[1]}) == PER_PAGE + 1
    assert 'href="?since=1990&amp;page=2#promises"' in pages[0]
    assert client.get("/en/countries/geo/", {"page": "all"}).status_code == 404


def test_where_no_list_stands_the_number_of_a_page_is_an_idle_word_from_the_first(client: Client) -> None:
    """Before the page is kept as afterwards."""
    assert [client.get("/en/countries/geo/", {"page": "all"}).status_code for _time in range(2)] == [200, 200]


def test_every_footnote_leads_to_a_source_with_licence_and_address(client: Client) -> None:
    page = client.get("/en/countries/geo/").content.decode()
    quoted = set(re.findall(r'href="#(source-[a-z0-9-]+)"', page))
    listed = dict(re.findall(r'<li id="(source-[a-z0-9-]+)">(.*?)</li>', page, re.DOTALL))
    assert quoted and quoted <= listed.keys()
    assert all("https://" in text for text in listed.values())
    # Each source has the licence that is known of it: not all are under CC BY.
    assert "UNFCCC terms of use" in listed["source-unfccc-crt"] and "CC BY" in listed["source-gcb"]
    assert 'rel="license' in page and "GPL-3.0" in page.partition('id="licences"')[2]


def test_licences_are_named_in_the_language_of_the_page(client: Client) -> None:
    page = client.get("/ru/countries/geo/").content.decode()
    assert "Условия использования РКИК ООН" in page and "UNFCCC terms of use" not in page


@pytest.mark.parametrize("address", ["", "assessment/", "land-use/", "methane/"])
def test_machines_are_told_the_licence_of_each_data_set_and_none_of_the_whole(
    client: Client, address: str
) -> None:
    page = client.get(f"/en/countries/kaz/{address}").content.decode()
    facts = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    found = next(entry for entry in facts.get("@graph", [facts]) if entry["@type"] == "Dataset")
    assert "license" not in found
    results, *sources = found["hasPart"]
    assert "https://creativecommons.org/licenses/by/4.0/" in results["license"]
    assert ("https://www.gnu.org/licenses/gpl-3.0.html" in results["license"]) == (address == "assessment/")
    by_name = {source["name"]: source["license"] for source in sources}
    assert by_name and all(by_name.values())
    if address == "":
        assert "UNFCCC terms of use" in by_name["National inventory (CRT)"]["name"]
        assert "all rights reserved" in by_name["Energy Institute"]["name"]
        assert by_name["Global Carbon Budget"] == "https://creativecommons.org/licenses/by/4.0/"


def test_every_chart_has_a_title_a_caption_words_numbers_and_downloads(client: Client) -> None:
    page = client.get("/en/countries/rus/").content.decode()
    figures = re.findall(r'<figure class="figure".*?</figure>', page, re.DOTALL)
    assert len(figures) == 9
    for figure in figures:
        assert re.search(r"<h3>.+</h3>", figure)
        assert re.search("Sources?:", figure) and "Unit:" in figure and "Years " in figure
        assert figure.count('role="img" aria-label="') == 2
        assert "<table" in figure
        for form in ("png", "svg", "csv"):
            assert re.search(rf'href="/en/countries/rus/[a-z-]+\.{form}', figure)


def test_a_chart_that_cannot_be_drawn_is_replaced_by_a_sentence_saying_why(client: Client) -> None:
    page = client.get("/en/countries/arm/").content.decode()
    assert 'id="energy"' not in page
    assert "no split of this country’s primary energy" in page


def test_the_chart_by_gas_can_begin_in_1990(client: Client) -> None:
    short = client.get("/en/countries/kaz/?since=1990").content.decode()
    assert "Years 1990–2022" in short.split('id="gases"')[1].split("</figure>")[0]
    assert "gases.png?since=1990" in short


def test_the_page_names_edition_digest_and_code(client: Client) -> None:
    page = client.get("/en/countries/uzb/").content.decode()
    assert re.search(r"Figures of .+, digest [0-9a-f]{12}, made by code version 0\.1\.0\+[0-9a-f]{8}", page)


@pytest.mark.parametrize("name", ["KAZ", "Kazakhstan", "kazakhstan", "kz", "Казахстан"])
def test_a_guessed_address_leads_to_the_page(client: Client, name: str) -> None:
    answer = client.get(f"/en/countries/{name}/")
    assert (answer.status_code, answer["Location"]) == (301, "/en/countries/kaz/")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "There is no country “atlantis” here."), ("ru", "Страны «atlantis» здесь нет.")],
)
def test_an_unknown_country_is_answered_in_the_readers_language(
    client: Client, language: str, sentence: str
) -> None:
    answer = client.get(f"/{language}/countries/atlantis/")
    assert answer.status_code == 404
    assert sentence in answer.content.decode()


def test_a_name_full_of_markup_is_shown_as_text(client: Client) -> None:
    answer = client.get("/en/countries/<script>alert(1)<script>/")
    assert answer.status_code == 404 and "<script>" not in answer.content.decode()


@pytest.mark.parametrize("query", ["since=1700", "since=", "since=1990;drop", "since=%00"])
def test_a_first_year_that_is_not_offered_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/en/countries/kaz/?{query}").status_code == 404


def test_all_twelve_have_a_page_address(client: Client) -> None:
    answer = client.get("/en/countries/")
    page = answer.content.decode()
    absent = [iso3 for iso3 in COUNTRIES if f'href="/en/countries/{iso3.lower()}/"' not in page]
    assert (answer.status_code, absent) == (200, []), page[:3000]


def test_a_page_from_the_cache_costs_one_query(client: Client, django_assert_num_queries: object) -> None:
    client.get("/en/countries/mda/")
    with django_assert_num_queries(1):  # type: ignore[operator]
        client.get("/en/countries/mda/")


@pytest.mark.parametrize("address", ["", "mda/", "sources/"])
def test_a_page_made_anew_costs_one_query_too(
    client: Client, django_assert_num_queries: object, address: str
) -> None:
    client.get("/en/countries/arm/")
    with django_assert_num_queries(1):  # type: ignore[operator]
        client.get(f"/en/countries/{address}")


def forget() -> None:
    """Hold nothing in memory, as a process that has just begun."""
    cache.clear()
    held: tuple[Any, ...] = (
        queries.edition_at,
        queries.standings,
        country.country,
        country.country_page,
        country.answer_for,
        assessments_at,
    )
    for function in held:
        function.cache_clear()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_first_page_of_a_process_asks_for_its_stamp_alone(
    client: Client, django_assert_num_queries: object, language: str
) -> None:
    first = client.get(f"/{language}/countries/mda/").content
    forget()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert client.get(f"/{language}/countries/mda/").content == first


def test_the_first_page_of_a_release_also_reads_the_edition_and_the_assessments(
    client: Client, django_assert_num_queries: object
) -> None:
    forget()
    caches["prepared"].clear()
    with django_assert_num_queries(4):  # type: ignore[operator]
        client.get("/en/countries/mda/")


def test_a_page_kept_packed_is_unpacked_for_a_client_that_cannot(client: Client) -> None:
    packed = client.get("/en/countries/sources/", headers={"accept-encoding": "gzip"})
    plain = client.get("/en/countries/sources/")
    assert packed["Content-Encoding"] == "gzip" and "Accept-Encoding" in packed["Vary"]
    assert "Content-Encoding" not in plain and b"<!doctype html>" in plain.content


def test_unknown_query_words_do_not_fill_the_cache(client: Client, django_assert_num_queries: object) -> None:
    client.get("/en/countries/sources/?utm_source=a")
    with django_assert_num_queries(1):  # type: ignore[operator]
        client.get("/en/countries/sources/?utm_source=b")

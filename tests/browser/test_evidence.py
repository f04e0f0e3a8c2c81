"""The figures as people read them: on a phone and a desk, in both languages, without scripts."""

import re
from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LANGUAGES_AND_SCREENS, Open

Screen = Literal["phone", "desktop"]
PAGES = [
    "countries/",
    "countries/kaz/",
    pytest.param("countries/geo/", marks=pytest.mark.trial),
    "countries/sources/",
    "countries/methods/",
    "corrections/",
    "countries/atlantis/",
]
MOST_BYTES = 100_000


@pytest.mark.parametrize(("language", "screen"), LANGUAGES_AND_SCREENS)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_accessible_light_and_fits_the_screen(
    open_page: Open, address: str, language: str, screen: Screen
) -> None:
    opened = open_page(f"/{language}/{address}", screen=screen)
    opened.ensure_readable(MOST_BYTES)
    assert opened.page.context.cookies() == []


@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_a_newcomer_reads_kazakhstan_in_russian_and_takes_a_chart_without_scripts(
    open_page: Open, screen: Screen
) -> None:
    page = open_page("/", screen=screen, scripts=False, locale="ru-RU").page
    assert page.url.endswith("/ru/")
    page.get_by_role("navigation").get_by_role("link", name="Страны", exact=True).first.click()
    assert page.url.endswith("/ru/countries/")
    page.get_by_role("row", name="Казахстан").get_by_role("link").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Казахстан"
    assert "Выбросы Казахстана в 2022 году" in page.locator(".lede").inner_text()
    figure = page.locator("#per_person")
    with page.expect_download() as picture:
        figure.get_by_role("link", name="PNG").click()
    assert picture.value.suggested_filename == "tamyr-kaz-per_person-ru.png"
    with page.expect_download() as numbers:
        figure.get_by_role("link", name="CSV").click()
    assert "KAZ;per_person;KAZ;2022" in numbers.value.path().read_text("utf-8")


def test_georgia_in_english_says_where_its_numbers_come_from(open_page: Open) -> None:
    page = open_page("/en/countries/geo/", locale="en-GB").page
    page.locator(".lede sup a").first.click()
    source = page.locator(":target")
    assert "UNFCCC terms of use" in source.inner_text()
    page.get_by_text("How we know this").first.click()
    assert "common tables (CRT) of 2024" in page.locator(".fact details[open]").inner_text()
    page.get_by_role("link", name="Русский").click()
    assert page.url.endswith("/ru/countries/geo/")


def test_the_map_can_be_walked_with_the_keyboard(open_page: Open) -> None:
    page = open_page("/en/countries/", screen="desktop").page
    page.locator(".map.chart-wide a").first.focus()
    first = page.evaluate(
        "document.activeElement.getAttribute('href') || document.activeElement.getAttribute('xlink:href')"
    )
    page.keyboard.press("Tab")
    second = page.evaluate(
        "document.activeElement.getAttribute('href') || document.activeElement.getAttribute('xlink:href')"
    )
    assert re.fullmatch(r"/en/countries/\w{3}/", first) and re.fullmatch(r"/en/countries/\w{3}/", second)
    assert first != second
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{second}")


def test_the_first_tab_stop_leads_past_the_menu(open_page: Open) -> None:
    page = open_page("/ru/countries/kaz/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_a_printed_page_has_no_menu_and_keeps_its_figures(open_page: Open) -> None:
    page = open_page("/ru/countries/kaz/", screen="desktop").page
    page.emulate_media(media="print")
    assert not page.locator(".top nav").first.is_visible()
    assert page.locator(".chart-wide").first.is_visible()
    assert not page.locator(".downloads").first.is_visible()


def test_reading_needs_no_script_and_the_page_brings_none(open_page: Open) -> None:
    opened = open_page("/en/countries/kaz/", scripts=False)
    assert opened.page.locator("script:not([type='application/ld+json'])").count() == 0
    assert opened.page.locator("figure svg:visible").count() >= 8


# --- long pages on a phone --------------------------------------------------------------------

VISIBLE = "element => element.checkVisibility({contentVisibilityAuto: true})"


@pytest.mark.parametrize("address", ["countries/methods/", "corrections/", "countries/sources/"])
def test_a_long_page_is_short_on_a_phone_until_a_part_is_asked_for(open_page: Open, address: str) -> None:
    page = open_page(f"/ru/{address}", scripts=False).page
    assert page.evaluate("document.documentElement.scrollHeight") < 8_000
    part = page.locator("details").first
    inside = part.locator(":scope > :not(summary)").first
    assert not inside.evaluate(VISIBLE)
    part.locator("summary").first.click()
    assert inside.evaluate(VISIBLE)


@pytest.mark.parametrize(
    "place",
    [
        "countries/methods/#carbon-budget",
        "countries/methods/#axis-course",
        "corrections/#geo-pledge-2026-11-28",
        "countries/sources/#source-ember",
    ],
)
def test_an_address_within_a_folded_part_opens_it_without_scripts(open_page: Open, place: str) -> None:
    page = open_page(f"/ru/{place}", scripts=False).page
    target = page.locator(":target")
    text = target.locator("p, dd, b, h4").or_(target.and_(page.locator("h4"))).first
    assert text.evaluate(VISIBLE)
    expect(text).to_be_in_viewport()


@pytest.mark.parametrize("address", ["countries/methods/", "corrections/", "countries/sources/"])
def test_print_shows_what_a_phone_folds(open_page: Open, address: str) -> None:
    page = open_page(f"/ru/{address}").page
    page.emulate_media(media="print")
    for part in page.locator(".open-when-wide > details").all():
        assert part.locator(":scope > :not(summary)").first.evaluate(VISIBLE)
        assert not part.locator(":scope > summary").evaluate(VISIBLE)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("address", ["countries/", "countries/comparison/"])
def test_a_table_of_countries_fits_a_desk(open_page: Open, address: str, language: str) -> None:
    page = open_page(f"/{language}/{address}", screen="desktop").page
    table = page.locator(".scroll:has(.compared)")
    assert table.evaluate("element => element.scrollWidth <= element.clientWidth")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_comparison_of_assessments_folds_on_a_phone_and_is_sorted_there(
    open_page: Open, language: str
) -> None:
    page = open_page(f"/{language}/countries/comparison/", screen="phone").page
    table = page.locator(".scroll:has(.compared)")
    assert table.evaluate("element => element.scrollWidth <= element.clientWidth")
    assert page.locator(".compared thead a").first.evaluate(VISIBLE)

"""A policy expert asks whether a pledge is enough, changes an assumption, and takes the brief away."""

import io
from typing import Literal
from urllib.parse import urljoin

import pikepdf
import pytest

from climate_pathways.core.countries import COUNTRIES
from tests.browser.conftest import LANGUAGES_AND_SCREENS, Enter, Open

Screen = Literal["phone", "desktop"]
PAGES = [
    "countries/uzb/assessment/",
    "countries/comparison/",
    "countries/kaz/land-use/",
    "countries/aze/methane/",
    "countries/uzb/what-if/?threshold=7500",
    "countries/uzb/what-if/own-figures/",
    "countries/uzb/answer/",
    pytest.param("countries/tkm/answer/", marks=pytest.mark.trial),
]
MOST_BYTES = 100_000


@pytest.mark.parametrize(("language", "screen"), LANGUAGES_AND_SCREENS)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_accessible_light_and_fits_the_screen(
    open_page: Open, address: str, language: str, screen: Screen
) -> None:
    opened = open_page(f"/{language}/{address}", screen=screen)
    opened.ensure_readable(MOST_BYTES)


@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_an_expert_sees_why_uzbekistans_intensity_pledge_is_not_enough_and_prints_the_brief(
    open_page: Open, screen: Screen
) -> None:
    page = open_page("/ru/countries/", screen=screen, scripts=False).page
    page.get_by_role("row", name="Узбекистан").get_by_role("link").click()
    page.get_by_role("link", name="Вся оценка").click()
    assert "на единицу ВВП к 2035 году" in page.locator(".lede").first.inner_text()
    assert "на 68\u00a0% больше, чем в 2022 году" in page.locator(".lede").nth(1).inner_text()
    assert "справедливая доля" in page.locator(".lede").nth(2).inner_text()
    assert "меняется вместе с экономикой" in page.locator("main").inner_text()
    page.locator("#pledge-ndc-3-2035 details summary").first.click()
    assert "строка 1067" in page.locator("#pledge-ndc-3-2035").inner_text()
    with page.expect_download() as brief:
        page.get_by_role("link", name="Справка для печати (PDF)").first.click()
    assert brief.value.suggested_filename == "tamyr-uzb-brief-ru.pdf"
    assert brief.value.path().read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_an_expert_changes_one_assumption_and_shares_the_address(enter: Enter, screen: Screen) -> None:
    page = enter("", screen=screen)
    page.goto("/en/countries/uzb/assessment/")
    page.get_by_role("link", name="Change the assumptions yourself").click()
    for name in (
        "Equal per person from now on",
        "Equal per person over time",
        "Responsibility and capability",
    ):
        page.get_by_role("checkbox", name=name).uncheck()
    page.get_by_role("button", name="Compute").click()
    assert "instead of" in page.locator("section").first.inner_text()
    assert page.get_by_role("checkbox", name="Ability to pay").is_checked()
    address, answer = page.url, page.locator(".lede").inner_text()
    friend = enter("", screen=screen)
    friend.goto(address)
    assert friend.locator(".lede").inner_text() == answer
    friend.get_by_role("link", name="Русский").click()
    assert "вместо" in friend.locator("section").first.inner_text()


# Words are longer in Russian: what fits there fits in English.
@pytest.mark.parametrize("language", ["ru", pytest.param("en", marks=pytest.mark.trial)])
def test_a_delegate_prints_the_answer_to_a_ministry_of_every_country_on_one_page(
    open_page: Open, language: str
) -> None:
    page = open_page(f"/{language}/countries/", screen="desktop").page
    for iso3 in COUNTRIES:
        page.goto(urljoin(page.url, f"/{language}/countries/{iso3.lower()}/answer/"))
        with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
            assert len(printed.pages) == 1, iso3
            _, _, width, height = (float(side) for side in printed.pages[0].mediabox)
            assert (round(width), round(height)) == (595, 842), iso3
    page.emulate_media(media="print")
    assert page.locator(".sheet table").first.is_visible()
    assert not page.locator(".bottom").is_visible() and not page.locator(".top").first.is_visible()

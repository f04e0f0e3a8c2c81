"""A policy expert asks whether a pledge is enough, changes an assumption, and takes the brief away."""

from typing import Literal

import pytest

from tests.browser.conftest import Enter, Open

Screen = Literal["phone", "desktop"]
PAGES = [
    "countries/uzb/assessment/",
    "countries/comparison/",
    "countries/kaz/land-use/",
    "countries/aze/methane/",
    "countries/uzb/what-if/?threshold=7500",
    "countries/uzb/what-if/own-figures/",
]
MOST_BYTES = 100_000


@pytest.mark.parametrize("screen", ["phone", "desktop"])
@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_accessible_light_and_fits_the_screen(
    open_page: Open, address: str, language: str, screen: Screen
) -> None:
    opened = open_page(f"/{language}/{address}", screen=screen)
    assert opened.accessibility_faults() == []
    assert opened.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert 0 < opened.weight <= MOST_BYTES


@pytest.mark.parametrize("address", PAGES[:5])
def test_the_dark_scheme_is_as_readable(open_page: Open, address: str) -> None:
    opened = open_page(f"/ru/{address}", scheme="dark", screen="desktop")
    assert opened.accessibility_faults() == []


@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_an_expert_sees_why_uzbekistans_intensity_pledge_is_not_enough_and_prints_the_brief(
    open_page: Open, screen: Screen
) -> None:
    page = open_page("/ru/countries/", screen=screen, scripts=False).page
    page.get_by_role("row", name="Узбекистан").get_by_role("link").click()
    page.get_by_role("link", name="Вся оценка").click()
    assert "на единицу ВВП к 2035 году" in page.locator(".lede").first.inner_text()
    assert "справедливая доля" in page.locator(".lede").nth(1).inner_text()
    assert "позволяет общим выбросам расти" in page.locator("main").inner_text()
    page.locator("#pledge-ndc-3-2035 details summary").click()
    assert page.locator("#pledge-ndc-3-2035 .readings tbody tr").count() > 10
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
        "Convergence to equal per person",
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

"""A page that does not exist is as readable as one that does."""

from typing import Literal

import pytest

from tests.browser.conftest import LANGUAGES_AND_SCREENS, Open


@pytest.mark.parametrize(("language", "screen"), LANGUAGES_AND_SCREENS)
def test_a_missing_page_is_accessible_and_fits_the_screen(
    open_page: Open, language: str, screen: Literal["phone", "desktop"]
) -> None:
    opened = open_page(f"/{language}/no-such-page/", screen=screen)
    assert opened.status == 404
    assert opened.page.locator("html").get_attribute("lang") == language
    opened.ensure_readable(100_000)


def test_an_unknown_language_is_answered_in_the_browsers_own_without_scripts(open_page: Open) -> None:
    opened = open_page("/xx/countries/", locale="en-GB", scripts=False)
    assert (opened.status, opened.page.locator("html").get_attribute("lang")) == (404, "en")
    opened.page.get_by_role("link", name="Tamyr").first.click()
    assert opened.page.url.endswith("/en/")
    assert opened.page.context.cookies() == []

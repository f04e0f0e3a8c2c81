"""A delegate picks up a code, votes with it as nobody, and finds the own tag in the result."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Enter, accessibility_faults

Pass = Callable[..., dict[str, Any]]
WIDTH = "document.documentElement"


@pytest.fixture
def days(site_shell: Callable[[str], str]) -> Pass:
    """What happens beside the site while days pass."""

    def passing(act: str, *given: object) -> dict[str, Any]:
        call = f"print(json.dumps({act}(*{list(given)!r})))"
        told: dict[str, Any] = json.loads(
            site_shell(f"import json; from tests.browser.elections import {act}; {call}")
        )
        return told

    return passing


@pytest.mark.parametrize(
    ("language", "screen", "scripts"),
    [("ru", "phone", False), ("en", "desktop", True)],
    ids=["ru-phone-without-scripts", "en-desktop-with-scripts"],
)
def test_from_a_code_to_the_own_tag_in_the_result(
    enter: Enter, days: Pass, language: str, screen: str, scripts: bool
) -> None:
    opened = days("open_one")
    place = f"/{language}/decisions/{opened['number']}/"
    page = enter({"ru": "aygul", "en": "bela"}[language], screen=screen, scripts=scripts, language=language)
    page.locator(f"li.card a.action[href='{place}']").first.click()
    page.locator("#ballot form[action$='/code/'] button").first.click()
    code = page.locator(".lede code").inner_text()
    assert len(code) == 23
    days("shuffle_one", opened["number"])
    booth = enter("", screen=screen, scripts=scripts, language=language)
    booth.goto(f"/{language}/decisions/code/")
    booth.locator("[name=code]").fill(code.lower().replace("-", " "))
    booth.locator("main button").click()
    booth.locator("[name=rank_p2]").select_option("1")
    booth.locator("[name=rank_p1]").select_option("2")
    ensure_readable(booth, scripts)
    booth.locator("button[name=vote]").click()
    tag = booth.locator(".notice-done code").inner_text()
    assert len(tag) == 8 and booth.context.cookies() == []
    days("end_one", opened["number"], *opened["codes"])
    page.goto(place)
    assert page.locator("#tags").count() == 1
    assert page.locator("dt code", has_text=tag).count() == 1
    ensure_readable(page, scripts)


def ensure_readable(page: Page, scripts: bool) -> None:
    assert page.evaluate(f"{WIDTH}.scrollWidth - {WIDTH}.clientWidth") == 0
    if scripts:
        assert accessibility_faults(page) == []

"""A delegate votes, and reads the result: on a phone without scripts, and at a desk in the other language."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import LANGUAGES_AND_SCREENS, Enter, accessibility_faults

ASKED = {"en": "an end of new coal power by 2030", "ru": "не строить новых угольных станций"}


@pytest.mark.parametrize(
    ("language", "screen", "scripts"),
    [("en", "phone", False), ("ru", "desktop", True)],
    ids=["en-phone-without-scripts", "ru-desktop-with-scripts"],
)
def test_from_the_desk_to_a_receipt_in_three_screens(
    enter: Enter, language: str, screen: str, scripts: bool
) -> None:
    who = {"en": "aygul", "ru": "bela"}[language]
    page = enter(who, screen=screen, scripts=scripts, language=language)
    call = page.locator("li.card", has_text=ASKED[language]).first
    call.locator("a.action").click()
    page.locator("[name=choice_made][value=yes]").check()
    page.locator("#ballot form button").first.click()
    page.wait_for_url("**/#ballot")
    receipt = page.locator("#ballot .notice-done code").inner_text()
    assert len(receipt) == 10
    page.goto(f"/{language}/desk/")
    assert page.locator("li.card a.action", has_text=ASKED[language]).count() == 0


@pytest.mark.parametrize(("language", "screen"), LANGUAGES_AND_SCREENS)
def test_a_ballot_and_a_result_are_open_to_all_senses(enter: Enter, language: str, screen: str) -> None:
    page = enter("hanna", screen=screen, scripts=True, language=language)
    for place in ("decisions/", "decisions/1/", "decisions/2/", "decisions/1/press/"):
        page.goto(f"/{language}/{place}")
        for folded in page.locator("main details").all():
            folded.evaluate("one => one.open = true")
        assert accessibility_faults(page) == []
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width == 0, f"{place} is wider than the screen"


def test_a_stranger_recounts_with_what_is_published(enter: Enter, tmp_path: Path) -> None:
    """Nothing but the page, its file and its script: no account, and nothing of the site's own code."""
    page = enter("", screen="phone")
    page.goto("/en/decisions/1/")
    published = page.locator("#recount ~ p code").first.inner_text().split()[-1]
    for name, link in (("file.json", "File for everybody"), ("recount.py", "Script to count with")):
        address = page.get_by_role("link", name=link).get_attribute("href") or ""
        (tmp_path / name).write_bytes(page.request.get(address).body())
    command = [sys.executable, "-I", "recount.py", "file.json", "--expect"]
    good = subprocess.run([*command, published], cwd=tmp_path, capture_output=True, text=True, check=False)
    other = subprocess.run([*command, "0" * 64], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (good.returncode, other.returncode) == (0, 1), good.stdout + good.stderr

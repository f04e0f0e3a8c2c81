"""A delegate votes, and reads the result: on a phone without scripts, and at a desk in the other language."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Response

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
    screens = [page.url]
    page.on("response", lambda answer: screens.append(answer.url) if is_a_screen(answer) else None)
    call = page.locator("li.card", has_text=ASKED[language]).first
    call.locator("a.action").click()
    page.locator("[name=choice_made][value=yes]").check()
    page.locator("#ballot form button").first.click()
    page.wait_for_url("**/#ballot")
    receipt = page.locator("#ballot .notice-done code").inner_text()
    assert len(receipt) == 10
    assert len(screens) == 3, screens
    page.goto(f"/{language}/desk/")
    assert page.locator("li.card a.action", has_text=ASKED[language]).count() == 0


def is_a_screen(answer: Response) -> bool:
    """Whether an answer is a page that somebody reads, and not the way to one."""
    return answer.request.is_navigation_request() and answer.status == 200


def test_a_ballot_for_practice_is_cast_printed_and_counts_for_nothing(enter: Enter) -> None:
    keeper = enter("cyra", language="ru")
    keeper.goto("/ru/decisions/new/approval/")
    for name, words in (
        ("question_ru", "Пример: учимся голосовать?"),
        ("question_en", "Example: do we learn it?"),
    ):
        keeper.locator(f"[name={name}]").fill(words)
    keeper.locator("[name=closes_on]").fill(f"{timezone.now() + timedelta(days=9):%Y-%m-%d}")
    keeper.locator("[name=is_practice]").check()
    keeper.locator("main form button").last.click()
    for step in ("announce", "open"):
        keeper.locator(f"form[action$='/{step}/'] button").click()
    page = enter("bela", language="ru")
    page.goto(keeper.url)
    assert "Для пробы: ничего не решает" in page.locator(".lede").inner_text()
    page.get_by_role("link", name="Бюллетень для печати").click()
    assert page.locator("main li", has_text="☐").count() == 3 and page.locator("main form").count() == 0
    page.goto(keeper.url)
    page.locator("[name=choice_made][value=yes]").check()
    page.locator("#ballot form button").first.click()
    assert len(page.locator("#ballot .notice-done code").first.inner_text()) == 10
    stranger = enter("", language="ru")
    answer = stranger.goto(keeper.url)
    assert answer is not None and answer.status == 404


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

"""A delegate on a cheap phone hears of a call, brings a clause to it, and puts its end into a calendar."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LANGUAGES_AND_SCREENS, Enter, accessibility_faults

WAYS = pytest.mark.parametrize(
    ("language", "screen", "scripts"),
    [
        ("ru", "phone", False),
        pytest.param("en", "desktop", True, marks=pytest.mark.trial),
    ],
    ids=["ru-phone-without-scripts", "en-desktop-with-scripts"],
)
DRAFT = {"ru": "Пример: проект правил о метане", "en": "Example: draft rules on methane"}
SAID = {"ru": "Вымышленный отзыв: измерять каждый час.", "en": "An invented comment: measure every hour."}


# An organisation has one comment on a consultation, and the site is one for both tries.
WRITERS = {"ru": ("aygul", "bela"), "en": ("bela", "aygul")}


def send(page: Page, form: str = "main form:not([action])") -> None:
    with page.expect_navigation():
        page.locator(f"{form} button[type=submit]").last.click()


@WAYS
def test_from_the_calendar_to_a_comment_that_a_stranger_reads(
    enter: Enter, language: str, screen: str, scripts: bool
) -> None:
    author, second, stranger = (
        enter(who, screen=screen, scripts=scripts, language=language) for who in (*WRITERS[language], "")
    )
    author.goto(f"/{language}/consultations/?country=kaz")
    author.get_by_role("link", name=DRAFT[language]).click()
    consultation = author.url
    author.locator("a[href$='/comments/new/']").click()
    author.locator("[name=clause]").first.check()
    author.locator("[name=language]").select_option(language)
    author.locator("[name=exposure][value=public]").check()
    send(author)
    drafted = author.locator("[name=text]").input_value()
    author.locator("[name=text]").fill(f"{SAID[language]}\n\n{drafted}")
    send(author)
    comment = author.url
    answer = stranger.goto(comment)
    assert answer and answer.status == 404, "until it is handed over, no stranger reads it"
    second.goto(comment)
    send(second, "form[action$='/check/']")
    author.goto(f"{comment}hand-over/")
    author.locator("[name=on]").fill(datetime.now(UTC).date().isoformat())
    author.locator("[name=receipt]").fill("EX-77")
    send(author)
    stranger.goto(comment)
    read = stranger.locator("main").inner_text()
    assert SAID[language] in read and drafted.strip() in read and "EX-77" not in read
    assert stranger.locator("main form").count() == 0, "a stranger changes nothing"
    stranger.goto(consultation)
    link = stranger.locator("a[href$='calendar.ics']").get_attribute("href") or ""
    calendar = stranger.request.get(link).text()
    assert re.search(r"DTSTART:\d{8}T\d{6}Z", calendar) and "BEGIN:VEVENT" in calendar


@pytest.mark.parametrize(("language", "screen"), LANGUAGES_AND_SCREENS)
def test_consultations_are_open_to_all_senses(enter: Enter, language: str, screen: str) -> None:
    member = enter("aygul", screen=screen, scripts=True, language=language)
    places = ("", "?state=all", "1/", "2/", "new/", "2/change/", "2/move/", "2/comments/new/", "how/", "how/rus/", "how/unfccc/")  # fmt: skip
    addresses = [f"/{language}/consultations/{place}" for place in places]
    member.goto(addresses[2])
    addresses.append(member.locator("main a[href*='/comments/']").first.get_attribute("href") or "")
    for address in addresses:
        answer = member.goto(address)
        assert answer and answer.ok, address
        for folded in member.locator("main details").all():
            folded.evaluate("one => one.open = true")
        assert accessibility_faults(member) == [], address
        width = member.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width == 0, f"{address} is wider than the screen"

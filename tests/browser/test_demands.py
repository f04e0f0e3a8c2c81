"""A clause becomes a demand, a letter, an answer and a verdict that anybody reads: on a phone without scripts too."""

from datetime import UTC, datetime, timedelta

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
# Title, what is asked for, what would count as fulfilled.
WORDS = {
    "ru": ("Пример: план для шахтёров", "Вымышленное министерство готовит план.", "План опубликован."),
    "en": ("Example: a plan for miners", "The invented ministry writes a plan.", "The plan is public."),
}
MINISTRY = {"ru": "Пример: министерство энергетики", "en": "Example Ministry of Energy"}
BECAME = {"ru": "выполнено частично", "en": "partly met"}
TWO = {"ru": "2 организации оценили результат одинаково", "en": "2 organisations read it alike"}
SEEN = {"ru": "Вымышленная оценка: плана пока нет.", "en": "An invented reading: no plan yet."}


def days_ago(days: int) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).date().isoformat()


def send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form:not([action]) button[type=submit]").last.click()


def press(page: Page, to: str) -> None:
    with page.expect_navigation():
        page.locator(f"form[action$='{to}'] button").first.click()


def write_words(page: Page, language: str) -> None:
    for name, words in zip(("title", "ask", "fulfilled_when"), WORDS[language], strict=True):
        page.locator(f"[name={name}]").fill(words)


def make(page: Page, language: str, other: str) -> None:
    """Make a demand of a clause and write it in both languages."""
    page.goto(f"/{language}/demands/new/")
    page.locator("a[href*='clause=']").nth(1).click()
    page.locator(f"[name=authoritative][value={language}]").check()
    write_words(page, language)
    page.locator("[name=iso3]").select_option("KAZ")
    page.locator("[name=due_on]").fill("2040-06-01")
    send(page)
    page.locator(f"a[href$='/words/{other}/']").click()
    write_words(page, other)
    send(page)


def write_to_the_ministry(page: Page, language: str) -> None:
    page.locator("a[href$='/letters/new/']").click()
    page.locator("[name=institution]").select_option(label=MINISTRY[language])
    page.locator("[name=way]").select_option("post")
    send(page)


def record(page: Page, kind: str, day: str, number: str) -> None:
    page.locator("a[href$='/record/']").first.click()
    page.locator("[name=kind]").select_option(kind)
    page.locator("[name=on]").fill(day)
    page.locator("[name=number]").fill(number)
    send(page)


def judge(page: Page, language: str) -> None:
    page.locator("a[href$='/judge/']").click()
    page.locator("[name=reading][value=partly]").check()
    page.locator("[name=reason]").fill(SEEN[language])
    send(page)


@WAYS
def test_from_a_clause_to_a_verdict_that_a_stranger_reads(
    enter: Enter, language: str, screen: str, scripts: bool
) -> None:
    author, second, other, stranger = (
        enter(who, screen=screen, scripts=scripts, language=language) for who in ("aygul", "cyra", "bela", "")
    )
    make(author, language, "en" if language == "ru" else "ru")
    demand = author.url
    answer = stranger.goto(demand)
    assert answer and answer.status == 404, "until two persons agreed, nobody else reads it"
    second.goto(demand)
    press(second, "/check/")
    press(second, "/agree/")
    author.goto(demand)
    write_to_the_ministry(author, language)
    author.goto(demand)
    for kind, days, number in (("sent", 9, ""), ("registered", 8, "17-05"), ("answered", 2, "17-05/2")):
        record(author, kind, days_ago(days), number)
    for page in (author, other):
        page.goto(demand)
        judge(page, language)
    stranger.goto(demand)
    read = stranger.locator("main").inner_text()
    assert f"{TWO[language]}: {BECAME[language]}" in read and SEEN[language] in read
    assert all(words in read for words in WORDS[language]) and "17-05/2" in read
    assert stranger.locator("main form, main a[href$='/record/']").count() == 0, "a stranger changes nothing"


@pytest.mark.parametrize(("language", "screen"), LANGUAGES_AND_SCREENS)
def test_demands_their_letters_and_addressees_are_open_to_all_senses(
    enter: Enter, language: str, screen: str
) -> None:
    member, coordinator = (
        enter(who, screen=screen, scripts=True, language=language) for who in ("aygul", "cyra")
    )
    member.goto(f"/{language}/demands/2/")
    letter = member.locator("h3 a[href*='/letters/']").first.get_attribute("href") or ""
    number = letter.rstrip("/").rsplit("/", 1)[1]
    of_demands = (
        "",
        "1/",
        "1/card/",
        "2/",
        "late/",
        "answers/",
        "new/",
        "new/write/",
        "2/letters/new/",
        "2/judge/",
    )
    places = [f"/{language}/demands/{place}" for place in of_demands]
    places += [letter, f"{letter}record/", f"{letter}next/reminder/", f"/{language}/replies/to/{number}/"]
    of_bodies = ("", "1/", "enter/", "import/", "1/merge/", "1/add/channel/")
    kept = [f"/{language}/addressees/{place}" for place in of_bodies] + [f"/{language}/replies/"]
    for page, addresses in ((member, places), (coordinator, kept)):
        for address in addresses:
            answer = page.goto(address)
            assert answer and answer.ok, address
            for folded in page.locator("main details").all():
                folded.evaluate("one => one.open = true")
            assert accessibility_faults(page) == [], address
            width = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert width == 0, f"{address} is wider than the screen"

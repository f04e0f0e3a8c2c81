"""A clause becomes a demand, a letter, an answer and a verdict that anybody reads: on a phone without scripts too."""

import io
import re
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page

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


PORTAL = """
from django.utils import timezone
from tamyr.addressees.models import Channel, InstitutionName
body = InstitutionName.objects.get(name="Example Ministry of Energy").institution
fields = [{"name": "Subject", "limit": 12}, {"name": "Text", "limit": 6000}]
Channel.objects.get_or_create(
    institution=body, letter="demand", way="portal", value="https://portal.example.org/",
    defaults={"fields": fields, "entered_at": timezone.now()},
)
"""
ANSWER = """
from django.utils import timezone
from tamyr.replies.services.arriving import Envelope, take_in
from tamyr.replies.services.reading import read_arrival
head = ("From: office@ministry.example.org", "To: %(to)s", "Subject: 17-05/2", "Message-ID: <%(box)s@ministry.example.org>")
raw = chr(10).join((*head, "", "The plan is being written.", "")).encode()
made = take_in(raw=raw, envelope=Envelope("lmtp", "office@ministry.example.org", ("%(to)s",)), at=timezone.now())
read_arrival(key=made.pk, at=timezone.now())
print(made.pk, end="")
"""
Shell = Callable[[str], str]


def receipt() -> FilePayload:
    out = io.BytesIO()
    Image.new("RGB", (60, 85), "white").save(out, "PDF", author="Example Camera")
    return {"name": "receipt.pdf", "mimeType": "application/pdf", "buffer": out.getvalue()}


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
    page.locator("[name=way]").select_option("portal")
    send(page)


def release(author: Page, second: Page, demand: str) -> None:
    """Prepare the letter, look at it, and let a second person release exactly that."""
    author.goto(demand)
    author.locator("h3 a[href*='/letters/']").first.click()
    author.locator("main a[href*='/deliveries/']").first.click()
    author.locator("[name=letters]").first.check()
    press(author, "/prepare/")
    batch = author.url
    author.locator("form[action$='/propose/'] [name=words]").fill("The session begins on Monday.")
    press(author, "/propose/")
    second.goto(author.url)
    press(second, "/approve/")
    author.goto(batch)
    author.locator(
        "main a[href*='/deliveries/letters/']:not([href*='/fields/']):not([href$='.pdf'])"
    ).last.click()


def bring_to_the_portal(page: Page) -> None:
    """Count its texts until they fit, then record the number with the portal's receipt, which is looked at first."""
    letter = page.url
    page.locator("a[href$='/fields/']").click()
    assert page.locator("main b").count() == 1, "the title is too long for its field"
    page.locator("[name=field-0]").fill("Coal")
    with page.expect_navigation():
        page.locator("main form button").last.click()
    assert page.locator("main b").count() == 0 and page.locator("[name=field-0]").input_value() == "Coal"
    page.goto(letter)
    page.locator("[name=kind]").select_option("registered")
    page.locator("[name=number]").fill("17-05")
    page.locator("[name=file]").set_input_files({**receipt(), "buffer": b"%PDF-1.4"})
    press(page, "/handed/")
    assert page.locator(".wrong").count() == 1 and page.locator("[name=number]").input_value() == "17-05"
    page.locator("[name=file]").set_input_files(receipt())
    press(page, "/handed/")
    assert page.locator("[name=number]").input_value() == "17-05"
    assert page.locator("img[src*='/draft/']").evaluate(
        "page => page.decode().then(() => page.naturalHeight)"
    )
    press(page, "/handed/")
    with page.expect_download() as taken:
        page.locator("a[href*='/receipts/']").click()
    kept = taken.value.path().read_bytes()
    assert kept.startswith(b"%PDF-") and b"Example Camera" not in kept
    page.locator("main a[href*='/demands/']").last.click()
    assert "17-05" in page.locator("main").inner_text()


def record_the_answer(page: Page, shell: Shell, language: str) -> None:
    """Let the ministry answer by mail to the address of this letter, and record what its answer says."""
    page.locator("main a[href*='/replies/to/']").click()
    to = re.search(r"reply-[\w.-]+@[\w.-]+", page.content())
    assert to, page.url
    key = shell(ANSWER % {"to": to[0], "box": to[0].split("@")[0]})
    page.goto(f"/{language}/replies/{key}/")
    page.locator("form[action$='/record/'] [name=kind]").select_option("answered")
    page.locator("form[action$='/record/'] [name=number]").fill("17-05/2")
    press(page, "/record/")


def judge(page: Page, language: str) -> None:
    page.locator("a[href$='/judge/']").click()
    page.locator("[name=reading][value=partly]").check()
    page.locator("[name=reason]").fill(SEEN[language])
    send(page)


@WAYS
def test_from_a_clause_to_a_verdict_that_a_stranger_reads(
    enter: Enter, site_shell: Shell, language: str, screen: str, scripts: bool
) -> None:
    site_shell(PORTAL)
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
    release(author, second, demand)
    assert not scripts or accessibility_faults(author) == []
    bring_to_the_portal(author)
    record_the_answer(author, site_shell, language)
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

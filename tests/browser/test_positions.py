"""A text comes about, is objected to, adopted and signed: on a phone without scripts, and at a desk."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LANGUAGES_AND_SCREENS, Enter, accessibility_faults

WAYS = pytest.mark.parametrize(
    ("language", "screen", "scripts"),
    [("ru", "phone", False), ("en", "desktop", True)],
    ids=["ru-phone-without-scripts", "en-desktop-with-scripts"],
)
CLAUSE = {"ru": 1, "en": 2}
WORDS = {
    "ru": "Every town of more than 50,000 people measures its air and shows the numbers at once.",
    "en": "Families who heat with coal are helped to insulate their homes first.",
}
OUT_OF_STEP = {"ru": "отстал", "en": "out of step"}
TITLE = {"ru": "Пример: тихие улицы", "en": "Example: quiet streets"}
SAID = {"ru": "Вымышленный пункт: в городах меньше машин.", "en": "An invented clause: fewer cars in towns."}
BOARD = {"ru": "вымышленное правление", "en": "an invented board"}


def unfold(page: Page, holding: str) -> None:
    """Open what is folded around a field, as a finger does: without scripts too."""
    page.locator("details", has=page.locator(holding)).locator("summary").first.click()


def press(page: Page, to: str) -> None:
    with page.expect_navigation():
        page.locator(f"form[action$='{to}'] button").first.click()


@WAYS
def test_an_amendment_changes_a_clause_and_leaves_its_translation_behind(
    enter: Enter, language: str, screen: str, scripts: bool
) -> None:
    bela = enter("bela", screen=screen, scripts=scripts, language=language)
    bela.goto(f"/{language}/positions/2/making/")
    bela.locator("a[href*='/clauses/']").nth(CLAUSE[language]).click()
    clause = bela.url
    form = bela.locator("form[action$='/amend/']").first
    unfold(bela, "#amend_en_text")
    form.locator("textarea[name=text]").fill(WORDS[language])
    form.locator("textarea[name=reason]").fill("An invented reason.")
    form.locator("[name=nature][value=language]").check()
    form.locator("button").click()
    added = bela.locator("ins").last
    assert added.is_visible()
    aygul = enter("aygul", screen=screen, scripts=scripts, language=language)
    aygul.goto(clause)
    aygul.locator("li.card", has_text="An invented reason.").locator("button[value=accept]").last.click()
    assert aygul.locator(".lede").inner_text() == WORDS[language]
    assert OUT_OF_STEP[language] in aygul.locator("h3:has(.mark)").inner_text()


@WAYS
def test_an_objection_to_a_clause_is_read_by_all_and_can_be_lifted(
    enter: Enter, language: str, screen: str, scripts: bool
) -> None:
    who, other = {"ru": ("bela", "aygul"), "en": ("aygul", "bela")}[language]
    page = enter(who, screen=screen, scripts=scripts, language=language)
    page.goto(f"/{language}/positions/2/making/")
    page.locator("[name=stance][value=objection]").check()
    press(page, "/word/")
    assert page.locator("[aria-invalid=true]").count() == 3, "a bare no does not count"
    page.locator("select[name=code]").select_option(index=2)
    for name in ("reason", "change"):
        page.locator(f"textarea[name={name}]").fill(SAID[language])
    press(page, "/word/")
    reader = enter(other, screen=screen, scripts=scripts, language=language)
    reader.goto(page.url)
    assert SAID[language] in reader.locator("main").inner_text()
    page.locator("[name=stance][value=assent]").check()
    press(page, "/word/")
    reader.reload()
    assert SAID[language] not in reader.locator("main").inner_text()


@WAYS
def test_from_the_first_words_to_a_signed_page_and_its_pdf(
    enter: Enter, site_shell: Callable[[str], str], language: str, screen: str, scripts: bool
) -> None:
    page = enter("bela", screen=screen, scripts=scripts, language=language)
    page.goto(f"/{language}/positions/new/")
    page.locator("[name=title]").fill(TITLE[language])
    page.locator(f"[name=authoritative][value={language}]").check()
    page.locator("main form button").last.click()
    number = page.url.split("/")[-3]
    unfold(page, "#add_text")
    page.locator("#add_text").fill(SAID[language])
    press(page, "/add/")
    press(page, "/open/")
    page.locator("[name=stance][value=assent]").check()
    press(page, "/word/")
    site_shell(
        "from django.utils import timezone; from tamyr.positions.models import Version; "
        f"Version.objects.filter(position__number={number}).update(closes_at=timezone.now())"
    )
    page.goto(f"/{language}/positions/{number}/making/")
    press(page, "/outcome/")
    page.goto(f"/{language}/positions/{number}/signing/")
    press(page, "/ask/")
    page.locator("[name=approval]").fill(BOARD[language])
    press(page, "/approve/")
    press(page, "/sign/")
    stranger = enter("", screen=screen, scripts=scripts, language=language)
    stranger.goto(f"/{language}/positions/{number}/")
    read = stranger.locator("main").inner_text()
    assert TITLE[language] in read and SAID[language] in read and BOARD[language] not in read
    assert {"ru": "Голос гор", "en": "Mountain Voice"}[language] in read
    pdf = stranger.request.get(stranger.get_by_role("link", name="PDF").get_attribute("href") or "")
    assert pdf.body().startswith(b"%PDF")


@pytest.mark.parametrize(("language", "screen"), LANGUAGES_AND_SCREENS)
def test_positions_are_open_to_all_senses(enter: Enter, language: str, screen: str) -> None:
    page = enter("hanna", screen=screen, scripts=True, language=language)
    page.goto(f"/{language}/positions/2/making/")
    clause = page.locator("a[href*='/clauses/']").nth(1).get_attribute("href") or ""
    places = ("", "1/", "1/making/", "1/signing/", "2/making/", "2/making/changes/", "new/")
    for place in (*(f"/{language}/positions/{one}" for one in places), clause):
        page.goto(place)
        for folded in page.locator("main details").all():
            folded.evaluate("one => one.open = true")
        assert accessibility_faults(page) == []
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width == 0, f"{place} is wider than the screen"

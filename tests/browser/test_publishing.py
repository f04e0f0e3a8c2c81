"""The network's pages as readers and editors meet them, on a phone and a desk, in both languages."""

from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tamyr.config.rooms import MENU
from tests.browser.conftest import LANGUAGES_AND_SCREENS, Enter, Open

Screen = Literal["phone", "desktop"]
PAGES = ["", "about/", "news/", "guides/", "partners/", "contact/"]
MOST_BYTES = 50_000


@pytest.mark.parametrize(("language", "screen"), LANGUAGES_AND_SCREENS)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_accessible_light_and_fits_the_screen(
    open_page: Open, address: str, language: str, screen: Screen
) -> None:
    opened = open_page(f"/{language}/{address}", screen=screen)
    assert opened.status == 200
    opened.ensure_readable(MOST_BYTES)
    assert opened.page.context.cookies() == []


# The longest menu on the narrowest phone is tried on every change, and the other crossings with the long trials.
@pytest.mark.parametrize("width", [360, pytest.param(390, marks=pytest.mark.trial)])
@pytest.mark.parametrize("language", ["ru", pytest.param("en", marks=pytest.mark.trial)])
@pytest.mark.parametrize("who", ["", "aygul"])
def test_a_phone_shows_the_whole_menu_without_scripts(
    enter: Enter, language: str, who: str, width: int
) -> None:
    page = enter(who, language=language)
    page.set_viewport_size({"width": width, "height": 844})
    page.route(f"**/{language}/about/", with_one_more_door)
    page.goto(f"/{language}/about/")
    header = page.locator("header.top").bounding_box()
    assert header and header["height"] < 60, "the header takes more than one row"
    assert not page.locator("#menu").is_visible()
    page.locator(".open-menu").click()
    doors = page.locator("#menu a:visible, #menu button:visible").all()
    in_the_menu = len(MENU) + 1
    assert len(doors) == in_the_menu + (2 if who else 0)
    for door in doors:
        box = door.bounding_box()
        assert box and box["height"] >= 44 and box["x"] >= 0 and box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    assert not page.locator("#menu").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def with_one_more_door(route: Route) -> None:
    """Answer as the site does, with one more entry of a usual length in the menu."""
    answer = route.fetch()
    more = '<li><a href="/ru/countries/?1">Переговоры</a></li>'
    before, menu = answer.text().split('id="menu"', 1)
    route.fulfill(response=answer, body=f'{before}id="menu"{menu.replace("</ul>", f"{more}</ul>", 1)}')


def write_and_submit(editor: Page, title: str) -> None:
    editor.goto("/editing/")
    editor.get_by_role("link", name="News in Russian").click()
    editor.locator("[name=title]").fill(title)
    editor.locator("[name=on]").fill("2026-11-01")
    editor.locator("[name=on]").press("Escape")
    editor.locator("[name=lead]").fill("Вымышленная новость для пробы.")
    editor.get_by_role("button", name="Submit for a second reading").click()
    editor.get_by_text("submitted for moderation").wait_for()


def read_and_approve(reader: Page, title: str) -> None:
    reader.goto("/ru/desk/")
    reader.get_by_role("link", name=title).click()
    reader.frame_locator("iframe").get_by_role("heading", level=1, name=title).wait_for()
    reader.get_by_role("button", name="Approve and publish").click()
    reader.get_by_text("Published.").wait_for()


def translate_and_submit(translator: Page, title: str, words: str) -> None:
    translator.goto("/editing/translations/")
    translator.get_by_role("row", name=title).get_by_role("link", name="Translate").click()
    translator.get_by_label("English").check()
    translator.get_by_role("button", name="Submit").click()
    sentences = translator.get_by_role("button", name="Translate", exact=True)
    sentences.first.wait_for()
    for left in range(sentences.count(), 0, -1):
        sentences.first.click()
        translator.locator("textarea:visible").fill(words)
        translator.get_by_role("button", name="Save", exact=True).click()
        expect(sentences).to_have_count(left - 1)
    translator.get_by_role("link", name="Translations").last.click()
    row = translator.get_by_role("row", name=title)
    row.get_by_role("button", name="Submit for a second reading").click()
    translator.get_by_text("another editor has to read it").wait_for()


def test_an_article_is_written_read_translated_read_again_and_published_in_two_languages(
    enter: Enter, open_page: Open
) -> None:
    title, words = "Пример новости для пробы", "Example news for a trial"
    emin, erika = (enter(who, screen="desktop", scripts=True) for who in ("emin", "erika"))
    blocked: list[str] = []
    for editor in (emin, erika):
        editor.on(
            "console", lambda line: blocked.append(line.text) if "Content Security" in line.text else None
        )
    write_and_submit(emin, title)
    assert title not in open_page("/ru/news/").page.inner_text("main")
    read_and_approve(erika, title)
    news = open_page("/ru/news/", scripts=False).page
    news.get_by_role("link", name=title).click()
    address = urlsplit(news.url).path
    untranslated = open_page(address.replace("/ru/", "/en/"))
    assert "has not been translated yet" in untranslated.page.inner_text("main")
    assert untranslated.accessibility_faults() == []
    translate_and_submit(erika, title, words)
    assert "has not been translated yet" in open_page(address.replace("/ru/", "/en/")).page.inner_text("main")
    read_and_approve(emin, words)
    translated = open_page(address.replace("/ru/", "/en/"), scripts=False)
    assert translated.page.get_by_role("heading", level=1).inner_text() == words
    assert "Translated from Russian" in translated.page.inner_text("main")
    assert blocked == []

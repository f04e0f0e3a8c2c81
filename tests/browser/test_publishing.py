"""The network's pages as readers and editors meet them, on a phone and a desk, in both languages."""

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Enter, Open

Screen = Literal["phone", "desktop"]
PAGES = ["", "about/", "news/", "guides/", "partners/", "contact/"]
MOST_BYTES = 100_000


@pytest.mark.parametrize("screen", ["phone", "desktop"])
@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_accessible_light_and_fits_the_screen(
    open_page: Open, address: str, language: str, screen: Screen
) -> None:
    opened = open_page(f"/{language}/{address}", screen=screen)
    assert opened.status == 200
    assert opened.accessibility_faults() == []
    assert opened.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert 0 < opened.weight <= MOST_BYTES
    assert opened.page.context.cookies() == []


def write_and_submit(editor: Page, title: str) -> None:
    editor.goto("/editing/pages/")
    editor.get_by_role("link", name="Климатическая сеть региона").first.click()
    editor.goto(editor.url.replace("/edit/", "/"))
    editor.get_by_role("link", name="Новости").first.click()
    editor.goto(editor.url.replace("/edit/", "/"))
    parent = editor.url.rstrip("/").rsplit("/", 1)[-1]
    editor.goto(f"/editing/pages/add/publishing/articlepage/{parent}/")
    editor.locator("[name=title]").fill(title)
    editor.locator("[name=on]").fill("2026-11-01")
    editor.locator("[name=on]").press("Escape")
    editor.locator("[name=lead]").fill("Вымышленная новость для пробы.")
    editor.get_by_role("tab", name="Promote").click()
    editor.locator("[name=slug]").fill("example-trial")
    editor.locator("[name=action-submit]").evaluate("button => button.click()")
    editor.wait_for_load_state()


@pytest.mark.parametrize("screen", ["desktop"])
def test_an_article_is_written_read_by_a_second_editor_and_published(
    enter: Enter, open_page: Open, screen: Screen
) -> None:
    blocked: list[str] = []
    writer = enter("emin", screen=screen, scripts=True)
    writer.on("console", lambda line: blocked.append(line.text) if "Content Security" in line.text else None)
    write_and_submit(writer, "Пример новости для пробы")
    assert open_page("/ru/news/example-trial/").status == 404
    reader = enter("erika", screen=screen, scripts=True)
    reader.goto("/editing/translations/")
    reader.get_by_role("link", name="Read", exact=True).first.click()
    reader.get_by_role("button", name="Approve and publish").click()
    reader.wait_for_load_state()
    opened = open_page("/ru/news/example-trial/", scripts=False)
    assert opened.status == 200
    assert opened.page.get_by_role("heading", level=1).inner_text() == "Пример новости для пробы"
    untranslated = open_page("/en/news/example-trial/")
    assert "has not been translated yet" in untranslated.page.inner_text("main")
    assert untranslated.accessibility_faults() == []
    assert blocked == []

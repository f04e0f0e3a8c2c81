"""From the versions of an NDC to a submission that a second person agreed to: on a phone, without scripts."""

from uuid import UUID

from playwright.sync_api import Page

from tests.browser.conftest import Enter, Open

PAGE_KB = 100


def send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form:not([action]) button[type=submit]").last.click()


def test_a_delegate_assembles_a_submission_on_a_phone(enter: Enter) -> None:
    page = enter("aygul")
    page.goto("/en/ndc/kaz/")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator("a[href$='/submissions/new/']").click()
    page.locator("[name=title_ru]").fill("Пример замечаний к ОНУВ")
    page.locator("[name=title_en]").fill("Example comments on the NDC")
    send(page)
    address = page.url
    page.locator("a[href$='/add/']").click()
    page.locator("[name=source]").select_option("criterion:methane")
    send(page)
    assert UUID(page.url.rstrip("/").rsplit("/", 1)[-1])
    page.locator("[name=words_ru]").fill("Вымышленные слова.")
    page.locator("[name=words_en]").fill("Invented words.")
    send(page)
    second = enter("cyra")
    second.goto(address)
    assert second.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    with second.expect_navigation():
        second.locator("form[action$='/agree/'] button").click()
    reader = enter("")
    reader.goto(address)
    assert "Invented words." in reader.inner_text("main")
    assert "section 2.3.2: “42%”" in reader.inner_text("main").replace("\u00a0", " ")
    assert reader.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_versions_can_be_read_by_anybody(open_page: Open) -> None:
    opened = open_page("/en/ndc/kaz/", screen="phone")
    assert opened.status == 200 and opened.foreign_requests == []
    opened.ensure_readable(PAGE_KB * 1000)

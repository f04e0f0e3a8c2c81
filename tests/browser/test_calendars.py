"""A delegate gives what waits to a calendar, takes it back, and reads what the organisation has done so far."""

import pytest

from tests.browser.conftest import Enter, accessibility_faults
from tests.browser.test_elections import ensure_readable

WAYS = pytest.mark.parametrize(
    ("language", "screen", "scripts"),
    [("ru", "phone", False), ("en", "desktop", True)],
    ids=["ru-phone-without-scripts", "en-desktop-with-scripts"],
)


@WAYS
def test_an_address_is_made_read_by_a_calendar_and_ended(
    enter: Enter, language: str, screen: str, scripts: bool
) -> None:
    page = enter({"ru": "aygul", "en": "bela"}[language], screen=screen, scripts=scripts, language=language)
    page.locator(f"main a[href='/{language}/calendars/']").first.click()
    ensure_readable(page, scripts)
    page.locator(f"a.action[href='/{language}/calendars/new/']").click()
    page.locator("[name=label]").fill("Example telephone")
    page.locator("main form button").last.click()
    calendar, feed = page.locator("p.secret").all_inner_texts()
    ensure_readable(page, scripts)
    # A calendar has no account: another browser, in which nobody signed in.
    stranger = enter("", language=language).request
    read = stranger.get(calendar)
    assert read.status == 200 and read.headers["content-type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in read.text() and "Example:" not in read.text(), "times alone"
    assert "Пример:" not in read.text()
    assert "<entry>" in stranger.get(feed).text()
    page.reload()
    assert page.locator("p.secret").count() == 0, "it is shown this one time"
    page.goto(f"/{language}/calendars/")
    page.locator("li.card", has_text="Example telephone").locator("form button").click()
    assert [stranger.get(one).status for one in (calendar, feed)] == [404, 404]


@WAYS
def test_the_record_says_what_an_organisation_did_to_its_own_people_alone(
    enter: Enter, language: str, screen: str, scripts: bool
) -> None:
    page = enter("aygul", screen=screen, scripts=scripts, language=language)
    page.locator(f"main a[href^='/{language}/desk/record/']").first.click()
    row = page.locator("tbody tr", has=page.locator(f"a[href='/{language}/decisions/1/']"))
    assert {"ru": "Проголосовала", "en": "Voted"}[language] in row.inner_text()
    ensure_readable(page, scripts)
    taken = page.request.get(page.locator("a[download]").get_attribute("href") or "")
    assert taken.status == 200 and str(row.locator("a").inner_text()) in taken.text()
    other = enter("bela", screen=screen, scripts=scripts, language=language)
    answer = other.goto(page.url)
    assert answer is not None and answer.status == 404
    if scripts:
        assert accessibility_faults(other) == []

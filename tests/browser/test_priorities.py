"""A delegate proposes after seeing what is like it, and another supports: on a phone without scripts, and at a desk."""

import pytest

from tests.browser.conftest import LANGUAGES_AND_SCREENS, Enter, accessibility_faults

TEXTS = {
    "en": ("Example: new trades for miners", "Retraining in every coal town of Kazakhstan by 2030."),
    "ru": (
        "Пример: новые профессии для шахтёров",
        "Переобучение в каждом угольном городе Казахстана до 2030 года.",
    ),
}
LIKE = {"en": "a just transition for coal towns", "ru": "справедливый переход для угольных городов"}


@pytest.mark.parametrize(
    ("language", "screen", "scripts"),
    [("en", "phone", False), ("ru", "desktop", True)],
    ids=["en-phone-without-scripts", "ru-desktop-with-scripts"],
)
def test_from_an_idea_to_a_supported_proposal(
    enter: Enter, language: str, screen: str, scripts: bool
) -> None:
    who, other = {"en": ("bela", "aygul"), "ru": ("aygul", "bela")}[language]
    page = enter(who, screen=screen, scripts=scripts, language=language)
    page.goto(f"/{language}/priorities/2/propose/")
    title, text = TEXTS[language]
    page.locator(f"[name=title_{language}]").fill(title)
    page.locator(f"[name=text_{language}]").fill(text)
    page.locator("[name=theme]").select_option("just-transition")
    page.locator("main form button[type=submit]").last.click()
    assert LIKE[language] in page.locator("#alike + p + ul").inner_text()
    page.locator("button[name=send]").click()
    page.wait_for_url("**/proposals/*/")
    place = page.url
    assert page.locator("h1").inner_text() == title
    reader = enter(other, screen=screen, scripts=scripts, language=language)
    reader.goto(place)
    reader.locator("#support ~ form button").first.click()
    reader.wait_for_url("**/#support")
    assert "1" in reader.locator("#support + p").inner_text()


@pytest.mark.parametrize(("language", "screen"), LANGUAGES_AND_SCREENS)
def test_rounds_and_proposals_are_open_to_all_senses(enter: Enter, language: str, screen: str) -> None:
    page = enter("hanna", screen=screen, scripts=True, language=language)
    for place in ("", "1/", "2/", "2/propose/", "2/proposals/1/", "2/proposals/1/texts/"):
        page.goto(f"/{language}/priorities/{place}")
        for folded in page.locator("main details").all():
            folded.evaluate("one => one.open = true")
        assert accessibility_faults(page) == []
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width == 0, f"{place} is wider than the screen"

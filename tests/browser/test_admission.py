"""An organisation asks to join: on a phone and a desk, in both languages, with scripts and without."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LANGUAGES_AND_SCREENS, Enter, accessibility_faults


@dataclass(frozen=True)
class Words:
    language: str
    send: str
    ask: str
    object: str
    withdraw: str
    admit: str
    admitted: str
    stopped: str


ENGLISH = Words(
    "en",
    "Send the application",
    "Ask the members",
    "Object",
    "Withdraw this objection",
    "Admit",
    "admitted. Welcome",
    "the clock stands",
)
RUSSIAN = Words(
    "ru",
    "Отправить заявку",
    "Спросить членов сети",
    "Возразить",
    "Отозвать это возражение",
    "Принять",
    "принята. Добро пожаловать",
    "отсчёт остановлен",
)


def fill_in(page: Page, name: str) -> None:
    page.fill("[name=name_en]", name)
    page.select_option("[name=country]", "KGZ")
    page.fill("[name=story]", "We look after a river.")
    page.check("[value=clean-air]")
    page.fill("[name=reason]", "To work with others.")
    page.fill("[name=contact_name]", "Ruta Example")
    page.fill("[name=contact_address]", "ruta@example.org")
    page.check("[name=exposure][value=public]")
    page.check("[name=shares_values]")


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


@pytest.mark.parametrize(
    ("words", "screen", "scripts"),
    [(ENGLISH, "phone", False), (RUSSIAN, "desktop", True)],
    ids=["en-phone-without-scripts", "ru-desktop-with-scripts"],
)
def test_apply_object_withdraw_admit(
    enter: Enter, site_shell: Callable[[str], str], words: Words, screen: str, scripts: bool
) -> None:
    name = f"Example New River {words.language}"
    applicant = enter("", screen=screen, scripts=scripts, language=words.language)
    applicant.goto(f"/{words.language}/join/")
    fill_in(applicant, name)
    press(applicant, words.send)
    assert name in applicant.inner_text("main")
    own_page = applicant.url

    cyra = enter("cyra", screen=screen, scripts=scripts, language=words.language)
    cyra.get_by_role("link", name=name).click()
    place = cyra.url
    cyra.fill("[name=days]", "14")
    press(cyra, words.ask)

    bela = enter("bela", screen=screen, scripts=scripts, language=words.language)
    bela.get_by_role("link", name=name).click()
    bela.fill("[name=reason]", "Their statute does not say who decides.")
    press(bela, words.object)
    applicant.goto(own_page)
    assert words.stopped in applicant.inner_text("main")
    press(bela, words.withdraw)

    site_shell(
        "from tamyr.admissions.models import Admission; from django.utils import timezone; "
        f"Admission.objects.filter(pk='{place.rstrip('/').split('/')[-1]}').update(closes_at=timezone.now())"
    )
    cyra.goto(place)
    cyra.fill("[name=explanation]", "Nobody objects any more.")
    press(cyra, words.admit)
    applicant.goto(own_page)
    assert words.admitted in applicant.inner_text("main")
    assert "Nobody objects any more." in applicant.inner_text("main")
    assert applicant.request.get(f"/{words.language}/members/example-new-river-{words.language}/").ok


def test_a_form_sent_too_early_keeps_what_was_typed(enter: Enter) -> None:
    page = enter("")
    page.goto("/en/join/")
    page.fill("[name=story]", "We look after a river.")
    press(page, "Send the application")
    assert "Not saved yet" in page.inner_text("main")
    assert page.input_value("[name=story]") == "We look after a river."


@pytest.mark.parametrize(("language", "screen"), LANGUAGES_AND_SCREENS)
def test_the_pages_of_a_delegate_are_open_to_all_senses(enter: Enter, language: str, screen: str) -> None:
    page = enter("aygul", screen=screen, scripts=True, language=language)
    desk = page.url
    places = [desk, f"/{language}/join/", f"/{language}/admissions/", f"/{language}/outbox/"]
    page.goto(f"/{language}/admissions/")
    first = page.locator("main li a").first.get_attribute("href")
    for place in [*places, first or ""]:
        page.goto(place)
        assert accessibility_faults(page) == []
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width == 0, f"{place} is wider than the screen"

"""From an invitation to the desk: by passkey, and by password and code where scripts are off."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page

from tamyr.accounts.services.ways_in import app_code
from tamyr.network.services.example import PASSWORD, TOTP_SECRET
from tests.browser.conftest import AUTHENTICATOR, SCREENS, OpenPage

NewPage = Callable[..., Page]
# A real answer of the person's own device to the site's question, made on another site.
ANSWER_ELSEWHERE = """async ({ challenge }) => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=+$/, "");
  const made = await navigator.credentials.get({ publicKey: { challenge: bytes(challenge), rpId: "localhost" } });
  const { clientDataJSON, authenticatorData, signature, userHandle } = made.response;
  return JSON.stringify({
    id: made.id, rawId: text(made.rawId), type: made.type, clientExtensionResults: {},
    response: {
      clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData),
      signature: text(signature), userHandle: text(userHandle),
    },
  });
}"""


@pytest.fixture
def home(site: str) -> str:
    """The site by a name: browsers make no passkeys for numbers."""
    return site.replace("127.0.0.1", "localhost")


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    contexts: list[BrowserContext] = []
    foreign: list[str] = []

    def note_foreign(address: str) -> None:
        if urlsplit(address).hostname != "localhost":
            foreign.append(address)

    def new_page(screen: str, *, scripts: bool = True) -> Page:
        contexts.append(browser.new_context(viewport=SCREENS[screen], java_script_enabled=scripts))
        page = contexts[-1].new_page()
        page.on("request", lambda request: note_foreign(request.url))
        return page

    yield new_page
    for context in contexts:
        context.close()
    assert foreign == []


def sign_out(page: Page) -> None:
    """Press the button: on a desk it stands in the header, on a phone in its menu."""
    if page.is_visible(".open-menu"):
        page.click(".open-menu")
    page.locator("header form button:visible").click()


def sign_in_by_code(page: Page, home: str, language: str, name: str, code: str) -> None:
    page.goto(f"{home}/{language}/sign-in/")
    page.fill("[name=sign_in_name]", name)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=code]", code)
    page.click("form:has([name=sign_in_name]) button")


def code_now() -> str:
    return app_code(TOTP_SECRET, timezone.now())


def invite(page: Page, home: str, language: str) -> str:
    """Make a link for a new deputy, as a coordinator without scripts; no delegate has to agree there."""
    page.goto(f"{home}/{language}/people/")
    page.click("main a[href$='/people/example-snow-leopard-path/']")
    page.click("main a[href$='/invite/']")
    page.check("[value=deputy]")
    page.click("main form button")
    return page.inner_text(".secret").strip()


def with_authenticator(page: Page) -> Page:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def faults(page: Page) -> list[str]:
    return OpenPage(page, 200).accessibility_faults()


@pytest.mark.parametrize(
    ("language", "screen", "coordinator"), [("ru", "phone", "cyra"), ("en", "desktop", "chingiz")]
)
def test_an_invited_person_makes_a_passkey_and_comes_to_the_desk(
    home: str, new_page: NewPage, language: str, screen: str, coordinator: str
) -> None:
    inviting = new_page(screen, scripts=False)
    sign_in_by_code(inviting, home, language, coordinator, code_now())
    link = invite(inviting, home, language)

    page = with_authenticator(new_page(screen))
    page.goto(link)
    assert faults(page) == []
    page.fill("[name=sign_in_name]", f"quiet-hare-{language}")
    page.check("[value=passkey]")
    page.click("main form button")
    assert faults(page) == []
    page.click("[data-passkey] button")
    page.wait_for_url("**/joining/codes/")
    assert page.locator(".codes li").count() == 10
    assert faults(page) == []
    page.check("[name=kept]")
    page.click("main form button")
    page.wait_for_url(f"{home}/{language}/desk/")

    sign_out(page)
    page.goto(f"{home}/{language}/desk/")
    assert "/sign-in/" in page.url
    assert faults(page) == []
    page.click("[data-passkey] button")
    page.wait_for_url(f"{home}/{language}/desk/")
    for address in ("account", "account/ways", "account/sessions", "people", "circles"):
        page.goto(f"{home}/{language}/{address}/")
        assert faults(page) == [], address

    sign_out(page)
    refuse_an_answer_made_elsewhere(page, home, language)


def refuse_an_answer_made_elsewhere(page: Page, home: str, language: str) -> None:
    asked: dict[str, Any] = page.context.request.get(f"{home}/{language}/sign-in/asked/").json()
    page.route("http://localhost:9/", lambda route: route.fulfill(body="<p>", content_type="text/html"))
    page.goto("http://localhost:9/")
    answer = page.evaluate(ANSWER_ELSEWHERE, asked["publicKey"])
    page.goto(f"{home}/{language}/sign-in/")
    with page.expect_navigation() as refused:
        page.eval_on_selector(
            "[data-passkey] form",
            "(form, answer) => { form.elements.credential.value = answer; form.submit(); }",
            answer,
        )
    assert refused.value and refused.value.status == 403
    assert page.is_visible("[data-failed]")
    page.goto(f"{home}/{language}/desk/")
    assert "/sign-in/" in page.url


@pytest.mark.parametrize(
    ("language", "screen", "name"), [("ru", "phone", "aygul"), ("en", "desktop", "bela")]
)
def test_without_scripts_a_password_and_a_code_open_the_desk_once(
    home: str, new_page: NewPage, language: str, screen: str, name: str
) -> None:
    page, code = new_page(screen, scripts=False), code_now()
    page.goto(f"{home}/{language}/sign-in/")
    assert page.is_visible("[data-without-scripts]") and not page.is_visible("[data-passkey] form")
    sign_in_by_code(page, home, language, name, code)
    assert page.url == f"{home}/{language}/desk/"
    sign_out(page)
    sign_in_by_code(page, home, language, name, code)
    assert page.url == f"{home}/{language}/sign-in/"
    assert page.is_visible("form .notice-error")

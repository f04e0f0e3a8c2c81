"""A letter is sealed before it leaves the browser, without scripts all of it works as well, and the way out is at hand."""

import base64
from collections.abc import Callable
from email import message_from_string
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Request

from tamyr.safety.logic.sealing.seeds import identity_from, public_key_of
from tamyr.safety.logic.sealing.texts import NotSealed, open_sealed
from tests.browser.conftest import AUTHENTICATOR, LANGUAGES_AND_SCREENS, Enter, Open

Shell = Callable[[str], str]
CANARY = "тихая-канарейка"
# Those of the example, and a shared one.
IDENTITIES = {
    name: identity_from(f"example {name}".encode().ljust(32, b".")) for name in ("aygul", "bela", "shared")
}
LATER = identity_from(b"later".ljust(32, b"."))
PASSPHRASE = "five quiet words by the lake"
# What happens by it before the script gives the hand back is seen at once.
WAYS_OUT = {
    "press": "document.querySelector('[data-leave]').click()",
    "keys": "for (let i = 0; i < 3; i++) dispatchEvent(new KeyboardEvent('keydown', {key: 'Shift'}))",
}


@pytest.fixture(scope="module")
def keys() -> dict[str, str]:
    return {name: public_key_of(identity) for name, identity in IDENTITIES.items()}


@pytest.fixture(scope="module")
def team(site_shell: Shell, keys: dict[str, str]) -> None:
    """Let a shared key be in use beside those with which Aygul and Bela answer letters in the example."""
    site_shell(f"""
from django.utils import timezone
from tamyr.protection.models import SealingKey
now, keys = timezone.now(), {keys!r}
SealingKey.objects.get_or_create(
    is_shared=True, ended_at=None, defaults={{"public": keys["shared"], "shares": 5, "needed": 3, "made_at": now}}
)
""")


def posts_of(page: Page) -> list[Request]:
    posts: list[Request] = []
    page.on("request", lambda request: posts.append(request) if request.method == "POST" else None)
    return posts


def sent(request: Request) -> dict[str, str]:
    """Return the fields of a form as it left the browser."""
    head = f"Content-Type: {request.headers['content-type']}\n\n"
    body = request.post_data or ""
    if "multipart" not in head:
        return {name: values[0] for name, values in parse_qs(body).items()}
    parts = message_from_string(head + body.replace("\r\n", "\n")).walk()
    names = {part: str(part.get_param("name", header="content-disposition")) for part in parts}
    return {name: str(part.get_payload()) for part, name in names.items() if not part.is_multipart()}


# How many lines of a text are off the screen, or lie under the way out.
COVERED = """
(part) => {
  const lines = [...part.getClientRects()].filter((line) => line.width && line.height);
  const covered = (line) => {
    const there = document.elementFromPoint(line.left + line.width / 2, line.top + 2);
    return there === null || there.closest("[data-leave]") !== null;
  };
  return lines.length ? lines.filter(covered).length : "nothing shown";
}
"""


def write(page: Page, text: str) -> str:
    page.goto("/en/support/write/")
    page.fill("[name=text]", text)
    page.get_by_role("button", name="Send").click()
    page.wait_for_selector("[data-code]:visible")
    return page.inner_text("[data-code]")


@pytest.mark.usefixtures("team")
def test_a_letter_leaves_the_browser_sealed_to_each_recipient_and_to_nobody_else(
    enter: Enter, site_shell: Shell
) -> None:
    page = enter("", scripts=True)
    posts = posts_of(page)
    texts = ["a", CANARY, CANARY * 10, CANARY * 100, "ж" * 3_999 + "!"]
    codes = [write(page, text) for text in texts]
    assert len(set(codes)) == len(posts) == 5
    for request, text, code in zip(posts, texts, codes, strict=True):
        form = sent(request)
        assert CANARY not in str(form) and code not in str(form) and "text" not in form
        sealed = base64.b64decode(form["sealed"])
        assert sealed.startswith(b"age-encryption.org/v1\n")
        for identity in IDENTITIES.values():
            assert open_sealed(sealed, [identity]) == f"I need support\n\n{text}"
        with pytest.raises(NotSealed):
            open_sealed(sealed, [identity_from(b"?" * 32)])
    assert len({len(sent(request)["sealed"]) for request in posts}) == 1
    kept = site_shell(
        "from tamyr.protection.models import SealedItem\n"
        "print({len(item.__dict__['content']) for item in SealedItem.objects.all()})"
    )
    assert kept.count(",") == 0


def with_a_device(page: Page, *, locks: bool) -> Page:
    """Give a browser passkeys; whether they lock more than a sign-in differs between devices."""
    device = {**AUTHENTICATOR, "ctap2Version": "ctap2_1", "hasPrf": locks}
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    return page


@pytest.mark.usefixtures("team")
def test_a_key_is_made_and_opened_with_a_passkey_or_its_passphrase(enter: Enter) -> None:
    page = with_a_device(enter("aygul", scripts=True, by_name=True), locks=True)
    posts = posts_of(page)
    page.goto("/en/support/key/")
    page.get_by_text("Take a new key").click()
    page.get_by_label("With a passkey of this device").check()
    page.fill("#passphrase", PASSPHRASE)
    page.fill("#again", PASSPHRASE)
    page.get_by_role("button", name="Make a key").click()
    page.wait_for_selector("text=It opens with your passkey, and with your passphrase.")
    assert not any(PASSPHRASE in sent(request).values() for request in posts)
    write(page, CANARY)
    sealed = base64.b64decode(sent(posts[-1])["sealed"])
    assert all(CANARY in open_sealed(sealed, [IDENTITIES[name]]) for name in ("bela", "shared"))
    page.goto("/en/support/letters/")
    page.locator(".cards a").first.click()
    page.get_by_role("button", name="Open with your passkey").click()
    page.wait_for_selector(f"text={CANARY}")
    page.reload()
    page.fill("#unlock", PASSPHRASE.upper())
    page.get_by_role("button", name="Open here").click()
    page.wait_for_selector("text=This passphrase does not open your key.")
    assert page.get_by_text(CANARY).count() == 0
    page.fill("#unlock", PASSPHRASE)
    page.get_by_role("button", name="Open here").click()
    page.wait_for_selector(f"text={CANARY}")


@pytest.mark.usefixtures("team")
def test_a_device_that_cannot_lock_says_so_and_a_passkey_is_added_on_one_that_can(enter: Enter) -> None:
    page = with_a_device(enter("aygul", scripts=True, by_name=True), locks=False)
    page.goto("/en/support/key/")
    page.get_by_text("Take a new key").click()
    page.get_by_label("With the passkey alone").check()
    page.get_by_role("button", name="Make a key").click()
    page.wait_for_selector("text=The passkeys of this device cannot lock letters.")
    page.get_by_label("With a passphrase:").check()
    page.fill("#passphrase", PASSPHRASE)
    page.fill("#again", PASSPHRASE)
    page.get_by_role("button", name="Make a key").click()
    page.wait_for_selector("text=It opens with your passphrase.")
    other = with_a_device(page.context.new_page(), locks=True)
    other.goto("/en/support/key/")
    other.get_by_text("Open it in another way too").click()
    other.fill("#unlock", PASSPHRASE)
    other.get_by_role("button", name="Open here").click()
    other.get_by_role("button", name="Add a passkey of this device").click()
    other.wait_for_selector("text=It opens with your passkey, and with your passphrase.")


def given_to_one_named_later(colleague: Page, site_shell: Shell) -> str:
    """Let a third one answer letters, and the open letter be given to them in the browser; return what is kept."""
    site_shell(f"""
from django.utils import timezone
from tamyr.accounts.models import Person
from tamyr.protection.models import Responder, SealingKey
now = timezone.now()
later = Responder.objects.create(person=Person.objects.get(sign_in_name="dana"), named_at=now)
SealingKey.objects.create(responder=later, public={public_key_of(LATER)!r}, made_at=now)
""")
    colleague.reload()
    colleague.fill("#unlock", PASSPHRASE)
    colleague.get_by_role("button", name="Open here").click()
    colleague.get_by_role("button", name="Let them open it too").click()
    colleague.wait_for_selector("text=They can open it now.")
    return site_shell("""
import base64
from tamyr.protection.models import Responder, SealedCopy
print(base64.b64encode(SealedCopy.objects.get().sealed).decode())
Responder.objects.filter(person__sign_in_name="dana").delete()
""").strip()


@pytest.mark.usefixtures("team")
def test_a_letter_is_answered_and_the_answer_read_without_the_server_reading_either(
    enter: Enter, site_shell: Shell
) -> None:
    writer, colleague = enter("", scripts=True), enter("aygul", scripts=True)
    posts, answers = posts_of(writer), posts_of(colleague)
    colleague.goto("/en/support/key/")
    colleague.get_by_text("Take a new key").click()
    colleague.fill("#passphrase", PASSPHRASE)
    colleague.fill("#again", PASSPHRASE)
    colleague.get_by_role("button", name="Make a key").click()
    colleague.wait_for_selector("text=In use since")
    code = write(writer, CANARY)
    colleague.goto("/en/support/letters/")
    colleague.locator(".cards a").first.click()
    colleague.fill("#unlock", PASSPHRASE)
    colleague.get_by_role("button", name="Open here").click()
    colleague.wait_for_selector(f"text={CANARY}")
    copy = given_to_one_named_later(colleague, site_shell)
    assert CANARY in open_sealed(base64.b64decode(copy), [LATER])
    colleague.fill("[name=text]", "Мы едем")
    colleague.get_by_role("button", name="Send the answer").click()
    colleague.wait_for_selector("[data-sent]:visible")
    writer.goto("/en/support/letter/")
    writer.fill("[name=code]", code.lower().replace("-", ""))
    writer.get_by_role("button", name="Look").click()
    writer.wait_for_selector("text=Мы едем")
    said = "".join(request.post_data or "" for request in (*posts, *answers))
    acts = [request.url.split("/en/")[1].split("/")[-2] for request in answers]
    # The third one is gone meanwhile: the answer was refused, sealed anew to today's keys and sent again.
    assert (len(posts), acts) == (2, ["key", "give", "answer", "answer"])
    assert not any(
        word in said for word in (CANARY, "Мы едем", PASSPHRASE, code, code.lower().replace("-", ""))
    )


@pytest.mark.usefixtures("team")
def test_without_scripts_all_of_it_works_and_the_page_says_what_the_server_sees(enter: Enter) -> None:
    writer, colleague = enter(""), enter("bela")
    writer.goto("/en/support/write/")
    assert "the server sees this text for a moment" in writer.inner_text("main")
    writer.fill("[name=text]", CANARY)
    writer.get_by_role("button", name="Send").click()
    code = writer.inner_text("[data-code]")
    colleague.goto("/en/support/letters/")
    colleague.locator(".cards a").first.click()
    with colleague.expect_download() as taken:
        colleague.get_by_role("link", name="Take it away sealed").click()
    assert open_sealed(taken.value.path().read_bytes(), [IDENTITIES["bela"]]).endswith(CANARY)
    colleague.fill("[name=text]", "Мы едем")
    colleague.get_by_role("button", name="Send the answer").click()
    writer.goto("/en/support/letter/")
    writer.fill("[name=code]", code)
    writer.get_by_role("button", name="Look").click()
    assert "Мы едем" in writer.inner_text("main")
    writer.fill("[name=text]", "Спасибо")
    writer.get_by_role("button", name="Send").click()
    assert "It was added to your letter" in writer.inner_text("main")
    writer.get_by_role("link", name="Leave this page").click()
    writer.wait_for_url("**/en/")


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("how", WAYS_OUT)
def test_the_way_out_blanks_the_page_at_once_and_back_does_not_return(enter: Enter, how: str) -> None:
    page = enter("", scripts=True)
    page.goto("/en/")
    page.goto("/en/support/write/")
    page.fill("[name=text]", CANARY)
    blank = page.evaluate(f"{WAYS_OUT[how]}; document.body.innerText")
    assert blank == ""
    page.wait_for_url("**/en/")
    page.go_back()
    assert "support" not in page.url


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("height", [740, 480])
def test_the_way_out_covers_nothing_that_somebody_is_led_to(enter: Enter, height: int) -> None:
    page = enter("", scripts=True)
    page.set_viewport_size({"width": 360, "height": height})
    # Otherwise the page is still on its way there.
    page.emulate_media(reduced_motion="reduce")
    write(page, CANARY)
    for part in ("[data-sent] h2", "[data-code]"):
        assert page.locator(part).evaluate(COVERED) == 0, part
    # So is what a press on "Skip to the content" leads to, and what the keyboard reaches backwards.
    page.goto("/en/support/letter/#main")
    assert page.locator("h1").evaluate(COVERED) == 0
    page.locator("footer a").last.focus()
    for _step in range(page.locator("a, button, input, summary").count()):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.closest('.skip, [data-leave]') !== null"):
            break
        assert page.evaluate(f"({COVERED})(document.activeElement)") == 0


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize(("language", "screen"), LANGUAGES_AND_SCREENS)
def test_the_pages_of_support_can_be_read_by_everybody(open_page: Open, language: str, screen: str) -> None:
    for address in ("", "write/", "letter/"):
        opened = open_page(f"/{language}/support/{address}", screen=screen, locale=language)
        assert opened.status == 200
        opened.ensure_readable(most_bytes=60_000)
        opened.page.keyboard.press("Tab")
        assert opened.page.evaluate("document.activeElement.hasAttribute('data-leave')")

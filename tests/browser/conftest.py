"""The real site on the real figures, and a real browser to read it with."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.worlds import FEW

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium-headless-shell")
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
SCREENS: dict[str, ViewportSize] = {
    "phone": {"width": 360, "height": 740},
    "desktop": {"width": 1280, "height": 900},
}
# A device with passkeys, as Chromium plays one.
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
# Each language and each screen are tried on every change, and the other crossings with the long trials.
LANGUAGES_AND_SCREENS = [
    ("ru", "phone"),
    ("en", "desktop"),
    pytest.param("ru", "desktop", marks=pytest.mark.trial),
    pytest.param("en", "phone", marks=pytest.mark.trial),
]
# What depends on the colours alone.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
# What it remembers of a moment ago is of a time before somebody pressed a button.
SHELL = """
import contextlib, io, json, sys
import django
django.setup()
from django.core.cache import caches
for line in sys.stdin:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        caches["moment"].clear()
        exec(json.loads(line), {})
    print(json.dumps(said.getvalue()), flush=True)
"""
AXE: str = Axe().axe_script
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.enable_socket)
            # The first test of a process waits for the site's first start.
            item.add_marker(pytest.mark.timeout(300))


@dataclass(frozen=True)
class OpenPage:
    """A page in the browser, with the addresses it asked for and what came back."""

    page: Page
    status: int
    requests: list[str] = field(default_factory=list)
    compressed_bytes: dict[str, int] = field(default_factory=dict)

    @property
    def foreign_requests(self) -> list[str]:
        own = urlsplit(self.page.url).netloc
        return [address for address in self.requests if urlsplit(address).netloc not in (own, "")]

    @property
    def weight(self) -> int:
        """The bytes that crossed the wire for the page and all it loaded."""
        return sum(self.compressed_bytes.values())

    def accessibility_faults(self) -> list[str]:
        return accessibility_faults(self.page)

    def ensure_readable(self, most_bytes: int) -> None:
        """Hold that the page is accessible, in dark colours too, fits the screen and is light."""
        assert self.accessibility_faults() == []
        if self.page.viewport_size == SCREENS["desktop"]:
            self.page.emulate_media(color_scheme="dark")
            assert accessibility_faults(self.page, of_colour=True) == []
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert 0 < self.weight <= most_bytes


def accessibility_faults(page: Page, *, of_colour: bool = False) -> list[str]:
    """Return WCAG 2.2 A and AA violations as ``rule: element``; needs a page with scripts."""
    asked = {"type": "rule", "values": OF_COLOUR} if of_colour else {"type": "tag", "values": WCAG}
    # Half a megabyte of script, which a page that was asked before has read already.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    # Without "resultTypes" axe names thousands of elements in which it found nothing.
    options = {"runOnly": asked, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


Open = Callable[..., OpenPage]


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site(data_dir: Path, database_with_figures: Path) -> Iterator[str]:
    """The address of a site started as ``make run`` starts it, with the example network in it."""
    shutil.copy(database_with_figures, data_dir / "tamyr.sqlite3")
    with closing(socket()) as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    program = subprocess.Popen(
        [sys.executable, "-m", "tamyr.config.start"],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.browser.site_settings",
            "PORT": str(port),
            "LC_ALL": "C.UTF-8",
            "TAMYR_DATA_DIR": str(data_dir),
            "TAMYR_DEMO": "1",
            "TAMYR_DRAWS": str(FEW.draws),
        },
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert program.stdout
    said = ""
    for line in program.stdout:
        said += line
        if "Ctrl-C" in line:
            break
    else:
        raise RuntimeError(said)
    yield f"http://127.0.0.1:{port}"
    os.killpg(program.pid, signal.SIGTERM)
    program.communicate(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *as_root])
        yield chromium
        chromium.close()


Enter = Callable[..., Page]


@pytest.fixture(scope="session")
def signed_in() -> dict[tuple[str, str], list[Any]]:
    """The cookies of those who have signed in: by address of the site and name."""
    return {}


@pytest.fixture
def enter(site: str, browser: Browser, signed_in: dict[tuple[str, str], list[Any]]) -> Iterator[Enter]:
    """Come to the desk as an example person, in a browser of their own; ``who=""`` is a stranger.

    Who signed in for an earlier test comes back signed in, as people do.

    ``by_name``: at the site's name, because browsers make no passkeys for numbers.
    """
    opened: list[Page] = []

    def enter(
        who: str,
        *,
        screen: str = "phone",
        scripts: bool = False,
        language: str = "en",
        by_name: bool = False,
    ) -> Page:
        home = site.replace("127.0.0.1", "localhost") if by_name else site
        context = browser.new_context(
            base_url=home, viewport=SCREENS[screen], java_script_enabled=scripts, locale=language
        )
        page = context.new_page()
        opened.append(page)
        if who:
            context.add_cookies(signed_in.get((home, who), []))
            come_to_the_desk(page, who, language)
            signed_in[home, who] = context.cookies()
        return page

    yield enter
    for page in opened:
        page.context.close()


def come_to_the_desk(page: Page, who: str, language: str) -> None:
    """Go there; who is not signed in yet, or no longer, signs in with one press."""
    desk = f"/{language}/desk/"
    if page.context.cookies():
        page.goto(desk)
    if urlsplit(page.url).path != desk:
        page.goto(f"/{language}/demo/")
        page.locator(f"form:has(button:text-matches('(as|как) {who}$')) button").click()
        page.wait_for_url(f"**{desk}")


@pytest.fixture(scope="session")
def site_shell(site: str, data_dir: Path) -> Iterator[Callable[[str], str]]:
    """Run Python inside the site's own Django: to move its clock, so to say. One process runs it all."""
    shell = subprocess.Popen(
        [sys.executable, "-c", SHELL],
        cwd=ROOT,
        env={
            **os.environ,
            "TAMYR_DATA_DIR": str(data_dir),
            "DJANGO_SETTINGS_MODULE": "tamyr.config.settings.base",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert shell.stdin and shell.stdout
    to, back = shell.stdin, shell.stdout

    def run(code: str) -> str:
        print(json.dumps(code), file=to, flush=True)
        answer = back.readline()
        assert answer, "the shell ended: its last words are above"
        said: str = json.loads(answer)
        return said

    yield run
    shell.communicate(timeout=20)


@pytest.fixture
def open_page(site: str, browser: Browser) -> Iterator[Open]:
    """Open an address of the site; every page opened must have asked nobody else for anything."""
    opened: list[OpenPage] = []

    def open_page(
        address: str,
        *,
        screen: Literal["phone", "desktop"] = "phone",
        scripts: bool = True,
        locale: str = "ru-RU",
    ) -> OpenPage:
        context = browser.new_context(viewport=SCREENS[screen], java_script_enabled=scripts, locale=locale)
        page = context.new_page()
        requests: list[str] = []
        weights: dict[str, int] = {}
        page.on("request", lambda request: requests.append(request.url))
        page.on(
            "requestfinished",
            lambda request: weights.update({request.url: request.sizes()["responseBodySize"]}),
        )
        answer = page.goto(site + address, wait_until="load")
        assert answer, f"{address} did not answer"
        opened.append(OpenPage(page, answer.status, requests, weights))
        return opened[-1]

    yield open_page
    foreign = [address for opened_page in opened for address in opened_page.foreign_requests]
    for opened_page in opened:
        opened_page.page.context.close()
    assert foreign == []

"""Members as people find, change and keep them: on a phone and a desk, in both languages, without scripts."""

from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin

import pytest

from tests.browser.conftest import LANGUAGES_AND_SCREENS, Open, OpenPage

Screen = Literal["phone", "desktop"]
PAGES = [
    "members/",
    pytest.param("members/?theme=forests", marks=pytest.mark.trial),
    "members/count/",
    "members/example-green-lake/",
    "partners/",
]
KEPT = [
    "members/",
    "members/example-green-lake/edit/",
    "members/count/",
    "register/",
    "partners/add/",
    "proposals/",
]
MOST_BYTES = 100_000


def sign_in(open_page: Open, name: str, address: str, **how: Any) -> OpenPage:
    """Sign in as one of the example people, with one press, and go to an address."""
    opened = open_page("/en/demo/", **how)
    opened.page.get_by_role("button", name=name).click()
    opened.page.goto(urljoin(opened.page.url, address))
    return opened


@pytest.mark.parametrize(("language", "screen"), LANGUAGES_AND_SCREENS)
@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_is_accessible_light_and_fits_the_screen(
    open_page: Open, address: str, language: str, screen: Screen
) -> None:
    opened = open_page(f"/{language}/{address}", screen=screen)
    assert opened.status == 200
    opened.ensure_readable(MOST_BYTES)
    assert opened.page.context.cookies() == []


@pytest.mark.parametrize("screen", ["phone", pytest.param("desktop", marks=pytest.mark.trial)])
@pytest.mark.parametrize("address", KEPT)
def test_a_coordinators_page_is_accessible_and_fits_the_screen(
    open_page: Open, address: str, screen: Screen
) -> None:
    opened = sign_in(open_page, "Sign in as cyra", f"/ru/{address}", screen=screen)
    assert opened.accessibility_faults() == []
    assert opened.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_a_reader_finds_a_member_by_name_without_scripts(open_page: Open, screen: Screen) -> None:
    page = open_page("/ru/members/", screen=screen, scripts=False).page
    page.locator("#filter-part").fill("зелёное озеро")
    page.locator(".filters button").click()
    assert "part=" in page.url
    page.locator(".card a").first.click()
    assert page.url.endswith("/ru/members/example-green-lake/")
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Example Green Lake"


def test_a_delegate_changes_the_entry_without_scripts(open_page: Open) -> None:
    address = "/en/members/example-green-lake/"
    page = sign_in(open_page, "Sign in as aygul", address, scripts=False, screen="phone").page
    page.get_by_role("link", name="Change this entry").click()
    page.get_by_label("About it: English").fill("We count the birds of the lake.")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("We count the birds of the lake.").is_visible()
    assert page.get_by_text("Saved.").is_visible()


def agree(open_page: Open, title: str) -> None:
    """Let the other coordinator agree to what waits under this title."""
    page = sign_in(open_page, "Sign in as chingiz", "/en/proposals/", scripts=False, screen="phone").page
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("button", name="I agree, as the second person").click()


def test_two_coordinators_take_the_register_out_and_back_without_scripts(
    open_page: Open, tmp_path: Path
) -> None:
    page = sign_in(open_page, "Sign in as cyra", "/en/register/", scripts=False, screen="desktop").page
    page.get_by_label("What you need the file for").fill("The yearly count")
    page.get_by_role("button", name="Ask for the register as XLSX").click()
    agree(open_page, "The register is to be taken out as a file")
    page.reload()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take the file").click()
    file = tmp_path / "register.xlsx"
    taken.value.save_as(file)
    page.goto(urljoin(page.url, "/en/register/"))
    page.get_by_label("Table").set_input_files(file)
    page.get_by_role("button", name="Show what would change").click()
    assert page.get_by_text("The table says what the register says already.").is_visible()
    page.goto(urljoin(page.url, "/en/register/"))
    changed = tmp_path / "changed.csv"
    changed.write_text("id;name_en\nexample-green-lake;Example Green Lake of the North\n", "utf-8")
    page.get_by_label("Table").set_input_files(changed)
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_role("button", name="Propose all changes").click()
    agree(open_page, "The register is to change from a table")
    page.goto(urljoin(page.url, "/en/members/example-green-lake/"))
    assert page.get_by_role("heading", level=1).inner_text() == "Example Green Lake of the North"

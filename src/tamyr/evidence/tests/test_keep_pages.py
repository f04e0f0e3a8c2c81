"""A finished page is kept for the next reader: the same page for all, and never what is one reader's."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.test import Client
from django.utils import translation

from tamyr.evidence.logic.choices import (
    BY_NAME,
    DEFAULT_MEASURE,
    FIRST_YEARS,
    ComparisonChoice,
    CountryChoice,
    RegionChoice,
)
from tamyr.evidence.pages import assessment, comparison, country, kept, references, region, what_if
from tamyr.evidence.queries.standing import current_stamp
from tamyr.evidence.services import load_figures
from tamyr.evidence.views import exports
from tamyr.ui.logic import packing, release

from .conftest import NOW, other_snapshot

pytestmark = pytest.mark.django_db
SESSION = {"Cookie": "session=aigerim"}
REGION_AS_USUAL = RegionChoice(measure=DEFAULT_MEASURE, sort=DEFAULT_MEASURE, descending=True)
COUNTRY_AS_USUAL = CountryChoice(since=FIRST_YEARS[0])
COMPARISON_AS_USUAL = ComparisonChoice(sort=BY_NAME, descending=False)


PAGES: tuple[tuple[Any, tuple[Any, ...]], ...] = (
    (region.region, (REGION_AS_USUAL,)),
    (region.region_page, (REGION_AS_USUAL,)),
    (country.country, ("KAZ", COUNTRY_AS_USUAL)),
    (country.country_page, ("KAZ", COUNTRY_AS_USUAL)),
    (country.land_use, ("KAZ",)),
    (country.methane, ("KAZ",)),
    (comparison.comparison, (COMPARISON_AS_USUAL,)),
    (references.sources, ()),
    (references.methods, ()),
)
# On each change: what is kept whole for a first reader of Russian, and one page for one of no language of ours.
KEPT_WHOLE = (region.region, comparison.comparison, references.sources, references.methods)
MADE_FOR = [
    pytest.param(
        *page,
        spoken,
        marks=()
        if page[0] is country.country or (spoken == "ru" and page[0] in KEPT_WHOLE)
        else pytest.mark.whole,
    )
    for page in PAGES
    for spoken in ("ru", "kk", None)
]


@pytest.fixture
def names_its_reader(tmp_path: Path, settings: Any) -> None:
    """A foot of the page that greets whoever is signed in."""
    foot = tmp_path / "evidence" / "footer.html"
    foot.parent.mkdir()
    foot.write_text("{% for name, value in request.COOKIES.items %}Signed in: {{ value }}{% endfor %}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]


@pytest.fixture
def has_a_form(tmp_path: Path, settings: Any) -> None:
    foot = tmp_path / "evidence" / "footer.html"
    foot.parent.mkdir()
    foot.write_text("<form>{% csrf_token %}</form>")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]


@pytest.mark.usefixtures("names_its_reader")
@pytest.mark.parametrize("address", ["", "kaz/", "sources/", "methods/"])
def test_what_a_signed_in_reader_sees_is_not_shown_to_the_next(client: Client, address: str) -> None:
    assert "aigerim" in client.get(f"/en/countries/{address}", headers=SESSION).content.decode()
    assert "aigerim" not in client.get(f"/en/countries/{address}").content.decode()
    assert "aigerim" in client.get(f"/en/countries/{address}", headers=SESSION).content.decode()


def test_a_kept_page_leads_to_the_source_that_is_named_now(client: Client, settings: Any) -> None:
    assert "code.example.org" not in client.get("/en/countries/kaz/").content.decode()
    settings.SOURCE_URL = "https://code.example.org/tamyr"
    assert "https://code.example.org/tamyr" in client.get("/en/countries/kaz/").content.decode()


@pytest.mark.usefixtures("has_a_form")
def test_a_form_is_made_anew_for_each_reader(client: Client) -> None:
    answers = [Client().get("/en/countries/sources/") for _ in range(2)]
    assert all("csrf" in answer.cookies for answer in answers)
    assert answers[0].content != answers[1].content


@pytest.mark.parametrize("address", ["", "kaz/", "sources/", "kaz/what-if/"])
def test_no_page_for_all_sends_along_a_list_of_its_reader(client: Client, address: str) -> None:
    answer = client.get(f"/en/countries/{address}")
    assert answer.status_code == 200 and 'name="listed"' not in answer.content.decode()


def test_caches_on_the_way_are_told_what_the_page_depends_on(client: Client) -> None:
    assert {"Accept-Encoding", "Cookie"} <= set(client.get("/en/countries/")["Vary"].split(", "))


@pytest.mark.parametrize(
    ("usual", "wordy"),
    [
        ("kaz/", "kaz/?measure=a%26since=1990&sort=b&order=c"),
        ("kaz/", "kaz/?since=1850"),
        ("kaz/?since=1990", "kaz/?since=1990&measure=total"),
        ("", "?since=1990&measure=per-person&sort=name&order=asc"),
        ("sources/", "sources/?measure=happiness&since=0"),
    ],
)
def test_idle_words_in_an_address_lead_to_the_same_page(client: Client, usual: str, wordy: str) -> None:
    first = client.get(f"/en/countries/{wordy}")
    assert first.status_code == 200
    assert client.get(f"/en/countries/{usual}").content == first.content


def test_a_page_kept_in_one_language_or_over_one_scheme_stays_there(client: Client) -> None:
    pages = {
        client.get(f"/{language}/countries/kaz/", secure=secure).content
        for language in ("ru", "en")
        for secure in (False, True)
    }
    assert len(pages) == 4


@pytest.mark.frozen
@pytest.mark.parametrize(("make", "asked", "spoken"), MADE_FOR)
def test_a_page_speaks_and_leads_to_its_language_whatever_its_first_reader_speaks(
    make: Any, asked: tuple[Any, ...], spoken: str | None
) -> None:
    stamp = current_stamp()
    with translation.override("en"):
        usual = repr(make.__wrapped__(stamp, *asked, "en"))
    with translation.override(spoken):
        make.cache_clear()
        caches["prepared"].clear()
        assert repr(make(stamp, *asked, "en")) == usual
    make.cache_clear()
    assert "/en/countries/" in usual and "/ru/countries/kaz/" not in usual


def test_new_figures_replace_the_pages_kept_of_the_old_ones(client: Client) -> None:
    old = client.get("/en/countries/sources/").content
    load_figures(snapshot=other_snapshot(), now=NOW)
    new = client.get("/en/countries/sources/").content
    assert b"1 January 2027" in new and b"1 January 2027" not in old


def test_machines_are_told_the_public_address(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://tamyr.example.org"
    page = client.get("/en/countries/kaz/").content.decode()
    assert '"url": "https://tamyr.example.org/en/countries/kaz/"' in page
    assert "testserver" not in page


# --- what the next release must make anew -------------------------------------------------------

NEXT = b"made by the next release"


def next_release(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "release", lambda: "next")


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_brief_is_kept_until_the_next_release(
    client: Client, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(assessment, "printed", lambda *given, **named: b"made by this one")
    assert client.get(f"/en/countries/kgz/brief.{form}").content == b"made by this one"
    monkeypatch.setattr(assessment, "printed", lambda *given, **named: NEXT)
    assert client.get(f"/en/countries/kgz/brief.{form}").content == b"made by this one"
    next_release(monkeypatch)
    assert client.get(f"/en/countries/kgz/brief.{form}").content == NEXT


def test_a_brief_quotes_the_sources_of_the_figures_that_are_loaded(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assessment, "printed", lambda found, sources, *_, **__: repr(sources).encode())
    client.get("/en/countries/kgz/brief.html")
    load_figures(snapshot=other_snapshot(), now=NOW)
    monkeypatch.setattr(assessment, "printed", lambda *given, **named: NEXT)
    assert client.get("/en/countries/kgz/brief.html").content == NEXT


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "iamc.csv"])
def test_an_export_is_kept_until_the_next_release(
    client: Client, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    address = f"/ru/countries/assessments.{form}"
    monkeypatch.setattr(exports, "made", lambda *_: b"made by this one")
    old = client.get(address)
    monkeypatch.setattr(exports, "made", lambda *_: NEXT)
    assert client.get(address).content == old.content == b"made by this one"
    assert client.get(address, headers={"If-None-Match": old["ETag"]}).status_code == 304
    next_release(monkeypatch)
    new = client.get(address, headers={"If-None-Match": old["ETag"]})
    assert (new.status_code, new.content) == (200, NEXT)


@pytest.fixture
def pages_of_this_test_alone() -> Iterator[None]:
    """Find no page of an earlier test in the memory of the process, whose rows are gone, and leave none to the others."""
    forget_pages()
    yield
    forget_pages()


@pytest.mark.usefixtures("pages_of_this_test_alone")
@pytest.mark.parametrize(
    "address",
    [
        *("kaz/", "", "methods/"),
        *(
            pytest.param(page, marks=pytest.mark.whole)
            for page in ("kaz/assessment/", "comparison/", "sources/")
        ),
    ],
)
def test_a_page_is_prepared_anew_by_the_next_release(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    old = client.get(f"/en/countries/{address}").content
    monkeypatch.setattr(kept, "piece", lambda _: packing.piece(NEXT))
    forget_pages()
    assert client.get(f"/en/countries/{address}").content == old
    next_release(monkeypatch)
    forget_pages()
    assert NEXT in client.get(f"/en/countries/{address}").content


def forget_pages() -> None:
    cache.clear()
    pages: tuple[Any, ...] = (
        region.region,
        country.country,
        assessment.assessment,
        comparison.comparison,
        references.sources,
        references.methods,
    )
    for page in pages:
        page.cache_clear()


@pytest.mark.usefixtures("drawn_once")
def test_a_what_if_answer_is_kept_until_the_next_release(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/en/countries/uzb/what-if/?threshold=7500"
    old = client.get(address).content
    monkeypatch.setattr(what_if, "choices_said", lambda *_: (("What", NEXT.decode()),))
    assert client.get(address).content == old
    next_release(monkeypatch)
    assert NEXT in client.get(address).content


# --- what is kept on disk may be lost or damaged --------------------------------------------------


def test_a_damaged_file_costs_only_the_time_to_make_the_page_again(client: Client) -> None:
    whole = client.get("/en/countries/geo/").content
    for file in Path(caches.settings["prepared"]["LOCATION"]).glob("*.djcache"):
        file.write_bytes(file.read_bytes()[:100])
    forget_pages()
    assert client.get("/en/countries/geo/").content == whole


def test_a_disk_that_takes_nothing_stops_no_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no space left")

    caches["prepared"].clear()
    forget_pages()
    monkeypatch.setattr(caches["prepared"], "set", refuse)
    assert client.get("/en/countries/geo/").status_code == 200

"""When something fails, the page says what and what next, in the reader's language."""

import re
from collections.abc import Iterator

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import path

FAULTS: dict[str, Exception] = {
    "400": SuspiciousOperation("odd"),
    "403": PermissionDenied(),
    "404": Http404(),
    "500": RuntimeError("secret"),
}
HEADINGS = {
    ("400", "en"): "The request cannot be read",
    ("400", "ru"): "Запрос не читается",
    ("403", "en"): "This page is closed",
    ("403", "ru"): "Эта страница закрыта",
    ("404", "en"): "There is no such page",
    ("404", "ru"): "Такой страницы нет",
    ("500", "en"): "Something broke on our side",
    ("500", "ru"): "У нас что-то сломалось",
}


def fail(request: HttpRequest, status: str) -> HttpResponse:
    raise FAULTS[status]


# Django's own answer to a failure knows neither request nor context: 500.html must do without.
urlpatterns = [path("fail/<str:status>/", fail), *i18n_patterns(path("", fail, {"status": "500"}))]


@pytest.fixture
def client() -> Iterator[Client]:
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


@pytest.mark.parametrize(("status", "language"), HEADINGS)
def test_every_failure_is_a_page_in_the_readers_language(client: Client, status: str, language: str) -> None:
    answer = client.get(f"/fail/{status}/", headers={"accept-language": language})
    page = answer.content.decode()
    assert answer.status_code == int(status)
    assert f'<html lang="{language}"' in page
    assert f"<h1>{HEADINGS[status, language]}</h1>" in page
    assert f'<a class="action" href="/{language}/">' in page
    assert "secret" not in page
    assert 'content="noindex"' in page and 'rel="canonical"' not in page


@pytest.mark.parametrize("status", ["400", "404", "500"])
def test_a_failure_leads_nowhere_by_mistake(client: Client, status: str) -> None:
    page = client.get(f"/fail/{status}/").content.decode()
    assert not [link for link in re.findall(r'href="([^"]*)"', page) if not re.match(r"/[a-z]|#main", link)]


def test_a_host_that_is_not_ours_is_told_so_in_its_readers_language(client: Client) -> None:
    answer = client.get("/ru/", headers={"host": "tamyr.example.com"})
    assert answer.status_code == 400
    assert '<html lang="ru"' in answer.content.decode()


@pytest.mark.parametrize(("here", "other"), [("ru", "en"), ("en", "ru")])
def test_from_a_missing_page_the_other_language_starts_at_its_front(
    client: Client, here: str, other: str
) -> None:
    page = client.get(f"/{here}/no-such-page/").content.decode()
    assert f'<a href="/{other}/" lang="{other}" hreflang="{other}">' in page


@pytest.mark.parametrize(
    ("language", "heading"), [("en", "This page is closed"), ("ru", "Эта страница закрыта")]
)
def test_a_form_sent_without_its_proof_is_answered_by_our_own_page(language: str, heading: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(f"/{language}/countries/", {"since": "1990"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert f"<h1>{heading}</h1>" in page and "DEBUG" not in page and "<style" not in page


OWN, FOREIGN = {"origin": "http://testserver"}, {"origin": "https://bad.example.org"}


@pytest.mark.parametrize(("headers", "is_kept"), [(OWN, True), (FOREIGN, False), ({}, False)])
def test_a_refused_form_gives_its_texts_back_to_our_own_readers_alone(
    headers: dict[str, str], is_kept: bool
) -> None:
    typed = {"reason": "They burn <coal> in our town.", "password": "seven quiet hares", "state": "a1b2c3"}
    page = Client(enforce_csrf_checks=True).post("/en/countries/", typed, headers=headers).content.decode()
    assert ("They burn &lt;coal&gt; in our town." in page) is is_kept
    assert "quiet hares" not in page and "a1b2c3" not in page

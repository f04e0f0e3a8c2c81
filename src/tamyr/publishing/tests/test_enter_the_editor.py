"""Editors come in through our own sign-in; for everybody else there is no editor."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.publishing.logic.inline_scripts import hashes_of_known
from tamyr.publishing.models import ArticlePage
from tamyr.publishing.tests.writing import news

pytestmark = pytest.mark.usefixtures("site")


def test_an_editor_enters_in_their_language(emin: Person) -> None:
    emin.language = "ru"
    emin.save()
    answer = signed_in(emin).get("/editing/")
    assert answer.status_code == 200
    assert 'lang="ru"' in answer.content.decode()


def test_a_stranger_is_led_to_our_sign_in(client: Client) -> None:
    answer = client.get("/editing/pages/")
    assert answer.status_code == 302 and "/sign-in/" in answer["Location"]


@pytest.mark.parametrize("name", ["aygul", "cyra"])
def test_for_others_there_is_no_editor(request: pytest.FixtureRequest, name: str) -> None:
    client = signed_in(request.getfixturevalue(name))
    for address in ("/editing/", "/editing/pages/", "/editing/images/", "/editing/translations/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "login/",
        "users/",
        "workflows/list/",
        *(
            pytest.param(address, marks=pytest.mark.whole)
            for address in ("password_reset/", "groups/", "sites/", "locales/", "collections/", "snippets/")
        ),
    ],
)
def test_what_is_set_up_elsewhere_is_not_here(emin: Person, su: Person, address: str) -> None:
    for person in (emin, su):
        assert signed_in(person).get(f"/editing/{address}").status_code == 404


@pytest.mark.parametrize(("address", "leads_to"), [("account/", "account/"), ("logout/", "sign-out/")])
def test_the_editors_menu_leads_to_ones_account(emin: Person, address: str, leads_to: str) -> None:
    answer = signed_in(emin).post(f"/editing/{address}")
    assert (answer.status_code, answer["Location"]) == (307, f"/en/{leads_to}")


def test_a_draft_may_be_framed_by_the_editor_and_by_nobody_else(
    draft_article: ArticlePage, emin: Person
) -> None:
    answer = signed_in(emin).get(f"/editing/pages/{draft_article.pk}/view_draft/")
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_every_script_and_style_the_editor_asks_for_is_there(
    draft_article: ArticlePage, emin: Person
) -> None:
    key = draft_article.pk
    for address in ("", "translations/", f"pages/{key}/edit/", f"localize/submit/page/{key}/"):
        text = signed_in(emin).get(f"/editing/{address}").content.decode()
        files = re.findall(r'(?:src|href)="/static/([^"?]+)', text)
        assert files, address
        for asked in files:
            assert finders.find(asked), asked


def test_the_editor_has_its_own_narrow_policy(emin: Person) -> None:
    answer = signed_in(emin).get(f"/editing/pages/add/publishing/articlepage/{news().pk}/")
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy and "http" not in policy
    assert "script-src 'self' 'sha256-" in policy
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_the_editor_saves_when_a_button_is_pressed_and_not_by_itself(emin: Person) -> None:
    form = signed_in(emin).get(f"/editing/pages/add/publishing/articlepage/{news().pk}/").content.decode()
    assert "w-unsaved" in form, "who leaves the page is warned"
    assert "w-autosave#save" not in form


def test_only_known_scripts_are_let_through() -> None:
    chooser = '<script>initDateChooser("id_on", {"dayOfWeekStart": 0});</script>'
    assert len(hashes_of_known(chooser)) == 1
    for planted in (
        "<script>alert(1)</script>",
        '<script>initDateChooser("id_on", {"a": alert(1)});</script>',
        '<script>initDateChooser("id_on", {}); alert({});</script>',
        "<script>\n(function() { var panel = new InlinePanel(JSON.parse(alert(1))); })();</script>",
    ):
        assert hashes_of_known(planted) == []


@pytest.mark.parametrize(
    ("language", "said", "foreign"),
    [
        (
            "ru",
            ("Казахстан", "Выбросы на человека"),
            ("Kazakhstan", ">Body<", "Second reading", "per person"),
        ),
        ("en", ("Kazakhstan", "Emissions per person", ">Text<", "Submit for a second reading"), ()),
    ],
)
def test_what_an_article_is_made_of_is_said_in_its_editors_language(
    draft_article: ArticlePage, emin: Person, language: str, said: tuple[str, ...], foreign: tuple[str, ...]
) -> None:
    Person.objects.filter(pk=emin.pk).update(language=language)
    page = signed_in(emin).get(f"/editing/pages/{draft_article.pk}/edit/").content.decode()
    # What scripts are given has its letters by their numbers.
    page = re.sub(r"\\+u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), page)
    assert [words for words in said if words not in page] == []
    assert [words for words in foreign if words in page] == []

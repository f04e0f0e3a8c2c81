"""Whatever the editor’s forms hold comes back under the words that they ask by, without keys and raw text of programs."""

import re
from html import unescape
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation
from tests.entry import signed_in
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tamyr.accounts.models import Person
from tamyr.publishing.forms.editor import asked_by_the_editor, forms, inputs_of, visible
from tamyr.publishing.models import ArticlePage
from tamyr.publishing.models.pages import ContactPage
from tamyr.publishing.tests.writing import news

pytestmark = pytest.mark.usefixtures("site")
OWN = {"origin": "http://testserver", "Accept-Language": "en"}
WORDS = "Name the river, and say who measured it."
QUOTE = ("quote", {"words": WORDS, "speaker": "Example person"})
FILE = ("download", {"document": "7", "words": "What it is"})


def given_back(address: str, sent: Any) -> list[str]:
    answer = Client().post(f"/editing/{address}", sent, headers=OWN)
    assert answer.status_code == 403
    return re.findall(r'class="typed">(.*?)</', unescape(answer.content.decode()), re.DOTALL)


def test_a_page_of_one_text_comes_back_in_words_as_the_server_wrote_it(emin: Person) -> None:
    page = ContactPage.objects.get(locale__language_code="en")
    page.body = "<p>Write to us.</p><ul><li>At any hour.</li></ul>"
    page.save_revision(user=emin)
    sent = as_shown(signed_in(emin).get(f"/editing/pages/{page.pk}/edit/").content.decode())
    assert '"key"' in sent["body"], "the editor keeps its text as JSON"
    assert sorted(given_back(f"pages/{page.pk}/edit/", sent | {"lead": WORDS})) == [
        "Addresses and hours:<br>Write to us.<br><br>At any hour.",
        f"How to reach us, in a sentence: {WORDS}",
        f"Meta description: {page.search_description}",
        f"Slug: {page.slug}",
        f"Title: {page.title}",
    ]


def as_shown(page: str) -> dict[str, str]:
    """Return what the form that holds the text would send, unchanged."""
    form = next(
        form for form in BeautifulSoup(page, "html.parser").select("form") if form.select("[name=body]")
    )
    typed = {str(field["name"]): field.get_text() for field in form.select("textarea[name]")}
    return {str(field["name"]): str(field.get("value", "")) for field in form.select("input[name]")} | typed


def test_every_field_of_every_form_is_called_by_words() -> None:
    """Each kind of page, a picture, a document, a remark, a link, tags, a translation."""
    for form in forms():
        sent = {name: WORDS for name, field in form.base_fields.items() if visible(field)}
        alike = {f"{name}0-value": WORDS for name in inputs_of(form) if name.endswith("-")}
        asked = asked_by_the_editor(sent | alike)
        assert {*asked} >= {name for name in sent if not hasattr(form.base_fields[name], "block")}, form
        assert all(str(field.label)[0].isupper() or field.label == "#" for field in asked.values()), form


def test_two_kinds_of_pages_that_send_the_same_names_are_called_by_words_of_ours() -> None:
    """Which page it was, whoever is signed out does not learn."""
    with translation.override("en"):
        asked = asked_by_the_editor({"title": "Partners", "lead": WORDS, "body-count": "0"})
        assert [str(field.label) for field in asked.values()] == ["Title", "In a sentence"]


def test_each_kind_of_block_is_called_by_its_words_and_an_empty_one_says_nothing() -> None:
    body = streamfield(
        [QUOTE, FILE, ("paragraph", "null"), ("paragraph", rich_text("<p>The river rose.</p>"))]
    )
    sent = nested_form_data({"title": "Partners", "lead": WORDS, "body": body})
    assert given_back(f"pages/{news().pk}/edit/", sent)[2:] == [
        f"Words: {WORDS}",
        "Who said it: Example person",
        "Document: 1 from the list",
        "What it is: What it is",
        "Paragraph: The river rose.",
    ]


@pytest.mark.parametrize(
    ("address", "sent", "told"),
    [
        ("images/multiple/5/", {"image-5-title": "River"}, ["Title: River"]),
        ("documents/multiple/5/", {"doc-5-title": "paper"}, ["Title: paper"]),
        ("images/chooser/create/", {"image-chooser-upload-title": "river"}, ["Title: river"]),
        (
            "choose-external-link/",
            {"external-link-chooser-url": "/ru/", "external-link-chooser-link_text": "here"},
            ["Address of the link: /ru/", "Words of the link: here"],
        ),
        (
            "choose-email-link/",
            {"email-link-chooser-email_address": "a@example.org", "email-link-chooser-body": "hello"},
            ["E-mail address: a@example.org", "Text: hello"],
        ),
        (
            "images/chooser/5/select_format/",
            {"image-chooser-insertion-alt_text": "hills"},
            ["What the picture shows: hills"],
        ),
        ("pages/workflow/action/5/reject/5/", {"comment": "no"}, ["Remark for the writer: no"]),
        (
            "pages/5/edit/",
            {
                "title": "river",
                "action-workflow-action": "true",
                "workflow-action-name": "reject",
                "workflow-action-extra-data": '{"comment": "not yet"}',
            },
            ["Title: river", "Remark for the writer: not yet"],
        ),
        ("localize/update/5/", {"publish_translations": "on", "next": "/"}, None),
    ],
)
def test_a_window_over_a_text_and_a_small_form_say_what_they_asked(
    address: str, sent: dict[str, str], told: list[str] | None
) -> None:
    if told is None:
        # One tick alone is no more than a press: the sign-in is next, and nothing is lost.
        assert Client().post(f"/editing/{address}", sent, headers=OWN).status_code == 302
    else:
        assert given_back(address, sent) == told


def test_languages_to_translate_into_come_back_by_their_names(draft_article: ArticlePage) -> None:
    keys = [locale.pk for locale in Locale.objects.order_by("pk")]
    sent = {"locales": keys, "include_subtree": "on"}
    assert given_back(f"localize/submit/page/{draft_article.pk}/", sent) == [
        f"Locales: {', '.join(str(locale) for locale in Locale.objects.order_by('pk'))}",
        "The pages below it as well: yes",
    ]


def test_that_a_page_is_open_in_the_editor_holds_no_words(draft_article: ArticlePage) -> None:
    """The editor asks by itself, every few seconds, who else has the page open."""
    sent = {"is_editing": "1", "revision_id": "1", "revision_created_at": "2026-11-01T09:00:00+00:00"}
    address = f"/editing/editing-sessions/ping/wagtailcore/page/{draft_article.pk}/1/"
    answer = Client().post(address, sent, headers=OWN)
    assert answer.status_code == 302 and "sign-in" in answer["Location"]

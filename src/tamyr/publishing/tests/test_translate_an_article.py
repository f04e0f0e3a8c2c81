"""A translation is written sentence by sentence, read by a second editor, and says what it lacks."""

import base64
import hashlib
import re
from contextlib import suppress
from functools import cache
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils.translation import override
from tests.entry import signed_in
from tests.people import LONG_AGO_AT
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tamyr.accounts.models import Person
from tamyr.publishing.models import ArticlePage
from tamyr.publishing.services.translations import submit_translation
from tamyr.publishing.tests.writing import approve, publish, translate, translated

pytestmark = pytest.mark.usefixtures("site")
Written = tuple[ArticlePage, Translation]


@cache
def editor_of(key: int, writer: Person) -> Any:
    """Open the editor of a page, once for all that is asked of it."""
    return signed_in(writer).get(f"/editing/pages/{key}/edit/")


def test_a_translation_is_submitted_read_and_published(emin: Person, erika: Person) -> None:
    page, translation = translated(emin, erika)
    signed_in(emin).post(f"/editing/translations/{translation.pk}/submit/")
    target = page.get_translation(translation.target_locale)
    assert "not been translated" in Client().get(f"/en/news/{page.slug}/").content.decode()
    assert signed_in(emin).get("/editing/translations/").status_code == 200
    seen = signed_in(erika).get(f"/editing/translations/{target.pk}/read/").content.decode()
    approve(emin, target, seen)
    target.refresh_from_db()
    assert not target.live
    assert approve(erika, target, seen, verdict="approved").status_code == 400, "neither of its two buttons"
    approve(erika, target, seen)
    target.refresh_from_db()
    assert target.live and target.title.startswith("English")
    assert "Translated from Russian" in Client().get(f"/en/news/{target.slug}/").content.decode()


def test_a_translation_is_not_published_past_the_second_reading(
    translated_article: Written, emin: Person, erika: Person
) -> None:
    page, translation = translated_article
    target = page.get_translation(translation.target_locale)
    client = signed_in(emin)
    client.post(f"/editing/pages/{target.pk}/edit/", {"action": "publish"})
    source = TranslationSource.objects.get()
    with suppress(PermissionDenied):  # Raised where the transaction ends: a server answers 403.
        client.post(f"/editing/localize/update/{source.pk}/", {"publish_translations": "on"})
    target.refresh_from_db()
    assert not target.live


def test_a_public_translation_does_not_change_unread(
    translated_article: Written, emin: Person, erika: Person
) -> None:
    page, translation = translated_article
    target = page.get_translation(translation.target_locale)
    signed_in(emin).post(f"/editing/translations/{translation.pk}/submit/")
    approve(erika, target)
    before = Client().get(f"/en/news/{target.slug}/").content
    StringTranslation.objects.update(data="Changed")
    signed_in(emin).post(f"/editing/localize/update/{translation.source_id}/", {"publish_translations": "on"})
    signed_in(emin).post(f"/editing/translations/{translation.pk}/submit/")
    assert Client().get(f"/en/news/{target.slug}/").content == before


def test_every_script_the_translation_editor_asks_for_is_there(
    translated_article: Written, emin: Person
) -> None:
    page, translation = translated_article
    target = page.get_translation(translation.target_locale)
    answer = editor_of(target.pk, emin)
    asked = re.findall(r'(?:src|href)="/static/([^"?]+)', answer.content.decode())
    assert any("wagtail-localize.js" in name for name in asked)
    assert [name for name in asked if not finders.find(name)] == []


def test_the_translation_editor_may_make_an_empty_style_and_no_other(
    translated_article: Written, emin: Person
) -> None:
    page, translation = translated_article
    target = page.get_translation(translation.target_locale)
    policy = editor_of(target.pk, emin)["Content-Security-Policy"]
    of_nothing = base64.b64encode(hashlib.sha256(b"").digest()).decode()
    of_styles = next(part.split() for part in policy.split(";") if part.split()[0] == "style-src")
    assert sorted(of_styles) == ["'self'", f"'sha256-{of_nothing}'", "style-src"]


def test_a_submitted_translation_is_its_translators_and_is_not_submitted_again(
    translated_article: Written, emin: Person, erika: Person
) -> None:
    page, translation = translated_article
    target = submit_translation(translation=translation, translator=erika, at=LONG_AGO_AT)
    assert target.get_translation(page.locale) == page
    assert target.latest_revision.user == erika
    assert target.current_workflow_state.requested_by == erika
    with override("ru"), pytest.raises(PermissionDenied, match="Этот перевод уже читают"):
        submit_translation(translation=translation, translator=emin, at=LONG_AGO_AT)
    assert target.revisions.filter(user=emin).exclude(pk=target.latest_revision.pk).count() == 1


def test_nobody_is_asked_to_translate_an_address(translated_article: Written) -> None:
    page, translation = translated_article
    paths = {segment.context.path for segment in translation.source.stringsegment_set.all()}
    assert "title" in paths and "slug" not in paths
    assert page.get_translation(translation.target_locale).slug == page.slug


def test_a_translation_with_a_sentence_missing_says_which(translated_article: Written, emin: Person) -> None:
    page, translation = translated_article
    StringTranslation.objects.filter(context__path="lead").delete()
    answer = signed_in(emin).post(f"/editing/translations/{translation.pk}/submit/", follow=True)
    assert f"This is not translated yet: “{page.lead}”" in answer.content.decode()


def test_the_editor_of_a_translation_says_where_it_is_submitted(
    translated_article: Written, emin: Person
) -> None:
    page, translation = translated_article
    target = page.get_translation(translation.target_locale)
    text = editor_of(target.pk, emin).content.decode()
    assert f'href="/editing/translations/#page-{page.translation_key}"' in text


def test_a_stale_translation_is_brought_up_to_date(
    translated_article: Written, emin: Person, erika: Person
) -> None:
    page, translation = translated_article
    target = page.get_translation(translation.target_locale)
    publish_translation(emin, erika, translation)
    page.lead = "Другие слова."
    page.save_revision(user=emin)
    publish(page, erika)
    report = signed_in(emin).get("/editing/translations/").content.decode()
    assert "stale: the original changed later" in report and "Translate what changed" in report
    signed_in(emin).post(f"/editing/translations/{translation.pk}/renew/")
    left = (
        signed_in(emin).post(f"/editing/translations/{translation.pk}/submit/", follow=True).content.decode()
    )
    assert "This is not translated yet: “Другие слова.”" in left
    translate(translation, emin)
    publish_translation(emin, erika, translation)
    target.refresh_from_db()
    assert target.title.startswith("English") and target.lead.startswith("English")
    assert "changed on" not in Client().get(f"/en/news/{target.slug}/").content.decode()


def publish_translation(writer: Person, reader: Person, translation: Translation) -> None:
    signed_in(writer).post(f"/editing/translations/{translation.pk}/submit/")
    target = translation.source.get_translated_instance(translation.target_locale)
    approve(reader, target)

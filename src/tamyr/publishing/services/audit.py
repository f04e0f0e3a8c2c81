"""Lines in the audit chain for what editors do, a story's exposure kept the same in all languages, and its news."""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from wagtail.models import Page

from tamyr.notices.services import announce
from tamyr.publishing.models import Story
from tamyr.publishing.queries.news import STORY_PUBLISHED, concerns_members
from tamyr.safety.services import record_act


@transaction.atomic
def record_page_act(
    *, act: str, page: models.Model, actor: UUID | None, at: datetime, revision: int | None = None
) -> None:
    record_act(act=act, actor=actor, about=page, at=at, details={"revision": revision})


@transaction.atomic
def record_publication(*, page: Page, revision: int, reader: UUID | None, at: datetime) -> None:
    """Note that a page went live, and announce a story of the network's own: once, whatever its languages."""
    _keep_exposure_in_step(page)
    record_page_act(act="page.published", page=page, actor=reader, at=at, revision=revision)
    if concerns_members(page):
        announce(kind=STORY_PUBLISHED, about=page.translation_key, actor=reader, at=at)


def _keep_exposure_in_step(page: Page) -> None:
    """Give all translations of a story the exposure of its original, public or not yet."""
    group = Story.objects.filter(translation_key=page.translation_key).order_by("pk")
    # The first one made is the original; its translations came after it.
    original = group.first()
    if original is not None:
        # In one statement: a page’s own saving refuses to change what is public.
        group.update(exposure=original.exposure)

"""A link within a public text does not tell of a page that its reader may not see."""

import pytest
from django.test import Client
from tests.people import LONG_AGO, LONG_AGO_AT
from wagtail.models import Page

from tamyr.publishing.services import PageWords, add_story
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.usefixtures("site")


def story(slug: str, text: str, exposure: ExposureLevel = ExposureLevel.PUBLIC) -> Page:
    words = {"en": PageWords(f"Example {slug}", "Invented.", [("paragraph", text)])}
    made = add_story(kind="article", slug=slug, on=LONG_AGO, words=words, at=LONG_AGO_AT, exposure=exposure)
    return made["en"]


def test_a_public_text_links_to_public_pages_only(client: Client) -> None:
    open_one = story("example-open", "<p>Open.</p>")
    hidden = story("example-hidden", "<p>Hidden.</p>", ExposureLevel.NETWORK)
    links = [f'<a linktype="page" id="{page.pk}">here</a>' for page in (open_one, hidden)]
    story("example-links", f"<p>{' and '.join(links)}</p>")
    page = client.get("/en/news/example-links/").content.decode()
    assert "example-open" in page
    assert "example-hidden" not in page
    assert page.count("here</a>") == 2

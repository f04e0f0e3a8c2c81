"""A demand as a small page for other people’s sites, and the lines by which they show it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tamyr.demands.models import Demand
from tamyr.demands.pages.demand.page import DemandPage
from tamyr.demands.pages.lists import STATE_WORDS
from tamyr.demands.pages.public.timeline import Next, what_is_next
from tamyr.demands.queries.public.lists import states_of
from tamyr.demands.queries.texts import words_for
from tamyr.network.models import Visitor

# In pixels: nothing of a card grows, so that it fits the frame wherever it stands.
HEIGHT = 360


@dataclass(frozen=True)
class CardPage:
    page: DemandPage
    addressees: str
    standing: str
    next: Next | None
    address: str


def card_page(page: DemandPage, address: str, stranger: Visitor) -> CardPage:
    """Return what a card says of a demand that anybody may read."""
    steps, standing = what_is_next(page, stranger.on), standing_words(page, stranger.at)
    return CardPage(page, ", ".join(page.addressees), standing, steps[0] if steps else None, address)


def standing_words(page: DemandPage, at: datetime) -> str:
    """Say in a few words how a demand stands: what members read in its answers, else how far it has come."""
    if page.judged.verdicts and not page.demand.has_ended:
        return page.judged.words
    return str(STATE_WORDS[states_of([page.demand], at)[page.demand.pk]])


def snippets(demand: Demand, origin: str) -> Iterator[tuple[str, str]]:
    """Yield by language the lines that show a card on another site: no script, nothing told of its readers."""
    for code, name in settings.LANGUAGES:
        with translation.override(code):
            address = origin + reverse("demands:card", args=[demand.number])
            title = _("Demand: %(title)s") % {"title": words_for(demand, code).title}
        yield (
            name,
            # A link of the card opens a page of its own, free of the frame; all else is shut off.
            f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="{HEIGHT}" loading="lazy" '
            'referrerpolicy="no-referrer" sandbox="allow-popups allow-popups-to-escape-sandbox" '
            'style="border:0;max-width:32rem"></iframe>',
        )

from collections.abc import Iterable
from itertools import islice
from urllib.parse import urljoin

from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.positions.models import Version
from tamyr.positions.pages.public import listed
from tamyr.shared.answers import DatedFeed

NEWEST = 30


def feed_of(versions: Iterable[Version], address: str, language: str) -> str:
    """Return an Atom feed of positions that were adopted for the world, the newest first."""
    feed = DatedFeed(
        title=_("Positions of the network"),
        link=address,
        description=_("Texts that member organisations adopted, the newest first."),
        language=language,
        feed_url=urljoin(address, reverse("positions:feed")),
    )
    # Cut before each one is asked for its title.
    for shown in listed(islice(versions, NEWEST)):
        place = reverse("positions:position", args=[shown.version.position.number])
        feed.add_item(
            title=shown.title,
            # Another version is another entry.
            link=f"{urljoin(address, place)}#version-{shown.version.number}",
            description=shown.scope,
            pubdate=shown.version.ended_at,
            updateddate=shown.version.ended_at,
        )
    return feed.writeString("utf-8")

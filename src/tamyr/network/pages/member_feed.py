from collections.abc import Sequence
from datetime import UTC, datetime, time
from urllib.parse import urljoin

from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.network.models import Member
from tamyr.network.pages.member import card
from tamyr.shared.answers import DatedFeed


def feed_of(members: Sequence[Member], address: str, language: str) -> str:
    """Return an Atom feed of members, each with the day it joined."""
    feed = DatedFeed(
        title=_("New members of the network"),
        link=address,
        description=_("Organisations that joined, the newest first."),
        language=language,
        feed_url=urljoin(address, reverse("network:newest_members")),
    )
    for member in members:
        shown = card(member, language)
        feed.add_item(
            title=shown.name,
            link=urljoin(address, reverse("network:member", args=(member.slug,))),
            description=", ".join(part for part in (shown.country, shown.themes_line) if part),
            pubdate=datetime.combine(member.joined_on, time(), UTC),
            # The day it joined, whatever was changed since: that an
            # entry was edited is no news for the world.
            updateddate=datetime.combine(member.joined_on, time(), UTC),
        )
    return feed.writeString("utf-8")

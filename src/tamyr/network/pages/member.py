from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from climate_pathways.core.countries import COUNTRIES
from tamyr.network.models import Member, Visitor
from tamyr.network.models.members import best_of
from tamyr.network.models.vocabularies import Theme
from tamyr.network.queries.member_entry import language_name
from tamyr.network.queries.people import mandates_visible_to
from tamyr.network.rules import may_change_member
from tamyr.safety.models import ExposureLevel


@dataclass(frozen=True)
class Card:
    """What a list shows of a member, in the best language there is."""

    member: Member
    name: str
    language: str
    country: str
    status: str
    themes: tuple[str, ...]
    story: str
    story_language: str
    site: str

    @property
    def href(self) -> str:
        return reverse("network:member", args=(self.member.slug,))

    @property
    def themes_line(self) -> str:
        return ", ".join(self.themes)

    @property
    def is_public(self) -> bool:
        return self.member.exposure == ExposureLevel.PUBLIC


def card(member: Member, language: str) -> Card:
    profile = member.profile
    name, name_language = best_of(profile["names"], language)
    story, story_language = best_of(profile["stories"], language)
    # A theme that this release does not know is left out: a page that is only read does not fail for it.
    themes = tuple(str(Theme(code).label) for code in profile["themes"] if code in Theme.values)
    return Card(
        member=member,
        name=name or member.slug,
        language=name_language,
        country=member.country.name,
        status=str(member.get_status_display()),
        themes=themes,
        story=story,
        story_language=story_language,
        site=profile["site"],
    )


def member_page(visitor: Visitor, member: Member, language: str) -> dict[str, Any]:
    shown = card(member, language)
    names = sorted(member.names.items())
    return {
        "card": shown,
        "about": Truncator(shown.story).chars(200)
        or _("Member of the network, %(country)s") % {"country": shown.country},
        "member": member,
        "names": [(code, language_name(code, language), name) for code, name in names],
        "story_in": language_name(shown.story_language, language) if shown.story_language != language else "",
        "themes": [(code, Theme(code).label) for code in member.profile["themes"] if code in Theme.values],
        # Written out: the pages of countries stand in a room that comes after this one.
        "country_page": f"/{language}/countries/{member.country_id.lower()}/"
        if member.country_id in COUNTRIES
        else "",
        # Whom the reader may know of, and not all who act for it: a
        # person may be more hidden than their member.
        "mandates": list(mandates_visible_to(visitor).filter(member=member)),
        "has_left": not member.belonged_on(visitor.on),
        "may_change": may_change_member.test(visitor, member),
        "crumbs": [(_("Members"), reverse("network:members")), (shown.name, "")],
    }


def organisation(shown: Card, address: str) -> dict[str, Any]:
    """Describe a public member to search engines, by schema.org's vocabulary."""
    names = sorted(set(shown.member.names.values()) - {shown.name})
    facts: dict[str, Any] = {
        "@type": "Organization",
        "name": shown.name,
        "alternateName": names,
        "url": urljoin(address, shown.href),
        "sameAs": [shown.site] if shown.site else [],
        "location": {"@type": "Country", "name": shown.country},
        "description": shown.story,
        "knowsAbout": list(shown.themes),
    }
    return {name: value for name, value in facts.items() if value}

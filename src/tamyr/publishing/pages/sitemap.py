"""Every public address, for search engines. Always what a stranger may see, whoever asks."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from climate_pathways.core.countries import COUNTRIES
from tamyr.addressees.queries.directory import bodies_standing_to
from tamyr.consultations.logic.participation import all_places
from tamyr.consultations.queries.consultations import public_consultations
from tamyr.decisions.pages.words import RULES
from tamyr.decisions.queries.decisions import decisions_visible_to
from tamyr.demands.queries.demands import public_numbers
from tamyr.ndc.queries.submissions import submissions_visible_to
from tamyr.network.models import Visitor
from tamyr.network.queries import members_visible_to
from tamyr.positions.queries.positions import adopted_for_the_world
from tamyr.priorities.queries.rounds import rounds_visible_to
from tamyr.publishing.queries.visible import pages_visible_to

_OF_A_COUNTRY = ("evidence:country", "evidence:assessment", "evidence:land_use", "evidence:methane")


@dataclass(frozen=True)
class Address:
    """A page's address and its equivalents in other languages."""

    path: str
    alternates: dict[str, str]
    changed_at: datetime | None = None


def public_addresses(now: datetime) -> list[Address]:
    stranger = Visitor(at=now)
    return [*_pages(stranger), *_other_rooms(stranger)]


def _pages(stranger: Visitor) -> list[Address]:
    pages = pages_visible_to(stranger).select_related("locale").order_by("url_path")
    groups: dict[object, dict[str, str]] = defaultdict(dict)
    for page in pages:
        groups[page.translation_key][page.locale.language_code] = page.url_path
    return [Address(page.url_path, groups[page.translation_key], page.last_published_at) for page in pages]


def _other_rooms(stranger: Visitor) -> list[Address]:
    names: list[tuple[str, tuple[str | int, ...]]] = [
        ("evidence:region", ()),
        ("evidence:comparison", ()),
        ("evidence:sources", ()),
        ("evidence:methods", ()),
        ("evidence:api", ()),
        ("evidence:corrections", ()),
        *((name, (iso3,)) for iso3 in COUNTRIES for name in _OF_A_COUNTRY),
        ("network:members", ()),
        ("admissions:join", ()),
        ("network:count_members", ()),
        ("network:circles", ()),
        ("safety:what_we_keep", ()),
        *(
            ("network:member", (slug,))
            for slug in members_visible_to(stranger).values_list("slug", flat=True)
        ),
        *_decided_together(stranger),
        *_said_to_bodies(stranger),
    ]
    return [address for name, args in names for address in _in_each_language(name, args)]


def _decided_together(stranger: Visitor) -> list[tuple[str, tuple[str | int, ...]]]:
    """Name the pages of what members propose, decide and adopt together."""
    return [
        ("priorities:rounds", ()),
        *(
            ("priorities:round", (number,))
            for number in rounds_visible_to(stranger).values_list("number", flat=True)
        ),
        ("decisions:decisions", ()),
        *(("decisions:how", (rule,)) for rule in RULES),
        *(
            ("decisions:decision", (number,))
            for number in decisions_visible_to(stranger).values_list("number", flat=True)
        ),
        ("positions:positions", ()),
        *(("positions:position", (version.position.number,)) for version in adopted_for_the_world()),
    ]


def _said_to_bodies(stranger: Visitor) -> list[tuple[str, tuple[str | int, ...]]]:
    """Name the pages of what members ask of public bodies, and of when these must answer."""
    return [
        ("demands:demands", ()),
        ("demands:answers", ()),
        *(("demands:demand", (number,)) for number in public_numbers()),
        ("addressees:institutions", ()),
        *(
            ("addressees:institution", (number,))
            # A merged body stands on the page of the other one, which has an address of its own.
            for number in bodies_standing_to(stranger).values_list("number", flat=True)
        ),
        ("demands:terms", ()),
        *(("demands:country", (iso3,)) for iso3 in COUNTRIES),
        ("consultations:consultations", ()),
        ("consultations:how", ()),
        *(("consultations:place", (code.lower(),)) for code in all_places()),
        *(
            ("consultations:consultation", (number,))
            for number in public_consultations().values_list("number", flat=True)
        ),
        ("ndc:countries", ()),
        *(("ndc:country", (iso3,)) for iso3 in COUNTRIES),
        ("ndc:submissions", ()),
        *(
            ("ndc:submission", (number,))
            for number in submissions_visible_to(stranger)
            # Not those that are open for comments: strangers may find them closed again.
            .filter(agreed_at__isnull=False)
            .values_list("number", flat=True)
        ),
    ]


def _in_each_language(name: str, args: tuple[str | int, ...]) -> list[Address]:
    paths = {}
    for code, _name in settings.LANGUAGES:
        # An address begins with the language in which it is made.
        with translation.override(code):
            paths[code] = reverse(name, args=args)
    return [Address(path, paths) for path in paths.values()]

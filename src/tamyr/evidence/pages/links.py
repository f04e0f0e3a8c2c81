"""Where a page stands: the way down to it, the pages beside it, its files, and how machines are told."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.core.naming import place_name

IMAGE_FORMS = ("svg", "png")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


class Choice(NamedTuple):
    """One of several views of the same thing, as a link."""

    label: str
    href: str
    is_current: bool


def crumbs(here: str) -> list[tuple[str, str]]:
    """Return the way down to a page as (label, address); the page itself has no address."""
    return [(_("All twelve countries"), reverse("evidence:region")), (here, "")]


def country_crumbs(iso3: str, here: str, language: str) -> list[tuple[str, str]]:
    """Return the way down to a page about one country."""
    return [
        (_("All twelve countries"), reverse("evidence:region")),
        (place_name(iso3, language), reverse("evidence:country", args=(iso3,))),
        (here, ""),
    ]


def sections(iso3: str, here: str) -> list[Choice]:
    """Return the pages about one country, as links to each other."""
    pages = (
        ("country", _("Figures")),
        ("assessment", _("Pledge and fair share")),
        ("land_use", _("Hot air and land use")),
        ("methane", _("Methane")),
        ("what_if", _("What if?")),
    )
    return [Choice(label, reverse(f"evidence:{name}", args=(iso3,)), name == here) for name, label in pages]


def downloads(picture: Callable[[str], str], table: str, query: str = "") -> list[tuple[str, str]]:
    """Return (label, address) of a chart's files; ``picture`` gives the address in a form."""
    files = [*((form.upper(), picture(form)) for form in reversed(IMAGE_FORMS)), ("CSV", table)]
    return [(label, address + query) for label, address in files]


def dataset(
    name: str, about: str, *, place: str, dated: str, version: str, table: str, language: str
) -> dict[str, Any]:
    """Describe figures to search engines, by schema.org's vocabulary; ``located`` adds the address."""
    return {
        "@type": "Dataset",
        "name": name,
        "description": about,
        "url": "",
        "inLanguage": language,
        "isAccessibleForFree": True,
        "license": LICENCE,
        "dateModified": dated,
        "version": version,
        "spatialCoverage": place,
        "distribution": {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": table},
    }


def located(facts: Mapping[str, Any], address: str) -> dict[str, Any]:
    """Complete a description with the page's whole address, which differs between the site's names."""
    table = facts["distribution"]
    whole = {**table, "contentUrl": urljoin(address, table["contentUrl"])}
    return {**facts, "url": address, "distribution": whole}

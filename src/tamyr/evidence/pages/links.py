"""Where a page stands: the way down to it, the pages beside it, its files, and how machines are told."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.core.naming import place_name
from climate_pathways.core.provenance import Source
from climate_pathways.figures import (
    CERP_LICENCE,
    OWN_LICENCE,
    Licence,
    licence_address,
    results_licence,
)
from tamyr.evidence.logic.references import NamedSource
from tamyr.evidence.models import AssessmentVersion
from tamyr.evidence.pages.kept import hashed

IMAGE_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
IMAGE_FORMS = tuple(IMAGE_TYPES)


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
    name: str,
    about: str,
    *,
    place: str,
    dated: str,
    version: str,
    table: str,
    language: str,
    sources: Sequence[NamedSource],
    results: Sequence[Licence] = (OWN_LICENCE,),
) -> dict[str, Any]:
    """Describe figures to search engines, by schema.org's vocabulary; ``located`` adds the address.

    ``results``: the licences of what we computed; ``sources``: whose figures are in it. The whole has no
    licence of its own: each part names its own.
    """
    return {
        "@type": "Dataset",
        "name": name,
        "description": about,
        "url": "",
        "inLanguage": language,
        "isAccessibleForFree": True,
        "dateModified": dated,
        "version": version,
        "spatialCoverage": place,
        "hasPart": [
            {
                "@type": "Dataset",
                "name": name,
                "description": results_licence(language),
                "license": [licence.url for licence in results],
            },
            *(_published(short, source) for short, source in sources),
        ],
        "distribution": {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": table},
    }


def _published(short: str, source: Source) -> dict[str, Any]:
    """Describe one provider's data set, under its own licence: its address, or what is known of it in words."""
    address = licence_address(source.id)
    words = {"@type": "CreativeWork", "name": source.licence}
    return {
        "@type": "Dataset",
        "name": short,
        "description": source.title,
        "creator": {"@type": "Organization", "name": source.provider},
        "url": source.url,
        # schema.org takes an address or a work here, and no bare words.
        "license": address or words,
    }


def located(facts: Mapping[str, Any], address: str) -> dict[str, Any]:
    """Complete a description with the page's whole address, which differs between the site's names."""
    table = facts["distribution"]
    whole = {**table, "contentUrl": urljoin(address, table["contentUrl"])}
    return {**facts, "url": address, "distribution": whole}


def licence_words(stored: AssessmentVersion, origin: str, language: str) -> dict[str, Any]:
    """Return what is said of a frozen assessment's file: which one it is, and what it may be used for.

    ``origin``: the site's address without a path.
    """
    iso3, version = stored.iso3, stored.version
    return {
        "name": place_name(iso3, language),
        "version": version,
        "address": origin + reverse("evidence:assessment_version", args=(iso3, version)),
        "file": f"tamyr-{iso3.lower()}-{version}.json",
        # Of the text as it is stored: what anybody can reckon who has the file.
        "digest": hashed(stored.content),
        "licence": results_licence(language),
        "licences": (OWN_LICENCE, CERP_LICENCE),
        "sources": f"{origin}{reverse('evidence:sources')}#sources",
    }

"""The versions of a country's assessment, and what changed between two of them and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError
from tamyr.evidence.forms.addresses import read_version
from tamyr.evidence.logic.changes import ComparisonWords, compared
from tamyr.evidence.queries import assessments
from tamyr.evidence.views.answers import public
from tamyr.evidence.views.exports import FORMS
from tamyr.shared.languages import language


@public
def versions(request: HttpRequest, iso3: str) -> HttpResponse:
    assessments.current_version(iso3)
    name = COUNTRIES[iso3].name(language())
    here = _("Versions of the assessment")
    page = {
        "country": COUNTRIES[iso3],
        "name": name,
        "heading": here,
        "versions": assessments.versions_of(iso3),
        "forms": FORMS,
        "crumbs": crumbs(iso3, here),
    }
    return render(request, "evidence/versions.html", page)


@public
def changes(request: HttpRequest, iso3: str) -> HttpResponse:
    """Compare the current version with the one before, or any two that are named."""
    new = read_version(request.GET, "to") or assessments.current_version(iso3)
    old = read_version(request.GET, "from") or assessments.version_before(iso3, new) or new
    stored = [assessments.stored(iso3, version) for version in (old, new)]
    words, reason = _compared(iso3, old, new)
    here = _("What changed and why")
    page = {
        "country": COUNTRIES[iso3],
        "name": COUNTRIES[iso3].name(language()),
        "heading": here,
        "old": stored[0],
        "new": stored[1],
        "words": words,
        "reason": reason,
        "versions": assessments.versions_of(iso3),
        "crumbs": [*crumbs(iso3, "")[:-1], (_("Versions"), reverse("evidence:versions", args=(iso3,))), (here, "")],
    }  # fmt: skip
    return render(request, "evidence/changes.html", page)


def _compared(iso3: str, old: str, new: str) -> tuple[ComparisonWords | None, str]:
    """Return the comparison, or why this release cannot make it."""
    try:
        both = assessments.assessment(iso3, old), assessments.assessment(iso3, new)
    except PathwaysError as error:
        return None, error.in_language(language())
    return compared(*both, language()), ""


def crumbs(iso3: str, here: str) -> list[tuple[str, str]]:
    name = COUNTRIES[iso3].name(language())
    return [
        (_("All twelve countries"), reverse("evidence:region")),
        (name, reverse("evidence:country", args=(iso3,))),
        (here, ""),
    ]

"""The versions of a country's assessment, and what changed between two of them and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tamyr.evidence.forms.addresses import read_version
from tamyr.evidence.pages.versions import changes_page, versions_page
from tamyr.evidence.views.answers import public
from tamyr.evidence.views.exports import FORMS
from tamyr.shared.languages import language


@public
def versions(request: HttpRequest, iso3: str) -> HttpResponse:
    return render(request, "evidence/versions.html", {**versions_page(iso3, language()), "forms": FORMS})


@public
def changes(request: HttpRequest, iso3: str) -> HttpResponse:
    """Compare the current version with the one before, or any two that are named."""
    old, new = read_version(request.GET, "from"), read_version(request.GET, "to")
    return render(request, "evidence/changes.html", changes_page(iso3, old, new, language()))

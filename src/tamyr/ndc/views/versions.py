"""The countries, and the versions of one country's NDC side by side in terms of our demands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tamyr.ndc.pages.country import country_lines, country_page, crumbs
from tamyr.ndc.views.answering import with_evidence
from tamyr.network.queries.visitors import visitor_of
from tamyr.procedures.rules import speaks_for_an_active_member


@require_safe
def countries(request: HttpRequest) -> HttpResponse:
    return render(request, "ndc/countries.html", {"lines": country_lines()})


@require_safe
@with_evidence
def country(request: HttpRequest, iso3: str) -> HttpResponse:
    visitor = visitor_of(request)
    page = {
        "page": country_page(iso3, visitor),
        "may_propose": speaks_for_an_active_member(visitor),
        "crumbs": crumbs(iso3),
    }
    return render(request, "ndc/country.html", page)

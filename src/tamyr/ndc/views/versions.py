"""The countries, and the versions of one country's NDC side by side in terms of our demands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tamyr.ndc.pages.country import country_lines, country_page, crumbs
from tamyr.ndc.pages.submissions import lines_of
from tamyr.ndc.queries.submissions import submissions_of
from tamyr.ndc.views.answering import with_evidence
from tamyr.network.queries.visitors import visitor_of
from tamyr.procedures.rules import speaks_for_an_active_member

# Of the submissions the first page shows the newest; all stand on their own page.
NEWEST = 5


@require_safe
def countries(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    listed = lines_of(submissions_of(visitor)[:NEWEST], visitor)
    return render(request, "ndc/countries.html", {"lines": country_lines(), "submissions": listed})


@require_safe
@with_evidence
def country(request: HttpRequest, iso3: str) -> HttpResponse:
    visitor = visitor_of(request)
    page = {
        "page": country_page(iso3, visitor),
        "may_propose": speaks_for_an_active_member(visitor),
        "submissions": lines_of(submissions_of(visitor, iso3), visitor),
        "crumbs": crumbs(iso3),
    }
    return render(request, "ndc/country.html", page)

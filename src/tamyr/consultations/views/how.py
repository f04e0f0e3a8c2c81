"""How to take part: all places, one of them, and the table of all."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from climate_pathways.core.countries import COUNTRIES
from tamyr.consultations.logic.participation import all_places
from tamyr.consultations.pages import how as shown
from tamyr.consultations.pages.consultation import is_dangerous
from tamyr.shared.answers import csv_file


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    return render(request, "consultations/how.html", {"lines": shown.lines()})


@require_safe
def place(request: HttpRequest, place: str) -> HttpResponse:
    found = all_places().get(place.upper())
    # One address a place: capital letters would be a second one.
    if found is None or place != place.lower():
        raise Http404
    name = shown.place_name(found.code)
    page = {
        "place": found,
        "name": name,
        "is_country": found.code in COUNTRIES,
        "is_dangerous": is_dangerous(found.code),
        "subjects": shown.subjects_of(found),
        "warnings": shown.warnings_of(found),
        "aarhus": shown.aarhus_of(found.code),
        "crumbs": [(_("How to take part"), reverse("consultations:how")), (name, "")],
    }
    return render(request, "consultations/place.html", page)


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    found = [all_places()[code] for code in shown.in_order()]
    return csv_file(shown.table_rows(found), "tamyr-how-to-take-part")

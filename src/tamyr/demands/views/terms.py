"""How long public bodies have to answer a letter: twelve countries side by side, and one with a reader's own letter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from climate_pathways.core.countries import COUNTRIES
from tamyr.demands.forms.letters import LetterForm
from tamyr.demands.logic.calendar import calendar_of
from tamyr.demands.logic.law_file import all_laws, law_of
from tamyr.demands.logic.projection import reckon
from tamyr.demands.pages import country as shown
from tamyr.demands.pages.region import lines
from tamyr.demands.queries.deliveries import day_by
from tamyr.network.queries.visitors import visitor_of
from tamyr.shared.answers import csv_file
from tamyr.shared.languages import language

UNPROCESSABLE = 422


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    laws = sorted(all_laws().values(), key=lambda law: COUNTRIES[law.country].name(language()))
    page = {"lines": lines(laws, language()), "looked_up": max(law.looked_up for law in laws)}
    return render(request, "demands/terms.html", page)


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    return csv_file(shown.table_rows(list(all_laws().values()), language()), "answer-terms")


@require_safe
def country(request: HttpRequest, iso3: str) -> HttpResponse:
    """Show what is known of a country, and count for the letter that its reader describes."""
    law, spoken = law_of(iso3), language()
    on = day_by(iso3, visitor_of(request).at)
    # In the address alone: what a reader counts is kept nowhere, and can be handed on as a link.
    form = LetterForm(request.GET if "kind" in request.GET else None, law=law, on=on)
    page = shown.country_page(law, spoken) | {"form": form}
    if form.is_bound and form.is_valid():
        letter = law.letter(form.cleaned_data["kind"])
        if letter is not None:
            found = reckon(law, letter, form.events, calendar_of(iso3), on=on)
            page |= {"box": shown.answer_box(found, spoken), "counted_on": on}
    status = UNPROCESSABLE if form.is_bound and not form.is_valid() else 200
    return render(request, "demands/country.html", page, status=status)

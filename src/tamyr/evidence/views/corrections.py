"""What we said wrong, as a page, a feed and a table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tamyr.evidence.forms.addresses import corrections_selects, read_corrections_choice
from tamyr.evidence.pages import references
from tamyr.evidence.views.answers import public
from tamyr.shared.answers import csv_file
from tamyr.shared.choices import origin_of
from tamyr.shared.languages import language


@public
def corrections(request: HttpRequest) -> HttpResponse:
    choice = read_corrections_choice(request.GET)
    page = references.corrections_page(choice, address_of_all(request), language())
    selects = corrections_selects(choice, language())
    return render(request, "evidence/corrections.html", {**page, "selects": selects})


@public
def feed(request: HttpRequest) -> HttpResponse:
    choice = read_corrections_choice(request.GET)
    text = references.corrections_feed(choice, address_of_all(request), language())
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


@public
def table(request: HttpRequest) -> HttpResponse:
    choice = read_corrections_choice(request.GET)
    rows = references.corrections_rows(choice, address_of_all(request), language())
    return csv_file(rows, f"tamyr-corrections-{language()}")


def address_of_all(request: HttpRequest) -> str:
    """Return the public address of the whole list: an entry is cited there, whatever was chosen."""
    return origin_of(request) + reverse("evidence:corrections")

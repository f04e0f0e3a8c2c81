"""The list of public bodies, one of them, and both as files."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from climate_pathways.core.countries import COUNTRIES
from tamyr.addressees.forms.entries import NOWHERE, Choice, read_choice, selects
from tamyr.addressees.logic.popolo import written
from tamyr.addressees.logic.tables import table_rows
from tamyr.addressees.models import Institution
from tamyr.addressees.pages.institution import institution_page
from tamyr.addressees.pages.lists import card, for_the_convention, with_source
from tamyr.addressees.queries.directory import find_institution, institutions_visible_to
from tamyr.addressees.queries.lists import countries_of_the_directory, listed, whole
from tamyr.addressees.queries.rows import given_rows
from tamyr.addressees.rules import may_import, may_keep
from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import visitor_of
from tamyr.shared.answers import long_csv_file
from tamyr.shared.choices import known_choice, origin_of
from tamyr.shared.languages import language

A_PAGE = 40
# Where the secretariat itself lists them, holders’ names too.
FOCAL_POINTS_OF_ALL = "https://unfccc.int/process/parties-non-party-stakeholders/parties/national-focal-point"


@require_safe
@known_choice
def institutions(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    countries = countries_of_the_directory(visitor)
    choice = read_choice(request.GET, countries)
    page = Paginator(chosen(visitor, choice).prefetch_related("channels"), A_PAGE).get_page(choice.page)
    context = {
        "page": page,
        "cards": [card(row, visitor.on) for row in page.object_list],
        "selects": selects(choice, countries, language()),
        "text": {"name": "part", "label": _("Part of the name"), "value": choice.part},
        "reset": "" if choice.is_open else reverse("addressees:institutions"),
        "query": choice.query,
        "same_choice": f"?{choice.query}" if choice.query else "",
        "convention": for_the_convention(choice.country, visitor) if choice.country in COUNTRIES else None,
        "focal_points_of_all": FOCAL_POINTS_OF_ALL,
        "may_keep": may_keep(visitor),
        "may_import": may_import(visitor),
    }
    return render(request, "addressees/institutions.html", context)


def chosen(visitor: Visitor, choice: Choice) -> "QuerySet[Institution]":
    # No word asks for bodies of any country; ``NOWHERE`` for those of none.
    country = {"": None, NOWHERE: ""}.get(choice.country, choice.country)
    return listed(
        visitor,
        country=country,
        level=choice.level,
        kind=choice.kind,
        letter=choice.letter,
        part=choice.part,
        on=visitor.on,
    )


@require_safe
def institution(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    body = found_or_404(visitor, number)
    # Not for good: two persons can part the two again, and browsers keep what they are told is permanent.
    if body.number != number:
        return redirect("addressees:institution", number=body.number, permanent=False)
    page = institution_page(body, visitor, origin_of(request) + request.path)
    return render(request, "addressees/institution.html", page)


def found_or_404(visitor: Visitor, number: int) -> Institution:
    found = find_institution(visitor, number)
    if found is None:
        raise Http404
    return found


@require_safe
@known_choice
def table(request: HttpRequest) -> StreamingHttpResponse:
    visitor = visitor_of(request)
    choice = read_choice(request.GET, countries_of_the_directory(visitor))
    rows = with_source(given_rows(whole(chosen(visitor, choice))), visitor)
    return long_csv_file(table_rows(rows), "addressees")


@require_safe
@known_choice
def document(request: HttpRequest) -> HttpResponse:
    """Answer with the bodies in Popolo's field names."""
    visitor = visitor_of(request)
    choice = read_choice(request.GET, countries_of_the_directory(visitor))
    rows = with_source(given_rows(whole(chosen(visitor, choice))), visitor)
    return JsonResponse(written(rows), json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
def one_document(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    body = found_or_404(visitor, number)
    rows = with_source(given_rows(whole(institutions_visible_to(visitor).filter(pk=body.pk))), visitor)
    return JsonResponse(written(rows), json_dumps_params={"ensure_ascii": False, "indent": 1})

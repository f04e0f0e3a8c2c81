"""The calendar of consultations, and one of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tamyr.consultations.models import Consultation
from tamyr.consultations.pages import lists
from tamyr.consultations.pages.consultation import acts_of, consultation_page, structured
from tamyr.consultations.queries.consultations import find_consultation, page_of
from tamyr.consultations.rules import may_record, may_see_inside
from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import visitor_of
from tamyr.shared.choices import known_choice, origin_of, query_of


@require_safe
@known_choice
def consultations(request: HttpRequest) -> HttpResponse:
    visitor, choice = visitor_of(request), lists.read_choice(request.GET)
    found = page_of(visitor, choice)
    query, followed = query_of(choice), lists.query_followed(choice)
    page = {
        "found": found,
        "cards": [lists.card_of(consultation, visitor) for consultation in found.object_list],
        "selects": lists.selects(choice),
        "query": query,
        "same": f"?{query}" if query else "",
        "followed": f"?{followed}" if followed else "",
        "narrowed": lists.narrowed_words(choice),
        "reset": reverse("consultations:consultations") if query else "",
        "may_record": may_record(visitor),
        "country": choice.country.lower(),
    }
    return render(request, "consultations/consultations.html", page)


@require_safe
def consultation(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    return show(request, visitor, find_consultation(visitor, number))


def show(
    request: HttpRequest, visitor: Visitor, found: Consultation, status: int = 200, **more: Any
) -> HttpResponse:
    page = consultation_page(found, visitor)
    address = origin_of(request) + reverse("consultations:consultation", args=[found.number])
    context = {
        "page": page,
        # No search engine is told of what the network alone reads.
        "facts": structured(page, address) if page.is_public else None,
        "acts": acts_of(found, visitor),
        "follows": may_see_inside(visitor),
        "crumbs": crumbs(page.card.words.title),
        **more,
    }
    return render(request, "consultations/consultation.html", context, status=status)


def crumbs(*named: Any) -> list[tuple[str, str]]:
    """Return the way back to the calendar; each further step is its words, or its words and its address."""
    steps = [step if isinstance(step, tuple) else (step, "") for step in named]
    return [(_("Consultations and hearings"), reverse("consultations:consultations")), *steps]

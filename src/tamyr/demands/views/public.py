"""The list of demands, one demand, who answers, and the weekly sheet of what is late."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tamyr.demands.models import Demand
from tamyr.demands.pages import lists
from tamyr.demands.pages.demand.page import acts_of, demand_page, structured
from tamyr.demands.pages.public.answers import answers_drawn
from tamyr.demands.pages.public.card import snippets, standing_words
from tamyr.demands.pages.public.timeline import timeline, what_is_next
from tamyr.demands.queries import answering
from tamyr.demands.queries.backers import own_backing
from tamyr.demands.queries.demands import find_demand
from tamyr.demands.queries.letters.late import late_page
from tamyr.demands.queries.public.lists import page_of
from tamyr.demands.rules import may_begin, may_see_inside
from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import only, visitor_of, visitor_on
from tamyr.procedures.pages import unnamed_lines
from tamyr.procedures.queries import organisations_of
from tamyr.shared.choices import known_choice, narrowed_to, origin_of, page_number, query_of
from tamyr.shared.languages import language


@require_safe
@known_choice
def demands(request: HttpRequest) -> HttpResponse:
    visitor, choice = visitor_of(request), lists.read_choice(request.GET)
    found, offered = page_of(visitor, choice), lists.selects(choice, visitor)
    query = query_of(choice)
    page = {
        "found": found,
        "cards": lists.cards(list(found.object_list), visitor.at),
        "selects": offered,
        "query": query,
        "same_choice": f"?{query}" if query else "",
        "narrowed": narrowed_to(offered),
        "has_feed": lists.has_feed(choice, visitor),
        "reset": reverse("demands:demands") if query else "",
        "may_begin": may_begin(visitor),
        "follows": may_see_inside(visitor),
    }
    return render(request, "demands/demands.html", page)


@require_safe
def demand(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    return show(request, visitor, find_demand(visitor, number))


def show(
    request: HttpRequest, visitor: Visitor, found: Demand, status: int = 200, **more: Any
) -> HttpResponse:
    page, behind = demand_page(found, visitor), own_backing(found, visitor)
    address = origin_of(request) + reverse("demands:demand", args=[found.number])
    context = {
        "page": page,
        "unnamed": unnamed_lines(page.backers),
        # To machines, and to other sites below, only what anybody may read.
        "facts": structured(page, address) if page.is_public else None,
        "acts": acts_of(found, visitor),
        "standing": standing_words(page, visitor.at),
        "timeline": timeline(page),
        "next": what_is_next(page, visitor.on),
        "snippets": list(snippets(found, origin_of(request))) if page.is_public else [],
        "own": [(member, behind.get(member.pk)) for member in organisations_of(visitor)],
        "follows": may_see_inside(visitor),
        "crumbs": [(_("Demands"), reverse("demands:demands")), (page.words.title, "")],
        **more,
    }
    return render(request, "demands/demand.html", context, status=status)


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    countries, known = answering.by_country(visitor), known_to_all(visitor)
    page = {
        "drawn": answers_drawn(known, visitor.on, language()),
        # Whether this reader's tables count more than the drawing, which is the same for all.
        "is_more": known != countries,
        "on": visitor.on,
        "countries": lists.country_rows(countries),
        "bodies": lists.institution_rows(answering.by_institution(visitor), visitor),
        "few": answering.FEW,
        "crumbs": [(_("Demands"), reverse("demands:demands")), (_("Who answers"), "")],
    }
    return render(request, "demands/answers.html", page)


def known_to_all(visitor: Visitor) -> list[answering.Answering]:
    """Return how each country answers as anybody may know it: what is drawn is quoted, and the same for every reader."""
    return answering.by_country(visitor_on(None, visitor.at))


@require_safe
@only(may_see_inside)
@known_choice
def late(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    found = late_page(visitor, page_number(request.GET.get("page", "1"), "page"))
    page = {
        "found": found,
        "rows": lists.late_rows(found.object_list, visitor),
        "on": visitor.on,
        "crumbs": [(_("Demands"), reverse("demands:demands")), (_("What is late"), "")],
    }
    return render(request, "demands/late.html", page)

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tamyr.network.forms.directory import read_choice, read_day, selects
from tamyr.network.models import Visitor
from tamyr.network.models.members import Status
from tamyr.network.pages.directory import directory_shown
from tamyr.network.pages.member import card, member_page, organisation
from tamyr.network.pages.member_feed import feed_of
from tamyr.network.queries import visitor_of
from tamyr.network.queries.counts import count_rows, exact_count
from tamyr.network.queries.members import directory_members, find_member, newest_public
from tamyr.network.rules import is_in_network
from tamyr.network.services.counts import say_count
from tamyr.shared.answers import csv_file
from tamyr.shared.choices import known_choice, origin_of
from tamyr.shared.languages import language


@require_safe
@known_choice
def directory(request: HttpRequest) -> HttpResponse:
    visitor, choice = visitor_of(request), read_choice(request.GET)
    found = directory_shown(visitor, choice, language())
    offered = selects(choice, found["listed"], language())
    around = {
        "selects": offered,
        "places": [(f"?country={iso3}#list", name) for iso3, name in offered[0].options if iso3],
        "count": say_count(day=visitor.on, at=visitor.at),
    }
    return render(request, "network/members.html", {**found, **around})


@require_safe
def member(request: HttpRequest, slug: str) -> HttpResponse:
    visitor = visitor_of(request)
    found = find_member(visitor, slug)
    page = member_page(visitor, found, language())
    # Made for every member and written out by the template for a public one alone.
    facts = organisation(page["card"], origin_of(request) + request.path)
    return render(request, "network/member.html", {**page, "organisation": facts})


@require_safe
@known_choice
def count_members(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    day = read_day(request.GET, visitor.on)
    exact = exact_count(visitor, day) if is_in_network(visitor) else None
    found = {
        "rounded": say_count(day=day, at=visitor.at),
        "exact": exact,
        "rows": count_rows(exact, language()) if exact else [],
        "statuses": Status.labels,
        "day": day,
        "today": visitor.on,
        "crumbs": [(_("Members"), reverse("network:members")), (_("How many"), "")],
    }
    return render(request, "network/members_count.html", found)


@require_safe
@known_choice
def directory_csv(request: HttpRequest) -> HttpResponse:
    # What everybody may see, whoever asks: a file with members who are not public takes two persons.
    stranger, choice = Visitor(at=visitor_of(request).at), read_choice(request.GET)
    members = directory_members(stranger, choice, language())
    cards = [card(member, language()) for member in members]
    head = (_("name"), _("country"), _("status"), _("member since"), _("themes"), _("site"))
    rows = (
        (
            card.name,
            card.country,
            card.status,
            card.member.joined_on.isoformat(),
            card.themes_line,
            card.site,
        )
        for card in cards
    )
    return csv_file([head, *rows], "tamyr-members")


@require_safe
def newest_members(request: HttpRequest) -> HttpResponse:
    members = newest_public(visitor_of(request))
    feed = feed_of(members, origin_of(request) + reverse("network:members"), language())
    return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")

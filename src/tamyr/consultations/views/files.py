"""What is taken away of consultations: a table, JSON, a feed, calendars."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tamyr.consultations.pages import lists
from tamyr.consultations.queries.consultations import (
    chosen,
    for_a_calendar,
    newest_public,
    public_consultations,
)
from tamyr.network.queries.visitors import visitor_of
from tamyr.shared.answers import long_csv_file, long_json_file
from tamyr.shared.choices import known_choice, origin_of
from tamyr.shared.spreadsheet import AT_ONCE


@require_safe
@known_choice
def table(request: HttpRequest) -> StreamingHttpResponse:
    visitor = visitor_of(request)
    found = chosen(visitor, lists.read_choice(request.GET))
    rows = lists.table_rows(found.iterator(chunk_size=AT_ONCE), visitor.at)
    return long_csv_file(rows, "tamyr-consultations")


@require_safe
@known_choice
def as_json(request: HttpRequest) -> StreamingHttpResponse:
    visitor = visitor_of(request)
    found = chosen(visitor, lists.read_choice(request.GET))
    rows = (lists.facts(consultation, visitor.at) for consultation in found.iterator(chunk_size=AT_ONCE))
    return long_json_file("consultations", rows, "tamyr-consultations")


@require_safe
@known_choice
def feed(request: HttpRequest) -> HttpResponse:
    choice = lists.read_choice(request.GET)
    query = lists.query_followed(choice)
    same = f"?{query}" if query else ""
    content = lists.feed_of(
        newest_public(choice),
        origin_of(request),
        reverse("consultations:consultations") + same,
        reverse("consultations:feed") + same,
        lists.narrowed_words(choice),
    )
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


@require_safe
@known_choice
def calendar(request: HttpRequest) -> HttpResponse:
    choice = lists.read_choice(request.GET)
    found = for_a_calendar(choice, visitor_of(request).at)
    content = lists.ical_of(found, origin_of(request), lists.narrowed_words(choice))
    return _calendar(content, "tamyr-consultations")


@require_safe
def one_calendar(request: HttpRequest, number: int) -> HttpResponse:
    found = public_consultations().filter(number=number).first()
    if found is None:
        raise Http404
    return _calendar(lists.ical_of([found], origin_of(request)), f"tamyr-consultation-{number}")


def _calendar(content: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)

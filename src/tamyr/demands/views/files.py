"""What is taken away of demands: tables, the feed."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tamyr.demands.pages import lists
from tamyr.demands.pages.public.answers import answers_map
from tamyr.demands.queries import answering
from tamyr.demands.queries.letters.late import overdue
from tamyr.demands.queries.public.lists import listed, newest_public
from tamyr.demands.rules import may_see_inside
from tamyr.demands.views.public import known_to_all
from tamyr.evidence.pages.links import IMAGE_TYPES
from tamyr.network.queries.visitors import only, visitor_of, visitor_on
from tamyr.shared.answers import csv_file, long_csv_file, long_json_file
from tamyr.shared.choices import known_choice, narrowed_to, origin_of, query_of
from tamyr.shared.languages import language
from tamyr.shared.spreadsheet import AT_ONCE


@require_safe
@known_choice
def table(request: HttpRequest) -> StreamingHttpResponse:
    found = listed(visitor_of(request), lists.read_choice(request.GET))
    return long_csv_file(lists.table_rows(found.iterator(chunk_size=AT_ONCE)), "tamyr-demands")


@require_safe
@known_choice
def as_json(request: HttpRequest) -> StreamingHttpResponse:
    found = listed(visitor_of(request), lists.read_choice(request.GET))
    return long_json_file("demands", map(lists.facts, found.iterator(chunk_size=AT_ONCE)), "tamyr-demands")


@require_safe
@known_choice
def feed(request: HttpRequest) -> HttpResponse:
    """Answer with the newest of what anybody may read, narrowed as the list is."""
    choice = lists.read_choice(request.GET)
    # A stranger, whoever asks: feeds are passed on and read by machines.
    stranger = visitor_on(None, visitor_of(request).at)
    address = origin_of(request) + reverse("demands:demands")
    query = query_of(choice)
    narrowed = narrowed_to(lists.selects(choice, stranger)) if query else ""
    content = lists.feed_of(newest_public(stranger, choice), address, narrowed, query)
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    rows = lists.institution_rows(answering.by_institution(visitor), visitor)
    return csv_file(lists.answering_table(rows), "tamyr-who-answers")


@require_safe
def answers_picture(request: HttpRequest, form: str) -> HttpResponse:
    visitor = visitor_of(request)
    drawn = answers_map(known_to_all(visitor), visitor.on, language(), form)
    headers = {"Content-Disposition": f'attachment; filename="tamyr-who-answers-{language()}.{form}"'}
    return HttpResponse(drawn, content_type=IMAGE_TYPES[form], headers=headers)


@require_safe
@only(may_see_inside)
def late(request: HttpRequest) -> StreamingHttpResponse:
    visitor = visitor_of(request)
    return long_csv_file(lists.late_table(overdue(visitor), visitor), "tamyr-late-letters")

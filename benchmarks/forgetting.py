"""A middleware that makes every request the first of its process, for ``benchmarks/pages.py``."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tamyr.evidence.queries import standing as queries
from tamyr.evidence.views import standing as views

Answer = Callable[[HttpRequest], HttpResponse]
HELD = (
    queries.edition_at,
    queries.standings,
    queries.region_page,
    queries.country_page,
    views.region_main,
    views.country_main,
)


def forget_parts(answer: Answer) -> Answer:
    def forgetful(request: HttpRequest) -> HttpResponse:
        for part in HELD:
            part.cache_clear()
        return answer(request)

    return forgetful

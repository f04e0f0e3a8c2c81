"""Everything the evidence room knows, for programmes: read only, public, described by OpenAPI.

Later rooms add questions of their own: ``tamyr.config.api``.
"""

import hashlib
from collections.abc import Callable
from inspect import signature
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import ValidationError

from climate_pathways import __version__, figures
from climate_pathways.core.errors import PathwaysError
from tamyr.evidence.api.countries import router as countries
from tamyr.evidence.api.numbers import router as numbers
from tamyr.evidence.api.references import router as references
from tamyr.evidence.pages.kept import CURRENT_SECONDS, FROZEN_SECONDS
from tamyr.evidence.queries.assessments import AssessmentsAbsent
from tamyr.evidence.queries.standing import FiguresAbsent

VERSION = "v1"
DESCRIPTION = (
    "What the twelve countries of Eastern Europe, the Caucasus and Central Asia emit, have promised and "
    "would owe by principles of equity; what member organisations demand of public bodies, and who answers. "
    "Every number has its unit, year, source, method and version. "
    "Amounts are Mt CO2e a year (AR6, 100 years) without land use where nothing else is said. "
    f"{figures.results_licence('en')} The sources are listed at /sources."
)
api = NinjaAPI(
    title="Tamyr",
    version=__version__,
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="evidence-api",
)
for router in (countries, numbers, references):
    api.add_router("", router)


def _refused(request: HttpRequest, status: int, text: str, **more: Any) -> HttpResponse:
    return api.create_response(request, {"detail": text, **more}, status=status)


@api.exception_handler(ValidationError)
def _not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say of each word of the address what is wrong with it."""
    faults = [
        {
            "where": str(fault["loc"][-1]),
            "message": str(fault["msg"]),
            # Cut short: whoever asks with a book need not be answered with it.
            "given": str(fault.get("input", ""))[:80],
        }
        for fault in error.errors
    ]
    text = "The address was not understood: " + "; ".join(
        f"{fault['where']}: {fault['message']}" for fault in faults
    )
    return _refused(request, 422, text, faults=faults)


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return _refused(request, 404, str(error) or "There is nothing here.")


@api.exception_handler(PathwaysError)
def _not_possible(request: HttpRequest, error: PathwaysError) -> HttpResponse:
    return _refused(request, 400, str(error))


@api.exception_handler(AssessmentsAbsent)
@api.exception_handler(FiguresAbsent)
def _not_yet(request: HttpRequest, error: Exception) -> HttpResponse:
    return _refused(request, 503, "This site has not computed its figures yet. Ask again in a few minutes.")


def opened(view: Callable[..., HttpResponse], *, takes_version: bool = False) -> Callable[..., HttpResponse]:
    """Let every page of the web read the answer, and let it be kept for as long as it holds."""

    # Nothing can be changed by these questions, and a programme has no token to show.
    @csrf_exempt
    def answer(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        is_head, asked = request.method == "HEAD", request.GET.get("version")
        # The library routes no HEAD: it is asked as a GET, and the server leaves the body away.
        if is_head:
            request.method = "GET"
        response = view(request, *args, **given)
        if is_head:
            request.method = "HEAD"
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag"
        if response.status_code == 405:
            response["Allow"] = "GET, HEAD"
        if response.status_code != 200:
            return response
        # A named version never changes and may be kept for ever. A question that takes none answers with
        # today’s, whatever ``version`` its address holds.
        if asked and takes_version:
            patch_cache_control(response, public=True, max_age=FROZEN_SECONDS, immutable=True)
        else:
            patch_cache_control(response, public=True, max_age=CURRENT_SECONDS)
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        return get_conditional_response(request, etag=response["ETag"], response=response) or response

    return answer


def schema() -> dict[str, Any]:
    """Return the description of all this, as ``openapi.json`` gives it."""
    return dict(api.get_openapi_schema(path_prefix=f"/api/{VERSION}/"))


def description(request: HttpRequest) -> HttpResponse:
    return JsonResponse(schema()) if request.method == "GET" else HttpResponse(status=405)


def _with_versions() -> frozenset[str]:
    """Return the names of the questions in which a version can be named."""
    paths = (path for router in (countries, numbers) for path in router.path_operations.values())
    views = (operation.view_func for path in paths for operation in path.operations)
    return frozenset(view.__name__ for view in views if "version" in signature(view).parameters)


def patterns() -> list[URLPattern]:
    """Return the paths of all questions; the library's own pages load from elsewhere and stay out."""
    asked = [
        pattern
        for pattern in api.urls[0]
        # Left out as well: the library’s own description, as ours may be read from every page of the web and
        # answers HEAD.
        if isinstance(pattern, URLPattern) and pattern.name not in ("api-root", "openapi-json")
    ]
    versioned = _with_versions()
    return [
        path("openapi.json", opened(description), name="openapi"),
        *(
            path(
                str(pattern.pattern),
                opened(pattern.callback, takes_version=pattern.name in versioned),
                name=pattern.name,
            )
            for pattern in asked
        ),
    ]


__all__ = ["VERSION", "api", "patterns", "schema"]

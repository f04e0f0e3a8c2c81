"""How this room answers: pages kept packed while the figures stay, files, and what goes wrong."""

import gzip
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from climate_pathways.core.errors import PathwaysError
from tamyr.evidence.logic.choices import ComparisonChoice, CountryChoice, RegionChoice
from tamyr.evidence.queries import standing as queries
from tamyr.evidence.queries.assessments import AssessmentsAbsent
from tamyr.shared.addresses import origin_of
from tamyr.shared.choices import UnknownChoice
from tamyr.shared.languages import language

# A country's page: 43 kB in 2 ms; the usual level 6 takes three times as long for 35 kB.
PACKING = 3

View = Callable[..., HttpResponse]
Choice = RegionChoice | CountryChoice | ComparisonChoice | None


def public(view: View) -> View:
    """Let a page of figures be read and nothing else, and answer what it cannot."""
    readable: View = require_safe(answering(view))
    return readable


def answering(view: View) -> View:
    """Answer what a public page of figures cannot: no figures yet, an unknown choice."""

    @wraps(view)
    def answer(request: HttpRequest, **given: Any) -> HttpResponse:
        try:
            return view(request, **given)
        except queries.FiguresAbsent:
            return render(request, "evidence/figures_absent.html", status=503)
        except AssessmentsAbsent:
            return render(request, "evidence/assessments_absent.html", status=503)
        except UnknownChoice as error:
            raise error.as_missing() from None
        except PathwaysError as error:
            text = error.in_language(language())
            return render(request, "evidence/figures_absent.html", {"reason": text}, status=503)

    return answer


def never(**given: Any) -> bool:
    return False


def kept(
    read: Callable[[QueryDict], Choice], *, unless: Callable[..., bool] = never
) -> Callable[[View], View]:
    """Keep a finished page, packed, while the edition is the same; the view is told both.

    The key holds the choice as it was understood, so that an address with idle words finds the
    same page. Who comes with a cookie may be shown what is theirs alone: that is never kept, nor
    is what ``unless`` is true of.
    """

    def keeping(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **given: Any) -> HttpResponse:
            stamp, choice = queries.current_stamp(), read(request.GET)
            if request.COOKIES or unless(**given):
                return view(request, stamp, choice, **given)
            key = f"page:{hashed(f'{stamp} {origin_of(request)}{request.path} {choice}')}"
            stored: bytes | None = cache.get(key)
            if stored is None:
                page = view(request, stamp, choice, **given)
                if "CSRF_COOKIE" in request.META:  # A form of its own: it works for one reader only.
                    return page
                stored = gzip.compress(page.content, compresslevel=PACKING, mtime=0)
                cache.set(key, stored, timeout=None)
            return packed(request, stored)

        return answer

    return keeping


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def packed(request: HttpRequest, stored: bytes) -> HttpResponse:
    """Send a packed page as it is, or unpacked to the few clients that cannot unpack it."""
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(stored, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(gzip.decompress(stored))
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    return response


IMAGE_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


def file(content: bytes, kind: str, name: str = "") -> HttpResponse:
    """Answer with a file; with a name it is offered for saving."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'} if name else {}
    return HttpResponse(content, content_type=kind, headers=headers)

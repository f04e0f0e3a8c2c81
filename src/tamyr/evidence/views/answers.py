"""How this room answers: pages kept packed while the figures stay, files, and what goes wrong."""

import gzip
import re
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from climate_pathways.core.errors import PathwaysError
from tamyr.evidence.logic.choices import ComparisonChoice, CountryChoice, RegionChoice
from tamyr.evidence.pages.kept import PreparedPage, hashed
from tamyr.evidence.queries.assessments import AssessmentsAbsent
from tamyr.evidence.queries.standing import FiguresAbsent, Stamp, current_stamp
from tamyr.shared.choices import UnknownChoice, origin_of
from tamyr.shared.languages import language
from tamyr.ui.logic import packing
from tamyr.ui.logic.packing import QUICKLY, Piece

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
        except FiguresAbsent:
            return render(request, "evidence/figures_absent.html", status=503)
        except AssessmentsAbsent:
            return render(request, "evidence/assessments_absent.html", status=503)
        except UnknownChoice as error:
            raise error.as_missing() from None
        except PathwaysError as error:
            text = error.in_language(language())
            return render(request, "evidence/figures_absent.html", {"reason": text}, status=503)

    return answer


# --- pages ----------------------------------------------------------------------------------


PLACE = re.compile("<!--piece:([^>]+)-->")


class FramedPage(HttpResponse):
    """A page of pieces: those prepared for everybody, and between them what this reader is shown."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        super().__init__(b"".join(part.plain for part in pieces))
        self.pieces = pieces


def framed(request: HttpRequest, template: str, page: PreparedPage, **own: Any) -> FramedPage:
    """Put a prepared page into its frame: ``own`` is what the frame says besides the page's own words."""
    # No text of a page can look like these: there, every "<" is escaped.
    places = {name: SafeString(f"<!--piece:{name}-->") for name in page.pieces}
    text = render_to_string(template, {**page.head, **places, **own}, request)
    # In turn what stands between the places and the name of a place.
    parts = [
        page.pieces[part] if number % 2 else packing.piece(part.encode(), QUICKLY)
        for number, part in enumerate(PLACE.split(text))
        if part
    ]
    return FramedPage(parts)


def never(stamp: Stamp, **given: Any) -> bool:
    return False


def nothing(**given: Any) -> object:
    return ""


def kept(
    read: Callable[[QueryDict], Choice],
    *,
    unless: Callable[..., bool] = never,
    besides: Callable[..., object] = nothing,
) -> Callable[[Callable[..., FramedPage]], View]:
    """Keep a finished page, packed, while the edition is the same; the view is told both.

    The key holds the choice as it was understood, so that an address with idle words finds the
    same page. Who comes with a cookie may be shown what is theirs alone: that is never kept, nor
    is what ``unless`` is true of. ``besides`` gives what the page shows by the day it is read on.
    """

    def keeping(view: Callable[..., FramedPage]) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **given: Any) -> HttpResponse:
            stamp, choice = current_stamp(), read(request.GET)
            if request.COOKIES or unless(stamp, **given):
                return view(request, stamp, choice, **given)
            # The foot of each page leads to the source: that is a setting,
            # which the name of the release does not hold.
            shown = f"{stamp} {here(request)} {settings.SOURCE_URL} {choice} {besides(**given)}"
            return found_or_made(request, shown, lambda: view(request, stamp, choice, **given))

        return answer

    return keeping


def found_or_made(request: HttpRequest, shown: str, make: Callable[[], FramedPage]) -> HttpResponse:
    """Answer with the page of what is ``shown``, as it was kept or made now."""
    key = f"page:{hashed(shown)}"
    stored: bytes | None = cache.get(key)
    if stored is None:
        page = make()
        if "CSRF_COOKIE" in request.META:  # A form of its own: it works for one reader only.
            return page
        stored = packing.packed(page.pieces)
        cache.set(key, stored, timeout=None)
    return packed(request, stored)


def here(request: HttpRequest) -> str:
    """Return the public address of the page that is asked for, without what follows a question mark."""
    return origin_of(request) + request.path


def packed(request: HttpRequest, stored: bytes) -> HttpResponse:
    """Send a packed page as it is, or unpacked to the few clients that cannot unpack it."""
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(stored, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(gzip.decompress(stored))
    # A cache on the way must not give this page to somebody who is signed in.
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    return response


# --- files ----------------------------------------------------------------------------------


def file(content: bytes, kind: str, name: str = "") -> HttpResponse:
    """Answer with a file; with a name it is offered for saving."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'} if name else {}
    return HttpResponse(content, content_type=kind, headers=headers)

import csv
import gzip
import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from climate_pathways.errors import PathwaysError
from climate_pathways.export import panel_rows, result_rows
from climate_pathways.wording import LANGUAGES, SOURCE_LANGUAGE
from tamyr.evidence import queries
from tamyr.evidence.forms import (
    UnknownChoice,
    read_country_choice,
    read_no_choice,
    read_region_choice,
)
from tamyr.evidence.logic.choices import CountryChoice, RegionChoice
from tamyr.evidence.logic.country import country_called
from tamyr.evidence.logic.methods import methods_words
from tamyr.evidence.logic.references import data_page

# A country's page: 43 kB in 2 ms; the usual level 6 takes three times as long for 35 kB.
PACKING = 3

View = Callable[..., HttpResponse]
Choice = RegionChoice | CountryChoice | None


def language() -> str:
    """Return the language of the address, as the science names it."""
    code = get_language() or SOURCE_LANGUAGE
    return code if code in LANGUAGES else SOURCE_LANGUAGE


def public(view: View) -> View:
    """Answer what a public page of figures cannot: no figures yet, an unknown choice."""

    @wraps(view)
    @require_safe
    def answer(request: HttpRequest, **given: Any) -> HttpResponse:
        try:
            return view(request, **given)
        except queries.FiguresAbsent:
            return render(request, "evidence/figures_absent.html", status=503)
        except UnknownChoice as error:
            raise Http404(_("There is no “%(value)s” to choose here.") % {"value": error.value}) from None
        except PathwaysError as error:
            text = error.in_language(language())
            return render(request, "evidence/figures_absent.html", {"reason": text}, status=503)

    return answer


def kept(read: Callable[[QueryDict], Choice]) -> Callable[[View], View]:
    """Keep a finished page, packed, while the edition is the same; the view is told both.

    The key holds the choice as it was understood, so that an address with idle words finds the
    same page. Who comes with a cookie may be shown what is theirs alone: that is never kept.
    """

    def keeping(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **given: Any) -> HttpResponse:
            stamp, choice = queries.current_stamp(), read(request.GET)
            if request.COOKIES:
                return view(request, stamp, choice, **given)
            key = f"page:{hashed(f'{stamp} {origin(request)}{request.path} {choice}')}"
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


def origin(request: HttpRequest) -> str:
    """Return the site's public address without a path."""
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"


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


# --- pages ----------------------------------------------------------------------------------


@public
@kept(read_region_choice)
def region(request: HttpRequest, stamp: queries.Stamp, choice: RegionChoice) -> HttpResponse:
    page = queries.region_page(stamp, choice, language())
    own = {"main": region_main(stamp, choice, language()), "same_choice": choice.query}
    return render(request, "evidence/region.html", {**page, **own})


@public
@kept(read_country_choice)
def country(request: HttpRequest, stamp: queries.Stamp, choice: CountryChoice, iso3: str) -> HttpResponse:
    page = queries.country_page(stamp, iso3, choice, language())
    facts = queries.dataset(page, origin(request) + request.path, language())
    main = country_main(stamp, iso3, choice, language())
    own = {"main": main, "dataset": facts, "same_choice": choice.query}
    return render(request, "evidence/country.html", {**page, **own})


@public
@kept(read_no_choice)
def sources(request: HttpRequest, stamp: queries.Stamp, _choice: None) -> HttpResponse:
    edition = queries.edition_at(stamp)
    words = data_page(edition.source_by_id(), edition.variables, language())
    crumbs = queries.crumbs(_("Data and methods"))
    return render(request, "evidence/sources.html", {"edition": edition, "crumbs": crumbs, **words})


@public
@kept(read_no_choice)
def methods(request: HttpRequest, stamp: queries.Stamp, _choice: None) -> HttpResponse:
    edition = queries.edition_at(stamp)
    words = methods_words(edition.source_by_id(), language())
    own = {"edition": edition, "crumbs": queries.crumbs(_("Methods")), "words": words}
    return render(request, "evidence/methods.html", own)


@public
def guess(request: HttpRequest, name: str) -> HttpResponse:
    """Lead from a country's name, code or capital letters to its page."""
    iso3 = country_called(name)
    if iso3 is None:
        raise Http404(_("There is no country “%(name)s” here.") % {"name": name[:40]})
    return redirect("evidence:country", iso3=iso3, permanent=True)


# What stands between a page's head and foot is the same for every reader of an edition. It has
# thousands of parts, so each process puts it together once.


@lru_cache(maxsize=64)
def region_main(stamp: queries.Stamp, choice: RegionChoice, language: str) -> SafeString:
    return render_to_string("evidence/region_main.html", queries.region_page(stamp, choice, language))


@lru_cache(maxsize=64)
def country_main(stamp: queries.Stamp, iso3: str, choice: CountryChoice, language: str) -> SafeString:
    page = queries.country_page(stamp, iso3, choice, language)
    return render_to_string("evidence/country_main.html", page)


# --- downloads ------------------------------------------------------------------------------


@public
def region_csv(request: HttpRequest) -> HttpResponse:
    everything = queries.assessments(queries.current_stamp())
    return csv_file(result_rows(everything), "tamyr-countries")


@public
def country_csv(request: HttpRequest, iso3: str) -> HttpResponse:
    assessment = queries.assessments(queries.current_stamp())[iso3]
    return csv_file(panel_rows(assessment.panels.values(), iso3), f"tamyr-{iso3.lower()}")


@public
def country_json(request: HttpRequest, iso3: str) -> HttpResponse:
    assessment = queries.assessments(queries.current_stamp())[iso3]
    return file(assessment.as_json().encode(), "application/json", f"tamyr-{iso3.lower()}.json")


@public
def country_card(request: HttpRequest, iso3: str) -> HttpResponse:
    assessment = queries.assessments(queries.current_stamp())[iso3]
    return file(queries.share_card(assessment, language()), "image/png")


@public
def chart_csv(request: HttpRequest, iso3: str, chart: str) -> HttpResponse:
    panel = queries.panel(iso3, chart, read_country_choice(request.GET).since)
    return csv_file(panel_rows([panel], iso3), f"tamyr-{iso3.lower()}-{chart}")


@public
def chart_file(request: HttpRequest, iso3: str, chart: str, form: str) -> HttpResponse:
    since = read_country_choice(request.GET).since
    drawn = queries.chart_file(iso3, chart, since, language(), form)
    return file(drawn, IMAGE_TYPES[form], f"tamyr-{iso3.lower()}-{chart}-{language()}.{form}")


@public
def map_file(request: HttpRequest, form: str) -> HttpResponse:
    measure = read_region_choice(request.GET).measure
    drawn = queries.map_file(measure, language(), form)
    return file(drawn, IMAGE_TYPES[form], f"tamyr-map-{measure.slug}-{language()}.{form}")


IMAGE_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


def file(content: bytes, kind: str, name: str = "") -> HttpResponse:
    """Answer with a file; with a name it is offered for saving."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'} if name else {}
    return HttpResponse(content, content_type=kind, headers=headers)


def csv_file(rows: Iterable[Sequence[object]], name: str) -> HttpResponse:
    """Answer with a CSV file that spreadsheets open as UTF-8."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return file(("\ufeff" + text.getvalue()).encode(), "text/csv; charset=utf-8", f"{name}.csv")

"""Assessments to take away, by country or all together."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control

from climate_pathways.assessment import Assessment
from climate_pathways.exports import as_csv, as_json, assessment_iamc_rows, assessment_rows, context_rows
from climate_pathways.figures import CERP_LICENCE, OWN_LICENCE
from tamyr.evidence.forms.addresses import read_version
from tamyr.evidence.pages.kept import CURRENT_SECONDS, FROZEN_SECONDS, hashed, kept_file
from tamyr.evidence.pages.links import licence_words
from tamyr.evidence.queries import assessments
from tamyr.evidence.views.answers import file, public
from tamyr.shared.answers import csv_file
from tamyr.shared.choices import origin_of
from tamyr.shared.languages import language
from tamyr.ui.logic import release

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
FORMS = {"json": "application/json", "csv": CSV, "xlsx": XLSX, "iamc.csv": CSV}


@public
def assessment(request: HttpRequest, iso3: str, form: str) -> HttpResponse:
    asked = read_version(request.GET)
    version = asked or assessments.current_version(iso3)
    name = f"tamyr-{iso3.lower()}-{version}.{form}"
    if form == "json":
        # As it was stored: written anew, an old version might get other bytes than those it is named after.
        content = assessments.stored(iso3, version).content.encode()
        return _kept(request, name, form, lambda: content, is_frozen=bool(asked))
    found = assessments.assessment(iso3, version)
    return _kept(request, name, form, lambda: made([found], form), is_frozen=bool(asked))


@public
def licence(request: HttpRequest, iso3: str) -> HttpResponse:
    """Answer with what a frozen file cannot say of itself, to be kept beside it."""
    asked = read_version(request.GET)
    stored = assessments.stored(iso3, asked or assessments.current_version(iso3))
    about = licence_words(stored, origin_of(request), language())
    text = render_to_string("evidence/licence.txt", about)
    name = f"tamyr-{iso3.lower()}-{stored.version}.licence-{language()}.txt"
    return file(text.encode(), "text/plain; charset=utf-8", name)


@public
def all_licences(request: HttpRequest) -> HttpResponse:
    """Answer with the same for the file of all assessments: whose they are, by version and digest."""
    found = assessments.current_assessments().values()
    stored = [assessments.stored(current.iso3, current.version) for current in found]
    about = [licence_words(version, origin_of(request), language()) for version in stored]
    text = render_to_string("evidence/licences.txt", {**about[0], "files": about})
    name = f"tamyr-assessments-{_digest([version.version for version in stored])}.licence-{language()}.txt"
    return file(text.encode(), "text/plain; charset=utf-8", name)


@public
def context(request: HttpRequest, iso3: str) -> HttpResponse:
    version = read_version(request.GET) or assessments.current_version(iso3)
    found = assessments.assessment(iso3, version)
    return csv_file(context_rows(found), f"tamyr-{iso3.lower()}-context-{version}")


@public
def all_assessments(request: HttpRequest, form: str) -> HttpResponse:
    every = tuple(assessments.current_assessments().values())
    newest = max(country_assessment.standing.edition for country_assessment in every)
    # By all versions and not by the date alone: one country computed
    # anew makes another file on the same figures.
    name = f"tamyr-assessments-{newest}-{_digest([current.version for current in every])}.{form}"
    return _kept(request, name, form, lambda: made(every, form), is_frozen=False)


def made(found: Sequence[Assessment], form: str) -> bytes:
    """Return assessments in one of ``FORMS``."""
    if form == "json":
        return as_json(found).encode()
    if form == "iamc.csv":
        return as_csv(assessment_iamc_rows(found))
    if form == "csv":
        # Spreadsheet programmes take a file for UTF-8 by this mark alone.
        return "\ufeff".encode() + as_csv(assessment_rows(found))
    # Only those who ask for a workbook wait for its library.
    from climate_pathways.exports import write_workbook

    return write_workbook(found, assessments.sources_of(found[0]), language())


def _digest(versions: Sequence[str]) -> str:
    return hashed(" ".join(versions))[:10]


def _kept(
    request: HttpRequest, name: str, form: str, make: Callable[[], bytes], *, is_frozen: bool
) -> HttpResponse:
    """Answer with a file, made once per name and language; who has it already is told so.

    Each release makes it anew: a reader who has the file of the one before must not be told "not modified".
    """
    tag = f'"{hashed(f"{release.release()} {name} {language()}")[:32]}"'
    response = get_conditional_response(request, etag=tag)
    if response is None:
        response = file(kept_file(f"export:{tag}", make), FORMS[form], name)
    response["ETag"] = tag
    # A stored file keeps its bytes: what it may be used for stands beside it.
    response["Link"] = ", ".join(f'<{licence.url}>; rel="license"' for licence in (OWN_LICENCE, CERP_LICENCE))
    if is_frozen:
        patch_cache_control(response, public=True, max_age=FROZEN_SECONDS, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=CURRENT_SECONDS)
    return HttpResponse(status=304, headers=response.headers) if response.status_code == 304 else response

"""What can be taken away of a decision: its files, its ballots for other programs, the script, the summary."""

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tamyr.decisions.models import DECIDED, Decision, Stage
from tamyr.decisions.pages.results import exported, exports_of, result_for
from tamyr.decisions.queries.counting import count_of
from tamyr.decisions.queries.decisions import find_decision, follows
from tamyr.network.models import Visitor
from tamyr.network.queries import visitor_of
from tamyr.procedures.pages import scope_words
from tamyr.safety.models import is_sealed

# Beside the site's code, where it runs from a checkout.
SCRIPT = Path(__file__).resolve().parents[4] / "bin" / "recount.py"


@never_cache
@require_safe
def inside_file(request: HttpRequest, decided: int) -> HttpResponse:
    """Give the file of members: to people of the network only."""
    found = find_decision(visitor_of(request), decided)
    if not follows(visitor_of(request), found):
        raise Http404
    return json_file(found, "inside")


@require_safe
def public_file(request: HttpRequest, decided: int) -> HttpResponse:
    return json_file(find_decision(visitor_of(request), decided), "outside")


@require_safe
def script(_request: HttpRequest) -> HttpResponse:
    """Give the one file that counts a decision again without anything of ours."""
    if not SCRIPT.is_file():
        raise Http404
    return as_download(SCRIPT.read_text(encoding="utf-8"), "recount.py", "text/x-python")


@require_safe
def press(request: HttpRequest, decided: int) -> HttpResponse:
    """Say in a few sentences what was decided, from what the world may read."""
    found = find_decision(visitor_of(request), decided)
    told = (
        # As a stranger reads it, also for who is signed in: the press hands it to the world.
        result_for(found, list(found.options.all()), Visitor(at=visitor_of(request).at))
        if _is_public(found)
        else None
    )
    if told is None:
        raise Http404
    return render(
        request, "decisions/press.html", {"decision": found, "result": told, "whose": scope_words(found)}
    )


def _is_public(found: Decision) -> bool:
    return found.stage in DECIDED and not found.is_practice and bool(found.file.outside)


@never_cache
@require_safe
def ballots_file(request: HttpRequest, decided: int, form: str) -> HttpResponse:
    """Give the ballots to other programs, as far as the reader's own file has them."""
    found = find_decision(visitor_of(request), decided)
    # Never from the rows: a reader’s file has left out what is not theirs to know.
    audience = "inside" if follows(visitor_of(request), found) else "outside"
    text = text_of(found, audience)
    count = count_of(text) if text else None
    if count is None or form not in dict(exports_of(count)):
        raise Http404
    ending, written = exported(found, count, form)
    return as_download(written, f"tamyr-decision-{found.number}.{ending}", "text/plain")


def json_file(found: Decision, audience: str) -> HttpResponse:
    text = text_of(found, audience)
    if not text:
        raise Http404
    name = f"tamyr-decision-{found.number}{'-members' if audience == 'inside' else ''}.json"
    return as_download(text, name, "application/json")


def text_of(found: Decision, audience: str) -> str:
    """Return a file's text; nothing before the outcome is announced, where there is none, or where it does not open."""
    kept = getattr(found, "file", None)
    # A file that is made and not yet checked is nobody’s to read.
    text = getattr(kept, audience, "") if found.stage in (*DECIDED, Stage.ANNULLED) else ""
    return "" if is_sealed(text) else text


def as_download(text: str, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(text.encode(), content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

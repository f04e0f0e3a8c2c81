"""The casting page of secret votes. It asks for a code and for nobody: no session is opened, no cookie read or set."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tamyr.decisions.forms.elections import CodeForm, SecretBallotForm
from tamyr.decisions.logic.question import BLANK
from tamyr.decisions.logic.secret import tag_of
from tamyr.decisions.models import Decision, SecretBallot
from tamyr.decisions.pages.ballots import in_words
from tamyr.decisions.pages.elections import candidates_of
from tamyr.decisions.queries.secret import of_code
from tamyr.decisions.services.secret.ballots import UnknownCode, cast_by_code
from tamyr.network.logic.country_names import country_name
from tamyr.procedures.queries import database_now
from tamyr.procedures.services import NotNow

CONFLICT, UNPROCESSABLE = 409, 422


# Whoever could send this form in another's name would need the other's code.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: HttpRequest) -> HttpResponse:
    """Ask for a code, then for the ballot, then show its tag; every page is an answer to a form, and nothing is kept between."""
    # First of all: whatever asks who this is would look for a session, which says it.
    page = {"is_known": as_nobody(request)}
    form = CodeForm(request.POST or None)
    if not form.is_bound or not form.is_valid():
        return answer(request, {**page, "form": form}, UNPROCESSABLE if form.is_bound else 200)
    found = of_code(form.cleaned_data["code"], database_now())
    if found is None:
        return answer(request, {**page, "form": form, "unknown": True}, CONFLICT)
    return _vote(request, found, {**page, "code": form.cleaned_data["code"]})


def as_nobody(request: HttpRequest) -> bool:
    """Forget who asks, before anything has looked; whether the browser had said so."""
    is_known = bool(request.COOKIES)
    request.COOKIES.clear()
    request.user = AnonymousUser()
    return is_known


def _vote(request: HttpRequest, found: SecretBallot, page: dict[str, object]) -> HttpResponse:
    decision = found.decision
    options = list(decision.options.all())
    is_sent = "vote" in request.POST or "blank" in request.POST
    chosen = found.chosen
    form = SecretBallotForm(
        request.POST if is_sent else None, decision=decision, options=options, chosen=chosen
    )
    page |= {
        "decision": decision,
        "tag": tag_of(found.sha256),
        "ballot": form,
        "rows": _rows(form, decision, request.LANGUAGE_CODE),
        "said": in_words(decision, options, chosen) if chosen else [],
    }
    if not is_sent or not form.is_valid():
        return answer(request, page, UNPROCESSABLE if is_sent else 200)
    choice = BLANK if form.is_blank else form.choice()
    try:
        cast_by_code(decision=decision, sha256=found.sha256, choice=choice, clock=database_now)
    except (NotNow, UnknownCode):
        # A code that is over and one that never was are told alike.
        return answer(request, {"form": CodeForm(), "unknown": True}, CONFLICT)
    return answer(request, {**page, "done": True, "said": in_words(decision, options, choice)})


def _rows(form: SecretBallotForm, decision: Decision, language: str) -> list[dict[str, object]]:
    """Return the candidates of a ballot, each with the field of its place."""
    named = [
        (candidate, f"rank_{candidate.option.code}")
        for candidate in candidates_of(decision)
        if candidate.option
    ]
    return [
        {"candidate": candidate, "country": country_name(candidate.country_id, language), "field": form[name]}
        for candidate, name in named
        if name in form.fields
    ]


def answer(request: HttpRequest, page: dict[str, object], status: int = 200) -> HttpResponse:
    return render(request, "decisions/secret/ballot.html", page, status=status)

"""What goes to a Belenios server, and what comes back."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tamyr.decisions.forms.belenios import BallotsForm, FingerprintForm
from tamyr.decisions.logic import belenios
from tamyr.decisions.logic.refusals import LINE_AND_COLUMN, Refusal
from tamyr.decisions.models import Decision, SeatState, Stage
from tamyr.decisions.rules import may_keep_elections
from tamyr.decisions.services.secret.belenios import name_election, propose_ballots
from tamyr.decisions.views.decisions import show
from tamyr.decisions.views.files import as_download
from tamyr.decisions.views.preparing import done_or_shown
from tamyr.decisions.views.proposing import proposed
from tamyr.decisions.views.secret import find_election
from tamyr.network.queries import visitor_of
from tamyr.network.queries.visitors import only
from tamyr.shared.attempts import unsound

# Nobody's: credentials are handed out by label, and no letter goes to these addresses.
NOWHERE = "voters.invalid"


@never_cache
@require_safe
@only(may_keep_elections)
def voters(request: HttpRequest, election: int) -> HttpResponse:
    """Give the voters as labels: the server there learns neither names nor addresses."""
    found = _running(request, election)
    labels = found.seats.exclude(state=SeatState.RECUSED).values_list("label", flat=True)
    text = belenios.voters([f"{label}@{NOWHERE},{label}" for label in labels])
    return as_download(text, "voters.txt", "text/plain")


@never_cache
@require_safe
@only(may_keep_elections)
def question(request: HttpRequest, election: int) -> HttpResponse:
    found = _running(request, election)
    is_russian = found.authoritative == "ru"
    titles = [option.title_ru if is_russian else option.title_en for option in found.options.all()]
    asked = found.question_ru if is_russian else found.question_en
    told = belenios.question(asked, titles, int(found.rule_facts["seats"]))
    return as_download(json.dumps(told, ensure_ascii=False, indent=1), "questions.json", "application/json")


def _running(request: HttpRequest, number: int) -> Decision:
    found, election = find_election(visitor_of(request), number)
    if election.by_codes or found.stage != Stage.OPEN:
        raise Http404
    return found


@require_POST
@only(may_keep_elections)
def fingerprint(request: HttpRequest, election: int) -> HttpResponse:
    found, _terms = find_election(visitor_of(request), election)
    form = FingerprintForm(request.POST)
    if not form.is_valid():
        return unsound(request, form, lambda **told: show(request, found, fingerprint_form=form, **told))
    said = form.cleaned_data["fingerprint"]
    return done_or_shown(
        request,
        found,
        lambda by: name_election(decision=found, fingerprint=said, **by),
        _("All members see the fingerprint now."),
    )


@require_POST
@only(may_keep_elections)
def result(request: HttpRequest, election: int) -> HttpResponse:
    found, _terms = find_election(visitor_of(request), election)
    form = BallotsForm(request.POST, request.FILES)
    if not form.is_valid():
        return unsound(request, form, lambda **told: show(request, found, ballots_form=form, **told))
    texts: dict[str, Any] = {name: form.cleaned_data[name] for name in ("election_file", "result_file")}
    by = visitor_of(request)
    try:
        return proposed(request, found, lambda: propose_ballots(decision=found, by=by, **texts))
    except Refusal as refusal:
        form.add_error(None, in_words(refusal))
        return unsound(request, form, lambda **told: show(request, found, ballots_form=form, **told))


def in_words(refusal: Refusal) -> str:
    """Say what is wrong with a file, and where."""
    words = {
        "another-election": _(
            "This is another election: its fingerprint is not the one that members were told."
        ),
        "other-candidates": _("These are other candidates, or in another order. Place: %(place)s."),
        "more-ballots-than-voters": _(
            "Ballots: %(found)s; organisations that could vote: %(most)s. Place: %(place)s."
        ),
        "not-a-rank": _("“%(found)s” is no rank. Place: %(place)s."),
        "not-json": _("The file breaks off or is another one. Place: %(place)s."),
    }
    told = words.get(refusal.code, _("The file is not what Belenios publishes. Place: %(place)s."))
    return told % {**refusal.values, "place": _place(refusal.place)}


def _place(place: str) -> str:
    # The names in a file are the same in every language.
    words = _("line %(line)s, character %(character)s")
    return LINE_AND_COLUMN.sub(lambda found: words % {"line": found[1], "character": found[2]}, place)

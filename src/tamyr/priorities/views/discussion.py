"""What members say of a proposal, what its author answers, and the numbers it rests on."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from climate_pathways.core.countries import COUNTRIES
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.priorities.forms.proposals import (
    AnswerForm,
    ArgumentForm,
    QuoteForm,
    about_the_text,
    countries,
)
from tamyr.priorities.models import Argument, Proposal
from tamyr.priorities.pages.evidence import numbers_page
from tamyr.priorities.pages.words import crumbs_below
from tamyr.priorities.queries.evidence import quotable
from tamyr.priorities.queries.proposals import find_argument, find_proposal
from tamyr.priorities.rules import may_speak_in_rounds
from tamyr.priorities.services import discussion as acts
from tamyr.priorities.services import proposals as writing
from tamyr.priorities.views.answers import attempt, by, speaking, to_proposal
from tamyr.priorities.views.proposals import own_proposal, show_proposal
from tamyr.procedures.queries import own_sha
from tamyr.shared.attempts import unsound
from tamyr.shared.choices import Select, known_choice, one_of, one_or_404
from tamyr.shared.languages import bound_language, language


def _found(request: HttpRequest, number: int, place: int) -> Proposal:
    return find_proposal(visitor_of(request), number, place)


@require_POST
@only(may_speak_in_rounds)
def support(request: HttpRequest, number: int, place: int) -> HttpResponse:
    found, member = _found(request, number, place), speaking(request)
    refused = attempt(
        request,
        lambda: acts.support(proposal=found, member=member, read=request.POST.get("read", ""), **by(request)),
        lambda status, **more: show_proposal(request, _found(request, number, place), status, **more),
    )
    said = _("Your organisation supports it. This is no vote; you can take it back.")
    return refused or to_proposal(request, found, said, "#support")


@require_POST
@only(may_speak_in_rounds)
def take_support_back(request: HttpRequest, number: int, place: int) -> HttpResponse:
    found, member = _found(request, number, place), speaking(request)
    refused = attempt(
        request,
        lambda: acts.take_support_back(proposal=found, member=member, **by(request)),
        lambda status, **more: show_proposal(request, _found(request, number, place), status, **more),
    )
    return refused or to_proposal(request, found, _("Your support is taken back."), "#support")


@require_POST
@only(may_speak_in_rounds)
def argue(request: HttpRequest, number: int, place: int) -> HttpResponse:
    form = ArgumentForm(request.POST)
    found, member = _found(request, number, place), speaking(request)
    if not form.is_valid():
        return unsound(
            request, form, lambda **told: show_proposal(request, found, argument_form=form, **told)
        )
    refused = attempt(
        request,
        lambda: acts.argue(proposal=found, member=member, **form.cleaned_data, **by(request)),
        lambda status, **more: show_proposal(
            request,
            _found(request, number, place),
            status,
            argument_form=about_the_text(form, more.get("text_moved")),
            **more,
        ),
    )
    return refused or to_proposal(request, found, _("Said. The author is told."), "#arguments")


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_speak_in_rounds)
def answer(request: HttpRequest, number: int, place: int, key: UUID) -> HttpResponse:
    found = own_proposal(request, number, place)
    argument = find_argument(found, key, shown_only=True)
    initial = {"words": argument.answer, "language": argument.answer_language or bound_language()}
    form = AnswerForm(request.POST or None, initial=initial | {"base_sha": _answer_sha(argument)})

    def again(status: int, **more: object) -> HttpResponse:
        form.seen_now(more)
        return _show_answer(request, argument, form, status, **more)

    if request.method != "POST" or not form.is_valid():
        return _show_answer(request, argument, form, 422 if form.is_bound else 200)
    refused = attempt(
        request, lambda: acts.answer(argument=argument, **form.cleaned_data, **by(request)), again
    )
    return refused or to_proposal(request, found, _("Answered."), f"#argument-{argument.pk}")


def _show_answer(
    request: HttpRequest, argument: Argument, form: AnswerForm, status: int, **more: object
) -> HttpResponse:
    heading, found = _("Answer"), argument.proposal
    page = {
        "proposal": found,
        "argument": argument,
        "form": form,
        "heading": heading,
        "crumbs": crumbs_below(found, heading),
        **more,
    }
    return render(request, "priorities/answer.html", page, status=status)


def _answer_sha(argument: Argument) -> str:
    return own_sha(argument if argument.answer else None, ("answer", "answer_language"))


# --- the numbers it rests on ------------------------------------------------------------------


@require_safe
@only(may_speak_in_rounds)
@known_choice
def evidence(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """Show the numbers of a country that can be quoted, each with unit, source, year and method."""
    found = own_proposal(request, number, place)
    iso3 = one_of(request.GET.get("country", found.country_id or ""), COUNTRIES)
    page = {
        **numbers_page(found, iso3, language()),
        # Without the whole region, which comes first: an assessment is of one country.
        "selects": [Select("country", _("Country"), iso3, [("", _("Choose")), *countries()[1:]])],
    }
    return render(request, "priorities/evidence.html", page)


@require_POST
@only(may_speak_in_rounds)
def quote(request: HttpRequest, number: int, place: int) -> HttpResponse:
    found = own_proposal(request, number, place)
    form = QuoteForm(request.POST)
    if not form.is_valid():
        return unsound(request, form, lambda **told: show_proposal(request, found, **told))
    said = form.cleaned_data
    # Before the lock is taken: a version of an assessment never changes.
    number_found = quotable(said["iso3"], said["version"], said["key"])
    if number_found is None:
        raise Http404(_("There is no such number in this version of the assessment."))
    refused = attempt(
        request,
        lambda: writing.quote(proposal=found, found=number_found, **by(request)),
        lambda status, **more: show_proposal(request, found, status, **more),
    )
    return refused or to_proposal(
        request, found, _("Quoted. It stays as it is now, whatever comes later."), "#evidence"
    )


@require_POST
@only(may_speak_in_rounds)
def drop_quote(request: HttpRequest, number: int, place: int, key: UUID) -> HttpResponse:
    found = own_proposal(request, number, place)
    quoted_one = one_or_404(found.quotes.all(), pk=key)
    refused = attempt(
        request,
        lambda: writing.drop_quote(quoted=quoted_one, **by(request)),
        lambda status, **more: show_proposal(request, found, status, **more),
    )
    return refused or to_proposal(request, found, _("Taken away."), "#evidence")

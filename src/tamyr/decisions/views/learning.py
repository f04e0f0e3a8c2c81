"""How each rule counts, with a small example to change; and the helper that proposes a rule."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tamyr.decisions.logic.examples import EXAMPLES, counted_example, sentences
from tamyr.decisions.logic.file.canonical import written
from tamyr.decisions.logic.guide import QUESTIONS, next_question, proposed_rule
from tamyr.decisions.logic.refusals import Refusal
from tamyr.decisions.pages.words import RULES, example_words
from tamyr.decisions.queries.electorate import active_on
from tamyr.decisions.rules import may_prepare_decisions
from tamyr.network.queries import visitor_of
from tamyr.network.queries.visitors import only

LONGEST = 4000
UNPROCESSABLE = 422


@require_safe
def how(request: HttpRequest, rule: str) -> HttpResponse:
    """Show how a rule counts, and count what the reader made of its example."""
    if rule not in RULES:
        raise Http404
    example = EXAMPLES[rule]
    ballots = request.GET.get("ballots", "")[:LONGEST] or example.ballots
    page: dict[str, Any] = {"rule": RULES[rule], "ballots": ballots, "steps": [], "wrong": ""}
    try:
        told = sentences(counted_example(example.rule, ballots))
        page["steps"] = [example_words(sentence) for sentence in told]
    except Refusal as refusal:
        page["wrong"] = in_words(refusal)
    return render(request, "decisions/how.html", page, status=UNPROCESSABLE if page["wrong"] else 200)


def in_words(refusal: Refusal) -> str:
    """Say what in a small example cannot be counted, and where."""
    if "most" in refusal.values:
        return _("This is too much for a small example: at most %(most)s.") % refusal.values
    line = refusal.place.removeprefix("line ").split(".")[0].split("[")[0]
    if line.isdigit():
        return _("Line %(line)s cannot be counted. Write it like the lines of the example.") % {"line": line}
    return _("This cannot be counted. Write it like the lines of the example.")


@require_safe
@only(may_prepare_decisions)
def choose_rule(request: HttpRequest) -> HttpResponse:
    """Ask at most three questions and propose a rule; all rules stand below for who knows already."""
    answers = answers_in(request.GET)
    page: dict[str, Any] = {"rules": RULES.values(), "answered": list(answers.items())}
    try:
        asked = next_question(answers)
    except Refusal as unknown:
        raise Http404 from unknown
    if asked is not None:
        offered = [(code, _(words)) for code, words in asked.answers.items()]
        page |= {"asked": asked.code, "question": _(asked.words), "offered": offered}
    else:
        page |= {"proposed": RULES[proposed_rule(answers).name], "with": urlencode(answers)}
    return render(request, "decisions/choose_rule.html", page)


def answers_in(said: Mapping[str, Any]) -> dict[str, str]:
    return {question.code: str(said[question.code]) for question in QUESTIONS if question.code in said}


def proposed_in(request: HttpRequest, rule: str) -> dict[str, Any]:
    """Return what a draft's form is filled with, where its keeper came by the questions."""
    answers = answers_in(request.GET)
    try:
        if not answers or next_question(answers) is not None:
            return {}
    except Refusal:
        return {}
    countries = active_on(visitor_of(request).on).values("country").distinct().count()
    found = proposed_rule(answers, countries=countries)
    if found.name != rule:
        return {}
    shares = {
        name: written(share) for name in ("share", "quorum") if (share := getattr(found, name)) is not None
    }
    names = ("endowment", "countries", "opposed", "seats", "most_per_country")
    return {name: value for name in names if (value := getattr(found, name)) is not None} | shares

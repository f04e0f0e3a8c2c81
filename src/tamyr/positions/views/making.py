"""A position while it comes about: its text, its clocks, what members say, and what its facilitator does."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.positions.forms.voicing import AnotherForm, QuoteForm, ThresholdForm, WordForm
from tamyr.positions.forms.writing import ClauseForm
from tamyr.positions.models import Version
from tamyr.positions.pages.making import Making, making_of, quotable
from tamyr.positions.pages.public import crumbs
from tamyr.positions.queries.amendments import changes_of
from tamyr.positions.queries.positions import adopted_version, find_followed, newest_version
from tamyr.positions.queries.quotes import can_be_quoted
from tamyr.positions.services import beginning, deciding, voicing, writing
from tamyr.positions.views.answering import attempt, heard_member
from tamyr.procedures.queries import own_said
from tamyr.procedures.rules import may_follow, may_prepare, organisations_heard
from tamyr.shared.attempts import unsound

CONFLICT = 409
SAID = ("stance", "code", "reason", "change")


def version_asked(request: HttpRequest, number: int) -> tuple[Visitor, Version]:
    """Return who asks, and the newest version of a position whose making they may follow."""
    visitor = visitor_of(request)
    version = newest_version(find_followed(visitor, number))
    return visitor, version


@require_safe
@only(may_follow)
def making(request: HttpRequest, number: int) -> HttpResponse:
    return show(request, number)


def show(request: HttpRequest, number: int, status: int = 200, **more: Any) -> HttpResponse:
    visitor, version = version_asked(request, number)
    page = making_of(version, visitor)
    adopted = adopted_version(page.position)
    context = {
        "page": page,
        "adopted": adopted,
        "crumbs": crumbs((page.title, "")),
        "word_forms": [(own, word_form(own, page, status, more)) for own in page.own],
        "clause_form": ClauseForm(auto_id="add_%s"),
        "quote_form": QuoteForm(countries=quotable(), auto_id="quote_%s"),
        "another_form": AnotherForm(),
        "threshold_form": ThresholdForm(auto_id="vote_%s"),
        # Last, so that a form with what was typed takes the place of the empty one above.
        **more,
    }
    return render(request, "positions/making.html", context, status=status)


def word_form(own: Any, page: Making, status: int, more: dict[str, Any]) -> WordForm:
    """Return the form of one organisation: what was just typed for it, or what it said before."""
    if more.get("speaking_for") == own.member:
        typed: WordForm = more["word_form"]
        typed.seen_now(more)
        # A slip, or a colleague's word, tells of no other text; the refusal of a word about a former text carries no words.
        if status == CONFLICT and not more["refused"].sha:
            typed.mark("sha", page.sha)
        return typed
    return WordForm(
        initial={"sha": page.sha, **own_said(own.word, SAID)},
        clauses=page.clauses,
        auto_id=f"id_{own.member.slug}_%s",
    )


@require_safe
@only(may_follow)
def changes(request: HttpRequest, number: int) -> HttpResponse:
    visitor, version = version_asked(request, number)
    page = making_of(version, visitor)
    context = {
        "page": page,
        "changes": changes_of(version, visitor),
        "crumbs": crumbs((page.title, reverse("positions:making", args=[number])), (_("What changed"), "")),
    }
    return render(request, "positions/changes.html", context)


def done(
    request: HttpRequest, number: int, said: str, act: Callable[[], object], form: Any = None, **typed: Any
) -> HttpResponse:
    def again(**more: Any) -> HttpResponse:
        return show(request, number, **typed, **more)

    return attempt(request, act, said=said, back=("making", number), show=again, form=form)


@require_POST
@only(may_follow)
def add(request: HttpRequest, number: int) -> HttpResponse:
    visitor, version = version_asked(request, number)
    form = ClauseForm(request.POST, auto_id="add_%s")
    after = request.POST.get("after", "")
    if not form.is_valid():
        return unsound(
            request, form, lambda **told: show(request, number, clause_form=form, after=after, **told)
        )
    member = next(iter(organisations_heard(visitor, version.position)), None)
    return done(
        request,
        number,
        _("Added."),
        lambda: writing.add_clause(
            version=version, after=after, member=member, **form.cleaned_data, **visitor.by
        ),
        form,
        clause_form=form,
        after=after,
    )


@require_POST
@only(may_follow)
def open_(request: HttpRequest, number: int) -> HttpResponse:
    visitor, version = version_asked(request, number)
    said = _("It is before the members; they are told.")
    return done(request, number, said, lambda: voicing.open_version(version=version, **visitor.by))


@require_POST
@only(may_follow)
def word(request: HttpRequest, number: int) -> HttpResponse:
    visitor, version = version_asked(request, number)
    member = heard_member(visitor, version.position, request.POST.get("member", ""))
    page = making_of(version, visitor)
    form = WordForm(request.POST, clauses=page.clauses, auto_id=f"id_{member.slug}_%s")
    typed: dict[str, Any] = {"word_form": form, "speaking_for": member}
    if not form.is_valid():
        return unsound(request, form, lambda **told: show(request, number, **typed, **told))
    said = _("Your organisation’s word is recorded. It can be changed until the time is over.")
    given = {**form.cleaned_data, **visitor.by}
    return done(
        request,
        number,
        said,
        lambda: voicing.say_word(version=version, member=member, **given),
        form,
        **typed,
    )


@require_POST
@only(may_follow)
def outcome(request: HttpRequest, number: int) -> HttpResponse:
    visitor, version = version_asked(request, number)
    said = _("What came of it is recorded; the members are told.")
    return done(request, number, said, lambda: voicing.record_outcome(version=version, **visitor.by))


@require_POST
# For all who prepare something; whether they oversee this position the act asks.
@only(may_prepare)
def vote(request: HttpRequest, number: int) -> HttpResponse:
    visitor, version = version_asked(request, number)
    form = ThresholdForm(request.POST, auto_id="vote_%s")
    if not form.is_valid():
        return unsound(request, form, lambda **told: show(request, number, threshold_form=form, **told))
    threshold = deciding.Threshold(**form.cleaned_data)
    return done(
        request,
        number,
        _("A decision is announced; open it when the members have seen it."),
        lambda: deciding.offer_decision(version=version, threshold=threshold, **visitor.by),
        form,
        threshold_form=form,
    )


@require_POST
@only(may_follow)
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    visitor, version = version_asked(request, number)
    said = _("This version is withdrawn.")
    return done(request, number, said, lambda: beginning.withdraw_version(version=version, **visitor.by))


@require_POST
@only(may_follow)
def another(request: HttpRequest, number: int) -> HttpResponse:
    visitor, version = version_asked(request, number)
    form = AnotherForm(request.POST)
    if not form.is_valid():
        return unsound(request, form, lambda **told: show(request, number, another_form=form, **told))
    key = form.cleaned_data["form_key"]
    return done(
        request,
        number,
        _("Another version is begun, with the same words."),
        lambda: beginning.begin_another_version(version=version, form_key=key, **visitor.by),
    )


@require_POST
@only(may_follow)
def facilitate(request: HttpRequest, number: int) -> HttpResponse:
    visitor, version = version_asked(request, number)
    said = _("You facilitate this position now.")
    return done(request, number, said, lambda: beginning.take_over(position=version.position, **visitor.by))


@require_POST
@only(may_follow)
def quote(request: HttpRequest, number: int) -> HttpResponse:
    visitor, version = version_asked(request, number)
    form = QuoteForm(request.POST, countries=quotable(), auto_id="quote_%s")
    if not form.is_valid():
        return unsound(request, form, lambda **told: show(request, number, quote_form=form, **told))
    iso3 = form.cleaned_data["iso3"]
    named = "" if "none" in request.POST else can_be_quoted()[iso3]
    return done(
        request,
        number,
        _("Recorded."),
        lambda: writing.quote_evidence(version=version, iso3=iso3, assessment=named, **visitor.by),
        form,
        quote_form=form,
    )

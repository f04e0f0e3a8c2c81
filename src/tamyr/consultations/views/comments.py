"""To take part, and a comment step by step: choose clauses, write, have it checked, hand it over, read the outcome."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.consultations.forms.commenting import (
    BeginForm,
    HandOverForm,
    LanguageForm,
    ReadersForm,
    TakePartForm,
    TextForm,
    UptakeForm,
)
from tamyr.consultations.forms.fields import LANGUAGES
from tamyr.consultations.models import Comment, Consultation, How
from tamyr.consultations.pages.comment import acts_of, clauses_to_choose, comment_page
from tamyr.consultations.pages.consultation import is_dangerous, is_safe_to_name
from tamyr.consultations.queries.comments import (
    checked_languages,
    clauses_named,
    find_comment,
    readings_of,
    texts_of,
)
from tamyr.consultations.queries.consultations import find_consultation
from tamyr.consultations.queries.ends import may_take_part
from tamyr.consultations.queries.texts import address_of, title_of, words_for
from tamyr.consultations.rules import may_see_inside
from tamyr.consultations.services import commenting, outcomes, taking_part
from tamyr.consultations.services.locking import NotAnyMore
from tamyr.consultations.views.answering import attempt
from tamyr.consultations.views.public import crumbs, show
from tamyr.consultations.views.recording import UNPROCESSABLE, WRITES, typed_page
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.network.rules import MayNot
from tamyr.procedures.pages import own_forms
from tamyr.procedures.queries import organisations_of, own_member, own_said
from tamyr.safety.models import ExposureLevel
from tamyr.shared.attempts import other_now, unsound
from tamyr.shared.typed import typed_in

READING = ("reading", "reason", "language")


@require_POST
@only(may_see_inside)
def take_part(request: HttpRequest, number: int) -> HttpResponse:
    """Let an organisation say how it takes part, by name or without, or that it does not."""
    visitor = visitor_of(request)
    found, form = find_consultation(visitor, number), TakePartForm(request.POST)
    if not form.is_valid():
        return unsound(request, form, lambda **told: show(request, visitor, found, **told))
    member = own_member(visitor, request.POST.get("member", ""))
    is_off = form.cleaned_data["how"] == How.NOT
    said = (
        _("Recorded: your organisation does not take part.") if is_off else _("Your organisation takes part.")
    )

    def again(**told: Any) -> HttpResponse:
        # Read anew: what stood against it is what the page shows.
        return show(request, visitor, find_consultation(visitor, number), **told)

    act = {"consultation": found, "member": member, **form.cleaned_data, **visitor.by}
    return attempt(
        request, lambda: taking_part.take_part(**act), said=said, back=("consultation", number), show=again
    )


@require_http_methods(WRITES)
@only(may_see_inside)
def begin(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    found = find_consultation(visitor, number)
    if not may_take_part(visitor, found):
        return _too_late(request, visitor, found)
    members, chosen = organisations_of(visitor), request.POST.getlist("clause")
    form = BeginForm(request.POST or None, initial=_at_first(found, members))
    if request.method == "POST" and form.is_valid():
        return _begun(request, visitor, found, form)
    page = {
        "form": form,
        "members": members,
        "positions": clauses_to_choose(visitor, chosen),
        "words": words_for(found),
        "crumbs": crumbs((title_of(found), address_of(found)), _("Begin a comment")),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "consultations/begin.html", page, status=status)


def _at_first(found: Consultation, members: list[Member]) -> dict[str, str]:
    is_safe = all(is_safe_to_name(found, member) for member in members)
    return {
        "language": next(iter(found.language_codes), "ru"),
        "exposure": ExposureLevel.NETWORK if is_safe else ExposureLevel.SEALED,
    }


def _begun(request: HttpRequest, visitor: Visitor, found: Consultation, form: BeginForm) -> HttpResponse:
    clauses, said = clauses_named(visitor, request.POST.getlist("clause")), form.cleaned_data
    if clauses is None:
        raise MayNot(_("This clause is in no adopted position that you can read."))
    try:
        made = commenting.begin_comment(
            consultation=found,
            draft=commenting.Draft(clauses, said["language"], said["exposure"]),
            member=own_member(visitor, request.POST.get("member", "")),
            form_key=said["form_key"],
            **visitor.by,
        )
    except NotAnyMore:
        return _too_late(request, visitor, find_consultation(visitor, found.number))
    # A colleague began it first: whose eyes it has and what it draws on they chose, and this person something else.
    if made.form_key != said["form_key"] and (clauses or made.exposure != said["exposure"]):
        return _refused(request, visitor, found, other_now())
    return redirect("consultations:write_comment", found.number, made.pk, said["language"])


def _too_late(request: HttpRequest, visitor: Visitor, found: Consultation) -> HttpResponse:
    return _refused(request, visitor, found, _("It is over: no comment is begun any more."))


def _refused(request: HttpRequest, visitor: Visitor, found: Consultation, why: str) -> HttpResponse:
    refused = {"why": why, "typed": tuple(typed_in(request))}
    return show(request, visitor, found, status=409, refused=refused)


@require_safe
def comment(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    # Without a door: what is everybody’s strangers read too, and of the rest they find nothing.
    return _show(request, visitor, find_comment(visitor, number, key))


def _show(
    request: HttpRequest, visitor: Visitor, found: Comment, status: int = 200, **more: Any
) -> HttpResponse:
    acts = acts_of(found, visitor)
    page = {
        "page": comment_page(found, visitor),
        "acts": acts,
        "readers": ReadersForm(initial=own_said(found, ("exposure",))) if acts["may_show"] else None,
        "another": LanguageForm() if acts["may_write"] else None,
        "title": title_of(found.consultation),
        "crumbs": crumbs((title_of(found.consultation), address_of(found.consultation)), _("A comment")),
        **more,
    }
    return render(request, "consultations/comment.html", page, status=status)


def _pressed(
    request: HttpRequest, number: int, key: UUID, said: str, act: Callable[..., Any], **more: Any
) -> HttpResponse:
    """Do what one button asks for on a comment’s own page."""
    visitor = visitor_of(request)
    found = find_comment(visitor, number, key)

    def again(**told: Any) -> HttpResponse:
        return _show(request, visitor, find_comment(visitor, number, key), **told)

    given = {"comment": found, **more, **visitor.by}
    return attempt(request, lambda: act(**given), said=said, back=("comment", number, key), show=again)


@require_POST
@only(may_see_inside)
def check(request: HttpRequest, number: int, key: UUID, language: str) -> HttpResponse:
    found = find_comment(visitor_of(request), number, key)
    if language not in texts_of(found):
        raise Http404
    sha = request.POST.get("sha", "")
    return _pressed(request, number, key, _("Checked."), commenting.check_comment, language=language, sha=sha)


@require_POST
@only(may_see_inside)
def readers(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    form = ReadersForm(request.POST)
    if not form.is_valid():
        visitor = visitor_of(request)
        found = find_comment(visitor, number, key)
        return unsound(request, form, lambda **told: _show(request, visitor, found, readers=form, **told))
    return _pressed(request, number, key, _("Changed."), commenting.show_comment_to, **form.cleaned_data)


@require_POST
@only(may_see_inside)
def withdraw(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    return _pressed(request, number, key, _("The draft is given up."), commenting.withdraw_comment)


@require_safe
@only(may_see_inside)
def another(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    """Lead to the form of a text in the language that was chosen."""
    form = LanguageForm(request.GET)
    if not form.is_valid():
        raise Http404
    return redirect("consultations:write_comment", number, key, form.cleaned_data["language"])


def _typed(
    request: HttpRequest,
    found: Comment,
    heading: str,
    form: Any,
    act: Callable[[], Any],
    said: str,
    **more: Any,
) -> HttpResponse:
    """Show a form about a comment, or do what it asks for and lead back to the comment."""

    def again(**told: Any) -> HttpResponse:
        if isinstance(form, TextForm | UptakeForm):
            form.seen_now(told)
        return typed_page(request, found.consultation, heading, form, **more, **told)

    if request.method != "POST" or not form.is_valid():
        return again(status=UNPROCESSABLE if request.method == "POST" else 200)
    back = ("comment", found.consultation.number, found.pk)
    return attempt(request, act, said=said, back=back, show=again)


@require_http_methods(WRITES)
@only(may_see_inside)
def write(request: HttpRequest, number: int, key: UUID, language: str) -> HttpResponse:
    visitor = visitor_of(request)
    found = find_comment(visitor, number, key)
    if language not in LANGUAGES:
        raise Http404
    there = texts_of(found).get(language)
    initial = {"text": there.text, "base_sha": there.sha} if there else {}
    form = TextForm(request.POST or None, initial=initial)

    def act() -> Any:
        said = form.cleaned_data
        return commenting.write_comment(
            comment=found, language=language, text=said["text"], base_sha=said["base_sha"], **visitor.by
        )

    heading = _("Write the comment")
    others = [row for code, row in texts_of(found).items() if code != language]
    more = {"others": others, "limit": found.consultation.limit}
    return _typed(request, found, heading, form, act, _("Written."), **more)


@require_http_methods(WRITES)
@only(may_see_inside)
def hand_over(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    found = find_comment(visitor, number, key)
    warns = is_dangerous(found.consultation.iso3)
    initial = {"way": found.consultation.way, "on": visitor.on}
    form = HandOverForm(
        request.POST or None,
        comment=found,
        languages=checked_languages(found),
        on=visitor.on,
        ask_of_danger=warns,
        initial=initial,
    )

    def act() -> Any:
        return commenting.hand_over(comment=found, handed=form.handed(), **visitor.by)

    said = _("Recorded: the comment is handed over and does not change any more.")
    return _typed(request, found, _("It was handed over"), form, act, said, warns=warns)


@require_http_methods(WRITES)
@only(may_see_inside)
def uptake(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    found = find_comment(visitor, number, key)
    form, before = UptakeForm(request.POST or None), {row.member_id: row for row in readings_of(found)}

    def of(member: Member) -> UptakeForm:
        return UptakeForm(initial=own_said(before.get(member.pk), READING), auto_id=f"id_{member.slug}_%s")

    def act() -> Any:
        return outcomes.say_what_was_taken(
            comment=found,
            read=form.read(),
            member=own_member(visitor, request.POST.get("member", "")),
            form_key=form.cleaned_data["form_key"],
            base_sha=form.cleaned_data["base_sha"],
            **visitor.by,
        )

    voices = own_forms(organisations_of(visitor), request.POST.get("member"), form, of)
    return _typed(request, found, _("What was taken up"), form, act, _("Recorded."), voices=voices)

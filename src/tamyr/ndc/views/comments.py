"""Comments on a draft: left without an account or by a private link, read and answered by members, published by two."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.ndc.forms.comments import AnswerForm, AskForm, CommentForm, OpenForm
from tamyr.ndc.models import Comment, CommentRequest, State, Submission
from tamyr.ndc.pages.submission import submission_crumbs, submission_page
from tamyr.ndc.queries.comments import asked_by_link, comments_for, find_comment
from tamyr.ndc.queries.submissions import find_submission, reads_its_words, sections_of
from tamyr.ndc.rules import may_hear, may_publish, may_see_inside
from tamyr.ndc.services import commenting
from tamyr.ndc.services.commenting import TooManyUnanswered
from tamyr.ndc.views.answering import attempt
from tamyr.ndc.views.submissions import show
from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.procedures.services import NotNow
from tamyr.shared.attempts import unsound
from tamyr.shared.choices import one_or_404, origin_of
from tamyr.shared.typed import typed_by_a_person

WRITES = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(WRITES)
def comment(request: HttpRequest, number: int) -> HttpResponse:
    return _comment(request, find_submission(visitor_of(request), number), None)


@never_cache
@require_http_methods(WRITES)
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Let a local government comment that was asked by a private link."""
    asked = asked_by_link(secret)
    return _comment(request, asked.submission, asked)


def _comment(request: HttpRequest, found: Submission, asked: CommentRequest | None) -> HttpResponse:
    visitor = visitor_of(request)
    # Nobody is asked about words that are being rewritten, and which they cannot read.
    if not (found.hears_comments_at(visitor.at) and reads_its_words(visitor, found)):
        return _form_page(request, found, None, status=200 if request.method != "POST" else 409)
    form = CommentForm(request.POST or None)
    if request.method != "POST" or not typed_by_a_person(form):
        return _form_page(request, found, form, asked, 422 if request.method == "POST" else 200)
    key = form.cleaned_data["form_key"]
    try:
        commenting.leave_comment(submission=found, said=form.said(), asked=asked, form_key=key, at=visitor.at)
    except (NotNow, TooManyUnanswered) as refused:
        is_full = isinstance(refused, TooManyUnanswered)
        return _form_page(request, found, form, asked, 503 if is_full else 409, is_full=is_full)
    messages.success(request, _("Thank you: a person will read your comment and answer it."))
    return redirect("ndc:submission", found.number)


def _form_page(
    request: HttpRequest,
    found: Submission,
    form: Any,
    asked: CommentRequest | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    page = submission_page(found, visitor_of(request))
    context = {
        "page": page,
        "form": form,
        "asked": asked,
        "crumbs": submission_crumbs(page, _("Comment on it")),
        **more,
    }
    return render(request, "ndc/comment.html", context, status=status)


@require_POST
@only(may_see_inside)
def open_(request: HttpRequest, number: int) -> HttpResponse:
    """Put a draft before everybody, as a second person."""
    visitor = visitor_of(request)
    found = find_submission(visitor, number)
    form = OpenForm(request.POST)

    def again(status: int, **told: Any) -> HttpResponse:
        standing = find_submission(visitor, number)
        # About the words that the refusal told of, which the page shows. A slip tells of none: who reads on would
        # put before everybody what they never saw.
        if sha := getattr(told.get("refused"), "sha", ""):
            form.mark("sha", sha)
        return show(request, visitor, standing, status, open_form=form, **told)

    if not form.is_valid():
        return unsound(request, form, again)
    given = {**form.cleaned_data, **visitor.by}
    return attempt(
        request,
        lambda: commenting.open_for_comments(submission=found, **given),
        said=_("Everybody may read it and comment now."),
        back=("submission", number),
        show=again,
    )


# --- with those who answer --------------------------------------------------------------------


def _heard(request: HttpRequest, number: int) -> tuple[Visitor, Submission]:
    """Return who asks, and a submission for which they answer; for any other there is none."""
    visitor = visitor_of(request)
    found = find_submission(visitor, number)
    if not may_hear(visitor, found):
        raise Http404
    return visitor, found


@never_cache
@require_safe
@only(may_see_inside)
def comments(request: HttpRequest, number: int) -> HttpResponse:
    visitor, found = _heard(request, number)
    return _list(request, visitor, found)


def _list(
    request: HttpRequest, visitor: Visitor, found: Submission, status: int = 200, **more: Any
) -> HttpResponse:
    typed, typed_form = more.pop("typed_for", None), more.pop("typed_form", None)
    sections = sections_of(found)

    def form_for(comment: Comment) -> Any:
        if comment.state != State.WAITING:
            return None
        is_typed = comment.pk == typed
        return typed_form if is_typed else AnswerForm(sections=sections, auto_id=f"id_{comment.pk}_%s")

    comments = comments_for(visitor, found)
    rows = [(comment, form_for(comment), may_publish(visitor, comment)) for comment in comments]
    page = submission_page(found, visitor)
    context = {
        "page": page,
        "rows": rows,
        "asked": found.asked.filter(revoked_at=None),
        "ask_form": AskForm(),
        "crumbs": submission_crumbs(page, _("Comments")),
        **more,
    }
    return render(request, "ndc/comments.html", context, status=status)


def _about(request: HttpRequest, number: int, key: UUID) -> Comment:
    visitor, found = _heard(request, number)
    return find_comment(visitor, found, key)


def _pressed(
    request: HttpRequest, number: int, said: str, act: Any, typed: Any = None, **given: Any
) -> HttpResponse:
    """Do what one button asks for; ``typed`` is the form that was filled in for it, if there is one."""
    visitor, found = _heard(request, number)
    kept = {"typed_for": given["comment"].pk, "typed_form": typed} if typed is not None else {}

    def again(**told: Any) -> HttpResponse:
        return _list(request, visitor, found, **kept, **told)

    asked = {**given, **visitor.by}
    return attempt(
        request, lambda: act(**asked), said=said, back=("comments", number), show=again, form=typed
    )


@require_POST
@only(may_see_inside)
def answer(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    one = _about(request, number, key)
    form = AnswerForm(request.POST, sections=sections_of(one.submission), auto_id=f"id_{key}_%s")
    if not form.is_valid():
        visitor, found = _heard(request, number)
        return unsound(
            request,
            form,
            lambda **told: _list(request, visitor, found, typed_for=key, typed_form=form, **told),
        )
    said = _("Answered.")
    if one.may_be_published:
        said = _("Answered: a second person may publish both.")
    return _pressed(request, number, said, commenting.answer_comment, form, comment=one, answer=form.answer())


@require_POST
@only(may_see_inside)
def aside(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    one = _about(request, number, key)
    return _pressed(request, number, _("Set aside."), commenting.set_comment_aside, comment=one)


@require_POST
@only(may_see_inside)
def again(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    one = _about(request, number, key)
    return _pressed(
        request, number, _("It waits for an answer again."), commenting.take_up_again, comment=one
    )


@require_POST
@only(may_see_inside)
def publish(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    one = _about(request, number, key)
    return _pressed(request, number, _("Published with its answer."), commenting.publish_comment, comment=one)


@never_cache
@require_POST
@only(may_see_inside)
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """Make a private link for a local government; it is shown on this page alone, once."""
    visitor, found = _heard(request, number)
    form = AskForm(request.POST)
    if not form.is_valid():
        return unsound(request, form, lambda **told: _list(request, visitor, found, ask_form=form, **told))
    try:
        _made, secret = commenting.ask_for_a_comment(submission=found, **form.cleaned_data, **visitor.by)
    except NotNow as refused:
        return _list(request, visitor, found, 409, ask_form=form, refused=attempt.refused(refused, request))
    # Answered and not led on: an address that shows the secret would stay in histories.
    link = origin_of(request) + reverse("ndc:by_link", args=[secret])
    return _list(request, visitor, found, link=link, link_for=form.cleaned_data["body"])


@require_POST
@only(may_see_inside)
def link_back(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    _visitor, found = _heard(request, number)
    asked = one_or_404(found.asked.select_related("submission"), pk=key)
    return _pressed(
        request, number, _("The link opens nothing any more."), commenting.take_link_back, asked=asked
    )

"""Amendments and comments: proposed in a member's name, answered by those who may."""

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import only
from tamyr.positions.forms import writing as forms
from tamyr.positions.models import Amendment, Version
from tamyr.positions.queries.amendments import amendment_seen, comment_seen
from tamyr.positions.services import amending
from tamyr.positions.services.two_persons.unchanged import propose_decided
from tamyr.positions.views.answering import heard_member
from tamyr.positions.views.clauses import amendment_form, clause_asked, done, show
from tamyr.positions.views.making import version_asked
from tamyr.procedures.rules import may_follow
from tamyr.shared.attempts import unsound


@require_POST
@only(may_follow)
def amend(request: HttpRequest, number: int, code: str) -> HttpResponse:
    visitor, version, place = clause_asked(request, number, code)
    member = heard_member(visitor, version.position, request.POST.get("member", ""))
    form = forms.AmendmentForm(request.POST, auto_id="amend_%s")
    if not form.is_valid():
        # Each language has a form of its own on the page: the refused one stands in the place of its own.
        languages = [wording.language for wording in place.wordings.values() if wording.text]
        named = request.POST.get("language")
        shown = [form if language == named else amendment_form(place, language) for language in languages]
        return unsound(
            request, form, lambda **told: show(request, number, code, amendment_forms=shown, **told)
        )
    said = dict(form.cleaned_data)
    key = said.pop("form_key")
    wanted = amending.AmendmentDraft(code=code, **said)
    return done(
        request,
        number,
        code,
        _("Proposed. The facilitator is told."),
        lambda: amending.propose_amendment(
            version=version, wanted=wanted, member=member, form_key=key, **visitor.by
        ),
    )


@require_POST
@only(may_follow)
def comment(request: HttpRequest, number: int, code: str) -> HttpResponse:
    visitor, version, _place = clause_asked(request, number, code)
    member = heard_member(visitor, version.position, request.POST.get("member", ""))
    form = forms.CommentForm(request.POST, auto_id="comment_%s")
    if not form.is_valid():
        return unsound(request, form, lambda **told: show(request, number, code, comment_form=form, **told))
    said = form.cleaned_data
    return done(
        request,
        number,
        code,
        _("Your comment stands beside the clause."),
        lambda: amending.comment(version=version, code=code, member=member, **said, **visitor.by),
        form,
        comment_form=form,
    )


@require_POST
@only(may_follow)
def withdraw_comment(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    visitor, version = version_asked(request, number)
    found = comment_seen(version, key)
    if found is None:
        raise Http404
    return done(
        request,
        number,
        found.code,
        _("The comment is withdrawn."),
        lambda: amending.withdraw_comment(comment=found, version=version, **visitor.by),
    )


def amendment_asked(request: HttpRequest, number: int, key: UUID) -> tuple[Visitor, Version, Amendment]:
    visitor, version = version_asked(request, number)
    found = amendment_seen(version, visitor, key)
    if found is None:
        raise Http404
    return visitor, version, found.amendment


@require_POST
@only(may_follow)
def answer(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    """Accept an amendment, agree to it as the clause's author, or take it back."""
    visitor, _version, found = amendment_asked(request, number, key)
    at = {"amendment": found, **visitor.by}
    # Answered is what was read. Whoever proposed it takes it back whatever it says by now.
    seen = {"sha": request.POST.get("sha", ""), **at}
    acts: dict[str, tuple[str, Callable[[], object]]] = {
        "accept": (_("Accepted: the text is changed."), lambda: amending.accept_amendment(**seen)),
        "agree": (_("Your organisation agrees."), lambda: amending.agree_to_amendment(**seen)),
        "withdraw": (_("The amendment is withdrawn."), lambda: amending.withdraw_amendment(**at)),
    }
    if request.POST.get("act") not in acts:
        raise BadRequest
    said, act = acts[request.POST["act"]]
    return done(request, number, found.code, said, act)


@require_POST
@only(may_follow)
def write_anew(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    visitor, _version, found = amendment_asked(request, number, key)
    form = forms.AnewForm(request.POST, act=found.act, auto_id="anew_%s")
    if not form.is_valid():
        return unsound(
            request, form, lambda **told: show(request, number, found.code, typed=form, about=key, **told)
        )
    said = form.cleaned_data
    return done(
        request,
        number,
        found.code,
        _("Written anew, against the clause as it stands now."),
        lambda: amending.write_amendment_anew(amendment=found, **said, **visitor.by),
    )


@require_POST
@only(may_follow)
def decided(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    visitor, _version, found = amendment_asked(request, number, key)
    form = forms.DecidedForm(request.POST, auto_id="decided_%s")
    if not form.is_valid():
        return unsound(
            request, form, lambda **told: show(request, number, found.code, typed=form, about=key, **told)
        )
    said = form.cleaned_data
    told = _("Proposed: one more person says whether members decided so.")
    return done(
        request,
        number,
        found.code,
        told,
        lambda: propose_decided(amendment=found, by=visitor, **said),
        form,
        typed=form,
        about=key,
    )

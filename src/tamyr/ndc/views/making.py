"""To begin a submission, to put sections into it, to agree to it, sign it and take it back."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tamyr.ndc.forms.submissions import BeginForm, RenameForm, SectionForm, SourceForm
from tamyr.ndc.models import Section, Submission
from tamyr.ndc.pages.country import crumbs, current_of
from tamyr.ndc.pages.sources import offered
from tamyr.ndc.pages.submission import submission_crumbs, submission_page
from tamyr.ndc.pages.versions import newest_first
from tamyr.ndc.queries.submissions import find_submission, section_sha, titles_sha
from tamyr.ndc.rules import may_begin, may_see_inside
from tamyr.ndc.services import making, signing
from tamyr.ndc.views.answering import attempt, with_evidence
from tamyr.ndc.views.submissions import show
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.network.rules import MayNot
from tamyr.procedures.queries import organisations_of, own_member
from tamyr.shared.choices import one_or_404
from tamyr.shared.languages import language

WRITES = ["GET", "HEAD", "POST"]


@require_http_methods(WRITES)
@only(may_begin)
@with_evidence
def begin(request: HttpRequest, iso3: str) -> HttpResponse:
    visitor = visitor_of(request)
    versions = [(version.id, version.title(language())) for version in newest_first(current_of(iso3))]
    form = BeginForm(request.POST or None, iso3=iso3, versions=versions)
    if request.method == "POST" and form.is_valid():
        member = own_member(visitor, request.POST.get("member", ""))
        key = form.cleaned_data["form_key"]
        made = making.begin_submission(plan=form.plan(), member=member, form_key=key, **visitor.by)
        return redirect("ndc:submission", made.number)
    page = {
        "heading": _("Begin a submission"),
        "form": form,
        "members": organisations_of(visitor),
        "button": _("Begin it"),
        "crumbs": crumbs(iso3, _("Begin a submission")),
    }
    return render(request, "ndc/typed.html", page, status=422 if request.method == "POST" else 200)


def _typed(
    request: HttpRequest, found: Submission, heading: str, form: Any, status: int = 200, **more: Any
) -> HttpResponse:
    """Show a form about a submission, with what was refused before it."""
    visitor = visitor_of(request)
    page = submission_page(found, visitor)
    context = {
        "hears_comments": found.hears_comments_at(visitor.at),
        "heading": heading,
        "form": form,
        "button": _("Save"),
        "crumbs": submission_crumbs(page, heading),
    }
    return render(request, "ndc/typed.html", {**context, **more}, status=status)


@require_http_methods(WRITES)
@only(may_see_inside)
def titles(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    found = find_submission(visitor, number)
    initial = {f"title_{code}": title for code, title in found.titles.items()}
    form = RenameForm(request.POST or None, initial=initial | {"base_sha": titles_sha(found)})

    def again(**told: Any) -> HttpResponse:
        form.seen_now(told)
        return _typed(request, found, _("Change the title"), form, **told)

    if request.method != "POST" or not form.is_valid():
        return again(status=422 if request.method == "POST" else 200)
    act: dict[str, Any] = {
        "submission": found,
        "titles": form.titles(),
        "base_sha": form.cleaned_data["base_sha"],
        **visitor.by,
    }
    back = ("submission", number)
    return attempt(request, lambda: making.change_titles(**act), said=_("Saved."), back=back, show=again)


@require_http_methods(WRITES)
@only(may_see_inside)
@with_evidence
def add(request: HttpRequest, number: int) -> HttpResponse:
    """Choose what a new section rests on."""
    visitor = visitor_of(request)
    found = find_submission(visitor, number)
    form = SourceForm(request.POST or None, offered=offered(found, visitor, language()))

    def again(**told: Any) -> HttpResponse:
        return _typed(request, found, _("Add a section"), form, button=_("Add it"), **told)

    if request.method != "POST" or not form.is_valid():
        return again(status=422 if request.method == "POST" else 200)
    act: dict[str, Any] = {"source": form.source_chosen(), **visitor.by}
    act |= {"submission": found, "form_key": form.cleaned_data["form_key"]}
    made: list[Section] = []
    answer = attempt(
        request,
        lambda: made.append(making.add_section(**act)),
        said=_("Added. Now write what your organisations say about it, in both languages."),
        back=("submission", number),
        show=again,
    )
    return redirect("ndc:section", number, made[0].pk) if made else answer


@require_http_methods(WRITES)
@only(may_see_inside)
def section(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    found = _section(request, number, key)
    form = SectionForm(request.POST or None, initial={**_written(found), "base_sha": section_sha(found)})

    def again(**told: Any) -> HttpResponse:
        form.seen_now(told)
        return _typed(request, found.submission, _("Write a section"), form, section=found, **told)

    if request.method != "POST" or not form.is_valid():
        return again(status=422 if request.method == "POST" else 200)
    act: dict[str, Any] = {
        "section": found,
        "headings": form.headings(),
        "words": form.words(),
        "base_sha": form.cleaned_data["base_sha"],
        **visitor.by,
    }
    back = ("submission", number)
    return attempt(request, lambda: making.write_section(**act), said=_("Saved."), back=back, show=again)


def _written(section: Section) -> Mapping[str, str]:
    return {
        **{f"heading_{code}": text for code, text in section.headings.items()},
        **{f"words_{code}": text for code, text in section.words.items()},
    }


def _section(request: HttpRequest, number: int, key: UUID) -> Section:
    found = find_submission(visitor_of(request), number)
    return one_or_404(found.sections.filter(removed_at=None).select_related("submission"), pk=key)


def _pressed(
    request: HttpRequest, number: int, said: str, act: Callable[..., Any], **given: Any
) -> HttpResponse:
    """Do what one button asks for on a submission's own page."""
    visitor = visitor_of(request)

    def again(**told: Any) -> HttpResponse:
        return show(request, visitor, find_submission(visitor, number), **told)

    asked = {**given, **visitor.by}
    return attempt(request, lambda: act(**asked), said=said, back=("submission", number), show=again)


@require_POST
@only(may_see_inside)
def anew(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    found, said = _section(request, number, key), _("It quotes what its source says today.")
    return _pressed(request, number, said, making.quote_anew, section=found)


@require_POST
@only(may_see_inside)
def take_out(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    found, said = _section(request, number, key), _("The section is taken out.")
    return _pressed(request, number, said, making.take_section_out, section=found)


@require_POST
@only(may_see_inside)
def agree(request: HttpRequest, number: int) -> HttpResponse:
    found, sha = find_submission(visitor_of(request), number), request.POST.get("sha", "")
    said = _("It is agreed: its words do not change any more.")
    return _pressed(request, number, said, making.agree_to_submission, submission=found, sha=sha)


@require_POST
@only(may_see_inside)
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    found = find_submission(visitor_of(request), number)
    return _pressed(
        request, number, _("The submission is withdrawn."), making.withdraw_submission, submission=found
    )


@require_POST
@only(may_see_inside)
def sign(request: HttpRequest, number: int) -> HttpResponse:
    """Let an organisation sign a submission, by name or without, or sign it no more."""
    visitor = visitor_of(request)
    found = find_submission(visitor, number)
    # Any of one’s own, also one that has no voice now: it may still sign no more.
    member = next(
        (
            mandate.member
            for mandate in visitor.mandates
            if str(mandate.member_id) == request.POST.get("member")
        ),
        None,
    )
    if member is None:
        raise MayNot(_("You do not act for this member now; your mandate may have ended."))
    if "leave" in request.POST:
        said = _("Your organisation signs it no more.")
        return _pressed(request, number, said, signing.unsign_submission, submission=found, member=member)
    named, said = "named" in request.POST, _("Your organisation signs it.")
    given = {"submission": found, "member": member, "is_named": named}
    return _pressed(request, number, said, signing.sign_submission, **given)

"""One clause: its words in each language, what is proposed to it, what was said of it."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import only
from tamyr.positions.forms import writing as forms
from tamyr.positions.models import Version
from tamyr.positions.pages.clause import ClausePage, Desk, clause_page
from tamyr.positions.pages.public import crumbs
from tamyr.positions.queries.amendments import AmendmentShown
from tamyr.positions.queries.texts import Place, find_place
from tamyr.positions.services import translating, writing
from tamyr.positions.services.two_persons import unchanged as agreeing
from tamyr.positions.views.answering import attempt
from tamyr.positions.views.making import version_asked
from tamyr.procedures.rules import may_follow
from tamyr.shared.attempts import unsound
from tamyr.shared.languages import BOUND_LANGUAGES


def clause_asked(request: HttpRequest, number: int, code: str) -> tuple[Visitor, Version, Place]:
    visitor, version = version_asked(request, number)
    place = find_place(version, code)
    if place is None:
        raise Http404(_("This clause is not in the text any more."))
    return visitor, version, place


@require_safe
@only(may_follow)
def clause(request: HttpRequest, number: int, code: str) -> HttpResponse:
    return show(request, number, code)


def show(
    request: HttpRequest,
    number: int,
    code: str,
    status: int = 200,
    *,
    typed: Form | None = None,
    about: UUID | None = None,
    **more: Any,
) -> HttpResponse:
    """Show a clause; ``typed``: a form that was refused, ``about``: the amendment that it is about."""
    visitor, version, place = clause_asked(request, number, code)
    page = clause_page(version, place, visitor)
    context = {
        "page": page,
        "crumbs": crumbs((page.title, reverse("positions:making", args=[number])), (page.name, "")),
        **_forms(page, typed, about),
        **more,
    }
    return render(request, "positions/clause.html", context, status=status)


def _forms(page: ClausePage, typed: Form | None, about: UUID | None) -> dict[str, Any]:
    place, words = page.place, page.place.authoritative.text
    base = {"base_sha": place.authoritative.sha}
    return {
        # Each with ids of its own: forms with the same fields stand on one page, and a label names one id.
        "amendment_forms": [amendment_form(place, language) for language in page.amendable],
        "comment_form": forms.CommentForm(auto_id="comment_%s"),
        "write_form": forms.WriteForm(initial={"text": words, **base}, auto_id="write_%s"),
        "split_form": forms.SplitForm(initial={"first": words, **base}, auto_id="split_%s"),
        "amendments": [
            (shown, *_in_place(amendment_forms(shown), typed if shown.amendment.pk == about else None))
            for shown in page.amendments
        ],
        "translations": [
            (desk, *_in_place(translation_forms(place, desk), typed if _is_of(desk, typed) else None))
            for desk in page.translations
        ],
    }


def amendment_form(place: Place, language: str) -> forms.AmendmentForm:
    wording = place.wordings[language]
    shown = {"text": wording.text, "language": language, "base_sha": wording.sha}
    return forms.AmendmentForm(initial=shown, auto_id=f"amend_{language}_%s")


def amendment_forms(shown: AmendmentShown) -> tuple[Form, ...]:
    """Return the forms that write an amendment anew and that say how members decided on it."""
    amendment, name = shown.amendment, shown.amendment.pk
    words = {"text": amendment.text, "base_sha": shown.standing_sha}
    return (
        forms.AnewForm(initial=words, act=amendment.act, auto_id=f"anew_{name}_%s"),
        forms.DecidedForm(auto_id=f"decided_{name}_%s"),
    )


def _in_place(empty: tuple[Form, ...], typed: Form | None) -> Iterator[Form]:
    """Yield forms as they begin, with a refused one in the place of its like: nothing that was typed is lost."""
    for form in empty:
        # By the very class: an ``UnchangedForm`` is a ``CheckForm`` too, and would stand in both places.
        yield typed if typed is not None and type(typed) is type(form) else form


def _is_of(desk: Desk, typed: Form | None) -> bool:
    return typed is not None and typed.data.get("language") == desk.wording.language


def translation_forms(place: Place, desk: Desk) -> tuple[Form, ...]:
    wording = desk.wording
    base = {"language": wording.language, "base_sha": wording.sha}
    shown = {**base, "text": wording.text, "source_sha": place.authoritative.sha}
    name = wording.language
    return (
        forms.TranslationForm(initial=shown, auto_id=f"translate_{name}_%s"),
        forms.CheckForm(initial=base, auto_id=f"check_{name}_%s"),
        forms.UnchangedForm(initial=base, auto_id=f"unchanged_{name}_%s"),
    )


def done(
    request: HttpRequest,
    number: int,
    code: str,
    said: str,
    act: Callable[[], object],
    form: Any = None,
    **typed: Any,
) -> HttpResponse:
    def again(**more: Any) -> HttpResponse:
        return show(request, number, code, **typed, **more)

    return attempt(request, act, said=said, back=("clause", number, code), show=again, form=form)


@require_POST
@only(may_follow)
def write(request: HttpRequest, number: int, code: str) -> HttpResponse:
    visitor, version, _place = clause_asked(request, number, code)
    form = forms.WriteForm(request.POST, auto_id="write_%s")
    if not form.is_valid():
        return unsound(request, form, lambda **told: show(request, number, code, write_form=form, **told))
    said = form.cleaned_data
    return done(
        request,
        number,
        code,
        _("Written."),
        lambda: writing.write_clause(version=version, code=code, **said, **visitor.by),
    )


@require_POST
@only(may_follow)
def split(request: HttpRequest, number: int, code: str) -> HttpResponse:
    visitor, version, _place = clause_asked(request, number, code)
    form = forms.SplitForm(request.POST, auto_id="split_%s")
    if not form.is_valid():
        return unsound(request, form, lambda **told: show(request, number, code, split_form=form, **told))
    said = form.cleaned_data
    return done(
        request,
        number,
        code,
        _("Split in two."),
        lambda: writing.split_clause(version=version, code=code, **said, **visitor.by),
    )


@require_POST
@only(may_follow)
def arrange(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Move a clause, merge it with the next one, or leave it out."""
    visitor, version, _place = clause_asked(request, number, code)
    at = {"version": version, "code": code, **visitor.by}
    acts: dict[str, tuple[str, Callable[[], object]]] = {
        "up": (_("Moved."), lambda: writing.move_clause(up=True, **at)),
        "down": (_("Moved."), lambda: writing.move_clause(up=False, **at)),
        "merge": (_("Merged."), lambda: writing.merge_with_next(**at)),
        "delete": (_("Left out; its words stay among the changes."), lambda: writing.delete_clause(**at)),
    }
    if request.POST.get("act") not in acts:
        raise BadRequest
    said, act = acts[request.POST["act"]]

    def again(**more: Any) -> HttpResponse:
        return show(request, number, code, **more)

    # A clause that is left out has no page to come back to.
    if request.POST["act"] == "delete":
        return attempt(request, act, said=said, back=("making", number), show=again)
    return attempt(request, act, said=said, back=("clause", number, code), show=again)


def _unsound(request: HttpRequest, number: int, code: str, form: Form) -> HttpResponse:
    """Show a form about a translation in its own place, beside that language's words."""
    return unsound(request, form, lambda **told: show(request, number, code, typed=form, **told))


@require_POST
@only(may_follow)
def translate(request: HttpRequest, number: int, code: str) -> HttpResponse:
    visitor, version, _place = clause_asked(request, number, code)
    form = forms.TranslationForm(request.POST, auto_id="translate_%s")
    if not form.is_valid():
        return _unsound(request, number, code, form)
    said = form.cleaned_data
    return done(
        request,
        number,
        code,
        _("The translation is kept. Somebody else checks it."),
        lambda: translating.write_translation(version=version, code=code, member=None, **said, **visitor.by),
    )


@require_POST
@only(may_follow)
def check(request: HttpRequest, number: int, code: str) -> HttpResponse:
    visitor, version, _place = clause_asked(request, number, code)
    form = forms.CheckForm(request.POST, auto_id="check_%s")
    if not form.is_valid():
        return _unsound(request, number, code, form)
    said = form.cleaned_data
    return done(
        request,
        number,
        code,
        _("Checked."),
        lambda: translating.check_translation(version=version, code=code, **said, **visitor.by),
    )


@require_POST
@only(may_follow)
def unchanged(request: HttpRequest, number: int, code: str) -> HttpResponse:
    visitor, _version, place = clause_asked(request, number, code)
    form = forms.UnchangedForm(request.POST, auto_id="unchanged_%s")
    language = request.POST.get("language", "")
    text = place.wordings[language].row if language in BOUND_LANGUAGES else None
    if form.is_valid() and text is None:
        form.add_error(None, _("The clause has no words in this language yet."))
    if text is None or not form.is_valid():
        return _unsound(request, number, code, form)
    why = form.cleaned_data["why"]
    said = _("Proposed: one more person says whether the meaning is the same.")
    return done(
        request, number, code, said, lambda: agreeing.propose_unchanged(text=text, why=why, by=visitor)
    )

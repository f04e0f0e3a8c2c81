"""One clause: its words in each language, what is proposed to it, what was said of it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import only
from tamyr.positions.forms import writing as forms
from tamyr.positions.models import Version
from tamyr.positions.pages.clause import Desk, clause_page
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


def show(request: HttpRequest, number: int, code: str, status: int = 200, **more: Any) -> HttpResponse:
    visitor, version, place = clause_asked(request, number, code)
    page = clause_page(version, place, visitor)
    context = {
        "page": page,
        "crumbs": [
            (_("Positions"), reverse("positions:positions")),
            (page.title, reverse("positions:making", args=[number])),
            (page.name, ""),
        ],
        "amendment_forms": [amendment_form(place, language) for language in page.amendable],
        "comment_form": forms.CommentForm(auto_id="comment_%s"),
        "write_form": forms.WriteForm(initial=_shown(place), auto_id="write_%s"),
        "split_form": forms.SplitForm(
            initial={"first": place.authoritative.text, "base_sha": place.authoritative.sha},
            auto_id="split_%s",
        ),
        "translations": [(desk, *translation_forms(place, desk)) for desk in page.translations],
        **more,
    }
    return render(request, "positions/clause.html", context, status=status)


def _shown(place: Place) -> dict[str, str]:
    return {"text": place.authoritative.text, "base_sha": place.authoritative.sha}


def amendment_form(place: Place, language: str) -> forms.AmendmentForm:
    wording = place.wordings[language]
    shown = {"text": wording.text, "language": language, "base_sha": wording.sha}
    return forms.AmendmentForm(initial=shown, auto_id=f"amend_{language}_%s")


def translation_forms(
    place: Place, desk: Desk
) -> tuple[forms.TranslationForm, forms.CheckForm, forms.UnchangedForm]:
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
        return redirect("positions:clause", number=number, code=code)
    said, act = acts[request.POST["act"]]

    def again(**more: Any) -> HttpResponse:
        return show(request, number, code, **more)

    if request.POST["act"] == "delete":
        return attempt(request, act, said=said, back=("making", number), show=again)
    return attempt(request, act, said=said, back=("clause", number, code), show=again)


def _unsound(
    request: HttpRequest, number: int, code: str, form: forms.TranslationForm | forms.CheckForm
) -> HttpResponse:
    """Show a form about a translation in its own place, beside that language's words."""
    visitor, version, place = clause_asked(request, number, code)
    shown = [
        (
            desk,
            *(
                form if type(one) is type(form) and desk.wording.language == form["language"].value() else one
                for one in translation_forms(place, desk)
            ),
        )
        for desk in clause_page(version, place, visitor).translations
    ]
    return unsound(request, form, lambda **told: show(request, number, code, translations=shown, **told))


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

"""To enter bodies, correct their rows, rename them and look them up as a second person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tamyr.addressees.forms.base import RowForm
from tamyr.addressees.forms.bodies import NewBodyForm, RenameForm
from tamyr.addressees.forms.entries import BasisForm, basis_of
from tamyr.addressees.forms.rows import FORMS, TITLES
from tamyr.addressees.logic.rows import at_one_time
from tamyr.addressees.models import Holder, Institution, InstitutionName, Office
from tamyr.addressees.queries.likeness import similar_institutions
from tamyr.addressees.queries.rows import Row, facts_of, row_within
from tamyr.addressees.rules import may_keep
from tamyr.addressees.services import keeping as acts
from tamyr.addressees.views.directory import found_or_404
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.shared.attempts import other_now

CONFLICT, UNPROCESSABLE = 409, 422
# Not whoever holds an office, who is added there (``add_holder``), nor a body, which has a form of its own.
ADDED = ("name", "office", "channel")


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_keep)
def enter(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    form, basis = NewBodyForm(request.POST or None), BasisForm(request.POST or None)
    if request.method != "POST":
        return show(request, form, BasisForm(initial={"basis": basis_of()}), _("Enter a body"))
    if not (form.is_valid() and basis.is_valid()):
        return show(request, form, basis, _("Enter a body"), status=UNPROCESSABLE)
    given = form.cleaned_data
    alike = similar_institutions(
        visitor,
        names=form.names().values(),
        website=given["website"],
        email=given["email"],
        iso3=given["iso3"],
    )
    if alike and "is_another" not in request.POST:
        return show(request, form, basis, _("Enter a body"), status=CONFLICT, alike=alike)
    key = UUID(basis.cleaned_data["basis"]["key"])
    body = acts.enter_institution(
        form_key=key, facts=form.facts(), names=form.names(), by=visitor, at=visitor.at
    )
    messages.success(request, _("Entered. Add by which roads letters reach it."))
    return redirect("addressees:institution", number=body.number)


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_keep)
def add(request: HttpRequest, number: int, subject: str) -> HttpResponse:
    """Add a name, an office or a channel to a body."""
    if subject not in ADDED:
        raise Http404
    body = found_or_404(visitor_of(request), number)
    return added(request, body, subject, str(body.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_keep)
def add_holder(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    body = found_or_404(visitor_of(request), number)
    office = row_within(body, "office", str(key))
    if not isinstance(office, Office):
        raise Http404
    return added(request, body, "holder", str(office.pk), about=office.title)


def added(request: HttpRequest, body: Institution, subject: str, of: str, about: str = "") -> HttpResponse:
    visitor = visitor_of(request)
    form, basis = row_form(request, subject, body, {}), BasisForm(request.POST or None)
    title = f"{TITLES[subject]}: {about}" if about else str(TITLES[subject])
    if request.method != "POST":
        return show(request, form, BasisForm(initial={"basis": basis_of()}), title, body=body)
    if not is_sound(body, subject, form, basis, None):
        return show(request, form, basis, title, UNPROCESSABLE, body=body)
    acts.add_row(
        institution=body,
        subject=subject,
        key=basis.cleaned_data["basis"]["key"],
        of=of,
        facts=form.facts(),
        reason=basis.cleaned_data["reason"],
        by=visitor,
        at=visitor.at,
    )
    messages.success(request, _("Saved."))
    return redirect("addressees:institution", number=body.number)


def is_sound(body: Institution, subject: str, form: RowForm, basis: BasisForm, row: Row | None) -> bool:
    """Whether a form can be kept; that a name cannot stand beside another one is said at its field."""
    if not (form.is_valid() and basis.is_valid()):
        return False
    if clash := name_clash(body, subject, form, row):
        form.add_error("until_on", clash)
    return not clash


def name_clash(body: Institution, subject: str, form: RowForm, row: Row | None) -> str:
    """Say why a name cannot stand beside another one of its language; nothing where it can."""
    if subject != "name":
        return ""
    facts = form.facts()
    others = body.names.filter(language=facts["language"])
    if isinstance(row, InstitutionName):
        others = others.exclude(pk=row.pk)
    else:
        # The same form once more adds nothing.
        others = others.exclude(name=facts["name"], from_on=facts["from_on"] or None)
    if not any(at_one_time(facts_of("name", other), facts) for other in others):
        return ""
    if facts["until_on"]:
        return _("Another name of this language holds at that time: give other days.")
    return _("Another name of this language has no end yet: rename the body instead.")


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_keep)
def correct(request: HttpRequest, number: int, subject: str, key: str) -> HttpResponse:
    """Correct a row as it was when its form was opened; somebody else's change meanwhile is shown beside it."""
    body, row = row_or_404(request, number, subject, key)
    if isinstance(row, Holder) and row.taken_away_at is not None:
        raise Http404
    opened = facts_of(subject, row)
    form, basis = row_form(request, subject, body, opened, row), BasisForm(request.POST or None, key=key)
    title = str(TITLES[subject])
    if request.method != "POST":
        return show(request, form, BasisForm(initial={"basis": basis_of(key, opened)}), title, body=body)
    if not is_sound(body, subject, form, basis, row):
        return show(request, form, basis, title, UNPROCESSABLE, body=body)
    try:
        correct_as_typed(request, subject, row, form, basis)
    except acts.Moved as moved:
        theirs = facts_of(subject, moved.current)
        # What was typed stays, opened on the row as it stands by now: sent once more, it is no conflict.
        again = BasisForm(initial={"basis": basis_of(key, theirs), "reason": basis.cleaned_data["reason"]})
        said = form.said(FORMS[subject].data_of(theirs))
        return show(request, form, again, title, CONFLICT, body=body, theirs=said)
    messages.success(request, _("Saved."))
    return redirect("addressees:institution", number=body.number)


def correct_as_typed(request: HttpRequest, subject: str, row: Row, form: RowForm, basis: BasisForm) -> None:
    visitor = visitor_of(request)
    acts.correct_row(
        subject=subject,
        row=row,
        opened_on=basis.cleaned_data["basis"]["facts"],
        facts=form.facts(),
        reason=basis.cleaned_data["reason"],
        by=visitor,
        at=visitor.at,
    )


def row_or_404(request: HttpRequest, number: int, subject: str, key: str) -> tuple[Institution, Row]:
    if subject not in FORMS:
        raise Http404
    body = found_or_404(visitor_of(request), number)
    row = row_within(body, subject, key)
    if row is None:
        raise Http404
    return body, row


def row_form(
    request: HttpRequest, subject: str, body: Institution, opened: dict[str, Any], row: Row | None = None
) -> RowForm:
    kind = FORMS[subject]
    more: dict[str, Any] = {}
    if subject == "channel":
        more = {"offices": list(body.offices.all())}
    if subject == "body":
        more = {"itself": row}
    initial: dict[str, Any] = kind.data_of(opened) if opened else {"status": "seen"}
    if isinstance(row, Institution) and row.parent is not None:
        # Its number, which people know, in the place of its key.
        initial["parent"] = row.parent.number
    data = request.POST if request.method == "POST" else None
    return kind(data, initial=initial, **more)


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_keep)
def rename(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    body = found_or_404(visitor, number)
    form = RenameForm(request.POST or None, institution=body)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        acts.rename_institution(institution=body, **given, by=visitor, at=visitor.at)
        messages.success(request, _("Saved."))
        return redirect("addressees:institution", number=body.number)
    status = UNPROCESSABLE if form.is_bound else 200
    return show(request, form, None, _("Another name from a day on"), status, body=body)


@require_POST
@only(may_keep)
def verify(request: HttpRequest, number: int, subject: str, key: str) -> HttpResponse:
    """Say as a second person that the page named says so."""
    visitor = visitor_of(request)
    body, row = row_or_404(request, number, subject, key)
    # A name has no page of its own: that of its body says it, and is looked up there.
    if subject == "name":
        raise Http404
    try:
        mark = request.POST.get("mark", "")
        acts.verify_row(subject=subject, row=row, mark=mark, by=visitor, at=visitor.at)
    except acts.Moved:
        messages.error(request, other_now())
    except acts.NotTheOther:
        messages.error(
            request, _("Somebody else than who changed it last looks it up, on the page that it names.")
        )
    else:
        messages.success(request, _("Saved: a second person has looked it up."))
    return redirect("addressees:institution", number=body.number)


def show(
    request: HttpRequest,
    form: Any,
    basis: BasisForm | None,
    title: str,
    status: int = 200,
    body: Institution | None = None,
    **more: Any,
) -> HttpResponse:
    crumbs = [(_("Addressees"), reverse("addressees:institutions"))]
    if body is not None:
        name = body.name_on(visitor_of(request).on)
        crumbs.append((name, reverse("addressees:institution", args=[body.number])))
    page = {
        "form": form,
        "basis": basis,
        "title": title,
        "body": body,
        "crumbs": [*crumbs, (title, "")],
        **more,
    }
    return render(request, "addressees/row.html", page, status=status)

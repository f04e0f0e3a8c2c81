from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.accounts.rules import has_just_confirmed, to_confirm
from tamyr.network.forms.register import ExportForm, UploadForm
from tamyr.network.logic.register.files import csv_bytes, xlsx_bytes
from tamyr.network.logic.register.table import COLUMNS
from tamyr.network.models import RegisterImport
from tamyr.network.pages.register_words import applied_words, import_shown
from tamyr.network.queries import visitor_of
from tamyr.network.queries.people import others_coordinate
from tamyr.network.queries.register.imports import find_import, imports_visible_to, proposal_of
from tamyr.network.queries.visitors import only
from tamyr.network.rules import may_keep_the_register
from tamyr.network.services import register as acts
from tamyr.network.services.members import TakesTwo
from tamyr.network.services.two_persons import exports
from tamyr.network.services.two_persons.exports import how_often, propose_export
from tamyr.network.services.two_persons.imports import is_as_reviewed, propose_import
from tamyr.network.views.two_persons.proposals import REFUSED, found_or_404, show
from tamyr.safety.services.proposals import NotTheSecond
from tamyr.shared.attempts import proposed
from tamyr.shared.languages import language
from tamyr.shared.typed import refused

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {"csv": (csv_bytes, "text/csv; charset=utf-8"), "xlsx": (xlsx_bytes, XLSX_TYPE)}


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_keep_the_register)
def register(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kept = acts.keep_upload(table=form.cleaned_data["file"], by=visitor)
        return redirect("network:register_import", key=kept.pk)
    answer = shown(request, form, ExportForm(), status=422 if form.is_bound else 200)
    return refused(form, answer)


def shown(request: HttpRequest, form: UploadForm, wish: ExportForm, status: int) -> HttpResponse:
    visitor = visitor_of(request)
    page = {
        "form": form,
        "wish": wish,
        "how_often": how_often(),
        "is_alone": not others_coordinate(visitor),
        "imports": imports_visible_to(visitor),
        "columns": COLUMNS,
    }
    return render(request, "network/register.html", page, status=status)


@require_safe
@only(may_keep_the_register)
def register_import(request: HttpRequest, key: UUID) -> HttpResponse:
    visitor, kept = visitor_of(request), import_of(request, key)
    if kept.applied_at:
        return render(request, "network/register_import.html", {"kept": kept})
    waits = proposal_of(kept, visitor)
    # Once for both, as it may plan the whole table.
    stands = waits is not None and is_as_reviewed(waits, visitor)
    found = import_shown(kept, visitor, request.GET.get("page"), language())
    answered = {"waits": waits if stands else None, "moved": waits is not None and not stands}
    return render(request, "network/register_import.html", {**found, **answered})


@require_POST
@only(may_keep_the_register)
def apply_import(request: HttpRequest, key: UUID) -> HttpResponse:
    visitor, kept = visitor_of(request), import_of(request, key)
    # Whoever else coordinates answers the proposal of it, and neither makes one nor applies it.
    if kept.person != visitor.person:
        raise Http404
    # An empty one would mean that nothing is compared: a form without it is like one of another register.
    state = request.POST.get("state") or "none"
    try:
        if others_coordinate(visitor):
            return proposed(request, propose_import(kept=kept, state=state, by=visitor))
        plan = acts.apply_import(kept=kept, state=state, by=visitor)
    except acts.AlreadyApplied:
        messages.info(request, _("This import was already applied; nothing was changed again."))
    except (acts.RegisterMoved, TakesTwo):
        messages.warning(
            request,
            _(
                "The register has changed since you looked. Nothing was applied: look at the changes again, then apply."
            ),
        )
    except acts.NotApplicable:
        messages.error(request, _("Nothing was applied: there is nothing to change, or a row has a fault."))
    else:
        messages.success(request, applied_words(plan))
    return redirect("network:register_import", key=kept.pk)


@require_POST
@only(may_keep_the_register)
def export_register(request: HttpRequest, form: str) -> HttpResponse:
    """Propose to take the register out as a file."""
    if form not in FORMS:
        raise Http404
    visitor, wish = visitor_of(request), ExportForm(request.POST)
    if not wish.is_valid():
        return shown(request, UploadForm(), wish, status=422)
    why = wish.cleaned_data["why"]
    return proposed(request, propose_export(form=form, why=why, by=visitor))


@require_POST
@only(may_keep_the_register)
def take_export(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the file to who has just shown that it is them: a forgotten screen gives nothing out."""
    visitor, found = visitor_of(request), found_or_404(request, key)
    if not has_just_confirmed(request, visitor.at):
        return to_confirm(request, reverse("network:proposal", args=[key]))
    try:
        rows, form = exports.take_export(proposal=found.proposal, by=visitor)
    except NotTheSecond as refusal:
        return show(request, key, REFUSED, str(refusal))
    write, kind = FORMS[form]
    name = f'attachment; filename="tamyr-register-{visitor.on.isoformat()}.{form}"'
    return HttpResponse(write(rows), content_type=kind, headers={"Content-Disposition": name})


def import_of(request: HttpRequest, key: UUID) -> RegisterImport:
    kept = find_import(visitor_of(request), key)
    if kept is None:
        raise Http404
    return kept

"""To bring a file in: what it would change is shown first, then all of it counts or nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tamyr.addressees.forms.importing import ApplyForm, UploadForm, packed, understood
from tamyr.addressees.pages.imports import Alike, preview, sha_of, taken_words
from tamyr.addressees.queries.likeness import alike_in_file
from tamyr.addressees.queries.plan import Plan, plan_of
from tamyr.addressees.rules import may_import
from tamyr.addressees.services.importing import NotAsReviewed, apply_plan
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.shared.typed import refused

CONFLICT, UNPROCESSABLE = 409, 422


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_import)
def bring_in(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        found, problems = understood(form.cleaned_data["file"])
        return previewed(request, Plan(problems=problems) if problems else plan_of(found))
    return refused(form, shown(request, {"form": form}, UNPROCESSABLE if form.is_bound else 200))


def previewed(request: HttpRequest, plan: Plan, status: int = 200) -> HttpResponse:
    to_take = [row.given for row in (*plan.new, *plan.changed)]
    context = preview(plan, alike_in_plan(request, plan)) | {
        "packed": packed(to_take) if plan.may_be_applied else "",
        "digest": plan.digest,
    }
    return shown(request, context, UNPROCESSABLE if plan.problems else status)


def alike_in_plan(request: HttpRequest, plan: Plan) -> Alike:
    return {} if plan.problems else alike_in_file(visitor_of(request), [row.given for row in plan.new])


@require_POST
@only(may_import)
def apply(request: HttpRequest) -> HttpResponse:
    visitor, form = visitor_of(request), ApplyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This preview was not made here. Send the file again."))
        return redirect("addressees:bring_in")
    plan = plan_of(form.cleaned_data["rows"])
    alike = alike_in_plan(request, plan)
    # What somebody looked at is what they say of it: a body that came in meanwhile is shown first.
    if alike and request.POST.get("are_others") != sha_of(alike):
        messages.error(
            request, _("Look at the first rows: say that these are other bodies, or leave them out.")
        )
        return previewed(request, plan, CONFLICT)
    try:
        apply_plan(
            plan=plan, digest=form.cleaned_data["digest"], reason=_("from a file"), by=visitor, at=visitor.at
        )
    except NotAsReviewed:
        messages.warning(
            request,
            _("The directory has changed since you looked. Nothing was taken: look again, then bring it in."),
        )
        return previewed(request, plan_of(form.cleaned_data["rows"]), CONFLICT)
    messages.success(request, taken_words(plan))
    return redirect("addressees:institutions")


def shown(request: HttpRequest, context: dict[str, object], status: int) -> HttpResponse:
    title = _("Bring a file in")
    crumbs = [(_("Addressees"), reverse("addressees:institutions")), (title, "")]
    page = {"form": UploadForm(), "title": title, "crumbs": crumbs, **context}
    return render(request, "addressees/import.html", page, status=status)

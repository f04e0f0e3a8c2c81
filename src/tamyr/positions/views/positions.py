"""The list of positions, one as everybody reads it, and the form that begins one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tamyr.network.queries.members import members_visible_to
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.positions.forms.writing import PlanForm
from tamyr.positions.pages import paper, public
from tamyr.positions.queries import positions as found
from tamyr.positions.queries.ways import ways_from
from tamyr.positions.rules import may_begin
from tamyr.positions.services.beginning import begin_position
from tamyr.procedures.pages import unnamed_lines
from tamyr.procedures.queries import circles_of, organisations_of, own_member
from tamyr.procedures.rules import may_follow
from tamyr.shared.choices import origin_of


@require_safe
def positions(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    context = {
        "adopted": public.listed(found.adopted_for(visitor)),
        "running": public.running(visitor),
        "follows": may_follow(visitor),
        "may_begin": may_begin(visitor),
    }
    return render(request, "positions/positions.html", context)


@require_safe
def position(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    asked = found.find_position(visitor, number)
    version = found.adopted_version(asked)
    # Only those who follow it come so far: to all others what was never adopted is not there.
    if version is None:
        return redirect("positions:making", number=number)
    shown = public.public_page(version, visitor)
    context = {
        "page": shown,
        "how_adopted": public.how_adopted(version),
        "authority": paper.authority_words(shown),
        "lines": unnamed_lines(shown.signatures),
        # Of what only members read no machine is told.
        "facts": public.structured(shown, origin_of(request) + request.path) if asked.is_public else None,
        "follows": found.follows(visitor, asked),
        "ways": ways_from(visitor, asked),
        "crumbs": public.crumbs((shown.title, "")),
    }
    return render(request, "positions/position.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_begin)
def begin(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    form = PlanForm(request.POST or None, members=members_visible_to(visitor), circles=circles_of(visitor))
    if request.method == "POST" and form.is_valid():
        named = request.POST.get("member", "")
        made = begin_position(
            plan=form.plan(),
            member=own_member(visitor, named) if named else None,
            form_key=form.cleaned_data["form_key"],
            actor=visitor.person.pk,  # type: ignore[union-attr]
            at=visitor.at,
        )
        return redirect("positions:making", number=made.number)
    context = {
        "form": form,
        "members": organisations_of(visitor),
        "crumbs": public.crumbs((_("Begin a position"), "")),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "positions/begin.html", context, status=status)

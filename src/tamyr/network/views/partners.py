from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tamyr.network.forms.partners import PartnerForm, basis_of
from tamyr.network.logic.member_entry import merged
from tamyr.network.models import Partner
from tamyr.network.queries import visitor_of
from tamyr.network.queries.partners import find_partner, partner_entry, partner_list, partners_to_come, told
from tamyr.network.queries.visitors import only
from tamyr.network.rules import may_keep_the_register
from tamyr.network.services import partners as acts

CONFLICT, UNPROCESSABLE = 409, 422


@require_safe
@only(may_keep_the_register)
def partners(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    shown = partner_list(visitor)
    found = {
        "present": [told(partner) for partner in shown.present],
        "former": [told(partner) for partner in shown.former],
        "to_come": [told(partner) for partner in partners_to_come(visitor)],
        "may_change": True,
    }
    return render(request, "network/partners.html", found)


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_keep_the_register)
def add_partner(request: HttpRequest) -> HttpResponse:
    return edited(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_keep_the_register)
def edit_partner(request: HttpRequest, key: UUID) -> HttpResponse:
    partner = find_partner(visitor_of(request), key)
    if partner is None:
        raise Http404
    return edited(request, partner)


def edited(request: HttpRequest, partner: Partner | None) -> HttpResponse:
    form = PartnerForm(request.POST or None, partner=partner)
    if not form.is_valid():
        return show(request, form, status=UNPROCESSABLE if form.is_bound else 200)
    try:
        save(request, form)
    except acts.PartnerMoved as moved:
        mine = form.entry()
        both = merged(form.cleaned_data["basis"]["entry"], partner_entry(moved.current), mine)
        again = PartnerForm(partner=moved.current, initial={**both, "basis": basis_of(moved.current)})
        return show(request, again, status=CONFLICT, theirs=told(moved.current))
    messages.success(request, _("Saved."))
    return redirect("network:partners")


def save(request: HttpRequest, form: PartnerForm) -> None:
    visitor, basis = visitor_of(request), form.cleaned_data["basis"]
    if form.partner is None:
        acts.enter_partner(key=UUID(basis["key"]), facts=form.facts(), by=visitor)
    # What says the same as what stands is no change, and leaves no line.
    elif form.entry() != partner_entry(form.partner):
        acts.change_partner(partner=form.partner, opened_on=basis["entry"], facts=form.facts(), by=visitor)


def show(
    request: HttpRequest, form: PartnerForm, status: int, theirs: dict[str, Any] | None = None
) -> HttpResponse:
    found = {"form": form, "theirs": theirs}
    return render(request, "network/partners_edit.html", found, status=status)

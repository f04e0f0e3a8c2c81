from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tamyr.accounts.rules import recently_confirmed
from tamyr.network.queries import visitor_of
from tamyr.network.queries.visitors import only
from tamyr.network.rules import is_coordinator
from tamyr.protection.forms.keyholders import KeyholderForm
from tamyr.protection.pages.support import keyholders_page
from tamyr.protection.queries.keyholders import keyholders_listed_for
from tamyr.protection.services.keyholders import propose_keyholder, propose_to_end
from tamyr.protection.views.doors import sensitive, show, there
from tamyr.shared.doors import signed_in


@sensitive
@signed_in
@require_safe
def keyholders(request: HttpRequest) -> HttpResponse:
    return show(request, "keyholders/keyholders.html", keyholders_page(visitor_of(request)))


@sensitive
@recently_confirmed
@only(is_coordinator)
@require_http_methods(["GET", "HEAD", "POST"])
def name_keyholder(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    form = KeyholderForm(request.POST or None, visitor=visitor)
    if request.method == "POST" and form.is_valid():
        person, country = form.cleaned_data["sign_in_name"], form.cleaned_data["country"]
        propose_keyholder(person=person, country=country, by=visitor)
        messages.success(request, _("Proposed: another coordinator must agree."))
        return redirect("protection:keyholders")
    page = {"form": form, "days": settings.KEYHOLDER_DAYS}
    status = 422 if form.is_bound else 200
    return show(request, "keyholders/name.html", page, status=status)


@sensitive
@recently_confirmed
@only(is_coordinator)
@require_http_methods(["GET", "HEAD", "POST"])
def end_keyholder(request: HttpRequest, key: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    keyholder = there(next((row for row in keyholders_listed_for(visitor) if row.pk == key), None))
    if request.method == "POST":
        propose_to_end(keyholder=keyholder, by=visitor)
        messages.success(request, _("Proposed: another coordinator must agree."))
        return redirect("protection:keyholders")
    return show(request, "keyholders/end.html", {"keyholder": keyholder})

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tamyr.accounts.rules import person_in, recently_confirmed
from tamyr.accounts.services.people import AboutMe
from tamyr.network.forms.people import AccountForm, CloseForm
from tamyr.network.queries import visitor_of
from tamyr.network.queries.people import own_mandates, roles_held
from tamyr.network.services.members import NobodyLeft
from tamyr.network.services.people import change_own_account, close_account
from tamyr.network.views.people import not_now
from tamyr.notices.queries.news import pace_of
from tamyr.shared.doors import signed_in
from tamyr.shared.typed import refused


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    person, visitor = person_in(request), visitor_of(request)
    now = {field: getattr(person, field) for field in AboutMe.__dataclass_fields__}
    form = AccountForm(request.POST or None, initial={**now, "pace": pace_of(person)})
    if request.method == "POST" and form.is_valid():
        change_own_account(by=visitor, about=form.about(), pace=form.cleaned_data["pace"])
        # In the language that was chosen just now: the word about it, and the address of the page.
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Saved."))
            return redirect("network:account")
    page = {
        "form": form,
        "mandates": own_mandates(visitor),
        "roles": roles_held(visitor).filter(person=person),
        "visitor": visitor,
    }
    return refused(form, render(request, "network/account/account.html", page))


@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """Close one's own account, after saying once more that it is meant."""
    form = CloseForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return refused(form, render(request, "network/account/close.html", {"form": form}))
    try:
        close_account(by=visitor_of(request))
    except NobodyLeft:
        reason = _(
            "Something hangs on you alone: coordination, a guarded member or a circle you convene. Hand it on "
            "first, then close the account."
        )
        return not_now(request, reason=reason)
    logout(request)
    response = render(request, "network/account/closed.html")
    # Whoever closes an account may do it on a borrowed computer, which is to know nothing of it.
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response

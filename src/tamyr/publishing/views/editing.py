"""The door to the editor: editors only, under its own narrow content policy, never kept by a browser."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_sameorigin

from tamyr.network.queries import visitor_of
from tamyr.publishing.models import NotRead, OwnWork
from tamyr.publishing.services.editors import admit_editor

View = Callable[..., HttpResponseBase]

POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
}

# Accounts, languages, sites, workflows and collections are set up by our own services.
NOT_HERE = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_account",
    "wagtailadmin_error_test",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
}
ROOMS_NOT_HERE = {
    "wagtailusers_users",
    "wagtailusers_groups",
    "wagtailsites",
    "wagtaillocales",
    "wagtailadmin_workflows",
    "wagtailadmin_collections",
}


def editors_only(view: View) -> View:
    """Let editors in; the right is asked for at every request, never remembered."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        visitor = visitor_of(request)
        if visitor.person is None:
            return redirect_to_login(request.get_full_path())
        if not visitor.is_editor or is_not_here(request):
            raise Http404
        admit_editor(person=visitor.person)
        with translation.override(visitor.person.language):
            return undone_if_refused(view, request, *args, **given)

    return csp_replace(POLICY)(xframe_options_sameorigin(answer))


def is_not_here(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is None or match.url_name in NOT_HERE or bool(ROOMS_NOT_HERE & {*match.namespaces})


def undone_if_refused(view: View, request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
    """Answer within one transaction, so that an act refused half-way leaves nothing behind."""
    try:
        with transaction.atomic():
            response = view(request, *args, **given)
            render = getattr(response, "render", None)
            response = render() if callable(render) else response
    except (OwnWork, NotRead) as refused:
        messages.error(request, str(refused))
        response = redirect("wagtailadmin_home") if request.method == "POST" else HttpResponse(status=403)
    response["Cache-Control"] = "no-store"
    return response

"""The door to the editor: editors only, under its own narrow content policy, never kept by a browser."""

from collections.abc import Callable
from functools import wraps
from html import unescape
from typing import Any

from csp.constants import NONE, SELF
from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.defaults import page_not_found, permission_denied

from tamyr.network.queries import visitor_of
from tamyr.publishing.logic.inline_scripts import hashes_of_known
from tamyr.publishing.models import NotRead, OwnWork
from tamyr.publishing.services.editors import admit_editor
from tamyr.shared.doors import refuse_with_words, to_sign_in

View = Callable[..., HttpResponseBase]

# The hash of an empty text: wagtail-localize's editor makes an empty <style> and fills it by script.
EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF, EMPTY_STYLE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
}

# A draft is drawn by a request of its own, whose answer says already that nobody may frame it.
FRAMING = ("Content-Security-Policy", "X-Frame-Options")

# The network room keeps accounts; the editor's menu leads there.
ELSEWHERE = {"wagtailadmin_logout": "accounts:sign_out", "wagtailadmin_account": "network:account"}

# Accounts, languages, sites, workflows and collections are set up by our own services.
NOT_HERE = {
    "wagtailadmin_login",
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
    "wagtailsnippets",
}

# Acts on public pages that one editor could do alone. Each is refused where it would be done as well.
ALONE = {
    "wagtailadmin_pages:unpublish",
    "wagtailadmin_pages:move",
    "wagtailadmin_pages:move_confirm",
    "wagtailadmin_pages:set_page_position",
    "wagtailadmin_pages:copy",
    "wagtailadmin_pages:convert_alias",
    "wagtailadmin_pages:set_privacy",
    "wagtailadmin_api:pages:action",
    "wagtail_localize:convert_to_alias",
}
OF_PAGES = {"app_label": "wagtailcore", "model_name": "page"}


def editors_only(view: View) -> View:
    """Let editors in; the right is asked for at every request, never remembered."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        visitor = visitor_of(request)
        if visitor.person is None:
            return to_sign_in(request)
        if not visitor.is_editor or is_not_here(request):
            raise Http404
        admit_editor(person=visitor.person)
        with translation.override(visitor.person.language):
            if place := elsewhere(request):
                # Under this status a form that is sent stays one: signing out is no mere link.
                return HttpResponse(status=307, headers={"Location": reverse(place)})
            try:
                return undone_if_refused(view, request, *args, **given)
            # Drawn here, in the person's own language: what was typed stands on these pages.
            except Http404 as gone:
                return page_not_found(request, gone)
            except PermissionDenied as refused:
                return permission_denied(request, refused)

    return xframe_options_sameorigin(answer)


def elsewhere(request: HttpRequest) -> str:
    match = request.resolver_match
    return ELSEWHERE.get(match.url_name or "", "") if match else ""


def is_not_here(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None or match.url_name in NOT_HERE or match.view_name in ALONE:
        return True
    many_at_once = match.url_name == "wagtail_bulk_action" and match.kwargs.items() >= OF_PAGES.items()
    return many_at_once or bool(ROOMS_NOT_HERE & {*match.namespaces})


def undone_if_refused(view: View, request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
    """Answer within one transaction, so that an act refused half-way leaves nothing behind."""
    before = len(messages.get_messages(request))
    try:
        with transaction.atomic():
            response = view(request, *args, **given)
            render = getattr(response, "render", None)
            # Rendered within the transaction: a template may ask the database, and may be refused as well.
            response = render() if callable(render) else response
            keep_words(request, response, before)
    except (OwnWork, NotRead) as refused:
        if request.method == "POST":
            refuse_with_words(request, str(refused))
        messages.error(request, str(refused))
        response = redirect("wagtailadmin_home") if request.method == "POST" else HttpResponse(status=403)
    response["Cache-Control"] = "no-store"
    for header in FRAMING:
        response.headers.pop(header, None)
    response._csp_replace = policy_for(response)  # type: ignore[attr-defined]
    return response


def keep_words(request: HttpRequest, response: HttpResponseBase, before: int) -> None:
    """Refuse in our own words where the editor would drop what was typed: at a page that is gone, and where it leads
    away with an error, as from a reading that was decided meanwhile.
    """
    if response.status_code == 404 and isinstance(response, HttpResponse) and is_html(response):
        raise Http404
    told = messages.get_messages(request)
    is_led_away = request.method == "POST" and 300 <= response.status_code < 400
    if not is_led_away or not isinstance(told, BaseStorage):
        return
    errors = [
        unescape(strip_tags(str(message))).strip()
        for message in [*told][before:]
        if message.level == messages.ERROR
    ]
    # Looked at, not shown yet: the next page still says them.
    told.used = False
    if errors:
        refuse_with_words(request, " ".join(errors))


def is_html(response: HttpResponse) -> bool:
    # An answer without a body, 204, says nothing of what kind it is.
    return response.get("Content-Type", "").startswith("text/html")


def policy_for(response: HttpResponseBase) -> dict[str, list[str]]:
    """Return the policy of an answer: its own scripts, and those within the page that we know."""
    if not isinstance(response, HttpResponse) or not is_html(response):
        return POLICY
    return {**POLICY, "script-src": [SELF, *hashes_of_known(response.content.decode())]}

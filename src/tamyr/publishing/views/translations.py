"""The editor's own first page, and around wagtail-localize: what is missing, asking for a reading, the reading."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.network.queries import visitor_of
from tamyr.publishing.queries.readings import may_decide, readings_waiting, submitted_by
from tamyr.publishing.queries.translations import find_translation, find_waiting, is_page, translation_lines
from tamyr.publishing.queries.withdrawals import withdrawals_waiting
from tamyr.publishing.queries.writing import beginnings
from tamyr.publishing.services.translations import (
    NotWhole,
    OtherDraft,
    read_translation,
    renew_translation,
    submit_translation,
)
from tamyr.shared.attempts import other_now
from tamyr.shared.doors import refuse_with_words


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show an editor what to begin with, what waits for a reading, and what came of one's own texts."""
    visitor = visitor_of(request)
    found = {
        "beginnings": beginnings(),
        "waiting": [*readings_waiting(visitor), *withdrawals_waiting(visitor)],
        "submitted": submitted_by(visitor),
    }
    return render(request, "publishing/start.html", found)


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    return render(request, "publishing/translations.html", {"lines": translation_lines()})


@require_POST
def submit(request: HttpRequest, key: int) -> HttpResponse:
    translation, person = find_translation(key), visitor_of(request).person
    if translation is None or person is None:
        raise Http404
    try:
        submit_translation(translation=translation, translator=person, at=timezone.now())
    except NotWhole as missing:
        said = _("This is not translated yet: “%(sentence)s”. Translate it, then submit the page again.")
        messages.error(request, said % {"sentence": Truncator(missing.sentence).chars(90)})
    else:
        messages.success(request, _("Submitted: another editor has to read it before it is public."))
    return redirect("translations")


@require_POST
def renew(request: HttpRequest, key: int) -> HttpResponse:
    translation, visitor = find_translation(key), visitor_of(request)
    if translation is None or visitor.person is None:
        raise Http404
    page = renew_translation(translation=translation, translator=visitor.person, at=visitor.at)
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, key: int) -> HttpResponse:
    page, visitor = find_waiting(key), visitor_of(request)
    # Not waiting any more, which is not unknown: the remark that was typed is given back.
    if page is None and request.method == "POST" and is_page(key):
        why = _("This reading is not open any more: another editor decided it, or its writer took it back.")
        refuse_with_words(request, why)
        messages.error(request, why)
        return redirect("translations")
    if page is None or visitor.person is None:
        raise Http404
    remark = request.POST.get("remark", "")
    found = {"draft": page.get_latest_revision_as_object(), "page": page, "remark": remark}
    found["may_decide"] = may_decide(visitor, page)
    if request.method != "POST":
        return render(request, "publishing/read_translation.html", found)
    given = {"page": page, "revision": request.POST.get("revision", ""), "remark": remark}
    approved = _is_approved(request)
    try:
        read_translation(**given, reader=visitor.person, approved=approved, at=visitor.at)
    except OtherDraft:
        messages.error(request, other_now())
        return render(request, "publishing/read_translation.html", found, status=409)
    messages.success(request, _("Published.") if approved else _("Sent back to its writer."))
    return redirect("translations")


def _is_approved(request: HttpRequest) -> bool:
    """Return which of the two verdicts was given; no word that the site does not know is taken for one of them."""
    verdict = request.POST.get("verdict")
    if verdict not in ("approve", "return"):
        raise BadRequest
    return verdict == "approve"

"""What the editor needs around wagtail-localize: what is missing, asking for a reading, and the reading."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.network.queries import visitor_of
from tamyr.publishing.queries.translations import find_translation, find_waiting, translation_lines
from tamyr.publishing.services.translations import NotWhole, read_translation, submit_translation


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
    except NotWhole:
        messages.error(
            request, _("Some sentences are not translated yet: translate them and submit it again.")
        )
    else:
        messages.success(request, _("Submitted: another editor has to read it before it is public."))
    return redirect("translations")


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, key: int) -> HttpResponse:
    page, person = find_waiting(key), visitor_of(request).person
    if page is None or person is None:
        raise Http404
    if request.method != "POST":
        draft = page.get_latest_revision_as_object()
        return render(request, "publishing/read_translation.html", {"draft": draft, "page": page})
    approved = request.POST.get("verdict") == "approve"
    read_translation(
        page=page, reader=person, approved=approved, remark=request.POST.get("remark", "")[:1000]
    )
    said = _("Published.") if approved else _("Sent back to its writer.")
    messages.success(request, said)
    return redirect("translations")

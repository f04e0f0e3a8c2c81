"""Pictures and documents, handed out by the page they stand on and never by their place on disk."""

from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from tamyr.network.queries import visitor_of
from tamyr.publishing.queries import files_visible_to, renditions_visible_to

PICTURES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    kind = next((kind for suffix, kind in PICTURES.items() if name.endswith(suffix)), "")
    # A picture is named by its row: what lies in the folder and has none is nobody's to ask for.
    if not kind or not renditions_visible_to(visitor_of(request)).filter(file=name).exists():
        raise Http404
    return answer_with(name, kind)


@require_safe
def document(request: HttpRequest, key: int, filename: str) -> FileResponse:
    file = files_visible_to(visitor_of(request)).filter(pk=key).first()
    if file is None or file.filename != filename:
        raise Http404
    return answer_with(str(file.file.name), "application/pdf", as_attachment=True, filename=filename)


def answer_with(name: str, kind: str, **how: Any) -> FileResponse:
    try:
        content = default_storage.open(name)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, content_type=kind, **how)
    response["Cache-Control"] = "private, no-cache"  # Whoever may see the page may change.
    return response

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_now(request: HttpRequest, *, reason: str, form: Form | None = None) -> HttpResponse:
    """Refuse in words, and hand back what was typed."""
    typed: list[tuple[str, str]] = []
    if form is not None and form.is_bound:
        fields = [field for field in form.visible_fields() if field.value()]
        typed = [(str(field.label), str(field.value())) for field in fields]
    page = {"reason": reason, "typed": typed}
    return render(request, "network/people/not_now.html", page, status=403)

"""What takes two persons: one body out of two, two again, a name that goes."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tamyr.addressees.forms.entries import MergeForm, WhyForm
from tamyr.addressees.models import Holder, Institution
from tamyr.addressees.pages.words import FIELD_WORDS
from tamyr.addressees.queries.directory import find_institution, institutions_visible_to
from tamyr.addressees.queries.rows import row_within
from tamyr.addressees.rules import may_keep
from tamyr.addressees.services import two_persons as acts
from tamyr.addressees.views.directory import found_or_404
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.shared.attempts import proposed

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_keep)
def merge(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    body, form = found_or_404(visitor, number), MergeForm(request.POST or None)
    title, note = (
        _("Merge with another body"),
        _(
            "Both histories stay, and this page’s address leads to the other one. It takes a second person, and two persons can undo it."
        ),
    )
    if request.method == "POST" and form.is_valid():
        # Of a number that was merged the one that stands for it: which may be this very body.
        into = find_institution(visitor, form.cleaned_data["into"])
        if into is None or into == body:
            form.add_error("into", _("There is no other body of this number."))
        else:
            why = form.cleaned_data["why"]
            try:
                return proposed(
                    request, acts.propose_merger(institution=body, into=into, why=why, by=visitor)
                )
            except acts.NotAlike as refused:
                form.add_error("into", not_alike(refused.fields))
            except acts.NotMergeable:
                form.add_error("into", _("The two are one already."))
    return shown(request, form, title, note, body)


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_keep)
def part(request: HttpRequest, merged: int) -> HttpResponse:
    """Propose that a merged body stands for itself again: its own row is asked for, not the one that stands for it."""
    visitor = visitor_of(request)
    body = institutions_visible_to(visitor).filter(number=merged).exclude(merged_into=None).first()
    if body is None:
        raise Http404
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        return proposed(request, acts.propose_parting(institution=body, why=why, by=visitor))
    note = _("Its rows were never moved: it is again as it was.")
    return shown(request, form, _("Let a merged body stand for itself again"), note, body)


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_keep)
def take_away(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    body = found_or_404(visitor, number)
    holder = row_within(body, "holder", str(key))
    if not isinstance(holder, Holder) or holder.taken_away_at is not None:
        raise Http404
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        return proposed(request, acts.propose_to_take_away(holder=holder, why=why, by=visitor))
    note = _("The days in office stay, the name and its page go for good. It takes a second person.")
    return shown(request, form, _("Take a name away: %(name)s") % {"name": holder.name}, note, body)


def not_alike(fields: Iterable[str]) -> str:
    different = ", ".join(str(FIELD_WORDS[name]) for name in fields)
    return _(
        "Not the same body: the two differ (%(different)s). If one was entered wrongly, correct it first."
    ) % {"different": different}


def shown(
    request: HttpRequest, form: MergeForm | WhyForm, title: str, note: str, body: Institution
) -> HttpResponse:
    name = body.name_on(visitor_of(request).on)
    crumbs = [
        (_("Addressees"), reverse("addressees:institutions")),
        (name, reverse("addressees:institution", args=[body.number])),
        (title, ""),
    ]
    page = {"form": form, "title": title, "note": note, "name": name, "crumbs": crumbs, "body": body}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "addressees/together.html", page, status=status)

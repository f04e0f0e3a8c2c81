"""The page for people who write programmes that ask for our numbers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.evidence import api
from tamyr.evidence.logic.programmes import questions
from tamyr.evidence.queries.standing import crumbs
from tamyr.evidence.views.answers import public
from tamyr.shared.addresses import origin_of


@public
def described(request: HttpRequest) -> HttpResponse:
    page = {
        "questions": questions(api.schema()),
        "origin": origin_of(request),
        "description": reverse("evidence-api:openapi"),
        "crumbs": crumbs(_("For programmes")),
    }
    return render(request, "evidence/api.html", page)

"""The site's addresses and one bare view: one query, one line of text."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tamyr.config.urls import urlpatterns as site
from tamyr.evidence.models import Edition


def bare(request: HttpRequest) -> HttpResponse:
    digest = Edition.objects.filter(is_current=True).values_list("digest", flat=True).first()
    return HttpResponse(f"{digest}\n")


urlpatterns = [path("bare/", bare), *site]

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tamyr.accounts.services.people import choose_language
from tamyr.accounts.services.sessions import begin_session
from tamyr.network.services.example import example_people


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """On a site for trying, sign in as an example person with one press. Elsewhere there is no such page."""
    if not settings.DEMO:
        raise Http404
    cast = {str(person.pk): person for person in example_people()}
    if request.method != "POST":
        return render(request, "network/demo.html", {"cast": cast.values()})
    person = cast.get(request.POST.get("person", ""))
    if person is None:
        raise Http404
    # They all have English: whoever tries the site goes on in the language of this page.
    if person.language != request.LANGUAGE_CODE:
        choose_language(person=person, language=request.LANGUAGE_CODE, at=timezone.now())
        person.language = request.LANGUAGE_CODE
    begin_session(request=request, person=person, at=timezone.now())
    return redirect("network:desk")

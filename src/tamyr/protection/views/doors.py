"""What all pages of this room have: a way out first, no copy kept, our own script and no other."""

from collections.abc import Callable, Mapping
from typing import Any, ParamSpec, TypeVar, cast

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from tamyr.protection.services.contacts import NotThis
from tamyr.shared.doors import View, refuse_with_words
from tamyr.shared.languages import language

P = ParamSpec("P")
T = TypeVar("T")
CONFLICT = 409
own_scripts = csp_replace({"script-src": [SELF], "connect-src": [SELF]})


def sensitive(view: View[P]) -> View[P]:
    """Let our own script run on a page, and let nobody keep a copy of it."""

    return cast("View[P]", never_cache(own_scripts(view)))


def there(found: T | None) -> T:
    """Return what the reader may know of; where there is nothing, and where they may not, there is no page."""
    if found is None:
        raise Http404
    return found


def word_given(
    request: HttpRequest,
    act: Callable[[], object],
    words: str,
    *,
    refused: Callable[[str, int], HttpResponse],
    then: Callable[[], HttpResponse],
) -> HttpResponse:
    """Do what one's word is for, or say on the same page why it was not done."""
    try:
        act()
    except NotThis as fault:
        refuse_with_words(request, str(fault))
        return refused(str(fault), CONFLICT)
    messages.success(request, words)
    return then()


def show(request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    # Chosen by the site and never taken from the address: nobody can
    # make a link that leads from here to their own page.
    way_out = settings.EXIT_URL or f"/{language()}/"
    return render(request, f"protection/{template}", {"way_out": way_out, **context}, status=status)

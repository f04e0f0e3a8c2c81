"""What all pages of this room have: a way out first, no copy kept, our own script and no other."""

from collections.abc import Mapping
from typing import Any, ParamSpec, cast

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from tamyr.shared.doors import View
from tamyr.shared.languages import language

P = ParamSpec("P")
own_scripts = csp_replace({"script-src": [SELF], "connect-src": [SELF]})


def sensitive(view: View[P]) -> View[P]:
    """Let our own script run on a page, and let nobody keep a copy of it."""

    return cast("View[P]", never_cache(own_scripts(view)))


def show(request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    way_out = settings.EXIT_URL or f"/{language()}/"
    return render(request, f"protection/room/{template}", {"way_out": way_out, **context}, status=status)

"""The lock on a view: who is not signed in is led to the sign-in, who may not is told so."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rules.predicates import Predicate

from tamyr.network.queries import visitor_of
from tamyr.ui.logic.typed import typed_texts

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def only(rule: Predicate) -> Callable[[View[P]], View[P]]:
    """Open a view to those of whom ``rule`` is true. It is asked at every request, never remembered."""

    def lock(view: View[P]) -> View[P]:
        @wraps(view)
        def locked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            visitor = visitor_of(request)
            if visitor.person is None:
                if typed_texts(request.POST.items()):
                    raise PermissionDenied(
                        _("You are no longer signed in. Copy your text, sign in, and send it again.")
                    )
                return redirect_to_login(request.get_full_path())
            if not rule(visitor):
                raise PermissionDenied(_("Your mandate or role does not allow this now; it may have ended."))
            return view(request, *args, **kwargs)

        return locked

    return lock

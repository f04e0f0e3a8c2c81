from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tamyr.accounts.rules import person_in
from tamyr.notices.services.happenings import look_at
from tamyr.shared.doors import signed_in


@require_POST
@signed_in
def seen(request: HttpRequest) -> HttpResponse:
    """Note that somebody has seen what their desk showed, and nothing that came since."""
    try:
        keys = {UUID(key) for key in request.POST.getlist("notice")}
    except ValueError:
        raise Http404 from None
    # Another's notice is answered as one that was never there.
    if not look_at(person=person_in(request), keys=keys, at=timezone.now()):
        raise Http404
    messages.success(request, _("What is new from now on stands here again."))
    return redirect(settings.DESK_PAGE)

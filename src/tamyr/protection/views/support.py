"""The first page of this room: those who trust the reader, one button each; and the reader's own."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tamyr.network.models import MandateKind
from tamyr.network.queries import visitor_of
from tamyr.protection.queries.contacts import trusting
from tamyr.protection.queries.desk import name_of
from tamyr.protection.queries.lockdowns import lock_downs_known_to
from tamyr.protection.queries.travels import journeys_known_to
from tamyr.protection.views.doors import sensitive, show
from tamyr.shared.doors import signed_in


@sensitive
@signed_in
@require_safe
def support(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    known = lock_downs_known_to(visitor)
    busy = {row.person_id or row.member_id for row in known}
    trusted = trusting(visitor)
    page = {
        "matters": [(name_of(row), row) for row in known],
        "asked": [contact for contact in trusted if contact.accepted_at is None and contact.ends_at is None],
        "trusting": [
            contact
            for contact in trusted
            if contact.counts_at(visitor.at) and (contact.person_id or contact.member_id) not in busy
        ],
        "journeys": journeys_known_to(visitor),
        "own_members": [
            mandate.member for mandate in visitor.mandates if mandate.kind == MandateKind.DELEGATE
        ],
    }
    return show(request, "support.html", page)

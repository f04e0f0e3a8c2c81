"""The desk, and the records beside it: what one's organisation did, what was done here, and what left the site."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tamyr.network.logic.calendar_file import deadlines_file
from tamyr.network.models import Member
from tamyr.network.queries import visitor_of
from tamyr.network.queries.desk.calls import acts_visible_to, calls_for, waiting_for, ways_for
from tamyr.network.queries.desk.record import record_of
from tamyr.network.queries.visitors import only
from tamyr.network.rules import acts_for_a_member, is_coordinator, is_signed_in
from tamyr.safety.logic.mail_addresses import is_nobodys
from tamyr.safety.logic.notice_letter import parts_of
from tamyr.safety.queries import chain_head, letters
from tamyr.shared.answers import csv_file
from tamyr.shared.choices import origin_of


@require_safe
@only(is_signed_in)
def desk(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    waiting = waiting_for(visitor)
    page = {
        "visitor": visitor,
        "calls": waiting.calls,
        "news": waiting.news,
        "decided": waiting.decided,
        "happened": waiting.happened,
        "ways": ways_for(visitor),
        "has_deadlines": any(call.due_at for call in waiting.calls),
        # The menu counts what the page shows.
        "things_waiting": len(waiting.calls) + len(waiting.news),
    }
    return render(request, "network/desk.html", page)


@require_safe
@only(is_signed_in)
def deadlines(request: HttpRequest) -> HttpResponse:
    """Give the deadlines of the desk for a calendar, without a word of what they are about."""
    visitor = visitor_of(request)
    due = [call.due_at for call in calls_for(visitor) if call.due_at and call.due_at > visitor.at]
    file = deadlines_file(due, summary=_("Tamyr: something waits"), made_at=visitor.at)
    disposition = {"Content-Disposition": 'attachment; filename="tamyr.ics"'}
    return HttpResponse(file, content_type="text/calendar; charset=utf-8", headers=disposition)


@never_cache
@require_safe
@only(acts_for_a_member)
def record(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what one's own organisation decided with the others."""
    member = own_member_of(request, slug)
    page = {"member": member, "deeds": record_of(visitor_of(request), member)}
    return render(request, "network/record.html", page)


@never_cache
@require_safe
@only(acts_for_a_member)
def record_csv(request: HttpRequest, slug: str) -> HttpResponse:
    member = own_member_of(request, slug)
    head = (_("date"), _("what it did"), _("on what"), _("address"))
    origin = origin_of(request)
    rows = [
        (deed.day.isoformat(), deed.words, deed.title, origin + deed.address)
        for deed in record_of(visitor_of(request), member)
    ]
    return csv_file([head, *rows], "tamyr-record")


def own_member_of(request: HttpRequest, slug: str) -> Member:
    # By the mandates of today: whoever acted for it once reads its record no more.
    for mandate in visitor_of(request).mandates:
        if mandate.member.slug == slug:
            return mandate.member
    raise Http404


@never_cache
@require_safe
@only(acts_for_a_member | is_coordinator)
def acts(request: HttpRequest) -> HttpResponse:
    """Show what was done, by codes, and the head of the chain for another member to write down."""
    visitor = visitor_of(request)
    number, head = chain_head()
    shown = {"acts": acts_visible_to(visitor), "visitor": visitor, "number": number, "head": head}
    return render(request, "network/acts.html", shown)


@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Show what left the site, or would have: on a site for trying to all, else to coordinators.

    To whom is shown for invented people alone: a guarded member's delegates get letters too.
    """
    if not (settings.DEMO or visitor_of(request).is_coordinator):
        raise Http404
    listed = [(letter, address_shown(letter.recipient), parts_of(letter.body)) for letter in letters()]
    shown = {"letters": listed, "sends": bool(settings.MAIL_SERVER), "shows_addresses": settings.DEMO}
    return render(request, "network/outbox.html", shown)


def address_shown(address: str) -> str:
    """Return the address of an example person; whatever else came to a site for trying is withheld."""
    return address if is_nobodys(address) else _("withheld")

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tamyr.accounts.rules import person_in, recently_confirmed
from tamyr.network.queries import members_visible_to, visitor_of
from tamyr.network.rules import MayNot, is_delegate_of
from tamyr.protection.forms.contacts import NameContactForm
from tamyr.protection.pages.support import contacts_page
from tamyr.protection.queries.contacts import Subject, contact_seen
from tamyr.protection.services.contacts import NotThis, accept_contact, end_contact, name_contact
from tamyr.protection.views.doors import sensitive, show
from tamyr.shared.choices import one_or_404
from tamyr.shared.doors import signed_in


@sensitive
@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def own_contacts(request: HttpRequest) -> HttpResponse:
    return named(request, person_in(request))


@sensitive
@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def contacts_of_member(request: HttpRequest, slug: str) -> HttpResponse:
    visitor = visitor_of(request)
    member = one_or_404(members_visible_to(visitor), slug=slug)
    if not is_delegate_of(visitor, member):
        raise MayNot(_("Delegates of a member do this, not their deputies."))
    return named(request, member)


def named(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Show whom a person or a member trusts, and name one more."""
    visitor = visitor_of(request)
    form = NameContactForm(request.POST or None, visitor=visitor)
    if request.method == "POST" and form.is_valid():
        try:
            name_contact(subject=subject, trusted=form.cleaned_data["sign_in_name"], by=visitor)
        except NotThis as refused:
            form.add_error("sign_in_name", str(refused))
        else:
            messages.success(request, _("They are asked. Once they have said yes, they count."))
            return redirect(request.path)
    page = {**contacts_page(visitor, subject), "form": form}
    return show(request, "contacts/contacts.html", page, status=422 if form.is_bound else 200)


@sensitive
@signed_in
@require_POST
def accept(request: HttpRequest, key: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    accept_contact(contact=contact_seen(visitor, key), by=visitor)
    messages.success(request, _("You said yes. You find them here."))
    return redirect("protection:support")


@sensitive
@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    contact = contact_seen(visitor, key)
    if request.method == "POST":
        end_contact(contact=contact, by=visitor)
        messages.success(request, _("Taken back. Those concerned are told."))
        return redirect("protection:support")
    leaves = contact.trusted_id == visitor.actor
    given = {"contact": contact, "leaves": leaves, "hours": settings.CONTACT_HOURS}
    return show(request, "contacts/end.html", given)

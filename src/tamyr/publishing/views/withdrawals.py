"""Taking a public page back, by two editors."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tamyr.network.queries import visitor_of
from tamyr.publishing.forms.withdrawals import WithdrawalForm
from tamyr.publishing.queries.withdrawals import find_public_page, find_withdrawal, open_withdrawal_of
from tamyr.publishing.services.withdrawals import (
    NotOpen,
    agree_to_withdrawal,
    propose_withdrawal,
    refuse_withdrawal,
)
from tamyr.shared.doors import refuse_with_words
from tamyr.shared.typed import refused


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, key: int) -> HttpResponse:
    page, visitor = find_public_page(key), visitor_of(request)
    if page is None or visitor.person is None:
        raise Http404
    # Asked under the lock again; here it leads to the proposal that waits.
    if standing := open_withdrawal_of(page, visitor.at):
        refuse_with_words(request, _("Another editor has proposed meanwhile to take this page back."))
        return redirect("read_withdrawal", standing.pk)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            propose_withdrawal(
                page=page, reason=form.cleaned_data["reason"], editor=visitor.person, at=timezone.now()
            )
        except NotOpen as closed:
            form.add_error(None, str(closed))
        else:
            messages.success(request, _("Proposed: another editor has to agree. Until then it stays public."))
            return redirect("editing_start")
    answer = render(request, "publishing/propose_withdrawal.html", {"page": page, "form": form})
    return refused(form, answer)


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, key: str) -> HttpResponse:
    withdrawal, visitor = find_withdrawal(key, visitor_of(request).at), visitor_of(request)
    if withdrawal is None or visitor.person is None:
        raise Http404
    if request.method != "POST":
        is_own = withdrawal.proposed_by_id == visitor.person.pk
        return render(
            request, "publishing/read_withdrawal.html", {"withdrawal": withdrawal, "is_own": is_own}
        )
    verdict = request.POST.get("verdict")
    if verdict not in ("agree", "refuse"):
        raise BadRequest
    agrees = verdict == "agree"
    decide = agree_to_withdrawal if agrees else refuse_withdrawal
    try:
        decide(withdrawal=withdrawal, editor=visitor.person, at=timezone.now())
    except NotOpen as closed:
        messages.error(request, str(closed))
    else:
        messages.success(request, _("Taken back.") if agrees else _("It stays public."))
    return redirect("editing_start")

"""Write to us, without a name: a letter, and the way back to it by a code."""

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tamyr.network.queries import visitor_of
from tamyr.protection.forms.letters import LetterForm, MoreForm, ReturnForm, keys_sent
from tamyr.protection.logic.receipts import code_from, identity_of, token_of
from tamyr.protection.models import Case
from tamyr.protection.models.cases import KEPT
from tamyr.protection.pages.letters import own_letter_page, promised
from tamyr.protection.queries.cases import case_of_writer
from tamyr.protection.queries.keys import recipients_now
from tamyr.protection.services.letters import cases as acts
from tamyr.protection.services.letters.holds import let_go
from tamyr.protection.views.doors import sensitive, show
from tamyr.safety.logic.sealing.seeds import public_key_of
from tamyr.safety.logic.sealing.texts import NotSealed, is_public_key

TAKEN_IN, CHANGED, UNPROCESSABLE, TOO_MANY = 201, 409, 422, 429
WAYS_IN = ["GET", "HEAD", "POST"]


@sensitive
@require_http_methods(WAYS_IN)
def write(request: HttpRequest) -> HttpResponse:
    form, by = LetterForm(request.POST or None), visitor_of(request)
    if "sealed" in request.POST:
        return sealed_answer(lambda: open_sealed_case(request), by.at)
    if request.method != "POST" or not form.is_valid():
        return show(request, "room/write.html", writing(form, by.at), UNPROCESSABLE if form.is_bound else 200)
    form_key = str(form.cleaned_data["form_key"])
    # Drawn from the form's own key and kept nowhere: the same form
    # sent twice shows the code of the letter that is there.
    code = code_from(salted_hmac("tamyr.protection.receipt", form_key, algorithm="sha256").digest())
    if fault := done_or_fault(
        lambda: acts.open_case(
            sealed=acts.seal_here(form.words(), at=by.at),
            token=token_of(code),
            reply_key=public_key_of(identity_of(code)),
            form_key=form_key,
            by=by,
        )
    ):
        form.add_error(None, fault[0])
        return show(request, "room/write.html", writing(form, by.at), fault[1])
    return show(request, "room/sent.html", {"code": code, **promised()}, TAKEN_IN)


def open_sealed_case(request: HttpRequest) -> None:
    reply_key, token = request.POST.get("reply_key", ""), request.POST.get("token", "")
    # A token of another form could never be made from a code again, and the letter's answers would be lost.
    if not is_public_key(reply_key) or len(token) != 64:
        raise NotSealed("a receipt has a token and a key")
    acts.open_case(
        sealed=sealed_in(request),
        token=token,
        reply_key=reply_key,
        form_key=form_key_in(request),
        by=visitor_of(request),
    )


def sealed_in(request: HttpRequest, *, also_to: Sequence[str] = ()) -> acts.SealedText:
    """Return what a browser sealed, if it has the form of it."""
    content = bytes_in(request)
    at = visitor_of(request).at
    return acts.sealed_elsewhere(content, keys_sent(request.POST.getlist("keys")), at=at, also_to=also_to)


def bytes_in(request: HttpRequest) -> bytes:
    try:
        return base64.b64decode(request.POST.get("sealed", ""), validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotSealed("not in base64") from error


def form_key_in(request: HttpRequest) -> str:
    form_key = request.POST.get("form_key", "")
    # A UUID with hyphens or without. An empty one would make all such letters one and the same.
    if not 32 <= len(form_key) <= 36:
        raise NotSealed("a form has a key of its own")
    return form_key


def done_or_fault(act: Callable[[], object]) -> tuple[str, int] | None:
    """Do an act of writing, or say in words and as a status why nothing was sent."""
    try:
        act()
    except acts.TooMany:
        return _(
            "So much lies unread that no more is taken now. Nothing was sent. Copy your text, try again in some "
            "hours, or write to one of those named on the page before."
        ), TOO_MANY
    except acts.NobodyReceives:
        return _("Nobody can receive letters now. Nothing was sent."), CHANGED
    except acts.KeysChanged:
        return _("Those who answer have changed. Nothing was sent: send it once more."), CHANGED
    except NotSealed:
        return _("This did not arrive as it should. Nothing was kept: send it once more."), UNPROCESSABLE
    return None


def sealed_answer(act: Callable[[], object], at: datetime) -> HttpResponse:
    """Answer a script: done, or why not, with today's keys to seal to."""
    fault = done_or_fault(act)
    if fault is None:
        return JsonResponse({}, status=TAKEN_IN)
    # With the keys of this moment, to which the script seals anew by itself: nobody types a letter twice.
    return JsonResponse({"said": fault[0], "keys": recipients_now(at).public}, status=fault[1])


def writing(form: LetterForm, at: datetime) -> dict[str, Any]:
    return {"form": form, "recipients": recipients_now(at), "size": acts.LETTER_SIZE, **promised()}


@sensitive
@require_http_methods(WAYS_IN)
def come_back(request: HttpRequest) -> HttpResponse:
    """Read answers and write more: by the code, or by the token that a script made of it."""
    if "token" in request.POST:
        return of_writer(request, request.POST["token"])
    form = ReturnForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return show(request, "room/come_back.html", {"form": form}, UNPROCESSABLE if form.is_bound else 200)
    code = form.cleaned_data["code"]
    return of_writer(request, token_of(code), identity=identity_of(code))


def of_writer(
    request: HttpRequest, token: str, identity: str = "", more: MoreForm | None = None, status: int = 200
) -> HttpResponse:
    at = visitor_of(request).at
    case = case_of_writer(token, at)
    if case is None:
        unknown = {"form": ReturnForm(), "unknown": True, "kept_days": KEPT.days}
        return show(request, "room/come_back.html", unknown, 404)
    page = {
        **own_letter_page(case, token, identity, at),
        "more_form": more or MoreForm(initial={"token": token}),
        "sent": status == TAKEN_IN,
        "size": acts.LETTER_SIZE,
    }
    return show(request, "room/own_letter.html", page, status)


@sensitive
@require_POST
def write_more(request: HttpRequest) -> HttpResponse:
    token = request.POST.get("token", "")
    at = visitor_of(request).at
    case = case_of_writer(token, at)
    if case is None:
        return of_writer(request, token)
    if "sealed" in request.POST:
        return sealed_answer(lambda: add_to(case, sealed_in(request), form_key_in(request), request), at)
    form = MoreForm(request.POST)
    if not form.is_valid():
        return of_writer(request, token, more=form, status=UNPROCESSABLE)
    text, form_key = form.cleaned_data["text"], str(form.cleaned_data["form_key"])
    if fault := done_or_fault(lambda: add_to(case, acts.seal_here(text, at=at), form_key, request)):
        form.add_error(None, fault[0])
        return of_writer(request, token, more=form, status=fault[1])
    return of_writer(request, token, status=TAKEN_IN)


@sensitive
@require_POST
def no_hold(request: HttpRequest) -> HttpResponse:
    """Take the writer's word that their letter is not to be kept longer."""
    token = request.POST.get("token", "")
    case = case_of_writer(token, visitor_of(request).at)
    # Whoever has no such letter reads the same page as one whose letter is gone.
    if case is not None:
        let_go(case=case, by=visitor_of(request))
    return of_writer(request, token)


def add_to(case: Case, sealed: acts.SealedText, form_key: str, request: HttpRequest) -> None:
    acts.write_more(case=case, sealed=sealed, form_key=form_key, by=visitor_of(request))

"""From an invitation to an account, in steps. Until the last one nothing exists: the steps lie in a session."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.accounts.models import Person
from tamyr.accounts.rules import passkey_page, person_in
from tamyr.accounts.services.passkeys import WrongPasskey, ask_for_a_new_passkey, read_new_passkey
from tamyr.accounts.services.sessions import begin_session
from tamyr.accounts.services.ways_in import (
    Ways,
    app_code_step,
    app_picture,
    in_groups,
    new_app_secret,
    new_recovery_seed,
    recovery_codes_from,
)
from tamyr.network.forms.joining import PASSKEY, AppForm, ComeBackForm, JoinForm, KeptForm
from tamyr.network.models import Invitation
from tamyr.network.services.invitations import (
    InvitationClosed,
    NameTaken,
    OwnInvitation,
    accept_as_somebody_new,
    accept_as_yourself,
    come_back,
    open_invitation,
)
from tamyr.shared.answers import svg_file
from tamyr.shared.languages import language
from tamyr.shared.typed import refused

STEPS = "joining"


def closed(request: HttpRequest) -> HttpResponse:
    return render(request, "network/invitation/closed.html", status=404)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    try:
        opened = open_invitation(secret, timezone.now())
    except InvitationClosed:
        return closed(request)
    if request.user.is_authenticated:
        return render(request, "network/invitation/accept.html", {"invitation": opened, "secret": secret})
    form = (ComeBackForm if opened.back_for else JoinForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.session[STEPS] = first_steps(opened, secret, form.cleaned_data)
        by_passkey = form.cleaned_data["way"] == PASSKEY
        return redirect("network:joining_passkey" if by_passkey else "network:joining_app")
    page = {"invitation": opened, "form": form}
    return refused(form, render(request, "network/invitation/invitation.html", page))


def first_steps(opened: Invitation, secret: str, typed: dict[str, Any]) -> dict[str, Any]:
    person = opened.back_for
    return {
        "secret": secret,
        # A passkey is made for a key: that of the account to come is drawn before there is one.
        "person": str(person.pk if person else uuid4()),
        "sign_in_name": person.sign_in_name if person else typed["sign_in_name"],
        "name": "" if person else typed["name"],
        "comes_back": person is not None,
        "app_secret": new_app_secret(),
        "seed": new_recovery_seed(),
    }


@never_cache
@require_POST
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """Add what the invitation gives to the account of the one signed in."""
    if not request.user.is_authenticated:
        return redirect("network:invitation", secret=secret)
    try:
        accept_as_yourself(secret=secret, person=person_in(request), at=timezone.now())
    except InvitationClosed:
        return closed(request)
    except OwnInvitation:
        return own_invitation(request)
    return redirect("network:desk")


def own_invitation(request: HttpRequest) -> HttpResponse:
    return render(request, "network/invitation/own.html", status=403)


def somebody(steps: dict[str, Any]) -> Person:
    return Person(pk=UUID(steps["person"]), sign_in_name=steps["sign_in_name"])


@sensitive_post_parameters()
@never_cache
@passkey_page
@require_http_methods(["GET", "HEAD", "POST"])
def by_passkey(request: HttpRequest) -> HttpResponse:
    steps = request.session.get(STEPS)
    if steps is None:
        return closed(request)
    refused = False
    if request.method == "POST":
        try:
            steps["passkey"] = read_new_passkey(request, request.POST.get("credential", ""))
        except WrongPasskey:
            refused = True
        else:
            request.session[STEPS] = steps
            return redirect("network:joining_codes")
    page = {"passkey_refused": refused, "asks": "network:joining_passkey_asked"}
    return render(request, "network/invitation/passkey.html", page, status=403 if refused else 200)


@never_cache
@require_safe
def passkey_asked(request: HttpRequest) -> HttpResponse:
    steps = request.session.get(STEPS)
    if steps is None:
        return closed(request)
    return JsonResponse(ask_for_a_new_passkey(somebody(steps)))


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_app(request: HttpRequest) -> HttpResponse:
    steps = request.session.get(STEPS)
    if steps is None:
        return closed(request)
    form = AppForm(request.POST or None, person=somebody(steps))
    if request.method == "POST" and form.is_valid():
        step = app_code_step(steps["app_secret"], form.cleaned_data["code"], timezone.now())
        if step is None:
            form.refuse_code()
        # Empty where too many passwords are being hashed: the form says so, and nothing goes on.
        elif password := form.password_hash():
            request.session[STEPS] = {**steps, "password_hash": password, "app_step": step}
            return redirect("network:joining_codes")
    page = {"form": form, "secret": in_groups(steps["app_secret"]), "picture": "network:joining_picture"}
    return refused(form, render(request, "network/invitation/app.html", page))


@never_cache
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    steps = request.session.get(STEPS)
    if steps is None:
        return closed(request)
    return svg_file(app_picture(somebody(steps), steps["app_secret"]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    steps = request.session.get(STEPS)
    if steps is None or not ("passkey" in steps or "password_hash" in steps):
        # Sent twice: the first one has opened the account and ended these steps.
        return redirect("network:desk") if request.user.is_authenticated else closed(request)
    form = KeptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return finish(request, steps)
    page = {"form": form, "codes": recovery_codes_from(steps["seed"])}
    return refused(form, render(request, "accounts/codes.html", page))


def finish(request: HttpRequest, steps: dict[str, Any]) -> HttpResponse:
    now = timezone.now()
    try:
        person = account_from(steps, now, signed_in_as(request))
    except InvitationClosed:
        del request.session[STEPS]
        return closed(request)
    except OwnInvitation:
        del request.session[STEPS]
        return own_invitation(request)
    except NameTaken:
        return redirect("network:invitation", secret=steps["secret"])
    # The steps hold the secrets of the new account: they end with the session in which they were made.
    request.session.flush()
    begin_session(request=request, person=person, at=now)
    return redirect("network:desk")


def signed_in_as(request: HttpRequest) -> Person | None:
    """Return who signed in after the steps began in this browser, if somebody did."""
    return person_in(request) if request.user.is_authenticated else None


def account_from(steps: dict[str, Any], now: datetime, opened_by: Person | None) -> Person:
    ways = Ways(
        recovery_seed=steps["seed"],
        password_hash=steps.get("password_hash", ""),
        # The steps hold one for everybody; a secret that no code has confirmed must not become a way in.
        app_secret=steps["app_secret"] if "password_hash" in steps else "",
        app_step=steps.get("app_step", 0),
        passkey=steps.get("passkey"),
    )
    if steps["comes_back"]:
        return come_back(secret=steps["secret"], ways=ways, at=now, opened_by=opened_by)
    return accept_as_somebody_new(
        secret=steps["secret"],
        person_id=UUID(steps["person"]),
        sign_in_name=steps["sign_in_name"],
        name=steps["name"],
        language=language(),
        ways=ways,
        at=now,
        opened_by=opened_by,
    )

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.accounts.forms import ConfirmForm, SignInForm
from tamyr.accounts.models import Person
from tamyr.accounts.rules import next_address, passkey_page, person_in, traveller_in
from tamyr.accounts.services.passkeys import (
    QUESTION_SECONDS,
    WrongPasskey,
    ask_for_a_passkey,
    person_by_passkey,
)
from tamyr.accounts.services.sessions import begin_session, note_confirmation
from tamyr.accounts.services.sign_in import WrongSignIn, check_sign_in, confirm_person
from tamyr.shared.doors import signed_in
from tamyr.shared.turns import Busy
from tamyr.shared.typed import refused

REFUSED, TOO_OFTEN = 403, 429


@sensitive_post_parameters()
@never_cache
@passkey_page
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    to = next_address(request, settings.LOGIN_REDIRECT_URL)
    if traveller_in(request):
        return redirect(settings.TRAVELLER_PAGE)
    if request.user.is_authenticated:
        return redirect(to)
    form, status = SignInForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        typed, now = form.cleaned_data, timezone.now()
        try:
            person = check_sign_in(
                name=typed["sign_in_name"], password=typed["password"], code=typed["code"], at=now
            )
        except Busy:
            form.ask_again()
        except WrongSignIn as wrong:
            form.refuse(too_often=wrong.too_often)
            status = TOO_OFTEN if wrong.too_often else REFUSED
        else:
            begin_session(request=request, person=person, at=now)
            return redirect(to)
    return refused(form, render(request, "accounts/sign_in.html", {"form": form, "next": to}, status=status))


@never_cache
@require_safe
def passkey_asked(request: HttpRequest) -> HttpResponse:
    asked, question = ask_for_a_passkey(request)
    response = JsonResponse(asked)
    response.set_cookie(
        settings.PASSKEY_COOKIE_NAME,
        question,
        max_age=QUESTION_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


@sensitive_post_parameters()
@never_cache
@passkey_page
@require_POST
def sign_in_by_passkey(request: HttpRequest) -> HttpResponse:
    to = next_address(request, settings.LOGIN_REDIRECT_URL)
    try:
        person = answered_by(request)
    except WrongPasskey:
        page = {"form": SignInForm(), "next": to, "passkey_refused": True}
        return render(request, "accounts/sign_in.html", page, status=REFUSED)
    begin_session(request=request, person=person, at=timezone.now())
    return redirect(to)


def answered_by(request: HttpRequest) -> Person:
    question = request.COOKIES.get(settings.PASSKEY_COOKIE_NAME, "")
    answer = request.POST.get("credential", "")
    return person_by_passkey(request, question=question, answer=answer, at=timezone.now())


@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = redirect("/")
    # Whoever sits there next must not find the pages by going back.
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@sensitive_post_parameters()
@never_cache
@passkey_page
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask somebody signed in to show again who they are, before a thing that matters."""
    person, to = person_in(request), next_address(request, settings.ACCOUNT_PAGE)
    form, status = ConfirmForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            confirm_person(person=person, password=typed["password"], code=typed["code"], at=timezone.now())
        except Busy:
            form.ask_again()
        except WrongSignIn as wrong:
            form.refuse(too_often=wrong.too_often)
            status = TOO_OFTEN if wrong.too_often else REFUSED
        else:
            note_confirmation(request=request, person=person)
            return redirect(to)
    return refused(form, render(request, "accounts/confirm.html", {"form": form, "next": to}, status=status))


@sensitive_post_parameters()
@never_cache
@passkey_page
@signed_in
@require_POST
def confirm_by_passkey(request: HttpRequest) -> HttpResponse:
    person, to = person_in(request), next_address(request, settings.ACCOUNT_PAGE)
    try:
        confirmed = answered_by(request) == person
    except WrongPasskey:
        confirmed = False
    if confirmed:
        note_confirmation(request=request, person=person)
        return redirect(to)
    page = {"form": ConfirmForm(), "next": to, "passkey_refused": True}
    return render(request, "accounts/confirm.html", page, status=REFUSED)

"""Ways to sign in: seen by everybody signed in, changed by who has just shown who they are."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from tamyr.accounts.forms import AppForm, KeptForm, PasskeyNameForm
from tamyr.accounts.rules import passkey_page, person_in, recently_confirmed
from tamyr.accounts.services.passkeys import WrongPasskey, ask_for_a_new_passkey, read_new_passkey
from tamyr.accounts.services.ways_in import (
    LastWayIn,
    add_passkey,
    app_code_step,
    app_picture,
    has_password_and_app,
    in_groups,
    new_app_secret,
    new_recovery_seed,
    passkeys_of,
    recovery_codes_from,
    recovery_codes_left,
    remove_passkey,
    renew_recovery_codes,
    set_password_and_app,
)
from tamyr.shared.answers import svg_file
from tamyr.shared.choices import one_or_404
from tamyr.shared.doors import signed_in
from tamyr.shared.typed import refused

NEW_APP, NEW_CODES = "new_app", "new_codes"


@signed_in
@require_safe
def ways(request: HttpRequest) -> HttpResponse:
    person = person_in(request)
    page = {
        "passkeys": [(passkey.pk, passkey.wrap().name) for passkey in passkeys_of(person)],
        "has_app": has_password_and_app(person),
        "codes_left": recovery_codes_left(person),
    }
    return render(request, "accounts/ways.html", page)


@passkey_page
@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def new_passkey(request: HttpRequest) -> HttpResponse:
    form, was_refused = PasskeyNameForm(request.POST or None), False
    if request.method == "POST" and form.is_valid():
        try:
            made = read_new_passkey(request, request.POST.get("credential", ""))
        except WrongPasskey:
            was_refused = True
        else:
            name = form.cleaned_data["name"] or _("Passkey")
            add_passkey(person=person_in(request), credential=made, name=name, at=timezone.now())
            messages.success(request, _("The passkey is ready."))
            return redirect("accounts:ways")
    page = {"form": form, "passkey_refused": was_refused}
    answer = render(request, "accounts/new_passkey.html", page, status=403 if was_refused else 200)
    return refused(form, answer)


@recently_confirmed
@require_safe
def new_passkey_asked(request: HttpRequest) -> HttpResponse:
    return JsonResponse(ask_for_a_new_passkey(person_in(request)))


@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def drop_passkey(request: HttpRequest, passkey_id: int) -> HttpResponse:
    person = person_in(request)
    passkey = one_or_404(passkeys_of(person), pk=passkey_id)
    if request.method == "POST":
        try:
            remove_passkey(person=person, passkey=passkey, at=timezone.now())
        except LastWayIn:
            messages.error(request, _("This is your only way to sign in. Add another one first."))
        return redirect("accounts:ways")
    return render(request, "accounts/drop_passkey.html", {"name": passkey.wrap().name})


@sensitive_post_parameters()
@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def new_app(request: HttpRequest) -> HttpResponse:
    person, now = person_in(request), timezone.now()
    # Kept on our side until its first code is right: what a page holds can be changed in it.
    secret = request.session.setdefault(NEW_APP, new_app_secret())
    form = AppForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        step = app_code_step(secret, form.cleaned_data["code"], now)
        if step is None:
            form.refuse_code()
        elif password := form.password_hash():
            set_password_and_app(
                person=person, password_hash=password, app_secret=secret, app_step=step, at=now
            )
            del request.session[NEW_APP]
            # The new password ends every session of the person but this one, which goes on.
            update_session_auth_hash(request, person)
            messages.success(request, _("From now on sign in with the new password and app."))
            return redirect("accounts:ways")
    page = {"form": form, "secret": in_groups(secret), "picture": "accounts:new_app_picture"}
    return refused(form, render(request, "accounts/new_app.html", page))


@recently_confirmed
@require_safe
def new_app_picture(request: HttpRequest) -> HttpResponse:
    secret = request.session.get(NEW_APP)
    return svg_file(app_picture(person_in(request), secret)) if secret else redirect("accounts:new_app")


@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def new_codes(request: HttpRequest) -> HttpResponse:
    seed = request.session.setdefault(NEW_CODES, new_recovery_seed())
    form = KeptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        renew_recovery_codes(person=person_in(request), seed=seed, at=timezone.now())
        del request.session[NEW_CODES]
        messages.success(request, _("The new codes hold; the old ones no longer open anything."))
        return redirect("accounts:ways")
    page = {"form": form, "codes": recovery_codes_from(seed)}
    return refused(form, render(request, "accounts/codes.html", page))

"""The acts of this room."""

from django.urls import path

from tamyr.accounts.views import sessions, sign_in, ways

app_name = "accounts"

signing_in = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/asked/", sign_in.passkey_asked, name="passkey_asked"),
    path("sign-in/passkey/", sign_in.sign_in_by_passkey, name="sign_in_by_passkey"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("confirm/", sign_in.confirm, name="confirm"),
    path("confirm/passkey/", sign_in.confirm_by_passkey, name="confirm_by_passkey"),
]

own_account = [
    path("account/ways/", ways.ways, name="ways"),
    path("account/ways/passkey/", ways.new_passkey, name="new_passkey"),
    path("account/ways/passkey/asked/", ways.new_passkey_asked, name="new_passkey_asked"),
    path("account/ways/passkey/<int:passkey_id>/remove/", ways.drop_passkey, name="drop_passkey"),
    path("account/ways/app/", ways.new_app, name="new_app"),
    path("account/ways/app/picture/", ways.new_app_picture, name="new_app_picture"),
    path("account/ways/codes/", ways.new_codes, name="new_codes"),
    path("account/sessions/", sessions.sessions, name="sessions"),
    path("account/sessions/end-others/", sessions.end_all_other_sessions, name="end_other_sessions"),
    path("account/sessions/<uuid:session_id>/label/", sessions.label_session, name="label_session"),
    path("account/sessions/<uuid:session_id>/end/", sessions.end_one_session, name="end_session"),
]

urlpatterns = [*signing_in, *own_account]

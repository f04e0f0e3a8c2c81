"""The one door to django-allauth: everything taken from it, public or private, is named here.

Its private modules (``internal``) may change with any release. When they do, this file is the only
one to mend; an import contract keeps the others out. docs/decisions/0014-sign-in-with-django-allauth.md
"""

import json
from types import SimpleNamespace
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.utils.translation import gettext

from tamyr.accounts.models.people import Person
from tamyr.safety.logic.field_encryption import UnreadableField
from tamyr.safety.models.encrypted import key_ring

# Sealed factors are bound to these two places, not to a model: they survive a move of ours.
PLACE = "mfa.secret"
Kind = Authenticator.Type


class SealedFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Encrypts what allauth would keep in clear; tells devices no name but the sign-in name."""

    def encrypt(self, text: str) -> str:
        return key_ring().encrypt(text, place=PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        return key_ring().decrypt(encrypted_text, place=PLACE)

    def _get_site_name(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        entity = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": user.sign_in_name, "name": user.sign_in_name}


def seal_passkey(authenticator: Authenticator) -> None:
    if authenticator.type == Kind.WEBAUTHN and "sealed" not in authenticator.data:
        text = json.dumps(authenticator.data)
        authenticator.data = {"sealed": key_ring().encrypt(text, place=passkey_place(authenticator))}


def open_passkey(authenticator: Authenticator) -> None:
    # Not by the attribute: a field left out of a query would be fetched for each row.
    data = authenticator.__dict__.get("data")
    if data and "sealed" in data:
        try:
            opened = key_ring().decrypt(data["sealed"], place=passkey_place(authenticator))
        except UnreadableField:
            # The others of the same person open as before; this one can only be removed.
            authenticator.wrap = UnreadablePasskey
        else:
            authenticator.data = json.loads(opened)


class UnreadablePasskey:
    """Stands for a passkey that does not open: it has a name for its owner, and no device answers for it."""

    is_passwordless = None
    authenticator_data = SimpleNamespace(credential_data=SimpleNamespace(credential_id=b""))

    @property
    def name(self) -> str:
        return gettext("sealed")


def passkey_place(authenticator: Authenticator) -> str:
    # Not its own key, which a passkey does not have before it is saved.
    return f"mfa.passkey:{authenticator.user_id}"


__all__ = [
    "TOTP",
    "Authenticator",
    "Kind",
    "RecoveryCodes",
    "SealedFactors",
    "decrypt",
    "encrypt",
    "format_hotp_value",
    "generate_totp_secret",
    "get_authentication_records",
    "hotp_value",
    "open_passkey",
    "record_authentication",
    "seal_passkey",
    "webauthn",
]

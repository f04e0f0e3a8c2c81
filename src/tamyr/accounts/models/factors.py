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
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.utils.translation import gettext

from tamyr.accounts.models.people import Person
from tamyr.safety.logic.field_encryption import UnreadableField
from tamyr.safety.models.encrypted import key_ring

Kind = Authenticator.Type


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """Tells devices no name but the sign-in name."""

    def _get_site_name(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        entity = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": user.sign_in_name, "name": user.sign_in_name}


def seal_factor(factor: Authenticator) -> None:
    """Encrypt all that a factor holds, for its person and kind alone: allauth would keep it in clear."""
    if is_open(factor):
        text = json.dumps(factor.data)
        factor.data = {"sealed": key_ring().encrypt(text, place=factor_place(factor))}


def open_factor(factor: Authenticator) -> None:
    # Not by the attribute: a field left out of a query would be fetched for each row.
    data = factor.__dict__.get("data")
    if data and "sealed" in data:
        try:
            opened = key_ring().decrypt(data["sealed"], place=factor_place(factor))
        except UnreadableField:
            # The others of the same person open as before; this one can only be removed.
            factor.wrap = UnreadablePasskey
        else:
            factor.data = json.loads(opened)


def is_open(factor: Authenticator) -> bool:
    return "sealed" not in factor.data


def factor_place(factor: Authenticator) -> str:
    # Not its own key, which a factor does not have before it is saved.
    kind = "passkey" if factor.type == Kind.WEBAUTHN else factor.type
    return f"mfa.{kind}:{factor.user_id}"


class UnreadablePasskey:
    """Stands for a passkey that does not open: it has a name for its owner, and no device answers for it."""

    is_passwordless = None
    authenticator_data = SimpleNamespace(credential_data=SimpleNamespace(credential_id=b""))

    @property
    def name(self) -> str:
        return gettext("sealed")


__all__ = [
    "TOTP",
    "Authenticator",
    "Factors",
    "Kind",
    "RecoveryCodes",
    "format_hotp_value",
    "generate_totp_secret",
    "get_authentication_records",
    "hotp_value",
    "is_open",
    "open_factor",
    "record_authentication",
    "seal_factor",
    "webauthn",
]

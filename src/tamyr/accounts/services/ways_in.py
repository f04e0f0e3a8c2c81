"""What a person signs in with: a passkey, or a password with an authenticator app, and recovery codes.

The arithmetic and the tables are allauth's. Ours is that nothing readable lies in the
database and that a code counts once, whichever process of the site it is sent to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.crypto import constant_time_compare

from tamyr.accounts.models import Person
from tamyr.accounts.models.factors import (
    Authenticator,
    Factors,
    Kind,
    RecoveryCodes,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    is_open,
)
from tamyr.accounts.services.standing import NotInHand, hold
from tamyr.safety.services import record_act

PERIOD_SECONDS = 30


class LastWayIn(Exception):
    """Without this one the person could not sign in any more."""


def app_picture(person: Person, secret: str) -> str:
    """Draw, as an SVG, what the authenticator app reads."""
    factors = Factors()
    return str(factors.build_totp_svg(factors.build_totp_url(person, secret)))


# --- codes ----------------------------------------------------------------------------------


def new_app_secret() -> str:
    return str(generate_totp_secret())


def app_code(secret: str, at: datetime) -> str:
    """Return the code an authenticator app shows at a moment."""
    return str(format_hotp_value(hotp_value(secret, int(at.timestamp()) // PERIOD_SECONDS)))


def app_code_step(secret: str, code: str, at: datetime) -> int | None:
    """Return the half minute a code belongs to: this one or a neighbour, else None."""
    now = int(at.timestamp()) // PERIOD_SECONDS
    tolerance = settings.MFA_TOTP_TOLERANCE
    for step in range(now - tolerance, now + tolerance + 1):
        # An ordinary comparison ends at the first wrong digit, and its time would tell which.
        if constant_time_compare(format_hotp_value(hotp_value(secret, step)), digits_of(code)):
            return step
    return None


def in_groups(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def digits_of(code: str) -> str:
    return "".join(character for character in code if character.isdigit())


@transaction.atomic
def spend_app_code(*, person: Person, code: str, at: datetime) -> bool:
    """Whether the code is right and newer than the last one that counted."""
    # Locked: of one code that is sent twice at once, the second finds it spent.
    row = Authenticator.objects.select_for_update(no_key=True).filter(user=person, type=Kind.TOTP).first()
    # Of one that does not open no code is right: a recovery code or a passkey may be.
    if row is None or not is_open(row):
        return False
    step = app_code_step(row.data["secret"], code, at)
    if step is None or step <= row.data.get("last_step", 0):
        return False
    row.data["last_step"] = step
    row.save(update_fields=["data"])
    return True


def spend_recovery_code(*, person: Person, code: str) -> bool:
    row = Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).first()
    return row is not None and is_open(row) and bool(row.wrap().validate_code(digits_of(code)))


def new_recovery_seed() -> str:
    return str(RecoveryCodes.generate_seed())


def recovery_codes_from(seed: str) -> list[str]:
    """Return the codes in groups of four digits, as people write them down."""
    codes = RecoveryCodes(Authenticator(data={"seed": seed, "used_mask": 0})).generate_codes()
    return [in_groups(code) for code in codes]


# --- giving and taking ----------------------------------------------------------------------


@dataclass(frozen=True)
class Ways:
    """What somebody chose to sign in with; ``password`` is kept as its hash, even here."""

    recovery_seed: str
    password_hash: str = ""
    app_secret: str = ""
    app_step: int = 0
    passkey: dict[str, Any] | None = None
    passkey_name: str = ""


@transaction.atomic
def replace_ways(*, person: Person, ways: Ways, at: datetime) -> None:
    """Give a person these ways to sign in and no other; every open session of theirs ends.

    A traveller’s journey goes on; of an account that is locked nothing is replaced.
    """
    is_new = person._state.adding
    if not is_new:
        held = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if not held.is_active:
            raise NotInHand
        person.session_epoch = held.session_epoch
    Authenticator.objects.filter(user=person).delete()
    # None makes a password that nothing opens; an empty text would be a password.
    person.password = ways.password_hash or make_password(None)
    person.session_epoch += 1
    # Whether the account is locked or travels was read before it was held.
    person.save(update_fields=None if is_new else ["password", "session_epoch", "came_back_at"])
    if ways.app_secret:
        _keep(person, Kind.TOTP, {"secret": ways.app_secret, "last_step": ways.app_step}, at)
    if ways.passkey is not None:
        _keep(person, Kind.WEBAUTHN, {"name": ways.passkey_name, "credential": ways.passkey}, at)
    _keep(person, Kind.RECOVERY_CODES, {"seed": ways.recovery_seed, "used_mask": 0}, at)


@transaction.atomic
def add_passkey(*, person: Person, credential: dict[str, Any], name: str, at: datetime) -> None:
    hold(person, at)
    _keep(person, Kind.WEBAUTHN, {"name": name, "credential": credential}, at)
    record_act(act="ways.passkey_added", actor=person.pk, about=person, at=at)


@transaction.atomic
def remove_passkey(*, person: Person, passkey: Authenticator, at: datetime) -> None:
    hold(person, at)
    others = passkeys_of(person).exclude(pk=passkey.pk)
    if not others and not has_password_and_app(person):
        raise LastWayIn
    if passkeys_of(person).filter(pk=passkey.pk).delete()[0]:
        record_act(act="ways.passkey_removed", actor=person.pk, about=person, at=at)


@transaction.atomic
def set_password_and_app(
    *, person: Person, password_hash: str, app_secret: str, app_step: int, at: datetime
) -> None:
    """Replace the password and the app together; a session signed in with the old ones ends."""
    person.session_epoch = hold(person, at).session_epoch + 1
    Authenticator.objects.filter(user=person, type=Kind.TOTP).delete()
    _keep(person, Kind.TOTP, {"secret": app_secret, "last_step": app_step}, at)
    person.password = password_hash
    person.save(update_fields=["password", "session_epoch"])
    record_act(act="ways.password_and_app_set", actor=person.pk, about=person, at=at)


@transaction.atomic
def renew_recovery_codes(*, person: Person, seed: str, at: datetime) -> None:
    hold(person, at)
    Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).delete()
    _keep(person, Kind.RECOVERY_CODES, {"seed": seed, "used_mask": 0}, at)
    record_act(act="ways.recovery_codes_renewed", actor=person.pk, about=person, at=at)


def _keep(person: Person, kind: str, data: dict[str, Any], at: datetime) -> None:
    # Only the day: when somebody was at their keys is nobody's business.
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    Authenticator.objects.create(user=person, type=kind, data=data, created_at=day)


def passkeys_of(person: Person) -> Any:
    return Authenticator.objects.filter(user=person, type=Kind.WEBAUTHN).order_by("pk")


def has_password_and_app(person: Person) -> bool:
    return person.has_usable_password() and Authenticator.objects.filter(user=person, type=Kind.TOTP).exists()


def recovery_codes_left(person: Person) -> int:
    row: Sequence[Authenticator] = Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES)
    return sum(len(codes.wrap().get_unused_codes()) for codes in row if is_open(codes))

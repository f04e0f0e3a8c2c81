"""What people sign in with, written anew when the field keys change."""

from django.db import transaction

from tamyr.accounts.models.factors import Authenticator, is_open
from tamyr.safety.logic.field_encryption import UnreadableField
from tamyr.safety.models.encrypted import key_ring


def write_factors_anew() -> int:
    """Encrypt all second factors with the current key; return how many were not yet."""
    current = f"{key_ring().current}."
    stored = Authenticator.objects.values_list("pk", "data")
    old = [key for key, data in stored if not data["sealed"].startswith(current)]
    # One at a time: stopped half-way, it goes on where it was.
    for key in old:
        with transaction.atomic():
            _write_anew(Authenticator.objects.select_for_update(no_key=True).get(pk=key))
    return len(old)


def _write_anew(factor: Authenticator) -> None:
    # It was opened when it was read, and is sealed again when it is saved.
    if not is_open(factor):
        raise UnreadableField(f"a factor of kind {factor.type} does not open")
    factor.save(update_fields=["data"])

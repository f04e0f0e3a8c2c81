"""The keys of months: made when a month begins, destroyed when the time of what they opened is over."""

from contextlib import suppress
from datetime import datetime

from django.db import models, transaction

from tamyr.safety.logic.field_encryption import UnreadableField, names_in
from tamyr.safety.logic.month_keys import DAYS, is_over, name_of_month
from tamyr.safety.models.encrypted import EncryptedTextField, month_keys
from tamyr.safety.services.audit import record_act
from tamyr.safety.services.faults import Faults
from tamyr.safety.services.keys import encrypted_fields, heads_of, write_anew


def destroy_old_keys(*, at: datetime, faults: Faults) -> None:
    """Destroy the keys whose time is over, and so what was deleted, in every old copy too.

    What is still there is written anew with the newest key before; texts of before there were such
    keys are carried over likewise. A key that a row still takes stays: nothing is lost by it.
    """
    keys = month_keys()
    with faults.apart("month-keys"):
        for kept in DAYS:
            keys.make(name_of_month(kept, at.date()))
        keys.keep_time(at.date())
    over = {name for name in keys.names() if is_over(name, at.date())}
    fields = [(model, field) for model, field in encrypted_fields() if field.retained]
    needed = {name for model, field in fields for name in _carried_over(model, field, over, faults)}
    for name in sorted(over - needed):
        _destroy(name, at, faults)


def _carried_over(
    model: type[models.Model], field: EncryptedTextField, over: set[str], faults: Faults
) -> set[str]:
    """Write anew what takes a key that is over, or none; return the keys that some rows take all the same."""
    old = [key for key, head in heads_of(model, field) if names_in(head)[1] in {"", *over}]
    for key in old:
        # One that does not open says so to its readers; its key stays until the row itself is forgotten.
        with faults.apart("month-keys"), suppress(UnreadableField):
            write_anew(model, field, key)
    return {names_in(head)[1] for _key, head in heads_of(model, field)} if old else set()


def _destroy(name: str, at: datetime, faults: Faults) -> None:
    # Each in a transaction of its own, after those that carried the rows over: were they undone, these would be lost.
    with faults.apart("month-keys"), transaction.atomic():
        record_act(act="safety.month_key_destroyed", actor=None, about=None, at=at, details={"key": name})
        month_keys().destroy(name)

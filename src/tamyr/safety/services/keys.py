from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Cast, Substr

from tamyr.safety.logic.field_encryption import names_in
from tamyr.safety.models import EncryptedTextField
from tamyr.safety.models.encrypted import key_ring
from tamyr.safety.services.server import record_server_act
from tamyr.safety.signals import field_keys_rotated

# Longer than the names of both keys together.
HEAD = 100


def rotate_field_keys(*, at: datetime, alone: bool) -> int:
    """Write every encrypted text anew with the current key; return how many were not yet.

    Each row is a transaction of its own: stopped half-way, it goes on where it was. ``alone``
    is told to the members: that nobody agreed to it beforehand.
    """
    texts = sum(_rewrite(model, field) for model, field in encrypted_fields())
    texts += sum(int(written or 0) for _receiver, written in field_keys_rotated.send(sender=None))
    if texts:
        record_server_act(act="safety.keys_rotated", at=at, details={"texts": texts, "alone": alone})
    return texts


def encrypted_fields() -> Iterator[tuple[type[models.Model], EncryptedTextField]]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, EncryptedTextField):
                yield model, field


def heads_of(model: type[models.Model], field: EncryptedTextField) -> Iterator[tuple[Any, str]]:
    """Yield each row's key and the beginning of what is stored, which names its keys."""
    # As it lies in the database: the field itself would not be searched. No whole document is read for it.
    head = Substr(Cast(field.name, models.TextField()), 1, HEAD)
    # No field of any model bears such a name.
    rows = model._base_manager.annotate(head_as_stored=head).exclude(head_as_stored="")
    yield from rows.values_list("pk", "head_as_stored").iterator()


def _rewrite(model: type[models.Model], field: EncryptedTextField) -> int:
    current = key_ring().current
    old = [key for key, head in heads_of(model, field) if head and names_in(head)[0] != current]
    for key in old:
        write_anew(model, field, key)
    return len(old)


def write_anew(model: type[models.Model], field: EncryptedTextField, key: Any) -> None:
    """Write a row's text anew with the keys of now; raise ``UnreadableField`` where it does not open."""
    with transaction.atomic():
        row = model._base_manager.select_for_update(no_key=True).filter(pk=key).first()
        if row is not None:  # It may have run out meanwhile, as sessions do.
            # Opened or refused: what stands for a value that does not open would keep its old key.
            setattr(row, field.name, field.opened(row, row.__dict__[field.attname]))
            row.save(update_fields=[field.name])

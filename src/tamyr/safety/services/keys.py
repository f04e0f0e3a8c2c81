from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Cast

from tamyr.safety.models import EncryptedTextField
from tamyr.safety.models.encrypted import key_ring
from tamyr.safety.services.server import record_server_act
from tamyr.safety.signals import field_keys_rotated


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


def _rewrite(model: type[models.Model], field: EncryptedTextField) -> int:
    current = f"{key_ring().current}."
    # As it lies in the database: the field itself would not be searched.
    stored = Cast(field.name, models.TextField())
    tokens = model._base_manager.annotate(stored=stored).values_list("pk", "stored")
    old = [key for key, token in tokens.iterator() if token and not token.startswith(current)]
    for key in old:
        with transaction.atomic():
            row = model._base_manager.select_for_update().filter(pk=key).first()
            if row is not None:  # It may have run out meanwhile, as sessions do.
                # Opened or refused: what stands for a value that does not open would keep its old key.
                setattr(row, field.name, field.opened(row, row.__dict__[field.attname]))
                row.save(update_fields=[field.name])
    return len(old)

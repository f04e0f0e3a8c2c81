import json
import secrets
from datetime import datetime
from uuid import UUID

from django.db import models, transaction

from tamyr.safety.logic.chain import commitment_of, hash_of
from tamyr.safety.models import AuditHead, AuditLine, name_of


def record_act(
    *,
    act: str,
    actor: UUID | None,
    about: models.Model | None,
    at: datetime,
    details: dict[str, str | int | bool | None] | None = None,
) -> AuditLine:
    """Add a line to the audit chain, within the transaction of the act itself.

    ``actor`` is a person's key, or None for the software and for visitors without an account.
    ``details`` hold codes, dates and keys: never a name, an address or a text somebody wrote.
    """
    # A line of its own transaction would stay behind when the act is undone.
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"record_act({act!r}): call it inside the transaction of the act")
    body = json.dumps(
        {
            "act": act,
            "actor": str(actor) if actor else None,
            "about": name_of(about) if about is not None else None,
            "at": at.isoformat(),
            "details": details or {},
        },
        sort_keys=True,
    )
    return _append(body)


def _append(body: str) -> AuditLine:
    # The commitment outlives an erased text: without a salt its text could be guessed and proved.
    salt = secrets.token_hex(16)
    commitment = commitment_of(salt, body)
    # Locked until the act is committed: two acts at once would follow the same line.
    ends = AuditHead.objects.select_for_update(no_key=True).filter(pk=1)
    head = next(iter(ends), None)
    if head is None:
        AuditHead.objects.get_or_create(pk=1)
        head = ends.get()
    head.n += 1
    head.hash = hash_of(head.hash, head.n, commitment)
    head.save()
    return AuditLine.objects.create(n=head.n, salt=salt, body=body, commitment=commitment, hash=head.hash)

"""What the rooms say: that something happened, that it was answered, that somebody lost the right to know."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid5

from django.db import models, transaction

from tamyr.accounts.models import Person
from tamyr.notices.models import Happening, Notice
from tamyr.notices.queries.kinds import kind_named

# Never another one: what was announced before would be taken for something new.
ACTS = UUID("6f0f1d7e-5a55-4c3a-9a43-5d5b6a6d8f10")


def announce(
    *,
    kind: str,
    about: models.Model | UUID,
    actor: UUID | None,
    at: datetime,
    version: object = "",
    scope: UUID | None = None,
) -> None:
    """Say within the transaction of an act that it happened; the same act twice is one happening.

    ``about`` is the thing, or the key that several rows of it share. ``version`` tells acts of one kind on one
    thing apart. Those concerned are told by a task soon after.
    """
    # Announced outside of it, it would be told of an act that is undone.
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"announce({kind!r}): call it inside the transaction of the act")
    if kind_named(kind) is None:
        raise LookupError(f"no room has said what {kind!r} is: docs/how-to/announce-something.md")
    thing = about if isinstance(about, UUID) else about.pk
    key = uuid5(ACTS, f"{kind}:{thing}:{version}")
    made = Happening(id=key, kind=kind, about=thing, scope=scope, actor_id=actor, at=at)
    Happening.objects.bulk_create([made], ignore_conflicts=True)


def settle(*, about: models.Model, person: UUID, at: datetime) -> None:
    """Let somebody's notices of a thing be done, because they acted on it."""
    happened = Happening.objects.filter(about=about.pk)
    Notice.objects.filter(happening__in=happened, person_id=person, done_at=None).update(done_at=at)


def forget_scope(*, scope: UUID, person: UUID | None = None, but_for: Collection[UUID] = ()) -> None:
    """Delete the notices that one may know of by one right only: a person's who lost it, or all others'."""
    lost = Notice.objects.filter(happening__scope=scope)
    (lost.filter(person_id=person) if person else lost.exclude(person_id__in=but_for)).delete()


@transaction.atomic
def look_at(*, person: Person, keys: Collection[UUID], at: datetime) -> bool:
    """Note that somebody has seen their notices; whether any of these keys is theirs. Twice is once."""
    own = Notice.objects.filter(person=person, pk__in=keys)
    own.filter(done_at=None).update(done_at=at)
    return own.exists()

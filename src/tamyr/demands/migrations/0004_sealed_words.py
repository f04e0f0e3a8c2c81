"""Words that may name people lay readable: encrypt them. What one person said of a promise is one reading of it."""

from collections.abc import Iterator
from hashlib import sha256
from uuid import uuid4

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tamyr.demands.migrations import _guards
from tamyr.safety.models.encrypted import Token

WORDS = {"Event": ("reason", "ground"), "Verdict": ("reason",), "Commitment": ("words",), "RightOfReply": ("words",)}


def rows(apps: Apps) -> Iterator[tuple[models.Model, tuple[str, ...]]]:
    for name, fields in WORDS.items():
        for row in apps.get_model("demands", name).objects.order_by("pk").iterator(chunk_size=500):
            yield row, fields


def seal(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    for row, fields in rows(apps):
        plain = {name: "" + row.__dict__[name] for name in fields}
        row.__dict__.update(plain)
        if "ground" in plain:
            row.words_sha = sha256("\n\n".join(plain.values()).encode()).hexdigest()  # type: ignore[attr-defined]
        row.save(update_fields=[*fields, *(["words_sha"] if "ground" in plain else [])])


def unseal(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    for row, fields in rows(apps):
        plain = {name: Token(getattr(row, name)) for name in fields}
        type(row)._default_manager.filter(pk=row.pk).update(**plain)


def read_by_one(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """What one person recorded of a promise waits for a second reading."""
    reading = apps.get_model("demands", "PromiseReading")
    said = apps.get_model("demands", "Commitment").objects.filter(outcome_on__isnull=False)
    for promise in said.exclude(outcome="open"):
        assert promise.outcome_on is not None
        reading.objects.create(
            form_key=uuid4(), commitment=promise, outcome=promise.outcome, on=promise.outcome_on,
            source=promise.outcome_source, member=promise.member, at=promise.at,
        )  # fmt: skip
        promise.outcome, promise.outcome_on, promise.outcome_source = "open", None, ""
        promise.save(update_fields=["outcome", "outcome_on", "outcome_source"])


def install(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _guards.install(editor)


def withdraw(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _guards.withdraw(editor)


class Migration(migrations.Migration):
    dependencies = [("demands", "0003_after_agreement")]

    operations = [
        migrations.RunPython(seal, unseal),
        migrations.RunPython(read_by_one, migrations.RunPython.noop),
        migrations.RunPython(install, withdraw),
    ]

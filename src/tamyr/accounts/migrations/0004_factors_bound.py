"""Secrets of apps and recovery codes were encrypted alike for everybody: bind each to its person and kind."""

import json
from typing import Any

from django.db import migrations

from tamyr.safety.logic.field_encryption import UnreadableField
from tamyr.safety.models.encrypted import key_ring

FORMER_PLACE = "mfa.secret"
TOKENS = ("secret", "seed")


def bind(apps: Any, _schema: Any) -> None:
    for factor in apps.get_model("mfa", "Authenticator").objects.all():
        if "sealed" not in factor.data:
            factor.data = {"sealed": bound(factor)}
            factor.save(update_fields=["data"])


def bound(factor: Any) -> str:
    ring = key_ring()
    try:
        opened = {
            name: ring.decrypt(value, place=FORMER_PLACE) if name in TOKENS else value
            for name, value in factor.data.items()
        }
    except UnreadableField:
        # It opened for nobody before; so it stays, and its person comes in another way.
        return str(next(factor.data[name] for name in TOKENS if name in factor.data))
    return ring.encrypt(json.dumps(opened), place=f"mfa.{factor.type}:{factor.user_id}")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_remove_person_wants_mail"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(bind, migrations.RunPython.noop)]

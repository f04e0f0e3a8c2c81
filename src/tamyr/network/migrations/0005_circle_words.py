"""Names and purposes of circles lay readable, also of hidden ones: encrypt them, and overwrite what lay there."""

import json
from typing import Any

from django.db import migrations

import tamyr.safety.models.encrypted


def encrypt(apps: Any, _schema: Any) -> None:
    for circle in apps.get_model("network", "Circle").objects.all():
        said = {"names": circle.names, "purposes": circle.purposes}
        circle.words = json.dumps(said, ensure_ascii=False)
        circle.names, circle.purposes = {}, {}
        circle.save(update_fields=["words", "names", "purposes"])


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0004_membership_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="circle",
            name="words",
            field=tamyr.safety.models.encrypted.EncryptedTextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(encrypt, migrations.RunPython.noop),
    ]

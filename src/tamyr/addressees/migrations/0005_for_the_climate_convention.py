from datetime import date

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tamyr.addressees.migrations import _directory

OFFICES = ("head", "focal_point", "climate", "information", "contact", "other")
READ, DECREED = date(2025, 11, 19), date(2025, 11, 18)


def load(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Date the names of one body by its decree, as its file does now, then write what is new."""
    names = apps.get_model("addressees", "InstitutionName").objects
    untouched = names.filter(institution__key="uzb-ecology", institution__changed_at=None)
    untouched.filter(until_on=READ).update(until_on=DECREED)
    untouched.filter(from_on=READ).update(from_on=DECREED)
    _directory.load(apps)  # type: ignore[arg-type]


class Migration(migrations.Migration):
    dependencies = [("addressees", "0004_directory_again")]

    operations = [
        migrations.AlterField(
            "office", "kind", models.CharField(choices=[(code, code) for code in OFFICES], max_length=12)
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]

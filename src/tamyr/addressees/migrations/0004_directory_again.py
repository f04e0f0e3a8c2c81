from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tamyr.addressees.migrations import _directory


def load(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    _directory.load(apps)  # type: ignore[arg-type]


class Migration(migrations.Migration):
    dependencies = [("addressees", "0003_directory")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

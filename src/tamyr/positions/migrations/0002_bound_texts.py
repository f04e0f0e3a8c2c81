from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tamyr.positions.migrations import _guards


def install(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _guards.install(editor)


def withdraw(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _guards.withdraw(editor)


class Migration(migrations.Migration):
    dependencies = [("positions", "0001_initial")]

    operations = [migrations.RunPython(install, withdraw)]

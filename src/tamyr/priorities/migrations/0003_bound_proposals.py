from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tamyr.priorities.migrations import _guards


def install(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _guards.install(editor)


def withdraw(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _guards.withdraw(editor)


class Migration(migrations.Migration):
    dependencies = [("priorities", "0002_whose_it_is")]

    operations = [migrations.RunPython(install, withdraw)]

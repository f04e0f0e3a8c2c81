from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tamyr.demands.migrations import _guards


def install(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _guards.install(editor, _guards.EVENT)


class Migration(migrations.Migration):
    dependencies = [("demands", "0001_initial")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]

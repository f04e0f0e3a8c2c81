from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def forget_those_to_the_same_end(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Make the way back passable: the release before has no place for them, the audit chain still tells of each."""
    apps.get_model("consultations", "Move").objects.filter(was_at=F("now_at")).delete()


class Migration(migrations.Migration):
    dependencies = [("consultations", '0003_named_in_the_chain')]

    operations = [
        migrations.RemoveConstraint(model_name="move", name="a_move_is_to_another_moment"),
        migrations.RunPython(migrations.RunPython.noop, forget_those_to_the_same_end),
    ]

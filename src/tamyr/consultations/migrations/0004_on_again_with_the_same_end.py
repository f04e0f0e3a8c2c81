from datetime import timedelta

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def part(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Make the way back passable: the release before knows no move to the same end, so that it becomes one of a moment."""
    moves = apps.get_model("consultations", "Move").objects.filter(was_at=F("now_at"))
    moves.update(was_at=F("now_at") - timedelta(microseconds=1))


class Migration(migrations.Migration):
    dependencies = [("consultations", '0003_named_in_the_chain')]

    operations = [
        migrations.RemoveConstraint(model_name="move", name="a_move_is_to_another_moment"),
        migrations.RunPython(migrations.RunPython.noop, part),
    ]

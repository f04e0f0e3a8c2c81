from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tamyr.network.logic.name_order import sort_text


def sort_names(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for words in apps.get_model("network", "MemberWords").objects.iterator():
        words.sorted_as = sort_text(words.name)
        words.save(update_fields=["sorted_as"])


class Migration(migrations.Migration):
    dependencies = [("network", "0006_sign_in")]
    operations = [
        migrations.AddField(
            model_name="memberwords",
            name="sorted_as",
            field=models.CharField(default="", editable=False, max_length=200),
            preserve_default=False,
        ),
        migrations.RunPython(sort_names, migrations.RunPython.noop),
    ]

"""What was taken up is read by members: of two people of one member, the later reading stands."""

from typing import Any

from django.conf import settings
from django.db import migrations, models


def let_the_later_stand(apps: Any, schema_editor: Any) -> None:
    later: dict[tuple[Any, Any], Any] = {}
    for uptake in apps.get_model("consultations", "Uptake").objects.exclude(member=None).order_by("-at", "-id"):
        uptake.replaced_at = later.get((uptake.comment_id, uptake.member_id))
        later[uptake.comment_id, uptake.member_id] = uptake.at
        if uptake.replaced_at:
            uptake.save(update_fields=["replaced_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0001_initial"),
        ("network", "0008_returns_as"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="uptake", name="one_reading_per_comment_and_person"),
        migrations.AddField(
            model_name="uptake", name="replaced_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.RunPython(let_the_later_stand, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="uptake",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at__isnull", True)),
                fields=("comment", "member"),
                name="one_reading_per_comment_and_member",
            ),
        ),
        migrations.AddConstraint(
            model_name="uptake",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at__isnull", True)),
                fields=("comment", "by"),
                name="nobody_reads_a_comment_twice",
            ),
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0005_who_recuses")]

    operations = [
        migrations.CreateModel(
            name="Uncounted",
            fields=[
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="uncounted",
                        serialize=False,
                        to="decisions.decision",
                    ),
                ),
                ("fault", models.CharField(max_length=60)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("again_at", models.DateTimeField()),
            ],
        ),
    ]

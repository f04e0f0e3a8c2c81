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
                (
                    "fault",
                    models.CharField(
                        choices=[
                            (
                                "changed",
                                "It cannot be counted: what was fixed at its opening does not stand as it did. Nothing is announced; two persons may annul it.",
                            ),
                            (
                                "unreadable",
                                "It cannot be counted: something in it does not open, as the site lacks a key. The site tries again by itself.",
                            ),
                            (
                                "other",
                                "It cannot be counted. Whoever runs the server finds the fault in its log; the site tries again by itself.",
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("tries", models.PositiveIntegerField(default=0)),
                ("again_at", models.DateTimeField()),
            ],
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("evidence", "0004_judgements"),
    ]

    operations = [
        migrations.AddField(
            model_name="judgement",
            name="axis_step",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("step__isnull", True), ("axis_step", ""), _connector="OR"),
                name="a_judgement_speaks_by_one_rule",
            ),
        ),
    ]

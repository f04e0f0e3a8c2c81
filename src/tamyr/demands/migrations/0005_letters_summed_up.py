from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tamyr.demands.logic.history import ClockEvent, course


def sum_up(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Keep with each letter what its events say together."""
    for letter in apps.get_model("demands", "Delivery").objects.order_by("pk").iterator(chunk_size=500):
        events = letter.events.values_list("pk", "kind", "happened_on", "at", "until", "letter", "replaces")
        found = course([ClockEvent(*event) for event in events])
        letter.is_out, letter.ended_as, letter.days_taken = found.is_out, found.ended_as, found.days
        letter.save(update_fields=["is_out", "ended_as", "days_taken"])


class Migration(migrations.Migration):

    dependencies = [
        ('addressees', '0003_directory'),
        ('demands', '0004_sealed_words'),
        ('network', '0008_returns_as'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='delivery',
            name='days_taken',
            field=models.IntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='delivery',
            name='ended_as',
            field=models.CharField(blank=True, choices=[('answered', 'answered'), ('refused', 'refused')], max_length=8),
        ),
        migrations.AddField(
            model_name='delivery',
            name='is_out',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('is_out', True)), fields=['institution', 'ended_as', 'days_taken'], name='letters_that_went_out'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('days_taken__isnull', True), ('ended_as', '')), models.Q(models.Q(('ended_as', ''), _negated=True), ('is_out', True)), _connector='OR'), name='what_ended_went_out'),
        ),
        migrations.RunPython(sum_up, migrations.RunPython.noop),
    ]

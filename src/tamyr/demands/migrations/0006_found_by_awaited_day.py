from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Days are not counted here: a letter that says of none by what it was counted is counted anew."""

    dependencies = [
        ('addressees', '0004_directory_again'),
        ('demands', '0005_letters_summed_up'),
        ('network', '0008_returns_as'),
        ('positions', '0003_whose_it_is'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='demand',
            name='demands_for_the_world',
        ),
        migrations.AddField(
            model_name='delivery',
            name='awaited_until',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='delivery',
            name='counted_by',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('awaited_until__isnull', False)), fields=['awaited_until', 'demand'], name='letters_by_awaited_day'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('is_out', True)), fields=['ended_as', 'institution', 'counted_by'], name='open_letters_by_counting'),
        ),
        migrations.AddIndex(
            model_name='demand',
            index=models.Index(fields=['-number', 'exposure', 'agreed_at', 'stage', 'iso3', 'theme', 'subject', 'member', 'circle', 'id'], name='demands_as_listed'),
        ),
        migrations.AddIndex(
            model_name='demand',
            index=models.Index(fields=['-agreed_at', '-number'], name='demands_as_fed'),
        ),
        migrations.AddIndex(
            model_name='demand',
            index=models.Index(fields=['subject', 'target_year', '-number', 'iso3'], name='demands_by_what_they_ask'),
        ),
    ]

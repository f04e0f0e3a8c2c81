"""Who did it is named once, in the audit chain; a second copy was read by nobody."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0002_one_reading_per_member'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='comment',
            name='begun_by',
        ),
        migrations.RemoveField(
            model_name='comment',
            name='handed_by',
        ),
        migrations.RemoveField(
            model_name='consultation',
            name='recorded_by',
        ),
    ]

"""Who did it is named once, in the audit chain; a second copy was read by nobody."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('evidence', '0008_one_reading_per_member'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='voice',
            name='given_by',
        ),
    ]

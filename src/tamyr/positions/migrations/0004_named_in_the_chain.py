"""Who did it is named once, in the audit chain; a second copy was read by nobody."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('positions', '0003_whose_it_is'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='signature',
            name='approved_by',
        ),
        migrations.RemoveField(
            model_name='signature',
            name='signed_by',
        ),
        migrations.RemoveField(
            model_name='word',
            name='given_by',
        ),
    ]

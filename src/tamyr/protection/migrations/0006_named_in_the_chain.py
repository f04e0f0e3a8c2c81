"""Who did it is named once, in the audit chain; a second copy was read by nobody."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('protection', '0005_holds'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='pace',
            name='set_by',
        ),
    ]

"""Who did it is named once, in the audit chain; a second copy was read by nobody."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('ndc', '0002_comments'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='asked',
            name='asked_by',
        ),
    ]

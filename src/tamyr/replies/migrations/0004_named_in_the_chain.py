"""Who did it is named once, in the audit chain; a second copy was read by nobody."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('replies', '0003_no_copy_and_aside'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='mailbox',
            name='opened_by',
        ),
        migrations.RemoveField(
            model_name='sentletter',
            name='noted_by',
        ),
    ]

"""Each letter bears its day, by the clock of its body; that of the batch was read by nobody."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('deliveries', '0003_receipt_drafts'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='batch',
            name='dated_on',
        ),
    ]

"""Each letter bears its day, by the clock of its body; that of the batch was read by nobody."""

from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):

    dependencies = [
        ('deliveries', '0003_receipt_drafts'),
    ]

    operations = [
        # With a day to give to each row, so that there is a way back: the release before asked none of them for it.
        migrations.AlterField(
            model_name='batch', name='dated_on', field=models.DateField(default=timezone.localdate)
        ),
        migrations.RemoveField(
            model_name='batch',
            name='dated_on',
        ),
    ]

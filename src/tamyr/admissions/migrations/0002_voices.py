import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The voices' member comes from the procedure they inherit; no column changes."""

    dependencies = [
        ('admissions', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name=voice,
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='network.member'),
        )
        for voice in ('assent', 'objection')
    ]

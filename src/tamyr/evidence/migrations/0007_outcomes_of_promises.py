import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evidence', '0006_judgements_of_criteria'),
        ('network', '0008_returns_as'),
    ]

    operations = [
        migrations.CreateModel(
            name='PromiseOutcome',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key', models.UUIDField()),
                ('address', models.CharField(max_length=200)),
                ('iso3', models.CharField(max_length=3)),
                ('body_en', models.CharField(max_length=300)),
                ('body_ru', models.CharField(max_length=300)),
                ('words', models.TextField()),
                ('language', models.CharField(max_length=8)),
                ('said_on', models.DateField()),
                ('due_on', models.DateField()),
                ('source', models.URLField(blank=True)),
                ('is_kept', models.BooleanField()),
                ('became_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('-became_on', '-recorded_at'),
                'indexes': [models.Index(fields=['iso3'], name='outcomes_by_country')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('key',), name='one_outcome_per_promise')],
            },
        ),
        migrations.CreateModel(
            name='OutcomeReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_kept', models.BooleanField()),
                ('read_on', models.DateField()),
                ('source', models.URLField(blank=True)),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='network.member')),
                ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='evidence.promiseoutcome')),
            ],
            options={
                'ordering': ('read_on', 'id'),
            },
        ),
    ]

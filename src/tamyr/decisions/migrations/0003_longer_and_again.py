import uuid

import django.db.models.deletion
import tamyr.safety.models.encrypted
from django.conf import settings
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tamyr.decisions.migrations import _guards


def remove(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _guards.remove(editor)


def install(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _guards.install_with_extension(editor)


def install_former(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    tables = (*_guards.TABLES, _guards.NAMED)
    _guards.install(editor, (*_guards.DECISION, *_guards.SCOPE), tables)


def withdraw(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _guards.withdraw(editor)


class Migration(migrations.Migration):

    dependencies = [
        ('decisions', '0002_whose_it_is'),
        ('network', '0008_returns_as'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(remove, install_former),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('recused', 'an organisation takes no part'), ('recused-from', 'an organisation takes no part in single options'), ('extended', 'it stays open longer')], max_length=12)),
                ('at', models.DateTimeField()),
                ('reason', tamyr.safety.models.encrypted.EncryptedTextField(blank=True)),
            ],
            options={
                'ordering': ('at', 'id'),
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='extended_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='decision',
            name='extension',
            field=models.CharField(blank=True, choices=[('', 'for none'), ('outage', 'the site could not be reached'), ('quorum', 'too few have taken part')], default='', max_length=7),
        ),
        migrations.AddField(
            model_name='decision',
            name='extension_days',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='decision',
            name='previous',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='decisions.decision'),
        ),
        migrations.AddField(
            model_name='option',
            name='country',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.country'),
        ),
        migrations.AddField(
            model_name='option',
            name='theme',
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name='seat',
            name='recused_from',
            field=models.CharField(blank=True, max_length=1200),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('extended_at__isnull', True), ('extension', ''), ('extension_days', 0)), models.Q(models.Q(('extension', ''), _negated=True), ('extension_days__gte', 1)), _connector='OR'), name='an_extension_has_its_reason'),
        ),
        migrations.AddField(
            model_name='event',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='decisions.decision'),
        ),
        migrations.RunPython(install, withdraw),
    ]

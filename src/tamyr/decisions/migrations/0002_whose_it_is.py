import django.db.models.deletion
from django.conf import settings
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tamyr.decisions.migrations import _guards


def remove(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _guards.remove(editor)


def install(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    tables = (*_guards.TABLES, _guards.NAMED)
    _guards.install(editor, (*_guards.DECISION, *_guards.SCOPE), tables)


def install_former(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _guards.install(editor)


def withdraw(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _guards.withdraw(editor)


class Migration(migrations.Migration):

    dependencies = [
        ('decisions', '0001_initial'),
        ('network', '0008_returns_as'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(remove, install_former),
        migrations.CreateModel(
            name='NamedVoter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='circle',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.circle'),
        ),
        migrations.AddField(
            model_name='decision',
            name='scope',
            field=models.CharField(choices=[('all', 'the whole network'), ('part', 'a part of the region'), ('country', 'one country'), ('theme', 'members that work on one theme'), ('coalition', 'members that are named'), ('circle', 'a circle: only its people see it')], default='all', max_length=9),
        ),
        migrations.AddField(
            model_name='decision',
            name='scope_code',
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('circle__isnull', True), ('scope__in', ('all', 'coalition')), ('scope_code', '')), models.Q(('circle__isnull', True), ('scope__in', ('part', 'country', 'theme')), models.Q(('scope_code', ''), _negated=True)), models.Q(('circle__isnull', False), ('scope', 'circle'), ('scope_code', ''), ('outside', 'nothing')), _connector='OR'), name='a_decision_says_whose'),
        ),
        migrations.AddField(
            model_name='namedvoter',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='named', to='decisions.decision'),
        ),
        migrations.AddField(
            model_name='namedvoter',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='network.member'),
        ),
        migrations.AddConstraint(
            model_name='namedvoter',
            constraint=models.UniqueConstraint(fields=('decision', 'member'), name='one_name_per_decision_and_member'),
        ),
        migrations.RunPython(install, withdraw),
    ]

import django.db.models.deletion
import django.db.models.lookups
import tamyr.safety.models.encrypted
import uuid
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tamyr.demands.migrations import _guards


def withdraw(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _guards.withdraw(editor)


def install_former(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _guards.install(editor, _guards.EVENT)


class Migration(migrations.Migration):

    dependencies = [
        ('addressees', '0003_directory'),
        ('demands', '0002_only_added'),
        ('network', '0008_returns_as'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(withdraw, install_former),
        migrations.CreateModel(
            name='ExposureChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('form_key', models.UUIDField(unique=True)),
                ('was', models.CharField(choices=[('public', 'public: anybody'), ('network', 'network: people of member organisations'), ('circle', 'circle: those who work together in a circle'), ('sealed', "sealed: only the member’s own people")], max_length=7)),
                ('becomes', models.CharField(choices=[('public', 'public: anybody'), ('network', 'network: people of member organisations'), ('circle', 'circle: those who work together in a circle'), ('sealed', "sealed: only the member’s own people")], max_length=7)),
                ('asked_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('asked_at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='PromiseReading',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('form_key', models.UUIDField(unique=True)),
                ('outcome', models.CharField(choices=[('open', 'still to come'), ('fulfilled', 'kept'), ('broken', 'broken')], max_length=9)),
                ('on', models.DateField()),
                ('source', models.URLField(blank=True)),
                ('at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('at', 'id'),
            },
        ),
        migrations.RemoveConstraint(
            model_name='event',
            name='a_correction_says_why',
        ),
        migrations.AddField(
            model_name='event',
            name='by_calendar',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name='event',
            name='by_law',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name='event',
            name='expected_by',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='event',
            name='late_after',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='event',
            name='words_sha',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name='commitment',
            name='words',
            field=tamyr.safety.models.encrypted.EncryptedTextField(),
        ),
        migrations.AlterField(
            model_name='event',
            name='ground',
            field=tamyr.safety.models.encrypted.EncryptedTextField(blank=True),
        ),
        migrations.AlterField(
            model_name='event',
            name='reason',
            field=tamyr.safety.models.encrypted.EncryptedTextField(blank=True),
        ),
        migrations.AlterField(
            model_name='rightofreply',
            name='words',
            field=tamyr.safety.models.encrypted.EncryptedTextField(),
        ),
        migrations.AlterField(
            model_name='verdict',
            name='reason',
            field=tamyr.safety.models.encrypted.EncryptedTextField(),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('replaces__isnull', True), models.Q(django.db.models.lookups.Exact(models.F('reason'), models.Value('')), _negated=True), _connector='OR'), name='a_correction_says_why'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('by_calendar', ''), ('by_law', ''), ('expected_by__isnull', True), ('late_after__isnull', True)), models.Q(('expected_by__isnull', False), ('late_after__isnull', False), models.Q(('by_law', ''), _negated=True), models.Q(('by_calendar', ''), _negated=True)), _connector='OR'), name='a_counted_day_says_by_what'),
        ),
        migrations.AddField(
            model_name='exposurechange',
            name='agreed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='exposurechange',
            name='asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='exposurechange',
            name='circle',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.circle'),
        ),
        migrations.AddField(
            model_name='exposurechange',
            name='demand',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exposures', to='demands.demand'),
        ),
        migrations.AddField(
            model_name='promisereading',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='promisereading',
            name='commitment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='demands.commitment'),
        ),
        migrations.AddField(
            model_name='promisereading',
            name='member',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='network.member'),
        ),
        migrations.AddConstraint(
            model_name='exposurechange',
            constraint=models.UniqueConstraint(condition=models.Q(('done_at__isnull', True), ('dropped_at__isnull', True)), fields=('demand',), name='one_exposure_waits_per_demand'),
        ),
        migrations.AddConstraint(
            model_name='exposurechange',
            constraint=models.CheckConstraint(condition=models.Q(('agreed_by__isnull', True), ('asked_by__isnull', True), models.Q(('agreed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='nobody_shows_a_demand_alone'),
        ),
        migrations.AddConstraint(
            model_name='exposurechange',
            constraint=models.CheckConstraint(condition=models.Q(('done_at__isnull', True), ('dropped_at__isnull', True), _connector='OR'), name='what_was_dropped_is_not_done'),
        ),
        migrations.AddConstraint(
            model_name='promisereading',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', 'open'), _negated=True), name='a_reading_says_whether_it_was_kept'),
        ),
        migrations.AddConstraint(
            model_name='promisereading',
            constraint=models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('commitment', 'member'), name='one_reading_per_promise_and_member'),
        ),
        migrations.AddConstraint(
            model_name='promisereading',
            constraint=models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('commitment', 'by'), name='nobody_reads_a_promise_twice'),
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('decisions', '0002_whose_it_is'),
        ('network', '0008_returns_as'),
        ('priorities', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NamedInRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.AddField(
            model_name='round',
            name='circle',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.circle'),
        ),
        migrations.AddField(
            model_name='round',
            name='scope',
            field=models.CharField(choices=[('all', 'the whole network'), ('part', 'a part of the region'), ('country', 'one country'), ('theme', 'members that work on one theme'), ('coalition', 'members that are named'), ('circle', 'a circle: only its people see it')], default='all', max_length=9),
        ),
        migrations.AddField(
            model_name='round',
            name='scope_code',
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('circle__isnull', True), ('scope__in', ('all', 'coalition')), ('scope_code', '')), models.Q(('circle__isnull', True), ('scope__in', ('part', 'country', 'theme')), models.Q(('scope_code', ''), _negated=True)), models.Q(('circle__isnull', False), ('scope', 'circle'), ('scope_code', ''), ('is_public', False), ('outside', 'nothing')), _connector='OR'), name='a_round_says_whose'),
        ),
        migrations.AddField(
            model_name='namedinround',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='network.member'),
        ),
        migrations.AddField(
            model_name='namedinround',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='named', to='priorities.round'),
        ),
        migrations.AddConstraint(
            model_name='namedinround',
            constraint=models.UniqueConstraint(fields=('round', 'member'), name='one_name_per_round_and_member'),
        ),
    ]

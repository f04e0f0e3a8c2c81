import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0008_returns_as'),
        ('positions', '0002_bound_texts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='position',
            name='a_scope_says_which',
        ),
        migrations.AddField(
            model_name='position',
            name='circle',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.circle'),
        ),
        migrations.AlterField(
            model_name='coalitionseat',
            name='position',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='named', to='positions.position'),
        ),
        migrations.AlterField(
            model_name='position',
            name='scope',
            field=models.CharField(choices=[('all', 'the whole network'), ('part', 'a part of the region'), ('country', 'one country'), ('theme', 'members that work on one theme'), ('coalition', 'members that are named'), ('circle', 'a circle: only its people see it')], default='all', max_length=9),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('circle__isnull', True), ('scope__in', ('all', 'coalition')), ('scope_code', '')), models.Q(('circle__isnull', True), ('scope__in', ('part', 'country', 'theme')), models.Q(('scope_code', ''), _negated=True)), models.Q(('circle__isnull', False), ('scope', 'circle'), ('scope_code', ''), ('is_public', False)), _connector='OR'), name='a_scope_says_which'),
        ),
    ]

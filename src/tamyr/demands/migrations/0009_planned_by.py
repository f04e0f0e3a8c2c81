import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('demands', '0008_letters_that_came_back'),
        ('network', '0008_returns_as'),
        ('positions', '0003_whose_it_is'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='demand',
            name='planned_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='demand',
            constraint=models.CheckConstraint(condition=models.Q(('agreed_by__isnull', True), ('planned_by__isnull', True), models.Q(('agreed_by', models.F('planned_by')), _negated=True), _connector='OR'), name='nobody_agrees_to_their_own_plan'),
        ),
    ]
